package pdf

import (
	"cmp"
	"slices"
	"unicode/utf16"
)

// cmap is a CMap: from codes to letters, or to the numbers of glyphs.
type cmap struct {
	spaces  []codeRange // which codes there are
	letters []codeRange // sorted
	glyphs  []codeRange // sorted
}

// codeRange maps the codes first to last, of some bytes each.
type codeRange struct {
	first, last, size int
	to                string   // what the first one means, in UTF-16; the others follow
	each              []string // what each of them means
	glyph             int
}

// readCMap reads a CMap; what is damaged in it is left out.
func readCMap(content []byte) *cmap {
	m := &cmap{}
	l := &lexer{content: content}
	var operands []token
	for t := l.next(); t.kind != 0; t = l.next() {
		if t.kind != 'o' {
			operands = append(operands, t)
			continue
		}
		list, n := m.ended(t.text)
		for ; list != nil && len(operands) >= n; operands = operands[n:] {
			meaning := operands[n-1]
			r := codeRange{first: bigEndian(operands[0].text), size: len(operands[0].text), to: meaning.text, glyph: int(meaning.number)}
			if r.last = bigEndian(operands[n-2].text); list == &m.spaces {
				r.last = bigEndian(meaning.text)
			}
			for _, o := range meaning.array {
				r.each = append(r.each, o.text)
			}
			*list = append(*list, r)
		}
		operands = operands[:0]
	}
	for _, list := range [][]codeRange{m.letters, m.glyphs} {
		slices.SortStableFunc(list, func(a, b codeRange) int { return cmp.Compare(a.first, b.first) })
	}
	return m
}

// ended returns the list that an operator ends, and how many operands each entry has: a code, or the first and the last one
// of a range, and what they mean.
func (m *cmap) ended(operator string) (list *[]codeRange, operands int) {
	switch operator {
	case "endcodespacerange":
		return &m.spaces, 2
	case "endbfchar":
		return &m.letters, 2
	case "endbfrange":
		return &m.letters, 3
	case "endcidchar":
		return &m.glyphs, 2
	case "endcidrange":
		return &m.glyphs, 3
	}
	return nil, 0
}

func bigEndian(s string) int {
	n := 0
	for i := range min(len(s), 4) {
		n = n<<8 | int(s[i])
	}
	return n
}

// codeSize is the length of the first code of a string, by the spaces of codes; the shortest if none fits.
func (m *cmap) codeSize(s string) int {
	shortest := 4
	for _, r := range m.spaces {
		shortest = max(1, min(shortest, r.size))
		if r.size > 0 && len(s) >= r.size && fits(s[:r.size], r) {
			return r.size
		}
	}
	return shortest
}

// fits compares byte by byte, as spaces of codes are boxes and no intervals.
func fits(code string, r codeRange) bool {
	for i := range len(code) {
		shift := 8 * (r.size - 1 - i)
		if int(code[i]) < r.first>>shift&0xff || int(code[i]) > r.last>>shift&0xff {
			return false
		}
	}
	return true
}

// find gives the letters of a code.
func (m *cmap) find(code int) (string, bool) {
	r, ok := lookUp(m.letters, code)
	if !ok {
		return "", false
	}
	switch by := code - r.first; {
	case r.each == nil:
		return fromUTF16(r.to, by), true
	case by < len(r.each):
		return fromUTF16(r.each[by], 0), true
	}
	return "", false
}

// lookUp finds the range that a code is in: the last one that begins at or before it.
func lookUp(list []codeRange, code int) (codeRange, bool) {
	n, _ := slices.BinarySearchFunc(list, code+1, func(r codeRange, code int) int { return cmp.Compare(r.first, code) })
	if n == 0 || list[n-1].last < code {
		return codeRange{}, false
	}
	return list[n-1], true
}

// fromUTF16 decodes big-endian UTF-16 whose last character is moved on.
func fromUTF16(s string, by int) string {
	if len(s) == 1 {
		s = "\x00" + s
	}
	units := make([]uint16, len(s)/2)
	for i := range units {
		units[i] = uint16(s[2*i])<<8 | uint16(s[2*i+1])
	}
	runes := utf16.Decode(units)
	if len(runes) > 0 {
		runes[len(runes)-1] += rune(by)
	}
	return string(runes)
}

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
		switch t.text {
		case "endcodespacerange":
			for ; len(operands) >= 2; operands = operands[2:] {
				m.spaces = append(m.spaces, rangeOf(operands[0], operands[1]))
			}
		case "endbfchar":
			for ; len(operands) >= 2; operands = operands[2:] {
				r := rangeOf(operands[0], operands[0])
				r.to = operands[1].text
				m.letters = append(m.letters, r)
			}
		case "endbfrange":
			for ; len(operands) >= 3; operands = operands[3:] {
				r := rangeOf(operands[0], operands[1])
				r.to = operands[2].text
				for _, o := range operands[2].array {
					r.each = append(r.each, o.text)
				}
				m.letters = append(m.letters, r)
			}
		case "endcidrange":
			for ; len(operands) >= 3; operands = operands[3:] {
				r := rangeOf(operands[0], operands[1])
				r.glyph = int(operands[2].number)
				m.glyphs = append(m.glyphs, r)
			}
		case "endcidchar":
			for ; len(operands) >= 2; operands = operands[2:] {
				r := rangeOf(operands[0], operands[0])
				r.glyph = int(operands[1].number)
				m.glyphs = append(m.glyphs, r)
			}
		}
		operands = operands[:0]
	}
	for _, list := range [][]codeRange{m.letters, m.glyphs} {
		slices.SortStableFunc(list, func(a, b codeRange) int { return cmp.Compare(a.first, b.first) })
	}
	return m
}

func rangeOf(first, last token) codeRange {
	return codeRange{first: bigEndian(first.text), last: bigEndian(last.text), size: len(first.text)}
}

func bigEndian(s string) int {
	n := 0
	for i := range min(len(s), 4) {
		n = n<<8 | int(s[i])
	}
	return n
}

// codeSize is the length of the first code of a string, by the spaces of codes; the shortest where none fits.
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
	by := code - r.first
	if r.each != nil {
		if by < len(r.each) {
			return fromUTF16(r.each[by], 0), true
		}
		return "", false
	}
	return fromUTF16(r.to, by), true
}

func (m *cmap) cid(code int) int {
	if r, ok := lookUp(m.glyphs, code); ok {
		return r.glyph + code - r.first
	}
	return code
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

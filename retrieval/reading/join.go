package reading

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/reading/line"
)

// joiner joins lines, with or without white space, by the habits of the text itself.
type joiner struct {
	source    string
	dense     bool            // the text is mostly of a script without spaces
	spaces    bool            // it sets a space between Han and Latin
	compounds map[string]bool // words that it writes with a hyphen within a line; nil until needed
}

// habitBytes is how much of a text is read for its habits, which do not change after some pages.
const habitBytes = 1 << 18

func newJoiner(source string) joiner {
	j := joiner{source: source}
	var wide, narrow, direct, apart int
	var before, last rune
	for _, r := range source[:min(len(source), habitBytes)] {
		switch {
		case line.IsHan(r):
			wide++
			direct += count(line.IsLatin(last))
			apart += count(last == ' ' && line.IsLatin(before))
		case line.IsLatin(r):
			narrow++
			direct += count(line.IsHan(last))
			apart += count(last == ' ' && line.IsHan(before))
		}
		before, last = last, r
	}
	j.dense = wide*wordLetters > narrow
	j.spaces = apart > direct
	return j
}

// wordLetters is how many Latin letters say as much as one Han character, roughly.
const wordLetters = 3

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// fold turns every run of white space into one space.
func (j *joiner) fold(s string) string {
	folded, before := true, false
	for _, r := range s {
		space := unicode.IsSpace(r)
		if space && (before || r != ' ') {
			folded = false
			break
		}
		before = space
	}
	if folded {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// headline joins the lines of a headline. They were broken on purpose, so a space stands for each break, except behind a
// Chinese conjunction.
func (j *joiner) headline(lines []pageLine) string {
	var parts []string
	for _, l := range lines {
		parts = append(parts, j.fold(l.text(j.source)))
	}
	return afterJoining.ReplaceAllString(strings.Join(parts, " "), "$1$2")
}

var afterJoining = regexp.MustCompile(`(\p{Han}[和与及暨]) (\p{Han})`)

// lines writes the lines of a paragraph, joined.
func (j *joiner) lines(b *strings.Builder, lines []pageLine) {
	for i, l := range lines {
		s := j.fold(l.text(j.source))
		if i+1 == len(lines) {
			b.WriteString(s)
			break
		}
		kept, space := j.seam(s, lines[i+1].text(j.source))
		b.WriteString(s[:kept])
		if space {
			b.WriteByte(' ')
		}
	}
}

// seam returns how many bytes of a line stay when the next one is joined to it, and whether a space comes in between.
func (j *joiner) seam(s, next string) (kept int, space bool) {
	last, size := utf8.DecodeLastRuneInString(s)
	switch {
	case last == '\u00ad': // soft hyphen
		return len(s) - size, false
	case last == '-' || last == '\u2010':
		if part := line.TrailingLetters(s[:len(s)-size]); part != "" {
			return j.hyphen(s, size, part, next), false
		}
	case last == '—' || last == '–':
		return len(s), false
	}
	a, b := j.resolve(tail(s)), j.resolve(head(next))
	switch {
	case a == dense && b == dense:
		return len(s), false
	case a == spaced && b == spaced:
		return len(s), true
	}
	return len(s), j.spaces && isLatinOrHan(s, next)
}

// isLatinOrHan reports whether Latin and Han characters meet at a seam: no space belongs beside Chinese punctuation.
func isLatinOrHan(s, next string) bool {
	a, _ := utf8.DecodeLastRuneInString(s)
	b, _ := utf8.DecodeRuneInString(next)
	return line.IsLatin(a) && line.IsHan(b) || line.IsHan(a) && line.IsLatin(b)
}

func (j *joiner) resolve(k edge) edge {
	switch {
	case k != weak:
		return k
	case j.dense:
		return dense
	}
	return spaced
}

// hyphen keeps the hyphen of a compound and drops that of a word divided at the end of the line. Before a capital or a digit,
// or behind well, self and half, it is a compound; else the other words of the text decide, and in doubt the word was divided.
func (j *joiner) hyphen(s string, size int, part, next string) int {
	first, _ := utf8.DecodeRuneInString(next)
	if !unicode.IsLower(first) || slices.Contains([]string{"well", "self", "half"}, strings.ToLower(part)) {
		return len(s)
	}
	if j.compounds == nil {
		j.compounds = compounds(j.source)
	}
	if j.compounds[strings.ToLower(part+"-"+line.LeadingLetters(next))] {
		return len(s)
	}
	return len(s) - size
}

// compounds collects the words with one hyphen inside.
func compounds(source string) map[string]bool {
	found := map[string]bool{}
	before := ""
	for part := range strings.SplitSeq(source, "-") {
		if a, b := line.TrailingLetters(before), line.LeadingLetters(part); a != "" && b != "" {
			found[strings.ToLower(a+"-"+b)] = true
		}
		before = part
	}
	return found
}

// edge is how the script at the edge of a line is written.
type edge uint8

const (
	weak   edge = iota // no script: punctuation, symbols
	spaced             // written with spaces between words
	dense              // written without
)

func strength(r rune) edge {
	switch {
	case line.IsWide(r) && !strings.ContainsRune("（）“”‘’", r):
		return dense
	case unicode.IsLetter(r), unicode.IsDigit(r):
		return spaced
	}
	return weak
}

// edgeRunes is how far into a line its script is looked for: past quotes and brackets.
const edgeRunes = 8

// head and tail return how the beginning and the end of a line are written.
func head(s string) edge {
	n := 0
	for _, r := range s {
		if k := strength(r); k != weak {
			return k
		}
		if n++; n == edgeRunes {
			break
		}
	}
	return weak
}

func tail(s string) edge {
	for n := 0; n < edgeRunes && len(s) > 0; n++ {
		r, size := utf8.DecodeLastRuneInString(s)
		if k := strength(r); k != weak {
			return k
		}
		s = s[:len(s)-size]
	}
	return weak
}

package reading

import "strings"

// A plain text of more than sectionSize bytes is read in sections, one after the other: while it is read, what is known
// of each line takes several times the room of the line. A section ends at the first blank line beyond its size. Where
// none follows within seamSize bytes, it ends with its line: one paragraph in so many may be cut in two there.
const (
	sectionSize = 16 << 20
	seamSize    = 1 << 20
)

// sectionEnd is where the section ends that begins at a byte of a source.
func sectionEnd(source string, at int) int {
	if len(source)-at <= sectionSize+seamSize {
		return len(source)
	}
	_, line := lineEnd(source, at+sectionSize) // where the first line begins that may open the next section
	for begin := line; begin < at+sectionSize+seamSize && begin < len(source); {
		end, next := lineEnd(source, begin)
		if strings.TrimSpace(source[begin:end]) == "" {
			return next
		}
		begin = next
	}
	return line
}

// rest reads the sections behind the first one. above are the headings that are open at its end. Title, date and
// language are those of the beginning, and a headline is known again within its section only.
func (m *manuscript) rest(blocks []Block, above []*draft) []Block {
	at, lines := len(m.text), countLines(m.text)
	for at < len(m.source) {
		section := m.source[at:sectionEnd(m.source, at)]
		p := newPage(&manuscript{source: section, text: section})
		p.later, p.above = true, withoutLines(above)
		p.settle()
		p.arrange()
		for _, b := range p.blocks() {
			for i := range b.Spans {
				b.Spans[i].Start += at
				b.Spans[i].End += at
			}
			b.First += lines
			b.Last += lines
			blocks = append(blocks, b)
		}
		at, lines, above = at+len(section), lines+countLines(section), p.above
	}
	return blocks
}

// withoutLines returns headings that do not hold their sections in memory.
func withoutLines(headings []*draft) []*draft {
	var bare []*draft
	for _, d := range headings {
		bare = append(bare, &draft{text: strings.Clone(d.text), kind: d.kind, numeral: d.numeral})
	}
	return bare
}

func countLines(source string) int {
	n := 0
	for at := 0; at < len(source); n++ {
		_, at = lineEnd(source, at)
	}
	return n
}

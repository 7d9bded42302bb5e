package reading

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
)

// page is a manuscript that is becoming a text: its lines, and the drafts of its blocks.
type page struct {
	source string
	lines  []pageLine
	drafts []*draft // what the lines flow into, in the order of the file; lines that were set aside are not among them
	joins  joiner
	diary  bool     // lone dates are its headings
	above  []*draft // the headings that are open, outermost first: at the beginning those of the section before

	// Of sections of a large text.
	later  bool       // it is not the first one
	packed bool       // its blocks are not to hold the source in memory
	room   []pageLine // what the source was split into, to be used again

	// Of formats that say something of their lines.
	manuscript *manuscript.Manuscript // nil for a plain text
	ruler      line.Ruler             // of the manuscript's source
	levels     int                    // lines that are headings
}

// newPage begins a page. It may use the room of lines that are no longer needed.
func newPage(m *manuscript.Manuscript, room []pageLine) *page {
	p := &page{source: m.Text, lines: split(m.Text, room), joins: newJoiner(m.Text)}
	p.room = p.lines
	if m.Marks == nil {
		return p
	}
	p.manuscript, p.ruler = m, line.NewRuler(m.Source)
	for i := range p.lines {
		l := &p.lines[i]
		l.Mark = m.Marks[l.number-1]
		l.Join = l.Join && i > 0
		l.gap = (l.gap || l.Mark.Gap) && !l.Join || l.Wall
		p.levels += count(l.Level > 0 && l.Aside == "")
	}
	return p
}

// read turns a manuscript into a text. Each step leaves less to decide: first, lines that are no prose are set aside; then
// lines flow into paragraphs, headings are told from prose, and all are put under their headings.
func read(name string, m *manuscript.Manuscript, p *page) Text {
	front := p.frontMatter()
	p.settle()
	t := Text{File: name, Source: m.Source, Lang: language.Detect(m.Text), Date: p.date()}
	t.Title = p.title()
	p.arrange()
	t.Blocks = p.blocks()
	p.properties(&t, m)
	t.Title = cmp.Or(t.Title, strings.TrimSuffix(path.Base(name), path.Ext(name)))
	front.override(&t)
	for _, sentence := range m.Lost {
		t.Lost = append(t.Lost, line.Printable(name)+": "+sentence)
	}
	return t
}

// settle decides what each line is, and what flows together.
func (p *page) settle() {
	p.setAside()
	p.flow()
	p.headings()
	p.notices()
}

// arrange puts the drafts under their headings.
func (p *page) arrange() {
	if !p.articles() {
		p.trails()
	}
}

// draft is a block that is being made.
type draft struct {
	lines   []pageLine
	text    string
	kind    Kind
	why     string
	trail   []string
	width   int  // of all its lines together
	measure int  // the width that its lines were wrapped at; 0 if they were not
	lone    bool // nothing else stands between the blank lines around it
	gap     bool // a blank line, or something set aside, stands before it
	wall    bool // what stands before it never flows into it
	numeral line.Numeral
	number  []string // that a program shows before it, see [manuscript.Manuscript]
	title   bool     // it is, or belongs to, the title of the text
	cells   []Cell   // of a row of a table, see [Block]
}

func (d *draft) first() pageLine { return d.lines[0] }
func (d *draft) last() pageLine  { return d.lines[len(d.lines)-1] }

// blocks builds the blocks of all drafts and of the lines that were set aside, in the order of the file.
func (p *page) blocks() []Block {
	drafts := slices.Clone(p.drafts)
	for i := 0; i < len(p.lines); {
		j := i + 1
		for p.lines[i].Aside == asideFront && j < len(p.lines) && p.lines[j].Aside == asideFront {
			j++
		}
		if lines := p.lines[i:j]; lines[0].Aside != "" {
			text := p.joins.headline(lines)
			if p.packed {
				text = strings.Clone(text)
			}
			drafts = append(drafts, &draft{lines: lines, kind: Boilerplate, why: lines[0].Aside, text: text})
		}
		i = j
	}
	slices.SortFunc(drafts, func(a, b *draft) int { return a.first().start - b.first().start })
	blocks := make([]Block, 0, len(drafts))
	spans := make([]Span, 0, len(drafts)) // of all blocks
	for _, d := range drafts {
		var b Block
		b, spans = p.block(d, spans)
		blocks = append(blocks, b)
	}
	return blocks
}

// block builds the block of a draft. Lines that follow each other have one span, with the white space between them.
func (p *page) block(d *draft, spans []Span) (Block, []Span) {
	b := Block{
		Kind: d.kind, Text: d.text, Trail: d.trail, Why: d.why, Cells: d.cells,
		First: d.first().number, Last: d.last().number, Page: d.first().Page, Slide: d.first().Slide, At: d.first().At,
	}
	if d.kind == Paragraph && len(d.number) > 0 {
		b.Trail = append(slices.Clip(b.Trail), d.number...)
	}
	before, from := -1, len(spans)
	for _, l := range d.lines {
		if before >= 0 && l.index == before+1 {
			spans[len(spans)-1].End = l.end
		} else {
			spans = append(spans, Span{Start: l.start, End: l.end})
		}
		before = l.index
	}
	b.Spans = spans[from:len(spans):len(spans)]
	if p.manuscript != nil {
		for i, s := range b.Spans {
			b.Spans[i].Start, b.Spans[i].End = p.manuscript.Place(s.Start, s.End)
		}
		b.First, b.Last = p.ruler.Line(b.Spans[0].Start), p.ruler.Line(b.Spans[len(b.Spans)-1].End-1)
	}
	return b, spans
}

package reading

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading/charset"
	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
)

// Parse reads one file. The name's extension says its format, and the format what its Source is:
//
//   - of a plain text, the decoded file: a block says what stands at its spans, white space laid anew;
//   - of a web page, the decoded file with its tags: a block says what a browser shows of it at its spans;
//   - of Markdown, the decoded file: a block stands at whole lines, and says what these show when rendered;
//   - of a Word document or a book, its words, a line for each paragraph: lines count paragraphs; numbers that Word counts
//     itself are none of its words and stand in trails only, so that a quote is what the file says, and a clause keeps its
//     words where another is put before it;
//   - of a PDF, its words, a line for each line of its pages, and a form feed before each page.
//
// The error names the file once; it is a [*SkipError] where
// the file is no text that this package could read, and any other error where it should have been readable but is not.
func Parse(name string, content []byte) (Text, error) {
	if _, supported := formatOf(name); !supported {
		return Text{}, &SkipError{File: name, Reason: unsupported(path.Ext(name))}
	}
	return File{Name: name, Size: int64(len(content)), open: charset.InMemory(content)}.ReadSource(context.Background())
}

// SkipError says that a file was left out: nothing is wrong with it, but it is not a text for this package.
type SkipError struct {
	File   string
	Reason string
}

const noText = "it holds no text"

func (e *SkipError) Error() string {
	return fmt.Sprintf("reading %s: %s", line.Printable(e.File), e.Reason)
}

// read turns a manuscript into a text. Each step below narrows what is left to decide: what is no prose is set aside
// line by line, lines flow into paragraphs, paragraphs into headings and prose, and these under one another.
func read(name string, m *manuscript.Manuscript, p *page) Text {
	front := p.frontMatter()
	p.settle()
	t := Text{File: name, Source: m.Source, Lang: language.Detect(m.Text), Date: p.date()}
	t.Title = p.title()
	p.arrange()
	t.Blocks = p.blocks()
	p.properties(&t, m)
	if t.Title == "" {
		t.Title = strings.TrimSuffix(path.Base(name), path.Ext(name))
	}
	front.override(&t)
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

// page is a manuscript on its way: its lines, and the drafts of its blocks.
type page struct {
	source string
	lines  []pageLine
	drafts []*draft // what the lines flow into, in the order of the file; lines that were set aside are not among them
	joins  joiner
	diary  bool       // lone dates are its headings
	later  bool       // it is a later section of a text: its beginning is not that of the text
	packed bool       // the blocks are not to hold the source in memory
	room   []pageLine // what lines were split into, to be used again
	above  []*draft   // the headings that are open, outermost first: at the beginning those of the section before

	levels  int // headings that the format itself knows of
	numbers map[int][]string

	manuscript *manuscript.Manuscript // nil if its lines are those of the source, as of a plain text
	ruler      line.Ruler
}

// newPage begins a page. It may use the room of lines that are no longer needed.
func newPage(m *manuscript.Manuscript, room []pageLine) *page {
	p := &page{source: m.Text, lines: split(m.Text, room), joins: newJoiner(m.Text)}
	p.room = p.lines
	if m.Marks == nil {
		return p
	}
	p.manuscript, p.ruler, p.numbers = m, line.NewRuler(m.Source), m.Numbers
	for i := range p.lines {
		l := &p.lines[i]
		l.Mark = m.Marks[l.number-1]
		l.Join = l.Join && i > 0
		l.gap = (l.gap || l.Mark.Gap) && !l.Join || l.Wall
		p.levels += count(l.Level > 0 && l.Aside == "")
	}
	return p
}

// draft is a block that is being made.
type draft struct {
	lines   []pageLine
	text    string
	kind    Kind
	why     string
	trail   []string
	width   int  // of all its lines together
	measure int  // the width that its lines were wrapped at; 0 where they were not
	lone    bool // nothing else stands between the blank lines around it
	gap     bool // a blank line, or something set aside, stands before it
	wall    bool // what stands before it never flows into it
	numeral line.Numeral
	number  []string // that a program shows before it, see manuscript
	title   bool     // it is, or belongs to, the title of the text
}

func (d *draft) first() pageLine { return d.lines[0] }
func (d *draft) last() pageLine  { return d.lines[len(d.lines)-1] }

// blocks builds the blocks of drafts and of the lines set aside, in the order of the file.
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

// block gives lines that follow each other one span, white space between them included.
func (p *page) block(d *draft, spans []Span) (Block, []Span) {
	b := Block{
		Kind: d.kind, Text: d.text, Trail: d.trail, Why: d.why,
		First: d.first().number, Last: d.last().number, Page: d.first().Page,
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

func unsupported(ext string) string {
	if ext == "" {
		return "a name without extension is not supported"
	}
	return line.Printable(ext) + " is not supported"
}

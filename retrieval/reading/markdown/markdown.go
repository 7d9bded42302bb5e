// Package markdown reads texts in Markdown, as goldmark parses them.
package markdown

import (
	"bytes"
	"strings"

	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
	"chuchu/retrieval/reading/web"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Read reads a text, decoded, whose first bytes are front matter and no Markdown. Its source is the text itself: a block
// stands at whole lines, with the marks of Markdown in them, and says what these lines would show. Lines that show nothing
// are set aside as markup.
func Read(source string, front int) *manuscript.Manuscript {
	if isKnotted(source) {
		return &manuscript.Manuscript{Source: source, Text: source}
	}
	r := &reader{source: []byte(source), ruler: line.NewRuler(source)}
	for i := range r.source[:front] {
		if r.source[i] != '\n' && r.source[i] != '\r' {
			r.source[i] = ' '
		}
	}
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList, extension.Footnote)).Parser()
	root := md.Parse(text.NewReader(r.source), parser.WithContext(&context{Context: parser.NewContext()}))
	_ = ast.Walk(root, r.block) // which returns no error
	return r.write(source)
}

const (
	// maxQuoted is how many bytes of indentation and marks may stand before the words of a line, maxCells how many bars in
	// it, maxTargets how many lines of a paragraph may begin as addresses do, and maxOpen how many addresses may be left
	// open: the parser takes time by the square of these, and nobody writes as many.
	maxQuoted  = 200
	maxCells   = 200
	maxTargets = 10000
	maxOpen    = 2000
)

// isKnotted reports whether a text was made to keep a parser busy. Such a text is read as a plain one.
func isKnotted(source string) bool {
	if strings.Count(source, "](")-strings.Count(source, ")") > maxOpen {
		return true
	}
	targets := 0
	for at := 0; at < len(source); {
		end, next := line.End(source, at)
		s := source[at:end]
		switch bare := strings.TrimLeft(s, "> \t"); {
		case bare == "":
			targets = 0
		case bare[0] == '[':
			if targets++; targets > maxTargets {
				return true
			}
		}
		if len(s) > maxCells && (strings.Count(s, "|") > maxCells || len(s)-len(strings.TrimLeft(s, " \t>-*+.)0123456789")) > maxQuoted) {
			return true
		}
		at = next
	}
	return false
}

// maxEmphasis is how many marks of emphasis a paragraph may have; further ones are shown as they stand. For each mark that may end an
// emphasis the parser looks at all those before it that were left open: 128 KB of them took minutes.
const maxEmphasis = 2000

// context is what the parser knows of a text, with a bound on emphasis.
type context struct {
	parser.Context
	marks int // of emphasis in the paragraph
}

func (c *context) PushDelimiter(d *parser.Delimiter) {
	if c.LastDelimiter() == nil {
		c.marks = 0
	}
	if c.marks++; c.marks > maxEmphasis {
		d.CanOpen, d.CanClose = false, false
	}
	c.Context.PushDelimiter(d)
}

// reader collects the blocks of a text that show something.
type reader struct {
	source []byte // the front matter blanked out
	ruler  line.Ruler
	shown  []block
	rows   []*manuscript.Row // of the table that is read, those that are still to come
	heads  []bool            // which of them are at its head
}

// block is a block of Markdown that shows something.
type block struct {
	first, last int // its lines in the source, counted from 1
	lines       []blockLine
	mark        manuscript.Mark
}

// blockLine is what one line of a block shows. A line that breaks within the address of a link shows with the one before
// it.
type blockLine struct {
	text   string
	number int
	hard   bool // its end is a line break that is shown
}

func (r *reader) block(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	switch n := n.(type) {
	case *ast.Heading:
		r.inline(n, manuscript.Mark{Level: n.Level})
	case *ast.Paragraph, *ast.TextBlock:
		bold, _ := n.FirstChild().(*ast.Emphasis)
		r.inline(n, manuscript.Mark{
			Bold:  bold != nil && bold.Level == 2 && bold.NextSibling() == nil,
			Fixed: isInside(n, ast.KindListItem) || isInside(n, tables.KindFootnote),
		})
	case *tables.Table:
		r.rows, r.heads = r.table(n)
		return ast.WalkContinue, nil
	case *tables.TableHeader, *tables.TableRow:
		m := manuscript.Mark{Fixed: true, Row: r.rows[0]}
		if r.heads[0] {
			m.Aside = manuscript.ColumnHeads
		}
		r.rows, r.heads = r.rows[1:], r.heads[1:]
		r.inline(n, m)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		r.verbatim(n, string(n.Lines().Value(r.source)))
	case *ast.HTMLBlock:
		raw := string(n.Lines().Value(r.source))
		if n.HasClosure() {
			raw += string(n.ClosureLine.Value(r.source))
		}
		r.verbatim(n, web.Shown(raw))
	default:
		return ast.WalkContinue, nil
	}
	return ast.WalkSkipChildren, nil
}

func isInside(n ast.Node, kind ast.NodeKind) bool {
	for n = n.Parent(); n != nil; n = n.Parent() {
		if n.Kind() == kind {
			return true
		}
		if n.Kind() == ast.KindBlockquote {
			return false
		}
	}
	return false
}

// inline collects what the inline nodes of a block show.
func (r *reader) inline(n ast.Node, m manuscript.Mark) {
	s := &inlineReader{source: r.source, ruler: r.ruler, at: -1}
	s.children(n)
	s.end(false)
	first, last := r.extent(n)
	if len(s.lines) == 0 || first == 0 {
		return
	}
	r.shown = append(r.shown, block{first, last, s.lines, m})
}

// verbatim collects a block whose line ends are its own.
func (r *reader) verbatim(n ast.Node, shown string) {
	first, last := r.extent(n)
	shown = strings.Join(strings.Fields(shown), " ")
	if first == 0 || shown == "" {
		return
	}
	r.shown = append(r.shown, block{first, last, []blockLine{{text: shown, number: first}}, manuscript.Mark{Fixed: true}})
}

// extent returns the first and the last line of a block, with its lines that show nothing: fences, underlines.
func (r *reader) extent(n ast.Node) (first, last int) {
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		for i := range n.Lines().Len() {
			s := n.Lines().At(i)
			from, to := r.ruler.Line(s.Start), r.ruler.Line(max(s.Start, s.Stop-1))
			if first == 0 || from < first {
				first = from
			}
			last = max(last, to)
		}
		return ast.WalkContinue, nil
	})
	marks := "" // what the line below the block may be drawn of
	switch n := n.(type) {
	case *ast.FencedCodeBlock:
		if first > 1 {
			first--
		}
		marks = "`~"
	case *ast.HTMLBlock:
		if n.HasClosure() {
			last = max(last, r.ruler.Line(n.ClosureLine.Start))
		}
	case *ast.Heading:
		if n.Lines().Len() > 0 && !bytes.ContainsRune(r.source[r.ruler[first-1]:n.Lines().At(0).Start], '#') {
			marks = "=-"
		}
	case *tables.TableHeader:
		marks = "|:-"
	}
	if marks != "" && r.isRule(last+1, marks) {
		last++
	}
	return first, last
}

// isRule reports whether a line of the source is drawn of some marks.
func (r *reader) isRule(number int, marks string) bool {
	if number >= len(r.ruler) {
		return false
	}
	s := strings.Trim(string(r.source[r.ruler[number-1]:r.ruler[number]]), "> \t\r\n")
	return s != "" && strings.Trim(s, marks+" \t") == ""
}

package reading

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

const asideMarkup = "markup"

// markdown reads a file in Markdown. Its source is the file itself: a block stands at whole lines, with the marks of
// Markdown in them, and says what these lines would show. Lines that show nothing are set aside as markup.
func markdown(content []byte) (*manuscript, error) {
	source, err := decode(content)
	if err != nil {
		return nil, err
	}
	if isKnotted(source) {
		return &manuscript{source: source, text: source}, nil
	}
	r := &markdownReader{source: []byte(source), ruler: newRuler(source)}
	front := frontMatterEnd(source)
	for i := range r.source[:front] {
		if r.source[i] != '\n' && r.source[i] != '\r' {
			r.source[i] = ' '
		}
	}
	parser := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList, extension.Footnote)).Parser()
	err = ast.Walk(parser.Parse(text.NewReader(r.source)), r.block)
	if err != nil {
		return nil, err
	}
	return r.write(source), nil
}

const (
	// mostQuoted is how many bytes of indentation and marks may stand before the words of a line, and mostCells how many
	// bars in it, mostTargets how many lines of addresses may follow each other, and mostOpen how many addresses may be
	// left open: the parser takes time by the square of these, and nobody writes as many.
	mostQuoted  = 200
	mostCells   = 200
	mostTargets = 10000
	mostOpen    = 2000
)

// isKnotted says whether a file was made to keep a parser busy. Such a one is read as a plain text.
func isKnotted(source string) bool {
	if strings.Count(source, "](")-strings.Count(source, ")") > mostOpen {
		return true
	}
	targets := 0
	for at := 0; at < len(source); {
		end, next := lineEnd(source, at)
		s := source[at:end]
		if targets++; !strings.HasPrefix(s, "[") {
			targets = 0
		}
		if targets > mostTargets {
			return true
		}
		if len(s) > mostCells && (strings.Count(s, "|") > mostCells || len(s)-len(strings.TrimLeft(s, " \t>-*+.)0123456789")) > mostQuoted) {
			return true
		}
		at = next
	}
	return false
}

// markdownReader collects the blocks of a file that show something.
type markdownReader struct {
	source []byte // the front matter blanked out
	ruler  ruler
	shown  []shownBlock
}

// shownBlock is a block of Markdown that shows something.
type shownBlock struct {
	first, last int // its lines in the source, counted from 1
	lines       []shownLine
	mark        mark
}

// shownLine is what one line of a block shows; a line of Markdown that breaks within a link's address shows with the
// one before it.
type shownLine struct {
	text   string
	number int
	hard   bool // it was broken on purpose
}

// block collects one block, and keeps the walk from its inline nodes.
func (r *markdownReader) block(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	switch n := n.(type) {
	case *ast.Heading:
		r.inline(n, mark{level: n.Level})
	case *ast.Paragraph, *ast.TextBlock:
		bold, _ := n.FirstChild().(*ast.Emphasis)
		r.inline(n, mark{
			bold:  bold != nil && bold.Level == 2 && bold.NextSibling() == nil,
			fixed: isInside(n, ast.KindListItem) || isInside(n, tables.KindFootnote),
		})
	case *tables.TableHeader, *tables.TableRow:
		r.inline(n, mark{fixed: true})
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		r.verbatim(n, string(n.Lines().Value(r.source)))
	case *ast.HTMLBlock:
		raw := string(n.Lines().Value(r.source))
		if n.HasClosure() {
			raw += string(n.ClosureLine.Value(r.source))
		}
		r.verbatim(n, readHTML(raw, noRules, false).text)
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
func (r *markdownReader) inline(n ast.Node, m mark) {
	s := &inlineReader{source: r.source, ruler: r.ruler, at: -1}
	s.children(n)
	s.end(false)
	first, last := r.extent(n)
	if len(s.lines) == 0 || first == 0 {
		return
	}
	r.shown = append(r.shown, shownBlock{first, last, s.lines, m})
}

// verbatim collects a block whose line ends are its own.
func (r *markdownReader) verbatim(n ast.Node, shown string) {
	first, last := r.extent(n)
	shown = strings.Join(strings.Fields(shown), " ")
	if first == 0 || shown == "" {
		return
	}
	r.shown = append(r.shown, shownBlock{first, last, []shownLine{{text: shown, number: first}}, mark{fixed: true}})
}

// extent is the first and the last line of a block, with the lines of its own that show nothing: fences, underlines.
func (r *markdownReader) extent(n ast.Node) (first, last int) {
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		for i := range n.Lines().Len() {
			s := n.Lines().At(i)
			from, to := r.ruler.line(s.Start), r.ruler.line(max(s.Start, s.Stop-1))
			if first == 0 || from < first {
				first = from
			}
			last = max(last, to)
		}
		return ast.WalkContinue, nil
	})
	switch n := n.(type) {
	case *ast.FencedCodeBlock:
		first -= count(first > 1)
		last += count(r.isRule(last+1, "`~"))
	case *ast.HTMLBlock:
		if n.HasClosure() {
			last = max(last, r.ruler.line(n.ClosureLine.Start))
		}
	case *ast.Heading:
		if n.Lines().Len() > 0 && !bytes.ContainsRune(r.source[r.ruler[first-1]:n.Lines().At(0).Start], '#') {
			last += count(r.isRule(last+1, "=-"))
		}
	case *tables.TableHeader:
		last += count(r.isRule(last+1, "|:-"))
	}
	return first, last
}

// isRule says whether a line of the source is drawn of some marks.
func (r *markdownReader) isRule(number int, marks string) bool {
	if number >= len(r.ruler) {
		return false
	}
	s := strings.Trim(string(r.source[r.ruler[number-1]:r.ruler[number]]), "> \t\r\n")
	return s != "" && strings.Trim(s, marks+" \t") == ""
}

// write lays out the blocks in the order of the file, and the lines between them as markup.
func (r *markdownReader) write(source string) *manuscript {
	slices.SortStableFunc(r.shown, func(a, b shownBlock) int { return cmp.Compare(a.first, b.first) })
	w := &writer{}
	next := 1 // the first line of the source that was not laid out
	for _, b := range r.shown {
		r.markup(w, source, next, b.first)
		first := max(b.first, next)
		for i, l := range b.lines {
			m := b.mark
			m.wall, m.join, m.whole = i == 0, i > 0 && !b.lines[i-1].hard, true
			last := b.last
			if i+1 < len(b.lines) {
				last = b.lines[i+1].number - 1
			}
			if first > last { // two blocks on one line
				w.print(" " + l.text)
				continue
			}
			from, to := r.solid(source, first, last)
			w.begin(m)
			w.stand(l.text, from, to)
			first = last + 1
		}
		next = max(next, first)
	}
	r.markup(w, source, next, len(r.ruler))
	return w.manuscript(source)
}

// markup lays out the lines that show nothing; those of the front matter as they are.
func (r *markdownReader) markup(w *writer, source string, from, to int) {
	for n := from; n < to; n++ {
		start, end := r.solid(source, n, n)
		if start == end {
			continue
		}
		m := mark{wall: true, whole: true}
		if strings.TrimSpace(string(r.source[start:end])) != "" {
			m.aside = asideMarkup
		}
		w.begin(m)
		w.stand(source[start:end], start, end)
	}
}

// solid is where the lines first to last stand, without the white space around them.
func (r *markdownReader) solid(source string, first, last int) (start, end int) {
	start, end = r.ruler[first-1], len(source)
	if last < len(r.ruler) {
		end = r.ruler[last]
	}
	l := measured(source, start, end)
	return l.start, l.end
}

// inlineReader collects what inline nodes show.
type inlineReader struct {
	source []byte
	ruler  ruler
	lines  []shownLine
	line   strings.Builder
	at     int // the byte of the source where the line begins; negative before its first words
}

func (r *inlineReader) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		r.node(c)
	}
}

func (r *inlineReader) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		s := n.Segment.Value(r.source)
		if !n.IsRaw() && n.Parent().Kind() != ast.KindCodeSpan {
			s = util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(s)))
		}
		r.words(string(s), n.Segment.Start)
		if n.SoftLineBreak() || n.HardLineBreak() {
			r.end(n.HardLineBreak())
		}
	case *ast.String:
		r.line.Write(n.Value)
	case *ast.AutoLink:
		r.words(string(n.Label(r.source)), n.Pos())
	case *ast.Image, *ast.RawHTML, *tables.TaskCheckBox, *tables.FootnoteLink, *tables.FootnoteBacklink:
	case *tables.TableCell:
		r.line.WriteByte(' ')
		r.children(n)
	default:
		r.children(n)
	}
}

func (r *inlineReader) words(s string, at int) {
	if r.at < 0 {
		r.at = at
	}
	r.line.WriteString(strings.Map(unbroken, s))
}

func (r *inlineReader) end(hard bool) {
	if s := strings.TrimSpace(r.line.String()); s != "" {
		r.lines = append(r.lines, shownLine{s, r.ruler.line(r.at), hard})
	}
	r.line.Reset()
	r.at = -1
}

package markdown

import (
	"strings"

	"chuchu/retrieval/reading/line"

	"github.com/yuin/goldmark/ast"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// inlineReader collects what inline nodes show.
type inlineReader struct {
	source []byte
	ruler  line.Ruler
	lines  []blockLine
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
	case *ast.RawHTML:
		if n.Parent().Kind() == tables.KindTableCell { // the only way to a second line
			r.line.WriteByte(' ')
		}
	case *ast.Image, *tables.TaskCheckBox, *tables.FootnoteLink, *tables.FootnoteBacklink:
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
	r.line.WriteString(s)
}

func (r *inlineReader) end(hard bool) {
	if s := strings.TrimSpace(r.line.String()); s != "" {
		r.lines = append(r.lines, blockLine{s, r.ruler.Line(r.at), hard})
	}
	r.line.Reset()
	r.at = -1
}

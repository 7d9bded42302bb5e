package record

import (
	"regexp"
	"slices"
	"strings"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
	"chuchu/retrieval/reading/web"
)

// writer writes values in the order of the source. What stands between them belongs to the one before, if it ends
// something, else to the one behind.
type writer struct {
	source string
	out    manuscript.Writer
	at     int // the source is written up to here
	member func(path string, n *node) string
}

func (w *writer) manuscript() *manuscript.Manuscript {
	if rest := strings.TrimSpace(w.source[w.at:]); rest != "" {
		w.line(rest, len(w.source), manuscript.Mark{Aside: manuscript.Markup})
	}
	return w.out.Manuscript(w.source)
}

// body writes a value under what it is called, if a field of it says so: at the top of the file, that is the title.
func (w *writer) body(n *node, path string, depth int) {
	first := w.called(n) + 1
	if first > 0 {
		var said []string
		for _, k := range n.kids[:first] {
			said = append(said, k.text)
		}
		m := manuscript.Mark{Level: min(depth, manuscript.MaxLevel), At: path}
		if depth == 1 {
			m.At = ""
		}
		w.line(strings.Join(said, " · "), n.kids[first-1].to, m)
	}
	if n.leaf {
		w.field(n, path, depth)
	}
	for i := first; i < len(n.kids); i++ {
		k := &n.kids[i]
		at := w.member(path, k)
		switch {
		case k.leaf:
			w.field(k, at, depth+1)
		case k.index >= 0:
			w.record(k, at, depth+1)
		default:
			if w.called(k) < 0 {
				w.line(k.name, k.open, manuscript.Mark{Level: min(depth+1, manuscript.MaxLevel), At: at})
			}
			w.body(k, at, depth+1)
		}
	}
}

// record writes one of several values of a kind: in a row if it is short.
func (w *writer) record(n *node, path string, depth int) {
	if r := n.row(); r != nil {
		w.row(r, n.to, manuscript.Mark{At: path, Ends: depth})
		return
	}
	w.body(n, path, depth)
}

// called returns which of the short fields at the beginning of a value says what it is called; -1 if none does.
func (w *writer) called(n *node) int {
	end := slices.IndexFunc(n.kids, func(k node) bool { return !k.leaf || k.isText() || k.index >= 0 })
	if end < 0 {
		end = len(n.kids)
	}
	width := 0
	return slices.IndexFunc(n.kids[:end], func(k node) bool {
		width += line.Width(k.text)
		return k.isWordy() && width <= line.HeadlineWidth && slices.Contains(language.Words("title field"), language.FoldString(k.name))
	})
}

// field writes a leaf beside values of a depth: a longer text as paragraphs, all else as a row of its name and what it holds.
func (w *writer) field(n *node, path string, depth int) {
	switch m := (manuscript.Mark{At: path, Ends: depth}); {
	case n.text == "":
	case !n.isText() && n.name != "":
		w.row(&manuscript.Row{Keyed: true, Heads: []string{n.name}, Cells: []manuscript.Cell{{Text: n.text}}}, n.to, m)
	case n.raw == "":
		w.line(shown(n.text), n.to, m)
	default:
		said, to := pieces(n.raw)
		for i, s := range said {
			w.line(shown(s), n.to-len(n.raw)+to[i], m)
		}
	}
}

// shown is a text as people see it, who do not see the tags of a web page.
func shown(s string) string {
	if strings.Contains(s, "</") || strings.Contains(s, "/>") {
		s = web.Shown(s)
	}
	return strings.Join(strings.Fields(s), " ")
}

func (w *writer) row(r *manuscript.Row, to int, m manuscript.Mark) {
	m.Row = r
	var said []string
	for i, c := range r.Cells {
		said = append(said, r.Heads[i]+": "+c.Text)
	}
	w.line(strings.Join(said, "  "), to, m)
}

// line writes a line that stands at the source up to a byte, and at what ends there.
func (w *writer) line(s string, to int, m manuscript.Mark) {
	if strings.TrimSpace(s) == "" {
		return
	}
	to = max(to, w.at)
	to += len(strings.TrimRight(closing.FindString(w.source[to:]), " \t\r\n"))
	m.Wall, m.Whole, m.Fixed = true, true, m.Level == 0
	w.out.Begin(m)
	w.out.Render(s, w.at, to)
	w.at = to + len(w.source[to:]) - len(strings.TrimLeft(w.source[to:], " \t\r\n"))
}

// closing is what ends values: brackets, commas, tags.
var closing = regexp.MustCompile(`^(?:[\s,\]}/>]|</[^<>]*>)*`)

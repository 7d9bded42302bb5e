package markdown

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"chuchu/retrieval/reading/manuscript"
)

// write writes the blocks in the order of the text, and the lines between them as markup.
func (r *reader) write(source string) *manuscript.Manuscript {
	slices.SortStableFunc(r.shown, func(a, b block) int { return cmp.Compare(a.first, b.first) })
	w := &manuscript.Writer{}
	next := 1 // the first line of the source that is not written yet
	for _, b := range r.shown {
		r.markup(w, source, next, b.first)
		first := max(b.first, next)
		for i, l := range b.lines {
			m := b.mark
			m.Wall, m.Join, m.Whole = i == 0, i > 0 && !b.lines[i-1].hard, true
			last := b.last
			if i+1 < len(b.lines) {
				last = b.lines[i+1].number - 1
			}
			if first > last { // two blocks on one line
				w.Print(" " + l.text)
				continue
			}
			from, to := r.solid(source, first, last)
			w.Begin(m)
			w.Render(l.text, from, to)
			first = last + 1
		}
		next = max(next, first)
	}
	r.markup(w, source, next, len(r.ruler))
	return w.Manuscript(source)
}

// markup writes the lines that show nothing, and those of the front matter as they are.
func (r *reader) markup(w *manuscript.Writer, source string, from, to int) {
	for n := from; n < to; n++ {
		start, end := r.solid(source, n, n)
		if start == end {
			continue
		}
		m := manuscript.Mark{Wall: true, Whole: true}
		if strings.TrimSpace(string(r.source[start:end])) != "" {
			m.Aside = manuscript.Markup
		}
		w.Begin(m)
		w.Render(source[start:end], start, end)
	}
}

// solid returns where the lines first to last stand, without the white space around them.
func (r *reader) solid(source string, first, last int) (start, end int) {
	start, end = r.ruler[first-1], len(source)
	if last < len(r.ruler) {
		end = r.ruler[last]
	}
	end = start + len(strings.TrimRightFunc(source[start:end], unicode.IsSpace))
	start = end - len(strings.TrimLeftFunc(source[start:end], unicode.IsSpace))
	return start, end
}

package manuscript

import (
	"slices"
	"strings"
)

// Writer writes a manuscript line by line. The zero writer is ready.
type Writer struct {
	m     Manuscript
	text  strings.Builder
	begun bool // the last line holds something
}

// Begin opens a line. If the line before it is empty, it takes its place, and keeps its wall.
func (w *Writer) Begin(m Mark) {
	n := len(w.m.Marks)
	switch {
	case w.begun:
		w.text.WriteByte('\n')
		w.m.Marks = append(w.m.Marks, m)
	case n == 0:
		w.m.Marks = append(w.m.Marks, m)
	default:
		m.Wall = m.Wall || w.m.Marks[n-1].Wall
		m.Join = m.Join && !m.Wall
		w.m.Marks[n-1] = m
	}
	w.begun = false
}

// Begun reports whether the line being written holds something.
func (w *Writer) Begun() bool { return w.begun }

// Len returns how many bytes of text were written.
func (w *Writer) Len() int { return w.text.Len() }

// Lines returns how many lines were begun.
func (w *Writer) Lines() int { return len(w.m.Marks) }

// Mark returns that of the line being written.
func (w *Writer) Mark() *Mark {
	if len(w.m.Marks) == 0 {
		w.m.Marks = append(w.m.Marks, Mark{})
	}
	return &w.m.Marks[len(w.m.Marks)-1]
}

// Shape says of lines that hold the rows of a table, by their indices in Marks, how each is shown, and which are at its head. An
// index below zero is of a row that shows nothing. What was set aside stays so.
func (w *Writer) Shape(lines []int, rows []*Row, heads []bool) {
	for i, at := range lines {
		if at < 0 || at >= len(w.m.Marks) || w.m.Marks[at].Aside != "" {
			continue
		}
		switch m := &w.m.Marks[at]; {
		case heads[i]:
			m.Aside = ColumnHeads
		case rows[i] != nil:
			m.Row, m.Fixed, m.Whole = rows[i], true, true
		}
	}
}

// Number gives the line being written the number that its program shows before it, behind those of the items that it is
// part of.
func (w *Writer) Number(number []string) {
	if number == nil {
		return
	}
	if w.m.Numbers == nil {
		w.m.Numbers = map[int][]string{}
	}
	w.m.Numbers[w.Lines()] = number
}

// Copy adds words that stand in the source from a byte on, letter for letter.
func (w *Writer) Copy(s string, from int) {
	w.place(s, segment{from: from, to: from + len(s), literal: true})
}

// Render adds what a stretch of the source shows.
func (w *Writer) Render(s string, from, to int) {
	w.place(s, segment{from: from, to: to})
}

func (w *Writer) place(s string, in segment) {
	if s == "" {
		return
	}
	in.at = w.text.Len()
	w.m.origin = append(w.m.origin, in)
	w.Print(s)
}

// unbroken keeps the ends of lines, where words have them, from ending lines.
var unbroken = strings.NewReplacer("\n", " ", "\r", " ")

// Print adds what stands nowhere in a source: a space between cells, or the words of a source yet to be made.
func (w *Writer) Print(s string) {
	w.Mark()
	w.text.WriteString(unbroken.Replace(s))
	w.begun = w.begun || strings.TrimSpace(s) != ""
}

// Append adds the lines of another manuscript, below a wall.
func (w *Writer) Append(m *Manuscript) {
	if strings.TrimSpace(m.Text) == "" {
		return
	}
	for i, s := range strings.Split(m.Text, "\n") {
		k := m.Marks[i]
		k.Wall = k.Wall || i == 0
		w.Begin(k)
		w.Print(s)
	}
}

// Manuscript ends the writing. An empty source means that what was written is the source.
func (w *Writer) Manuscript(source string) *Manuscript {
	m := &w.m
	m.Source, m.Text = source, w.text.String()
	if source == "" {
		m.Source, m.origin = m.Text, nil
	}
	return m
}

// segment is a stretch of a manuscript's text, with where it stands in the source.
type segment struct {
	at       int  // byte of the text
	from, to int  // bytes of the source
	literal  bool // letter for letter
}

// Place returns where a stretch of Text stands in Source, as half-open ranges of bytes. The stretch has to begin and end
// with words.
func (m *Manuscript) Place(start, end int) (from, to int) {
	if m.origin == nil {
		return start, end
	}
	first, last := m.segment(start), m.segment(end-1)
	from, to = first.from, last.to
	if first.literal {
		from += start - first.at
	}
	if last.literal {
		to = min(to, last.from+end-last.at)
	}
	return from, to
}

// segment finds the last segment that begins at a byte of the text or before it.
func (m *Manuscript) segment(at int) segment {
	n, _ := slices.BinarySearchFunc(m.origin, at+1, func(s segment, at int) int { return s.at - at })
	return m.origin[max(0, n-1)]
}

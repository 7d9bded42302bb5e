package reading

import "strings"

// writer lays out a manuscript line by line.
type writer struct {
	text   strings.Builder
	origin origin
	marks  []mark
	begun  bool // the last line holds something

	numbers map[int][]string
}

// begin opens a line. An empty line before it takes its mark, but keeps its wall.
func (w *writer) begin(m mark) {
	n := len(w.marks)
	switch {
	case w.begun:
		w.text.WriteByte('\n')
		w.marks = append(w.marks, m)
	case n == 0:
		w.marks = append(w.marks, m)
	default:
		m.wall = m.wall || w.marks[n-1].wall
		m.join = m.join && !m.wall
		w.marks[n-1] = m
	}
	w.begun = false
}

// number gives the line being written the number that its program shows before it.
func (w *writer) number(number []string) {
	if number == nil {
		return
	}
	if w.numbers == nil {
		w.numbers = map[int][]string{}
	}
	w.numbers[len(w.marks)] = number
}

// mark is that of the line being written.
func (w *writer) mark() *mark {
	if len(w.marks) == 0 {
		w.marks = append(w.marks, mark{})
	}
	return &w.marks[len(w.marks)-1]
}

// write adds words that stand in the source from a byte on, letter for letter.
func (w *writer) write(s string, from int) {
	w.place(s, from, from+len(s), true)
}

// stand adds words for a stretch of the source.
func (w *writer) stand(s string, from, to int) {
	w.place(s, from, to, false)
}

func (w *writer) place(s string, from, to int, literal bool) {
	if s == "" {
		return
	}
	w.origin = append(w.origin, segment{at: w.text.Len(), from: from, to: to, literal: literal})
	w.print(s)
}

// print adds what stands nowhere in a source: a space between cells, or the words of a source yet to be made.
func (w *writer) print(s string) {
	w.mark()
	w.text.WriteString(s)
	w.begun = w.begun || strings.TrimSpace(s) != ""
}

// lines adds the lines of another manuscript, below a wall.
func (w *writer) lines(m *manuscript) {
	if strings.TrimSpace(m.text) == "" {
		return
	}
	for i, s := range strings.Split(m.text, "\n") {
		k := m.marks[i]
		k.wall = k.wall || i == 0
		w.begin(k)
		w.print(s)
	}
}

// manuscript ends the writing. Without a source, what was written is one.
func (w *writer) manuscript(source string) *manuscript {
	m := &manuscript{source: source, text: w.text.String(), origin: w.origin, marks: w.marks, numbers: w.numbers}
	if source == "" {
		m.source, m.origin = m.text, nil
	}
	return m
}

package main

import (
	"io/fs"
	"time"

	"chuchu/retrieval/reading"
)

// memory keeps the texts that were read, so that only those which change are read again. A file is taken for unchanged
// while its size and its time of modification are. It is used by one goroutine at a time.
type memory struct {
	before, now map[string]kept // by the names of files
	anew        int             // how many were read since begin
}

type kept struct {
	size     int64
	modified time.Time
	text     reading.Text // without its Source: it is not shown, and large
}

// begin begins a reading of all texts. Those that the one before did not come by are forgotten.
func (m *memory) begin() {
	m.before, m.now, m.anew = m.now, map[string]kept{}, 0
}

// settled is how old a file must be when it is read, to be taken for unchanged later. The clocks of file systems are
// coarse, up to two seconds, and within one tick of them a file can change twice.
const settled = 2 * time.Second

// read reads a file of the folder unless it was read before. Without a memory it always does.
func (m *memory) read(folder fs.FS, file reading.File) (reading.Text, error) {
	if m == nil {
		return file.Read()
	}
	begun := time.Now()
	info, err := fs.Stat(folder, file.Name)
	if err != nil {
		return file.Read() // which says why
	}
	if k, ok := m.before[file.Name]; ok && k.size == info.Size() && k.modified.Equal(info.ModTime()) {
		m.now[file.Name] = k
		return k.text, nil
	}
	text, err := file.Read()
	if err == nil {
		m.anew++
	}
	if err == nil && begun.Sub(info.ModTime()) > settled {
		k := kept{size: info.Size(), modified: info.ModTime(), text: text}
		k.text.Source = ""
		m.now[file.Name] = k
	}
	return text, err
}

// keep ends a reading that failed: what it did not come by is remembered all the same.
func (m *memory) keep() {
	for name, k := range m.before {
		if _, ok := m.now[name]; !ok {
			m.now[name] = k
		}
	}
}

// same reports whether the texts read since begin are those of the reading before.
func (m *memory) same() bool { return m.anew == 0 && len(m.now) == len(m.before) }

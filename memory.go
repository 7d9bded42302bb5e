package main

import (
	"context"
	"time"

	"chuchu/retrieval/reading"
)

// memory keeps the texts that were read, so that only those which change are read again. A file is taken for unchanged
// while its size and its time of modification are. It is used by one goroutine at a time.
type memory struct {
	before, now map[string]kept // by the names of files
	anew        int             // how many were read since begin
	begun       time.Time
}

type kept struct {
	size     int64
	modified time.Time
	text     reading.Text
}

// begin begins a reading of all texts. Those that the one before did not come by are forgotten.
func (m *memory) begin() {
	m.before, m.now, m.anew, m.begun = m.now, map[string]kept{}, 0, time.Now()
}

// settled is how old a file must be when it is read, to be taken for unchanged later. The clocks of file systems are
// coarse, up to two seconds, and within one tick of them a file can change twice.
const settled = 2 * time.Second

// read reads a file unless it was read before. Without a memory it always does.
func (m *memory) read(ctx context.Context, file reading.File) (reading.Text, error) {
	if m == nil {
		return file.Read(ctx)
	}
	if k, ok := m.before[file.Name]; ok && k.size == file.Size && k.modified.Equal(file.Modified) {
		m.now[file.Name] = k
		return k.text, nil
	}
	text, err := file.Read(ctx)
	if err != nil {
		return text, err
	}
	m.anew++
	if m.begun.Sub(file.Modified) > settled {
		m.now[file.Name] = kept{size: file.Size, modified: file.Modified, text: text}
	}
	return text, nil
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

package main

import (
	"testing"
	"testing/fstest"
	"time"

	"chuchu/retrieval/reading"
)

// TestMemory: of several readings each reads the files that changed, were new, or may have changed unseen.
func TestMemory(t *testing.T) {
	long, short := time.Now().Add(-time.Hour), time.Now()
	file := func(content string, at time.Time) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(content), ModTime: at}
	}
	m := &memory{}
	for _, step := range []struct {
		name   string
		folder fstest.MapFS
		anew   int
		same   bool
	}{
		{"the first time", fstest.MapFS{"a.txt": file("One.\n", long), "b.txt": file("Two.\n", long)}, 2, false},
		{"nothing changed", fstest.MapFS{"a.txt": file("One.\n", long), "b.txt": file("Two.\n", long)}, 0, true},
		{"one is longer", fstest.MapFS{"a.txt": file("One more.\n", long), "b.txt": file("Two.\n", long)}, 1, false},
		{"one is newer", fstest.MapFS{"a.txt": file("One more.\n", long), "b.txt": file("Two.\n", long.Add(1))}, 1, false},
		{"one is gone", fstest.MapFS{"b.txt": file("Two.\n", long.Add(1))}, 0, false},
		{"one is new", fstest.MapFS{"b.txt": file("Two.\n", long.Add(1)), "c.txt": file("Three.\n", short)}, 1, false},
		{"which was not settled", fstest.MapFS{"b.txt": file("Two.\n", long.Add(1)), "c.txt": file("Thrae.\n", short)}, 1, false},
	} {
		m.begin()
		for f, err := range reading.Files(t.Context(), step.folder) {
			if err != nil {
				t.Fatal(err)
			}
			text, err := m.read(t.Context(), f)
			if err != nil {
				t.Fatal(err)
			}
			if want := string(step.folder[f.Name].Data); text.Blocks[0].Text+"\n" != want {
				t.Errorf("%s: %s is %q, want %q", step.name, f.Name, text.Blocks[0].Text, want)
			}
		}
		if m.anew != step.anew || m.same() != step.same {
			t.Errorf("%s: %d read anew, same %v; want %d, %v", step.name, m.anew, m.same(), step.anew, step.same)
		}
	}
	m.begin()
	m.keep()
	if len(m.now) != 1 {
		t.Errorf("after a reading that failed %d texts are remembered, want 1", len(m.now))
	}
}

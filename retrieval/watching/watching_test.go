package watching

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// TestSettle: many changes in a row are told once, after them; changes without end are told now and then.
func TestSettle(t *testing.T) {
	for _, test := range []struct {
		name    string
		every   time.Duration
		changes int
		told    []time.Duration // since the first change
	}{
		{"one", time.Second, 1, []time.Duration{quiet}},
		{"a copy of files", quiet / 2, 9, []time.Duration{8*quiet/2 + quiet}},
		{"two apart", 3 * quiet, 2, []time.Duration{quiet, 4 * quiet}},
		{"without end", quiet / 2, 60, []time.Duration{longest, 59*quiet/2 + quiet}},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				changes, begin := make(chan struct{}), time.Now()
				var told []time.Duration
				go settle(ctx, changes, func() { told = append(told, time.Since(begin)) })
				for i := range test.changes {
					if i > 0 {
						time.Sleep(test.every)
					}
					changes <- struct{}{}
				}
				time.Sleep(2 * longest)
				synctest.Wait()
				if !slices.Equal(told, test.told) {
					t.Errorf("told at %v, want %v", told, test.told)
				}
			})
		})
	}
}

// TestFolder: whatever is done to the texts is told, also in folders that are new, and after the folder was replaced.
func TestFolder(t *testing.T) {
	root := t.TempDir()
	folder, glossary := filepath.Join(root, "texts"), filepath.Join(root, "words", "glossary.tsv")
	for _, dir := range []string{folder, filepath.Dir(glossary)} {
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	w, err := New(folder, glossary)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	told, done := make(chan struct{}), make(chan error, 1)
	ctx, cancel := context.WithCancel(t.Context())
	go func() { done <- w.Run(ctx, func() { told <- struct{}{} }) }()

	write := func(path string) error { return os.WriteFile(path, []byte(path), 0o600) }
	deep := filepath.Join(folder, "deep")
	for _, step := range []struct {
		name string
		do   func() error
	}{
		{"a text is written", func() error { return write(filepath.Join(folder, "a.txt")) }},
		{"a folder is made", func() error { return os.Mkdir(deep, 0o700) }},
		{"a text in it", func() error { return write(filepath.Join(deep, "b.txt")) }},
		{"it is renamed", func() error { return os.Rename(filepath.Join(deep, "b.txt"), filepath.Join(deep, "c.txt")) }},
		{"it is removed", func() error { return os.Remove(filepath.Join(deep, "c.txt")) }},
		{"the glossary is written", func() error { return write(glossary) }},
		{"the folder is moved away", func() error { return os.Rename(folder, folder+".old") }},
		{"another takes its place", func() error { return os.Mkdir(folder, 0o700) }},
		{"a text in that", func() error { return write(filepath.Join(folder, "d.txt")) }},
		{"the folder is removed", func() error { return os.RemoveAll(folder) }},
		{"a link takes its place", func() error { return os.Symlink(folder+".old", folder) }},
		{"a text behind the link", func() error { return write(filepath.Join(folder, "e.txt")) }},
		{"one deep behind it", func() error { return write(filepath.Join(folder, "deep", "f.txt")) }},
	} {
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
		select {
		case <-told:
		case <-time.After(20 * time.Second):
			t.Fatalf("%s: nothing was told", step.name)
		}
	}
	cancel()
	if err := <-done; err != nil {
		t.Errorf("at the end: %v", err)
	}
}

package snapshot

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// write makes a snapshot with one file of that content.
func write(t *testing.T, folder, content string) *Snapshot {
	t.Helper()
	d := begin(t, folder)
	defer d.Close()
	add(t, d, content)
	s, err := d.Commit("v1")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func begin(t *testing.T, folder string) *Draft {
	t.Helper()
	d, err := Begin(folder)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func add(t *testing.T, d *Draft, content string) {
	t.Helper()
	if err := d.Write("words", []byte(content)); err != nil {
		t.Fatal(err)
	}
}

func file(s *Snapshot) string { return filepath.Join(s.folder, "words") }

// holds reports whether the folder's index is whole and of that content, and nothing else lies there.
func holds(t *testing.T, folder, content string) {
	t.Helper()
	s, err := Open(folder, "v1")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(file(s)); err != nil || string(got) != content {
		t.Errorf("got %q, %v; want %q", got, err, content)
	}
}

func snapshots(t *testing.T, folder string) int {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(folder, folderPrefix+"*"))
	if err != nil {
		t.Fatal(err)
	}
	return len(found)
}

func TestSnapshots(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new", "index")
	if _, err := Open(folder, "v1"); !errors.Is(err, ErrNone) {
		t.Errorf("no folder: got %v", err)
	}
	first := write(t, folder, "one")
	holds(t, folder, "one")
	open, err := os.Open(file(first))
	if err != nil {
		t.Fatal(err)
	}
	defer open.Close()
	write(t, folder, "two")
	holds(t, folder, "two")
	if got, err := io.ReadAll(open); err != nil || string(got) != "one" {
		t.Errorf("whoever had it open reads %q, %v", got, err)
	}
	if n := snapshots(t, folder); n != 1 {
		t.Errorf("%d snapshots lie there", n)
	}
}

// TestGivenUp: a draft that is given up, or whose process dies, changes nothing.
func TestGivenUp(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, "one")
	d := begin(t, folder)
	add(t, d, "two")
	holds(t, folder, "one")
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	holds(t, folder, "one")
	if err := os.Mkdir(filepath.Join(folder, folderPrefix+"dead"), 0o700); err != nil { // as kill -9 leaves it
		t.Fatal(err)
	}
	write(t, folder, "three")
	holds(t, folder, "three")
	if n := snapshots(t, folder); n != 1 {
		t.Errorf("%d snapshots lie there", n)
	}
}

func TestBusy(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, "one")
	d := begin(t, folder)
	if _, err := Begin(folder); !errors.Is(err, ErrBusy) {
		t.Errorf("got %v, want ErrBusy", err)
	}
	holds(t, folder, "one") // readers are not kept out
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	write(t, folder, "two")
}

// TestDamage: whatever was done to a file is noticed.
func TestDamage(t *testing.T) {
	content := strings.Repeat("words ", 1000)
	for name, c := range map[string]struct {
		damage func(s *Snapshot, manifest string) error
		reason string
	}{
		"a bit flipped": {func(s *Snapshot, _ string) error {
			b := []byte(content)
			b[777] ^= 4
			return os.WriteFile(file(s), b, 0o600)
		}, "its file words is damaged"},
		"cut off":         {func(s *Snapshot, _ string) error { return os.Truncate(file(s), 5999) }, "its file words is damaged"},
		"emptied":         {func(s *Snapshot, _ string) error { return os.Truncate(file(s), 0) }, "its file words is damaged"},
		"gone":            {func(s *Snapshot, _ string) error { return os.Remove(file(s)) }, "its file words is gone"},
		"folder gone":     {func(s *Snapshot, _ string) error { return os.RemoveAll(s.folder) }, "its file words is gone"},
		"manifest cut":    {func(_ *Snapshot, m string) error { return os.Truncate(m, 20) }, "its manifest is damaged"},
		"manifest empty":  {func(_ *Snapshot, m string) error { return os.Truncate(m, 0) }, "its manifest is damaged"},
		"foreign":         {func(_ *Snapshot, m string) error { return os.WriteFile(m, []byte(`{"name": "x"}`), 0o600) }, "its manifest is damaged"},
		"pointing abroad": {func(_ *Snapshot, m string) error { return replace(m, folderPrefix, "../"+folderPrefix) }, "its manifest is damaged"},
		"older":           {func(_ *Snapshot, m string) error { return replace(m, `"v1"`, `"v0"`) }, "it was made by another version (v0, and this is v1)"},
	} {
		folder := t.TempDir()
		s := write(t, folder, content)
		if err := c.damage(s, filepath.Join(folder, manifestName)); err != nil {
			t.Fatal(err)
		}
		_, err := Open(folder, "v1")
		if unusable, ok := errors.AsType[*UnusableError](err); !ok || unusable.Reason != c.reason {
			t.Errorf("%s: got %v, want %q", name, err, c.reason)
		}
		write(t, folder, "made anew")
		holds(t, folder, "made anew")
		if n := snapshots(t, folder); n != 1 {
			t.Errorf("%s: %d snapshots lie there", name, n)
		}
	}
}

func replace(name, old, new string) error {
	b, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	return os.WriteFile(name, []byte(strings.ReplaceAll(string(b), old, new)), 0o600)
}

// TestOnlyOurs: nothing is removed that was not put there.
func TestOnlyOurs(t *testing.T) {
	folder := t.TempDir()
	theirs := filepath.Join(folder, "letters", "a.txt")
	if err := os.MkdirAll(filepath.Dir(theirs), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(theirs, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	write(t, folder, "one")
	write(t, folder, "two")
	if _, err := os.Stat(theirs); err != nil {
		t.Error(err)
	}
}

// TestMemory: a snapshot in memory has the files that were written, an empty one too, and no others.
func TestMemory(t *testing.T) {
	d := begin(t, "")
	defer d.Close()
	add(t, d, "one")
	if err := d.Write("empty", nil); err != nil {
		t.Fatal(err)
	}
	s, err := d.Commit("v1")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"words": "one", "empty": ""} {
		if got, err := s.Read(name); err != nil || string(got) != want {
			t.Errorf("%s: got %q, %v; want %q", name, got, err, want)
		}
	}
	if _, err := s.Open("gone"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

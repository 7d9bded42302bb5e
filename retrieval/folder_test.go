package retrieval

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	clock "time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"chuchu/retrieval/index"
	"chuchu/retrieval/reading"
)

// watched is a folder of texts that remembers which of them were read.
type watched struct {
	fstest.MapFS
	mu   sync.Mutex
	read []string
}

func (w *watched) Open(name string) (fs.File, error) {
	if _, isFile := w.MapFS[name]; isFile {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.read = append(w.read, name)
	}
	return w.MapFS.Open(name)
}

// Stat keeps what only looks at a file out of that.
func (w *watched) Stat(name string) (fs.FileInfo, error) { return w.MapFS.Stat(name) }

// put writes a text, changed so long ago.
func (w *watched) put(name, words string, ago clock.Duration) {
	w.MapFS[name] = &fstest.MapFile{Data: []byte(words), ModTime: clock.Now().Add(-ago)}
}

// open opens the collection and returns it with what was noted, and which files were read.
func (w *watched) open(t *testing.T, folder string) (c *Collection, notes, read []string) {
	t.Helper()
	w.read = nil
	c, err := OpenFiles(t.Context(), filesOf(t, w), Settings{Folder: folder, Watch: Watch{
		Note: func(s string) { notes = append(notes, strings.ReplaceAll(s, folder, "FOLDER")) },
		LeftOut: func(err error) error {
			notes = append(notes, err.Error())
			return nil
		},
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	slices.Sort(w.read)
	return c, notes, slices.Compact(w.read)
}

func filesOf(t testing.TB, texts fs.FS) (files []reading.File) {
	t.Helper()
	for file, err := range reading.Files(t.Context(), texts) {
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

// openFolder opens the texts of a folder in memory.
func openFolder(t testing.TB, texts fs.FS) *Collection {
	t.Helper()
	return opened(t, filesOf(t, texts), Settings{})
}

const day = 24 * clock.Hour

func someTexts() *watched {
	w := &watched{MapFS: fstest.MapFS{}}
	w.put("a.txt", "The Titanic sank in the North Atlantic. She was the largest ship afloat.\n\nHer captain was Edward Smith.\n", day)
	w.put("b.txt", "上海建设国际金融中心目标正确、步伐稳健、前景光明。\n", day)
	w.put("empty.txt", "\n", day)
	w.put("c.txt", "The captain of the Carpathia was Arthur Rostron. He turned his ship at once.\n", day)
	return w
}

// answer returns the best passage for a question, as it would be shown.
func answer(t *testing.T, c *Collection, question string) string {
	t.Helper()
	f, err := c.Find(t.Context(), question, 3)
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Passages) == 0 {
		return ""
	}
	p := f.Passages[0]
	return fmt.Sprintf("%s:%d %s %s", p.Place.File, p.Place.First, p.ID, p.Quoted())
}

var someQuestions = []string{"Who was the captain of the Titanic?", "谁是卡帕西亚的船长？", "Arthur Rostron", "国际金融中心", "where did it sink"}

// same tells of each question whether a collection answers it as one that was made of the same texts in memory.
func sameAnswers(t *testing.T, w *watched, c *Collection) {
	t.Helper()
	fresh, _, _ := w.open(t, "")
	for _, question := range someQuestions {
		want, err := fresh.Find(t.Context(), question, 5)
		if err != nil {
			t.Fatal(err)
		}
		got, err := c.Find(t.Context(), question, 5)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v (-memory +disk):\n%s", question, err, diff)
		}
	}
	if diff := cmp.Diff(names(fresh), names(c)); diff != "" {
		t.Errorf("texts (-memory +disk):\n%s", diff)
	}
}

func names(c *Collection) (out []string) {
	for i, t := range c.Texts() {
		out = append(out, fmt.Sprintf("%s %s %s: %d, %s", t.File, t.Title, t.Lang, t.Paragraphs, c.ID(i, 0)))
	}
	return out
}

// TestFolder: an index folder gives the answers that memory gives, and only what has changed is read again.
func TestFolder(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "index")
	w := someTexts()
	leftOut := []string{"reading empty.txt: it holds no text"}
	step := func(what string, wantRead ...string) *Collection {
		t.Helper()
		c, notes, read := w.open(t, folder)
		if diff := cmp.Diff(wantRead, read, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: read (-want +got):\n%s", what, diff)
		}
		if diff := cmp.Diff(leftOut, notes); diff != "" {
			t.Errorf("%s: noted (-want +got):\n%s", what, diff)
		}
		sameAnswers(t, w, c)
		return c
	}
	first := step("new", "a.txt", "b.txt", "c.txt", "empty.txt")
	step("unchanged")
	w.put("b.txt", "上海期货交易所要加快建成世界一流交易所。\n", clock.Hour)
	step("changed", "b.txt")
	w.put("c.txt", string(w.MapFS["c.txt"].Data), clock.Hour)
	step("touched", "c.txt") // its new time is known when the index is written again
	w.put("0.txt", "Who came first stands first.\n", clock.Hour)
	step("added before the others", "0.txt", "c.txt")
	delete(w.MapFS, "a.txt")
	step("gone")
	w.put("d.txt", "Arthur Rostron was born in Bolton.\n", 0)
	step("just written", "d.txt")
	w.put("d.txt", "Arthur Rostron was born in Boston.\n", 0)
	step("written again within the same tick", "d.txt")
	if got := answer(t, first, "Who was the captain?"); !strings.Contains(got, "Edward Smith") {
		t.Errorf("the collection that was opened first answers %q", got)
	}
}

// indexFiles are the files of an index on disk.
var indexFiles = []string{"paragraphs", "places", "files", "postings", "lengths", "dictionary"}

// TestFolderDamaged: whatever is wrong with an index, it is said and rebuilt.
func TestFolderDamaged(t *testing.T) {
	w := someTexts()
	for _, name := range indexFiles {
		folder := t.TempDir()
		w.open(t, folder)
		for _, damage := range []func(name string) error{
			func(name string) error { return os.Truncate(name, 10) },
			func(name string) error { return os.WriteFile(name, []byte("something else"), 0o600) },
			os.Remove,
		} {
			found, err := filepath.Glob(filepath.Join(folder, "snapshot-*", name))
			if err != nil || len(found) != 1 {
				t.Fatal(found, err)
			}
			if err := damage(found[0]); err != nil {
				t.Fatal(err)
			}
			c, notes, read := w.open(t, folder)
			if len(notes) != 2 || !strings.HasPrefix(notes[0], "the index in FOLDER cannot be used and is rebuilt: its file "+name+" is ") {
				t.Errorf("%s: noted %q", name, notes)
			}
			if len(read) != 4 {
				t.Errorf("%s: read %q", name, read)
			}
			sameAnswers(t, w, c)
		}
		if _, notes, read := w.open(t, folder); len(notes) != 1 || len(read) != 0 {
			t.Errorf("%s: noted %q and read %q after it was rebuilt", name, notes, read)
		}
	}
}

// TestFolderEmptied: texts that are gone, as where a volume is not mounted, leave the index as it was.
func TestFolderEmptied(t *testing.T) {
	folder := t.TempDir()
	w := someTexts()
	w.open(t, folder)
	if _, err := OpenFiles(t.Context(), nil, Settings{Folder: folder}); !errors.Is(err, ErrNoTexts) {
		t.Errorf("got %v, want ErrNoTexts", err)
	}
	if _, _, read := w.open(t, folder); len(read) != 0 {
		t.Errorf("read %q again", read)
	}
}

// TestBefore: a collection that is made after another takes from it what has not changed, on disk and in memory; and where
// nothing has, it is that one.
func TestBefore(t *testing.T) {
	for _, folder := range []string{"", t.TempDir()} {
		w := someTexts()
		first, _, _ := w.open(t, folder)
		open := func(before *Collection, again bool) (*Collection, []string) {
			t.Helper()
			w.read = nil
			c, err := OpenFiles(t.Context(), filesOf(t, w), Settings{Folder: folder, Before: before, Again: again})
			if err != nil {
				t.Fatal(err)
			}
			return c, slices.Clone(w.read)
		}
		if c, read := open(first, false); c != first || len(read) > 0 {
			t.Errorf("nothing changed: got another collection %v, read %q", c != first, read)
		}
		again, read := open(first, true)
		if again == first || len(read) > 0 {
			t.Errorf("again: got the same collection %v, read %q", again == first, read)
		}
		w.put("b.txt", "上海期货交易所要加快建成世界一流交易所。\n", clock.Hour)
		changed, read := open(again, false)
		if changed == again || !slices.Equal(slices.Compact(read), []string{"b.txt"}) {
			t.Errorf("changed: got the same collection %v, read %q", changed == again, read)
		}
		sameAnswers(t, w, changed)
		for _, c := range []*Collection{again, changed} {
			if err := c.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}

// TestIndexVersion tells when an index that is kept on disk no longer holds what would be written now: because files are
// read otherwise, words become other terms, or either is written otherwise. Then index.Version has to be raised, and
// -update writes what holds from then on.
func TestIndexVersion(t *testing.T) {
	var files []reading.File
	for _, dir := range []string{"../seeds", "reading/testdata/files"} {
		for file, err := range reading.Files(t.Context(), os.DirFS(dir)) {
			if err == nil {
				file.Changed = clock.Time{}
				files = append(files, file)
			}
		}
	}
	folder := t.TempDir()
	c, err := OpenFiles(t.Context(), files, Settings{Folder: folder})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	sum := sha256.New()
	for _, name := range indexFiles {
		found, err := fs.Glob(os.DirFS(folder), "snapshot-*/"+name)
		if err != nil || len(found) != 1 {
			t.Fatal(found, err)
		}
		content, err := os.ReadFile(filepath.Join(folder, found[0]))
		if err != nil {
			t.Fatal(err)
		}
		sum.Write(content)
	}
	got := fmt.Sprintf("version %s: %s\n", index.Version, hex.EncodeToString(sum.Sum(nil)))
	const golden = "testdata/indexversion.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("an index of these texts is not what it was: raise index.Version, then run with -update\n got %swant %s", got, want)
	}
}

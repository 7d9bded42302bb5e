package disk

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"chuchu/retrieval/index"
	"chuchu/retrieval/index/indextest"
	"chuchu/retrieval/index/snapshot"
)

// files returns what the files of an index of the paragraphs hold.
func files(t testing.TB, paragraphs indextest.Paragraphs) map[string][]byte {
	t.Helper()
	from, all := indextest.Snapshot(t, Engine{}, paragraphs), map[string][]byte{}
	for _, name := range []string{postingsFile, lengthsFile, dictionaryFile} {
		var err error
		if all[name], err = from.Read(name); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func TestEngine(t *testing.T) {
	indextest.Run(t, func(*testing.T) index.Engine { return Engine{} })
}

// TestSame: the same paragraphs give the same files, however the work was shared out.
func TestSame(t *testing.T) {
	var paragraphs indextest.Paragraphs
	for range 300 {
		paragraphs = append(paragraphs, "The captain 上海 went down.", "期货交易所", "captain captain captain")
	}
	again := files(t, paragraphs)
	for name, content := range files(t, paragraphs) {
		if !bytes.Equal(content, again[name]) {
			t.Errorf("%s: two builds differ", name)
		}
	}
}

// broken is paragraphs of which none can be read.
type broken struct{ indextest.Paragraphs }

var errLost = errors.New("the paragraph is lost")

func (broken) Words(int) (string, error) { return "", errLost }

// TestBuildFails: what goes wrong is told, and leaves nothing behind. (TestFullDisk of the program has a full disk.)
func TestBuildFails(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	ships := indextest.Paragraphs(strings.Fields(strings.Repeat("ship ", 3000)))
	for name, c := range map[string]struct {
		ctx  context.Context
		p    index.Paragraphs
		want error
	}{
		"called off": {ctx, ships, context.Canceled},
		"no text":    {t.Context(), broken{ships}, errLost},
	} {
		folder := t.TempDir()
		draft, err := snapshot.Begin(folder)
		if err != nil {
			t.Fatal(err)
		}
		if err := (Engine{}).Build(c.ctx, c.p, draft, nil); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
		if err := draft.Close(); err != nil {
			t.Error(err)
		}
		if left, err := os.ReadDir(folder); err != nil || len(left) > 1 { // the lock
			t.Errorf("%s: files are left behind: %v, %v", name, left, err)
		}
	}
}

// stored returns a snapshot in memory.
func stored(t testing.TB, files map[string][]byte) *snapshot.Snapshot {
	t.Helper()
	draft, err := snapshot.Begin("")
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range files {
		if err := draft.Write(name, content); err != nil {
			t.Fatal(err)
		}
	}
	return &draft.Snapshot
}

// FuzzDamage: a file that was damaged gives errors or other hits, and never a panic.
func FuzzDamage(f *testing.F) {
	whole := files(f, indextest.Paragraphs{"The ship sank.", "上海期货交易所", "The captain of the ship turned the ship around."})
	for name, content := range whole {
		f.Add(name, 0, byte(0xff), len(content))
		f.Add(name, 3, byte(1), len(content))
		f.Add(name, len(content)-10, byte(0xff), len(content))
		f.Add(name, 0, byte(0), len(content)/2)
	}
	f.Fuzz(func(t *testing.T, name string, at int, flip byte, length int) {
		damaged := map[string][]byte{}
		for n, content := range whole {
			damaged[n] = bytes.Clone(content)
		}
		b := damaged[name]
		b = b[:min(max(length, 0), len(b))]
		if at >= 0 && at < len(b) {
			b[at] ^= flip
		}
		damaged[name] = b
		x, err := (Engine{}).Open(t.Context(), nil, stored(t, damaged), nil)
		if err != nil {
			return
		}
		for _, term := range []string{"ship", "上海", "turn", "nothing"} {
			if hits, err := x.Search(t.Context(), []index.QueryTerm{{Term: term, Weight: 1}}, 9); err == nil {
				for _, h := range hits {
					if h.DocID < 0 || h.DocID >= x.Size() {
						t.Fatalf("%s: paragraph %d of %d", term, h.DocID, x.Size())
					}
				}
			}
		}
	})
}

// FuzzPosting: what is written is read again, and what is read is written so.
func FuzzPosting(f *testing.F) {
	f.Add(uint32(0), uint32(1), []byte{3, 0})
	f.Add(uint32(1<<32-1), uint32(1<<31), []byte{0xff})
	f.Fuzz(func(t *testing.T, gap, times uint32, b []byte) {
		times = max(1, times%(1<<31))
		written := appendPosting(nil, gap, times)
		if g, n, size := posting(written); g != gap || n != times || size != len(written) {
			t.Fatalf("(%d, %d) was read as (%d, %d), %d of %d bytes", gap, times, g, n, size, len(written))
		}
		if g, n, size := posting(b); size > len(b) || size > 0 && n == 0 {
			t.Fatalf("%x was read as (%d, %d), %d bytes", b, g, n, size)
		}
	})
}

// TestStatistics: statistics say of each term and paragraph what the whole index says.
func TestStatistics(t *testing.T) {
	paragraphs := indextest.Paragraphs{"The ship sank.", "上海期货交易所", "", "The captain of the ship turned the ship around.", "上海"}
	x := indextest.Open(t, Engine{}, paragraphs).(*Index)
	draft, err := snapshot.Begin("")
	if err != nil {
		t.Fatal(err)
	}
	if err := BuildStatistics(t.Context(), paragraphs, draft); err != nil {
		t.Fatal(err)
	}
	s, err := OpenStatistics(&draft.Snapshot)
	if err != nil {
		t.Fatal(err)
	}
	if s.Size() != x.Size() || s.MeanLength() != x.MeanLength() {
		t.Errorf("got %d paragraphs of %v terms, want %d of %v", s.Size(), s.MeanLength(), x.Size(), x.MeanLength())
	}
	for i := range paragraphs {
		if got, want := s.Norm(i), x.Norm(i); got != want {
			t.Errorf("paragraph %d: norm %v, want %v", i, got, want)
		}
	}
	for _, term := range []string{"ship", "上海", "上", "turn", "the", "nothing"} {
		got, err := s.Frequency(t.Context(), term)
		if want, _ := x.Frequency(t.Context(), term); got != want || err != nil {
			t.Errorf("%s: got %d, %v, want %d", term, got, err, want)
		}
	}
	if _, err := OpenStatistics(stored(t, nil)); err == nil {
		t.Error("no error of what are no statistics")
	}
}

package disk

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"chuchu/retrieval/index"
	"chuchu/retrieval/index/indextest"
)

// build writes the inverted file of the paragraphs and returns its content; no run is left behind.
func build(t testing.TB, paragraphs []string) []byte {
	t.Helper()
	folder := t.TempDir()
	var out bytes.Buffer
	text := func(i int) (string, error) { return paragraphs[i], nil }
	if err := Build(t.Context(), len(paragraphs), text, folder, &out, nil); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("files are left behind: %v, %v", left, err)
	}
	return out.Bytes()
}

func TestEngine(t *testing.T) {
	indextest.Run(t, func(t *testing.T, paragraphs []string) index.Terms {
		t.Helper()
		name := filepath.Join(t.TempDir(), "index")
		if err := os.WriteFile(name, build(t, paragraphs), 0o600); err != nil {
			t.Fatal(err)
		}
		x, err := Open(name)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { x.Close() })
		return x
	})
}

// TestSame: the same paragraphs give the same file, however the work was shared out.
func TestSame(t *testing.T) {
	var paragraphs []string
	for range 300 {
		paragraphs = append(paragraphs, "The captain 上海 went down.", "期货交易所", "captain captain captain")
	}
	if first := build(t, paragraphs); !bytes.Equal(first, build(t, paragraphs)) {
		t.Error("two builds differ")
	}
}

// TestBuildFails: what goes wrong is told, and leaves nothing behind.
func TestBuildFails(t *testing.T) {
	lost := errors.New("the paragraph is lost")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	full := errors.New("no space left on device")
	for name, c := range map[string]struct {
		ctx  context.Context
		text func(int) (string, error)
		out  writer
		want error
	}{
		"called off":  {ctx, func(int) (string, error) { return "ship", nil }, nil, context.Canceled},
		"no text":     {t.Context(), func(int) (string, error) { return "", lost }, nil, lost},
		"a full disk": {t.Context(), func(int) (string, error) { return "ship", nil }, func([]byte) (int, error) { return 0, full }, full},
	} {
		folder := t.TempDir()
		if err := Build(c.ctx, 3000, c.text, folder, c.out, nil); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
		if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
			t.Errorf("%s: files are left behind: %v, %v", name, left, err)
		}
	}
}

type writer func([]byte) (int, error)

func (w writer) Write(b []byte) (int, error) { return w(b) }

// FuzzDamage: a file that was damaged gives errors or other hits, and never a panic.
func FuzzDamage(f *testing.F) {
	whole := build(f, []string{"The ship sank.", "上海期货交易所", "The captain of the ship turned the ship around."})
	f.Add(0, byte(1), len(whole))
	f.Add(30, byte(0xff), len(whole))
	f.Add(len(whole)-40, byte(0xff), len(whole))
	f.Add(0, byte(0), len(whole)/2)
	f.Fuzz(func(t *testing.T, at int, flip byte, length int) {
		b := bytes.Clone(whole)
		b = b[:min(max(length, 0), len(b))]
		if at >= 0 && at < len(b) {
			b[at] ^= flip
		}
		x, err := read(bytes.NewReader(b), int64(len(b)), magic)
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

// TestStatistics: statistics say of each term and paragraph what the inverted file says.
func TestStatistics(t *testing.T) {
	paragraphs := []string{"The ship sank.", "上海期货交易所", "", "The captain of the ship turned the ship around.", "上海"}
	x, err := read(bytes.NewReader(build(t, paragraphs)), int64(len(build(t, paragraphs))), magic)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	text := func(i int) (string, error) { return paragraphs[i], nil }
	if err := BuildStatistics(t.Context(), len(paragraphs), text, t.TempDir(), &out, nil); err != nil {
		t.Fatal(err)
	}
	s, err := ReadStatistics(out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if s.Size() != x.Size() || s.MeanLength() != x.MeanLength() {
		t.Errorf("got %d paragraphs of %v terms, want %d of %v", s.Size(), s.MeanLength(), x.Size(), x.MeanLength())
	}
	for i := range paragraphs {
		if got, want := s.Norm(i), float64(x.norms[i]); got != want {
			t.Errorf("paragraph %d: norm %v, want %v", i, got, want)
		}
	}
	for _, term := range []string{"ship", "上海", "上", "turn", "the", "nothing"} {
		got, err := s.Frequency(t.Context(), term)
		if want, _ := x.Frequency(t.Context(), term); got != want || err != nil {
			t.Errorf("%s: got %d, %v, want %d", term, got, err, want)
		}
	}
	for _, damaged := range [][]byte{nil, out.Bytes()[1:], build(t, paragraphs)} {
		if _, err := ReadStatistics(damaged); err == nil {
			t.Error("no error of what are no statistics")
		}
	}
}

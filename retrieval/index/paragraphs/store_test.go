package paragraphs

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"chuchu/retrieval/reading"
)

// sample writes two texts, one without paragraphs between them, and returns the store's bytes.
func sample(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	w := NewWriter(&out)
	w.Text(Text{File: "a.txt", Title: "海上", Date: "2024-01", Lang: "zh-Hans", Paragraphs: 77,
		Stamp: Stamp{Size: 7, Modified: -5, Sum: [32]byte{1, 2}}})
	w.Paragraph(11, 1, 0, block(0))
	w.Heading(2, reading.Block{Kind: reading.Heading, Text: "二、深入推进", First: 5, Last: 6})
	w.Paragraph(12, 1, 3, block(1))
	w.Heading(4, reading.Block{Kind: reading.Heading, Text: "三、其他", First: 301, Last: 301, Page: 9})
	w.Text(TextOf(reading.Text{File: "empty.txt", Source: "left out"}, Stamp{}))
	w.Text(Text{File: "b.pdf", Lang: "en"})
	w.Paragraph(13, 0, 1, block(2))
	w.Fault(fault)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

var fault = Fault{File: "c.pdf", Reason: "reading c.pdf: it is encrypted", Skip: true, Stamp: Stamp{Size: 9}}

func block(i int) reading.Block {
	return []reading.Block{
		{Text: "长江十年禁渔。", First: 1, Last: 4},
		{Text: "", First: 300, Last: 300, Trail: []string{"二、深入推进", ""}},
		{Text: strings.Repeat("The ship sank. ", 100), First: 7, Last: 9, Page: 2, Trail: []string{"Ships"}},
	}[i]
}

// TestStore: what is written is read again.
func TestStore(t *testing.T) {
	name := filepath.Join(t.TempDir(), "paragraphs")
	if err := os.WriteFile(name, sample(t), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	want := []Text{
		{File: "a.txt", Title: "海上", Date: "2024-01", Lang: "zh-Hans", Paragraphs: 2,
			Stamp: Stamp{Size: 7, Modified: -5, Sum: [32]byte{1, 2}}},
		{File: "empty.txt"},
		{File: "b.pdf", Lang: "en", Paragraphs: 1},
	}
	if diff := cmp.Diff(want, s.Texts(), cmpopts.IgnoreUnexported(Text{})); diff != "" {
		t.Errorf("texts (-want +got):\n%s", diff)
	}
	whole, err := s.Text(0)
	if diff := cmp.Diff(reading.Text{File: "a.txt", Title: "海上", Date: "2024-01", Lang: "zh-Hans", Blocks: []reading.Block{
		block(0), {Kind: reading.Boilerplate}, {Kind: reading.Heading, Text: "二、深入推进", First: 5, Last: 6}, block(1),
		{Kind: reading.Heading, Text: "三、其他", First: 301, Last: 301, Page: 9},
	}}, whole); diff != "" || err != nil {
		t.Errorf("text: %v (-want +got):\n%s", err, diff)
	}
	if diff := cmp.Diff([]Fault{fault}, s.Faults()); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
	for i, in := range []struct{ text, block int }{{0, 0}, {0, 3}, {2, 1}} {
		got, at, err := s.Paragraph(i)
		if diff := cmp.Diff(block(i), got); diff != "" || err != nil {
			t.Errorf("paragraph %d: %v (-want +got):\n%s", i, err, diff)
		}
		if at != in.block || s.TextOf(i) != in.text || s.Name(i) != uint64(11+i) || s.Script(i) != byte(1-i/2) {
			t.Errorf("paragraph %d: block %d of text %d, name %d, script %d", i, at, s.TextOf(i), s.Name(i), s.Script(i))
		}
	}
	if s.Size() != 3 || s.First(0) != 0 || s.First(1) != 2 || s.First(2) != 2 {
		t.Errorf("got %d paragraphs, the texts begin at %d, %d, %d", s.Size(), s.First(0), s.First(1), s.First(2))
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if _, _, err := s.Paragraph(0); err == nil {
		t.Error("a paragraph is read from a closed file")
	}
}

// TestEmpty: a store of nothing is one.
func TestEmpty(t *testing.T) {
	var out bytes.Buffer
	if err := NewWriter(&out).Close(); err != nil {
		t.Fatal(err)
	}
	s, err := Read(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil || s.Size() != 0 || len(s.Texts()) != 0 {
		t.Errorf("got %v, %v", s, err)
	}
}

// FuzzDamage: a store that was damaged gives errors or other words, and never a panic.
func FuzzDamage(f *testing.F) {
	whole := sample(f)
	for _, at := range []int{0, 25, len(whole) - 160, len(whole) - 60, len(whole) - 40} {
		f.Add(at, byte(0xff), len(whole))
	}
	f.Add(0, byte(0), len(whole)-1)
	f.Fuzz(func(t *testing.T, at int, flip byte, length int) {
		b := bytes.Clone(whole)
		b = b[:min(max(length, 0), len(b))]
		if at >= 0 && at < len(b) {
			b[at] ^= flip
		}
		s, err := Read(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			return
		}
		for i := range s.Texts() {
			if _, err := s.Text(i); err != nil {
				continue
			}
		}
		for i := range s.Size() {
			if text := s.TextOf(i); text < 0 || text >= len(s.Texts()) {
				t.Fatalf("paragraph %d stands in text %d of %d", i, text, len(s.Texts()))
			}
			if p, _, err := s.Paragraph(i); err == nil && p.Last < p.First {
				t.Fatalf("paragraph %d ends before it begins: %+v", i, p)
			}
		}
	})
}

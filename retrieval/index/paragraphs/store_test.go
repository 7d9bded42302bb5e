package paragraphs

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"chuchu/retrieval/index/snapshot"
	"chuchu/retrieval/reading"
)

// sample writes three texts, one without paragraphs between the others, to a snapshot.
func sample(t testing.TB) *snapshot.Snapshot {
	t.Helper()
	return write(t, func(w *Writer) {
		for i, text := range []reading.Text{
			{File: "a.txt", Title: "海上", Date: "2024-01", Lang: "zh-Hans", Blocks: []reading.Block{
				block(0), {Kind: reading.Boilerplate, Text: "left out"}, {Kind: reading.Heading, Text: "二、深入推进", First: 5, Last: 6},
				block(1), {Kind: reading.Heading, Text: "三、其他", First: 301, Last: 301, Page: 9},
			}},
			{File: "empty.txt", Source: "left out"},
			{File: "b.pdf", Lang: "en", Blocks: []reading.Block{{Kind: reading.Boilerplate}, block(2)}},
		} {
			if err := w.Text(text, stamps[i]); err != nil {
				t.Fatal(err)
			}
		}
		w.LeaveOut(leftOut)
	})
}

// write returns a snapshot in memory of what is written.
func write(t testing.TB, texts func(*Writer)) *snapshot.Snapshot {
	t.Helper()
	draft, err := snapshot.Begin("")
	if err != nil {
		t.Fatal(err)
	}
	w, err := NewWriter(draft, func(words string) byte { return words[0] })
	if err != nil {
		t.Fatal(err)
	}
	texts(w)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return &draft.Snapshot
}

var (
	leftOut = Text{File: "c.pdf", LeftOut: "it is encrypted", Skip: true, Stamp: Stamp{Size: 9}}
	stamps  = []Stamp{{Size: 7, Changed: -5, Sum: "01af"}, {}, {}}
)

func block(i int) reading.Block {
	return []reading.Block{
		{Text: "长江十年禁渔。", First: 1, Last: 4},
		{Text: "x", First: 300, Last: 300, Trail: []string{"二、深入推进", ""}},
		{Text: strings.Repeat("The ship sank. ", 100), First: 7, Last: 9, Page: 2, Slide: 3, At: "00:01:12", Trail: []string{"Ships"}},
	}[i]
}

// TestStore: what is written is read again.
func TestStore(t *testing.T) {
	s, err := Open(sample(t))
	if err != nil {
		t.Fatal(err)
	}
	want := []Text{
		{File: "a.txt", Title: "海上", Date: "2024-01", Lang: "zh-Hans", Paragraphs: 2, Stamp: stamps[0]},
		{File: "empty.txt"},
		{File: "b.pdf", Lang: "en", Paragraphs: 1},
	}
	if diff := cmp.Diff(want, s.Texts(), cmpopts.IgnoreFields(Text{}, "Bytes")); diff != "" {
		t.Errorf("texts (-want +got):\n%s", diff)
	}
	whole, err := s.Text(0)
	if diff := cmp.Diff(reading.Text{File: "a.txt", Title: "海上", Date: "2024-01", Lang: "zh-Hans", Blocks: []reading.Block{
		block(0), {Kind: reading.Boilerplate}, {Kind: reading.Heading, Text: "二、深入推进", First: 5, Last: 6}, block(1),
		{Kind: reading.Heading, Text: "三、其他", First: 301, Last: 301, Page: 9},
	}}, whole); diff != "" || err != nil {
		t.Errorf("text: %v (-want +got):\n%s", err, diff)
	}
	if diff := cmp.Diff(append(want, leftOut), s.Files(), cmpopts.IgnoreFields(Text{}, "Bytes")); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	for i, in := range []struct{ text, block int }{{0, 0}, {0, 3}, {2, 1}} {
		got, at, err := s.Paragraph(i)
		if diff := cmp.Diff(block(i), got); diff != "" || err != nil {
			t.Errorf("paragraph %d: %v (-want +got):\n%s", i, err, diff)
		}
		if at != in.block || s.TextOf(i) != in.text || s.Script(i) != block(i).Text[0] {
			t.Errorf("paragraph %d: block %d of text %d, script %d", i, at, s.TextOf(i), s.Script(i))
		}
		if found, ok := s.Find(s.ID(i)); found != i || !ok {
			t.Errorf("paragraph %d: %s is found as %d, %v", i, s.ID(i), found, ok)
		}
	}
	if s.Size() != 3 || s.First(0) != 0 || s.First(1) != 2 || s.First(2) != 2 {
		t.Errorf("got %d paragraphs, the texts begin at %d, %d, %d", s.Size(), s.First(0), s.First(1), s.First(2))
	}
	for _, id := range []string{"", "abcdefghijkl", s.ID(0) + "a", "0" + s.ID(0)[1:]} {
		if _, ok := s.Find(id); ok {
			t.Errorf("%q is found", id)
		}
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// TestKeep: a text that is kept is what it was, and paragraphs of the same words have names of their own.
func TestKeep(t *testing.T) {
	old, err := Open(sample(t))
	if err != nil {
		t.Fatal(err)
	}
	s, err := Open(write(t, func(w *Writer) {
		for _, text := range []int{0, 2, 0} {
			kept, err := old.Text(text)
			if err == nil {
				err = w.Text(kept, stamps[text])
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(old.Texts()[0], s.Texts()[2]); diff != "" {
		t.Errorf("a text that is kept (-before +after):\n%s", diff)
	}
	if s.ID(0) != old.ID(0) || s.ID(3) == s.ID(0) {
		t.Errorf("the paragraph %s is %s and %s now", old.ID(0), s.ID(0), s.ID(3))
	}
}

// TestEmpty: a store of nothing is one.
func TestEmpty(t *testing.T) {
	s, err := Open(write(t, func(*Writer) {}))
	if err != nil || s.Size() != 0 || len(s.Texts()) != 0 {
		t.Errorf("got %v, %v", s, err)
	}
}

// FuzzDamage: a store that was damaged gives errors or other words, and never a panic.
func FuzzDamage(f *testing.F) {
	names, whole := []string{recordsFile, placesFile, filesFile}, map[string][]byte{}
	for _, name := range names {
		content, err := sample(f).Read(name)
		if err != nil {
			f.Fatal(err)
		}
		whole[name] = content
		for _, at := range []int{0, 1, 25, len(content) / 2, len(content) - 1} {
			f.Add(name, at, byte(0xff), len(content))
			f.Add(name, at, byte(1), len(content))
		}
		f.Add(name, 0, byte(0), len(content)-1)
	}
	f.Fuzz(func(t *testing.T, damaged string, at int, flip byte, length int) {
		draft, err := snapshot.Begin("")
		if err != nil {
			t.Fatal(err)
		}
		for name, content := range whole {
			if b := bytes.Clone(content); name == damaged {
				b = b[:min(max(length, 0), len(b))]
				if at >= 0 && at < len(b) {
					b[at] ^= flip
				}
				content = b
			}
			if err := draft.Write(name, content); err != nil {
				t.Fatal(err)
			}
		}
		s, err := Open(&draft.Snapshot)
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

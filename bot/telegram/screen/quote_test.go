package screen

import (
	"strings"
	"testing"
	"unicode/utf8"

	"chuchu/retrieval"
	"chuchu/retrieval/reading"
)

// TestAround: which clauses of a sentence are kept about a focus, in brackets here.
func TestAround(t *testing.T) {
	for _, c := range []struct {
		sentence string
		room     int
		want     string
	}{
		{"上海要改革，聚焦建设[金融中心]，加快发展。", 100, "上海要改革，聚焦建设金融中心，加快发展。"},
		{"上海要改革，聚焦建设[金融中心]，加快发展。", 32, "聚焦建设金融中心，加快发展。"},
		{"上海要改革，聚焦建设[金融中心]，加快发展。", 20, "聚焦建设金融中心，"},
		{"上海要改革，聚焦建设[金融中心]，加快发展。", 10, ""},
		{"他说，[江苏]，来了。", 12, "江苏，来了。"},
		{"他说：“[江苏]很好。”", 100, "他说：“江苏很好。”"},
		{"In addition, [he] stressed it, and left.", 24, "he stressed it,"},
		{"[he]", 9, "he"},
	} {
		start, end := strings.Index(c.sentence, "["), strings.Index(c.sentence, "]")-1
		text := strings.NewReplacer("[", "", "]", "").Replace(c.sentence)
		kept, ok := clauses{text, reading.Span{End: len(text)}, clauseMarks}.around(reading.Span{Start: start, End: end}, c.room)
		if got := text[kept.Start:kept.End]; ok != (c.want != "") || ok && strings.TrimSpace(got) != c.want {
			t.Errorf("%s in %d columns: got %q, %v, want %q", c.sentence, c.room, got, ok, c.want)
		}
	}
}

// TestCellsAbout: of a long row, the cell that answers and the one that names the row are shown.
func TestCellsAbout(t *testing.T) {
	p := retrieval.Passage{Text: "Heron · Flow 90 · Head 25 · Price 80"}
	at := 0
	for _, cell := range strings.Split(p.Text, " · ") {
		from := max(0, strings.IndexByte(cell, ' '))
		p.Cells = append(p.Cells, reading.Cell{Head: reading.Span{Start: at, End: at + from}, Text: reading.Span{Start: at + from, End: at + len(cell)}})
		at += len(cell + " · ")
	}
	p.Quote.Sentences = []reading.Span{{End: len(p.Text)}}
	for said, want := range map[string]string{"Heron": "Heron ……", "90": "Heron · Flow 90 ……", "25": "Heron …… Head 25 ……", "80": "Heron …… Price 80"} {
		p.Quote.Answer.Start = strings.Index(p.Text, said)
		p.Quote.Answer.End = p.Quote.Answer.Start + len(said)
		shown, ok := about(p, p.Quote.Answer, 40)
		if got := shown.Plain(); !ok || got != want {
			t.Errorf("%s: got %q, %v, want %q", said, got, ok, want)
		}
	}
}

// FuzzAbout: what is kept of a sentence is a part of it that holds the focus, cut at no character, and has room.
func FuzzAbout(f *testing.F) {
	f.Add("座谈会上，上海市委书记陈吉宁、江苏省委书记信长星先后发言；“大家”说：好。", 12, 21, 30)
	f.Add("In addition, he stressed it, and left.", 13, 15, 9)
	f.Fuzz(func(t *testing.T, text string, start, end, room int) {
		focus := reading.Span{Start: start, End: end}
		if !utf8.ValidString(text) || start < 0 || start >= end || end > len(text) || !utf8.RuneStart(text[start]) ||
			end < len(text) && !utf8.RuneStart(text[end]) {
			t.Skip("no span of whole characters")
		}
		p := retrieval.Passage{Text: text, Quote: retrieval.Quote{Sentences: []reading.Span{{End: len(text)}}, Answer: focus}}
		for _, marks := range []string{clauseMarks, clauseMarks + "、"} {
			kept, ok := clauses{text, p.Quote.Sentences[0], marks}.around(focus, room)
			if kept.Start < 0 || kept.Start > start || kept.End < end || kept.End > len(text) || !utf8.ValidString(text[kept.Start:kept.End]) {
				t.Fatalf("%q, focus %v: kept %v", text, focus, kept)
			}
			if ok && columns(text[kept.Start:kept.End]) > room {
				t.Errorf("%q: %d columns of %d", text, columns(text[kept.Start:kept.End]), room)
			}
		}
		if size := quoteOf(p).Size(); size.Units > quoteUnits+len(omission) {
			t.Errorf("%q: a quote of %d units", text, size.Units)
		}
	})
}

package screen

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"chuchu/bot"
	"chuchu/retrieval"
	"chuchu/retrieval/reading"
)

// script writes one screen after the other, each below what brought it about.
type script struct {
	t *testing.T
	strings.Builder
}

func (s *script) shows(title string, screens ...Screen) {
	s.t.Helper()
	for _, shown := range screens {
		fmt.Fprintf(s, "—— %s\n%s\n", title, phone(s.t, shown))
	}
}

// tap returns the data of the first button whose text contains a word.
func tap(t *testing.T, s Screen, word string) Data {
	t.Helper()
	for _, b := range slices.Concat(s.Keyboard...) {
		if strings.Contains(b.Text, word) {
			return b.Data
		}
	}
	t.Fatalf("no button %q", word)
	return Data{}
}

func ask(t *testing.T, b *bot.Bot, question string) bot.Answer {
	t.Helper()
	a, err := b.Ask(t.Context(), question)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestButtons: an answer paged, opened, voted on.
func TestButtons(t *testing.T) {
	b, v, s := openSeeds(t), viewer(), &script{t: t}
	a := ask(t, b, "五个中心是哪五个？")
	saved := Saved{ID: "a1"}
	first := v.Answer(a, saved)
	second := v.Passage(a, saved, tap(t, first, "▸").N)
	s.shows("▸ 2/7", second)
	s.shows("▸ 3/7", v.Passage(a, saved, tap(t, second, "▸").N))
	s.shows("▸ 7/7", v.Passage(a, saved, 7))
	context := v.Open(texts(b), tap(t, first, "📖"), Marks(a.Sources[0].Passage))
	s.shows("📖", context)
	s.shows("➡", v.Open(texts(b), tap(t, context, "➡"), Marks(a.Sources[0].Passage)))
	s.shows("👍", v.Answer(a, Saved{ID: "a1", Verdict: Up}))
	s.shows("👎", v.Answer(a, Saved{ID: "a1", Verdict: Down}))
	s.shows("👎 "+v.Phrases().NoAnswer, v.Answer(a, Saved{ID: "a1", Verdict: Down, Reason: NoAnswer}))
	golden(t, "buttons.txt", s.String())
}

// TestContext: passages in their texts, as a whole book is read from one of them.
func TestContext(t *testing.T) {
	b, v, s := openSeeds(t), viewer(), &script{t: t}
	for _, question := range []string{"江苏省委书记是谁？", "What concept should urban governance implement?"} {
		a := ask(t, b, question)
		p := a.Sources[0].Passage
		s.shows("📖 "+question, v.Open(texts(b), Data{Verb: Open, Passage: p.ID, Answer: "a1", N: 1}, Marks(p)))
	}
	s.shows("t.me/chuchu_bot?start=p_xhotklwzzgdp", v.Open(texts(b), Data{Verb: Open, Passage: "xhotklwzzgdp"}, nil))
	s.shows("t.me/chuchu_bot?start=p_aaaaaaaaaaaa", v.Open(texts(b), Data{Verb: Open, Passage: "aaaaaaaaaaaa"}, nil))
	golden(t, "context.txt", s.String())
}

// TestSources: the list of texts, a text opened from it, and the way back.
func TestSources(t *testing.T) {
	b, v, s := openSeeds(t), viewer(), &script{t: t}
	list := v.Sources(texts(b), 1)
	s.shows("/sources", list)
	opened := v.Open(texts(b), tap(t, list, "3"), nil)
	s.shows("3", opened)
	if back := tap(t, opened, "↩"); back != (Data{Verb: List, N: 1}) {
		t.Errorf("↩ leads to %+v", back)
	}
	golden(t, "sources.txt", s.String())
}

// TestPhrases: all that the bot says beside answers, in each language.
func TestPhrases(t *testing.T) {
	for _, language := range bot.Languages() {
		v, s := viewer(), &script{t: t}
		v.Language = language
		s.shows("/start", v.Start(5))
		s.shows("/help", v.Help())
		s.shows("/language", v.Languages(), Say(v.Phrases().Spoken))
		s.shows("/privacy", v.Privacy("", ""), v.Privacy("gpt-4o-mini", ""), v.Privacy("", "multilingual-e5-small"))
		s.shows("/forget", v.ForgetAsk(), v.Forgotten(true), v.Forgotten(false))
		s.shows("/new", Say(v.Phrases().NewBegun))
		s.shows("/why", Say(v.Phrases().NothingYet))
		s.shows("in a group", v.GroupHint())
		s.shows("???", v.NoQuestion())
		s.shows("a question of 5000 characters", v.TooLong(5000, 1000))
		s.shows("a picture", Say(v.Phrases().NotText))
		s.shows("a long line", v.InLine(5))
		s.shows("too many questions", v.Full(20))
		s.shows("too many presses", v.Slower(2500*time.Millisecond))
		s.shows("a stranger", v.NotAllowed(123456789), Say(v.Phrases().AdminsOnly))
		s.shows("a fault", v.Failed("4k2j1"))
		s.shows("no index", Say(v.Phrases().Unreachable))
		s.shows("after a crash", v.Interrupted("AAABi_1xYAA"))
		since := time.Date(2026, 11, 22, 4, 58, 0, 0, time.UTC)
		s.shows("/stats", v.Stats(Stats{since, 5, 69, 120, 90, 12, 30, 40, 3, nil}),
			v.Stats(Stats{since, 5, 69, 120, 90, 12, 30, 40, 3, &ModelStats{80, 160_000, 8000, "0.0288", "1.0000"}}))
		s.shows("/reload", v.Reloaded(6))
		s.shows("/feedback", v.Feedback(0), v.Feedback(43))
		for _, toast := range []string{v.Phrases().Outdated, v.Phrases().Thanks, v.Phrases().NotYours} {
			if utf8.RuneCountInString(toast) > 200 {
				t.Errorf("%s: Telegram does not take %q", language, toast)
			}
			fmt.Fprintf(s, "—— toast\n%s\n\n", toast)
		}
		fmt.Fprintf(s, "—— description\n%s\n\n—— about\n%s\n\n", v.Phrases().Description, v.Phrases().About)
		for _, c := range v.Phrases().AdminCommands() {
			fmt.Fprintf(s, "/%s – %s\n", c.Name, c.Description)
		}
		golden(t, "phrases."+string(language)+".txt", s.String())
	}
}

// TestWhy: an explanation as it fits a phone.
func TestWhy(t *testing.T) {
	b, v, s := openSeeds(t), viewer(), &script{t: t}
	for _, question := range []string{"广东省委书记是谁？", "How long is the fishing ban on the Yangtze?"} {
		e, err := b.Why(t.Context(), question)
		if err != nil {
			t.Fatal(err)
		}
		s.shows("/why "+question, v.Why(question, e))
	}
	golden(t, "why.txt", s.String())
}

// TestInline: results of an inline query, each with the message that it sends.
func TestInline(t *testing.T) {
	b, v, s := openSeeds(t), viewer(), &script{t: t}
	show := func(query string, results []Inline) {
		ids := map[string]bool{}
		for _, r := range results {
			if ids[r.ID] || len(r.ID) > 64 {
				t.Errorf("%s: bad id %q", query, r.ID)
			}
			ids[r.ID] = true
			s.shows(fmt.Sprintf("@chuchu_bot %s\n%s\n%s\n", query, r.Title, r.Description), r.Message)
		}
	}
	show("谁主持会议", v.Inline(ask(t, b, "谁主持会议"))[:2])
	show("", v.InlineExamples([]bot.Answer{ask(t, b, "五个中心是哪五个？"), ask(t, b, "怎么做红烧肉？")}))
	golden(t, "inline.txt", s.String())
	if got := v.Inline(ask(t, b, "怎么做红烧肉？")); len(got) > 0 {
		t.Errorf("a refusal has %d results", len(got))
	}
}

// TestPagesLoseNothing: the pages of a text hold every paragraph and heading of it but its title, in order, whichever passage is open,
// and it opens on the page where the mark is, here on the last character of the passage.
func TestPagesLoseNothing(t *testing.T) {
	c := texts(openSeeds(t))
	for n := range c.Texts() {
		text, err := c.Text(n)
		if err != nil {
			t.Fatal(err)
		}
		want := ""
		for _, block := range text.Blocks {
			if block.Kind == reading.Paragraph || block.Kind == reading.Heading && block.Text != text.Title {
				want += block.Text
			}
		}
		for opened, block := range text.Blocks {
			if block.Kind != reading.Paragraph {
				continue
			}
			_, size := utf8.DecodeLastRuneInString(block.Text)
			mark := []reading.Span{{Start: len(block.Text) - size, End: len(block.Text)}}
			r, got, found := newReader(text, opened, mark), "", false
			for i, p := range r.pages {
				if p.used > 2*pageRoom || len(p.pieces) == 0 {
					t.Errorf("%s: page %d has %d pieces of %d columns", text.File, i+1, len(p.pieces), p.used)
				}
				for _, piece := range p.pieces {
					got += piece.node.Plain()
					found = found || piece.opened && i == r.at && strings.Contains(piece.node.HTML(), "<b>")
				}
			}
			if got != want || !found {
				t.Errorf("%s, opened at block %d: found %v, text %v", text.File, opened, found, got == want)
			}
		}
	}
}

// TestMonster: texts that nobody would write still give screens that Telegram takes.
func TestMonster(t *testing.T) {
	long := strings.Repeat("无边无际的中心", 3000)
	text := reading.Text{File: "a.txt", Title: strings.Repeat("标题<&>", 200), Date: "2024"}
	for i, words := range []string{long, strings.Repeat("中心 ", 900), "中心\u202e<b>\xff", strings.Repeat("中心、", 500) + "。", "中心👨‍👩‍👧" + strings.Repeat("e\u0301", 4000)} {
		text.Blocks = append(text.Blocks, reading.Block{Text: words, First: i + 1, Last: i + 1, Trail: []string{long, long}})
	}
	for range 300 {
		text.Blocks = append(text.Blocks, reading.Block{Kind: reading.Heading, Text: "中"}, reading.Block{Text: "心", Trail: []string{"中"}})
	}
	c, err := retrieval.Open(t.Context(), []reading.Text{text}, retrieval.Glossary{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	b, v := bot.New(c), viewer()
	for _, question := range []string{"中心", "无边无际的中心是什么？", "心", strings.Repeat("中心在哪里", 500)} {
		a := ask(t, b, question)
		a.Understood = question
		phone(t, v.Answer(a, Saved{ID: "a1"}))
		for n, source := range a.Sources {
			phone(t, v.Passage(a, Saved{ID: "a1"}, n+1))
			d := Data{Verb: Open, Passage: source.ID, Answer: "a1", N: n + 1}
			for _, d.Page = range []int{0, 1, 7, 99} {
				phone(t, v.Open(c, d, Marks(source.Passage)))
			}
		}
		for _, result := range v.Inline(a) {
			phone(t, result.Message)
		}
		e, err := b.Why(t.Context(), question)
		if err != nil {
			t.Fatal(err)
		}
		phone(t, v.Why(question, e))
	}
	phone(t, v.Sources(c, 1))
}

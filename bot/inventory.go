package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/bot/act"
	"chuchu/bot/record"
	"chuchu/retrieval"
)

// Text is a text of the collection that an answer tells of.
type Text struct {
	N     int // its number in the list of the texts, from 1
	File  string
	Title string
	Date  string // ISO 8601, as exact as known; "" if unknown
	Lang  string // BCP 47
	Times int    // how often it mentions what was asked for
	First string // the id of its first passage, or of the first that mentions that; "" if there is none
}

// inventory answers what is asked of the texts as such from the collection's own record. It is false if it has no answer,
// and the message is better taken as a question.
func (c *sharedCollection) inventory(ctx context.Context, a *Answer, h heard) (ok bool, err error) {
	w := teller{c: c, p: a.Language.Inventory(), texts: c.Texts(), answer: a}
	switch h.What {
	case act.List, act.Count, act.Span:
		w.list(h)
	case act.Newest, act.Oldest, act.Longest, act.Shortest:
		w.extreme(h)
	case act.Languages:
		w.languages()
	case act.Mentions:
		if ok, err := w.mentions(ctx, h.Topic); !ok || err != nil {
			return false, err
		}
	case act.Headings:
		if !h.Reference.Text() && !slices.ContainsFunc(h.places, c.divided) {
			return false, nil
		}
		w.each(h)
	default:
		w.each(h)
	}
	a.Mode, a.Confidence, a.Text = Info, 1, strings.TrimSpace(w.said.String())
	return true, nil
}

// divided reports whether a text has parts, or numbered articles.
func (c *sharedCollection) divided(p record.Place) bool {
	return len(record.Below(c.record.Headings(p.Text), p.Part)) > 0 || c.record.Articles(p.Text) > 0
}

// teller puts what is known of texts into words.
type teller struct {
	c      *sharedCollection
	p      InventoryPhrases
	texts  []retrieval.Text
	answer *Answer
	said   strings.Builder
}

func (w *teller) add(s string) { w.said.WriteString(s) }

func (w *teller) say(format string, args ...any) { fmt.Fprintf(&w.said, format, args...) }

// all returns all texts.
func (w *teller) all() []int {
	all := make([]int, len(w.texts))
	for i := range all {
		all[i] = i
	}
	return all
}

// named returns the texts that a message names; all of them where it names none.
func (w *teller) named(h heard) []int {
	if h.Reference.None() {
		return w.all()
	}
	var some []int
	for _, place := range h.places {
		some = append(some, place.Text)
	}
	return some
}

func (w *teller) line(format string, args ...any) {
	if w.said.Len() > 0 {
		w.said.WriteByte('\n')
	}
	w.say(format, args...)
}

// name adds a text to those that the answer names.
func (w *teller) name(i int) *Text {
	t := w.texts[i]
	w.answer.Texts = append(w.answer.Texts, Text{N: i + 1, File: t.File, Title: t.Title, Date: t.Date, Lang: t.Lang, First: w.c.First(i)})
	return &w.answer.Texts[len(w.answer.Texts)-1]
}

// called returns what a text is called within a sentence, and adds it to those that are named.
func (w *teller) called(i int) string {
	w.name(i)
	return fmt.Sprintf(w.p.Named, i+1, shortened(w.texts[i].Title, maxTitle))
}

const (
	// maxListed is how many texts are listed at once, and listRoom how many characters they may take with all that is said:
	// what a phone shows without much scrolling.
	maxListed = 10
	listRoom  = 560
	// minTitle and maxTitle are how many characters of a title are shown.
	minTitle = 16
	maxTitle = 60
	// maxParts is how many parts of a text are shown.
	maxParts = 12
)

// extreme tells which text is the newest, oldest, longest or shortest, of those that are named.
func (w *teller) extreme(h heard) {
	all, what := w.named(h), h.What
	sorted := w.c.record.By(what, all)
	if len(sorted) == 0 {
		w.add(w.count(len(all)) + w.p.Comma + w.p.NoDate + w.p.Stop)
		return
	}
	phrase := map[act.What]string{act.Newest: w.p.Newest, act.Oldest: w.p.Oldest, act.Longest: w.p.Longest, act.Shortest: w.p.Shortest}[what]
	w.say(phrase, w.called(sorted[0]))
	known := w.length(sorted[0])
	if what == act.Newest || what == act.Oldest {
		known = w.texts[sorted[0]].Date
	}
	w.add(w.p.Open + known + w.p.Close)
	if n := len(all) - len(sorted); n > 0 {
		w.add(w.p.Besides + fmt.Sprintf(w.p.Undated, n))
	}
	w.add(w.p.Stop)
}

func (w *teller) length(i int) string {
	return w.paragraphs(i) + w.p.Comma + fmt.Sprintf(w.p.Characters, w.c.record.Length(i))
}

func (w *teller) paragraphs(i int) string {
	if n := w.texts[i].Paragraphs; n != 1 {
		return fmt.Sprintf(w.p.Paragraphs, n)
	}
	return w.p.OneParagraph
}

// languages tells which languages the texts are in, and which texts those of the rarer ones are.
func (w *teller) languages() {
	all := w.all()
	counts := w.byLanguage(all)
	var each []string
	for i, c := range counts {
		said := fmt.Sprintf(w.p.InLanguage, c.name, c.n)
		if i > 0 && c.n == 1 {
			at := slices.IndexFunc(all, func(i int) bool { return w.language(w.texts[i].Lang) == c.name })
			said += w.p.Open + w.called(at) + w.p.Close
		}
		each = append(each, said)
	}
	w.add(strings.Join(each, w.p.And) + w.p.Stop)
}

// mentions tells which texts mention something, and how often.
func (w *teller) mentions(ctx context.Context, topic string) (ok bool, err error) {
	found, words, err := w.c.record.Mentions(ctx, topic)
	if err != nil || len(found) == 0 {
		return false, err
	}
	times := 0
	for _, m := range found {
		times += m.Times
	}
	for i := range words {
		words[i] = fmt.Sprintf(w.p.Quoted, words[i])
	}
	w.say(w.p.Mentions, strings.Join(words, w.p.And), times, len(found), len(w.texts))
	w.add(strings.TrimSpace(w.p.Colon))
	room := min(maxTitle, max(minTitle, listRoom/min(len(found), maxListed)-len(" · 10×")))
	var others []string
	for i, m := range found {
		t := w.name(m.Text)
		t.Times, t.First = m.Times, m.First
		times := fmt.Sprintf(w.p.Times, m.Times)
		if i < maxListed {
			w.line("%d %s · %s", t.N, shortened(t.Title, room), times)
		} else {
			others = append(others, fmt.Sprintf("%d · %s", t.N, times))
		}
	}
	if len(others) > 0 { // by their numbers alone: none is left out
		w.line("…… %s", strings.Join(others, w.p.And))
	}
	return true, nil
}

// shortened returns a title of at most so many characters.
func shortened(title string, most int) string {
	if utf8.RuneCountInString(title) <= most {
		return title
	}
	return strings.TrimRightFunc(cut(title, most-1), unicode.IsSpace) + "…"
}

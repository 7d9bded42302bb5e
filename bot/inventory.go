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
	Date  string // ISO 8601, as exact as known; "" where unknown
	Lang  string // BCP 47
	Times int    // how often it mentions what was asked for
	First string // the id of its first passage, or of the first that mentions that; "" where there is none
}

// inventory answers what is asked of the texts as such from the collection's own record. It is false where it has no answer,
// and the message is better taken as a question.
func (c *sharedCollection) inventory(ctx context.Context, a *Answer, h heard) (ok bool, err error) {
	w := teller{c: c, p: a.Language.Inventory(), texts: c.Texts(), answer: a}
	switch h.What {
	case act.List, act.Count:
		w.list(h)
	case act.Span:
		w.list(h)
	case act.Newest, act.Oldest, act.Longest, act.Shortest:
		w.extreme(h.What)
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

func (w *teller) say(format string, args ...any) { fmt.Fprintf(&w.said, format, args...) }

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

// list lists the texts, or those that are named; where only their number is asked for, and that of all, it gives that.
func (w *teller) list(h heard) {
	all := make([]int, len(w.texts))
	for i := range all {
		all[i] = i
	}
	some := all
	if !h.Reference.None() {
		some = nil
		for _, place := range h.places {
			some = append(some, place.Text)
		}
		if len(some) == 0 {
			w.say(w.p.None, len(all))
			return
		}
		w.say(w.p.Some, len(some), len(all))
	} else {
		w.say("%s", w.count(len(all)))
		w.say("%s", w.about(all))
	}
	if h.What == act.Count && h.Reference.None() {
		w.say("%s", w.p.Stop)
		return
	}
	w.say("%s", strings.TrimSpace(w.p.Colon))
	w.lines(some[min(h.from, len(some)):])
	if h.from > 0 {
		return
	}
	if len(some) == len(all) && len(all) > 1 {
		w.line(w.p.Try, fmt.Sprintf(w.p.TryGist, some[min(len(some), maxListed)/2]+1))
	}
}

// lines lists texts, the first of them where there are many.
func (w *teller) lines(texts []int) {
	shown := texts[:min(len(texts), maxListed)]
	room := min(maxTitle, max(minTitle, listRoom/max(1, len(shown))-len(" 2024-01-24 · English")))
	languages := len(w.byLanguage(texts)) > 1
	for _, i := range shown {
		t := w.name(i)
		entry := fmt.Sprintf("%d %s", t.N, shortened(t.Title, room))
		if t.Date != "" {
			entry += " · " + t.Date
		}
		if languages {
			entry += " · " + w.language(t.Lang)
		}
		w.line("%s", entry)
	}
	if len(shown) < len(texts) {
		w.line("……"+w.p.Open+w.p.AllTexts+w.p.Close, "/sources")
	}
}

// count says how many texts there are.
func (w *teller) count(n int) string {
	if n == 1 {
		return w.p.OneText
	}
	return fmt.Sprintf(w.p.Texts, n)
}

// about says of when texts are and in which languages.
func (w *teller) about(texts []int) string {
	var said []string
	if first, last, undated := w.span(texts); first != "" {
		when := first
		if first != last {
			when = fmt.Sprintf(w.p.FromTo, first, last)
		}
		said = append(said, when)
		if undated > 0 {
			said = append(said, fmt.Sprintf(w.p.Undated, undated))
		}
	}
	if counts := w.byLanguage(texts); len(counts) > 1 {
		var each []string
		for _, c := range counts {
			each = append(each, fmt.Sprintf(w.p.InLanguage, c.name, c.n))
		}
		said = append(said, strings.Join(each, w.p.And))
	}
	if len(texts) > maxListed {
		if years := w.byYear(texts); len(years) > 1 && len(years) <= 8 {
			var each []string
			for _, c := range years {
				each = append(each, fmt.Sprintf(w.p.InYear, c.name, c.n))
			}
			said = append(said, strings.Join(each, w.p.And))
		}
	}
	if len(said) == 0 {
		return ""
	}
	return w.p.Comma + strings.Join(said, w.p.Comma)
}

// span returns the first and the last date of texts, and how many have none.
func (w *teller) span(texts []int) (first, last string, undated int) {
	dated := w.c.record.By(act.Oldest, texts)
	if len(dated) == 0 {
		return "", "", len(texts)
	}
	return w.texts[dated[0]].Date, w.texts[dated[len(dated)-1]].Date, len(texts) - len(dated)
}

// counted is how many texts have something in common.
type counted struct {
	name string
	n    int
}

// byLanguage counts texts by language, most first.
func (w *teller) byLanguage(texts []int) []counted {
	counts := w.tally(texts, func(t retrieval.Text) string { return w.language(t.Lang) })
	slices.SortStableFunc(counts, func(a, b counted) int { return b.n - a.n })
	return counts
}

// byYear counts those that have a date by its year, in order.
func (w *teller) byYear(texts []int) []counted {
	counts := w.tally(w.c.record.By(act.Oldest, texts), func(t retrieval.Text) string { return t.Date[:min(4, len(t.Date))] })
	slices.SortStableFunc(counts, func(a, b counted) int { return strings.Compare(a.name, b.name) })
	return counts
}

func (w *teller) tally(texts []int, of func(retrieval.Text) string) []counted {
	var counts []counted
	for _, i := range texts {
		name := of(w.texts[i])
		at := slices.IndexFunc(counts, func(c counted) bool { return c.name == name })
		if at < 0 {
			at = len(counts)
			counts = append(counts, counted{name: name})
		}
		counts[at].n++
	}
	return counts
}

// language is the name of a text's language.
func (w *teller) language(tag string) string {
	switch base, _, _ := strings.Cut(tag, "-"); base {
	case "zh":
		return w.p.Chinese
	case "en":
		return w.p.English
	case "ja":
		return w.p.Japanese
	case "und", "":
		return w.p.OtherLanguage
	}
	return tag
}

// extreme tells which text is the newest, oldest, longest or shortest.
func (w *teller) extreme(what act.What) {
	all := make([]int, len(w.texts))
	for i := range all {
		all[i] = i
	}
	sorted := w.c.record.By(what, all)
	if len(sorted) == 0 {
		w.say("%s", w.count(len(all))+w.p.Comma+w.p.NoDate+w.p.Stop)
		return
	}
	phrase := map[act.What]string{act.Newest: w.p.Newest, act.Oldest: w.p.Oldest, act.Longest: w.p.Longest, act.Shortest: w.p.Shortest}[what]
	w.say(phrase, w.called(sorted[0]))
	known := w.length(sorted[0])
	if what == act.Newest || what == act.Oldest {
		known = w.texts[sorted[0]].Date
	}
	w.say("%s", w.p.Open+known+w.p.Close)
	if n := len(all) - len(sorted); n > 0 {
		w.say("%s", w.p.Besides+fmt.Sprintf(w.p.Undated, n))
	}
	w.say("%s", w.p.Stop)
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
	all := make([]int, len(w.texts))
	for i := range all {
		all[i] = i
	}
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
	w.say("%s", strings.Join(each, w.p.And)+w.p.Stop)
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
	w.say("%s", strings.TrimSpace(w.p.Colon))
	room := min(maxTitle, max(minTitle, listRoom/min(len(found), maxListed)-len(" · 10×")))
	for i, m := range found {
		t := w.name(m.Text)
		t.Times, t.First = m.Times, m.First
		if i < maxListed {
			w.line("%d %s · %s", t.N, shortened(t.Title, room), fmt.Sprintf(w.p.Times, m.Times))
		}
	}
	if len(found) > maxListed {
		w.line("……")
	}
	return true, nil
}

// maxEach is of how many texts that fit a name it is told at once.
const maxEach = 3

// each tells something of each text that is named.
func (w *teller) each(h heard) {
	if len(h.places) == 0 {
		w.say(w.p.NoNumber, h.Reference.Number, len(w.texts))
		return
	}
	if len(h.places) > maxEach {
		w.say("%s", fmt.Sprintf(w.p.Several, len(h.places))+w.p.Comma+fmt.Sprintf(w.p.First, maxEach)+strings.TrimSpace(w.p.Colon))
	}
	for _, place := range h.places[:min(maxEach, len(h.places))] {
		w.line("%s", w.told(place, h))
	}
}

// told is what is asked of a text.
func (w *teller) told(place record.Place, h heard) string {
	i := place.Text
	t, named := w.texts[i], w.called(i)
	switch h.What {
	case act.Headings:
		return w.parts(place, named, h)
	case act.Date:
		if t.Date == "" {
			return fmt.Sprintf(w.p.NotDated, named)
		}
		return fmt.Sprintf(w.p.Dated, named, t.Date)
	case act.Length:
		return capital(named) + w.p.Colon + w.length(i) + w.p.Stop
	case act.Language:
		return fmt.Sprintf(w.p.Written, named, w.language(t.Lang))
	}
	date := t.Date
	if date == "" {
		date = w.p.NoDate
	}
	said := capital(named) + w.p.Colon + strings.Join([]string{date, w.language(t.Lang), w.length(i)}, w.p.Comma) + w.p.Stop
	if headings := record.Outermost(w.c.record.Headings(i)); len(headings) > 0 {
		said += "\n" + w.headings(headings)
	}
	return said
}

// parts tells the parts of a text, or of the part that is named.
func (w *teller) parts(place record.Place, named string, h heard) string {
	headings := record.Below(w.c.record.Headings(place.Text), place.Part)
	if n := w.c.record.Articles(place.Text); n > 0 && (len(headings) == 0 || strings.Contains(h.Matter, "条")) {
		return fmt.Sprintf(w.p.Articles, named, n)
	}
	if len(headings) == 0 {
		return fmt.Sprintf(w.p.NoParts, named, w.paragraphs(place.Text))
	}
	return fmt.Sprintf(w.p.Parts, named, len(headings)) + strings.TrimSpace(w.p.Colon) + "\n" + w.headings(headings)
}

func (w *teller) headings(headings []record.Heading) string {
	var each []string
	for _, h := range headings[:min(maxParts, len(headings))] {
		each = append(each, shortened(h.Text, maxTitle))
	}
	if len(headings) > maxParts {
		each = append(each, "……")
	}
	return strings.Join(each, "\n")
}

// capital returns s with its first letter a capital.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// shortened returns a title of at most so many characters.
func shortened(title string, most int) string {
	if utf8.RuneCountInString(title) <= most {
		return title
	}
	return strings.TrimRightFunc(cut(title, most-1), unicode.IsSpace) + "…"
}

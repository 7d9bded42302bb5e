package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"chuchu/bot/record"
	"chuchu/retrieval/language"
	"chuchu/retrieval/outline"
	"chuchu/retrieval/reading"
)

const (
	// gistWidth is how wide a gist is at most, as [outline.Width] counts: some 600 characters of Chinese or 900 of English, what
	// a phone shows at a glance or two.
	gistWidth = 1800
	// maxGistTexts is of how many texts the gist of a collection tells, and maxGistSections of how many parts that of a text has
	// a sentence; of more parts the headings are listed.
	maxGistTexts    = 6
	maxGistSections = 5
	// maxGist is how many sentences carry a text or a part without parts, and minGist that of each of several.
	maxGist = 4
	minGist = 2
	// gistTitle is how many characters of a title or a heading are shown in a gist.
	gistTitle = 40
)

// gist answers what wants the gist of the texts, or of those that are named: headings, and the sentences that carry them, each
// a quote.
func (c *sharedCollection) gist(ctx context.Context, a *Answer, h heard) error {
	var err error
	w := gist{teller: teller{c: c, p: a.Language.Inventory(), texts: c.Texts(), answer: a}}
	switch {
	case h.Reference.None() && len(w.texts) == 1:
		err = w.text(record.Place{}, gistWidth)
	case h.Reference.None():
		err = w.collection(ctx, w.all())
	case len(h.places) > maxEach && h.Reference.Part == 0:
		err = w.collection(ctx, w.named(h))
	case len(h.places) == 0:
		w.each(h)
	default:
		err = w.places(ctx, h.places)
	}
	if err != nil {
		return err
	}
	a.Mode, a.Confidence, a.Text = Quote, 1, w.said.String()
	if len(a.Sources) == 0 {
		a.Mode = Info
	}
	return nil
}

// gist is a teller of what texts are about.
type gist struct {
	teller
	told []string // the sentences that were quoted
}

// collection tells what some texts are about, spread over all of them: the title of each, and one sentence that carries it.
func (w *gist) collection(ctx context.Context, all []int) error {
	w.say("%s", w.count(len(all))+w.about(all)+strings.TrimSpace(w.p.Colon))
	shown := evenly(all, maxGistTexts)
	room := gistWidth - outline.Width(w.said.String())
	for n, i := range shown {
		if err := ctx.Err(); err != nil {
			return err
		}
		entry := fmt.Sprintf("%d %s", w.name(i).N, shortened(w.texts[i].Title, gistTitle))
		room -= outline.Width(entry)
		w.line("%s", entry)
		left := room - (len(shown)-n-1)*(3*gistTitle)
		part, err := w.paragraphsOf(record.Place{Text: i})
		if err != nil {
			return err
		}
		room -= w.quote(part, outline.Room{Sentences: 1, Width: left / (len(shown) - n)})
	}
	if len(shown) < len(all) {
		w.line("……"+w.p.Open+w.p.AllTexts+w.p.Close, "/sources")
	}
	return nil
}

// evenly returns n of all at most, from all over.
func evenly(all []int, n int) []int {
	if len(all) <= n {
		return all
	}
	some := make([]int, n)
	for i := range some {
		some[i] = all[i*(len(all)-1)/(n-1)]
	}
	return some
}

// places tells the gist of each text that is named, or part of one.
func (w *gist) places(ctx context.Context, places []record.Place) error {
	if len(places) > maxEach {
		w.say("%s", fmt.Sprintf(w.p.Several, len(places))+w.p.Comma+fmt.Sprintf(w.p.First, maxEach)+strings.TrimSpace(w.p.Colon))
		places = places[:maxEach]
	}
	for _, place := range places {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := w.text(place, gistWidth/len(places)); err != nil {
			return err
		}
	}
	return nil
}

// text tells the gist of a text or a part of one within a width.
func (w *gist) text(place record.Place, width int) error {
	part, err := w.paragraphsOf(place)
	if err != nil {
		return err
	}
	named := language.Capitalized(w.called(place.Text))
	if place.Part != nil {
		named += w.p.Comma + shortened(place.Part.Text, gistTitle)
	}
	if date := w.texts[place.Text].Date; date != "" {
		named += w.p.Open + date + w.p.Close
	}
	named += strings.TrimSpace(w.p.Colon)
	w.line("%s", named)
	width -= outline.Width(named)
	headings := record.Below(w.c.record.Headings(place.Text), place.Part)
	if n := len(headings); 2 <= n && n <= maxGistSections {
		w.sections(part, headings, width)
		return nil
	} else if n > maxGistSections {
		listed := listed(headings, minTitle, " · ")
		w.line("%s", listed)
		width -= outline.Width(listed)
	}
	most := maxGist
	if width < gistWidth/2 {
		most = minGist
	}
	if w.quote(part, outline.Room{Sentences: most, Width: width}) == 0 {
		w.quote(part, outline.Room{Sentences: 1, Width: gistWidth})
	}
	return nil
}

// sections tells of each part of a text its heading and what carries it, and before them what carries what stands before.
func (w *gist) sections(part []paragraph, headings []record.Heading, width int) {
	parts := make([][]paragraph, len(headings)+1)
	for _, p := range part {
		n := slices.IndexFunc(headings, func(h record.Heading) bool { return p.block < h.Block })
		if n < 0 {
			n = len(headings)
		}
		parts[n] = append(parts[n], p)
	}
	for _, h := range headings {
		width -= outline.Width(shortened(h.Text, gistTitle))
	}
	each := max(1, maxGist/len(headings))
	for n, p := range parts {
		if n > 0 {
			w.line("%s", shortened(headings[n-1].Text, gistTitle))
		}
		most := each
		if n == 0 {
			most = 1
		}
		width -= w.quote(p, outline.Room{Sentences: most, Width: width / (len(parts) - n)})
	}
}

// quote quotes the sentences that carry paragraphs, and returns how wide they are.
func (w *gist) quote(part []paragraph, room outline.Room) (width int) {
	texts := make([]string, len(part))
	for i, p := range part {
		texts[i] = p.text
	}
	for _, s := range outline.Of(texts, room, w.told...) {
		p := part[s.Paragraph]
		if w.source(p, s.Span) {
			words := p.text[s.Span.Start:s.Span.End]
			w.told = append(w.told, words)
			w.line("%s [%d]", words, len(w.answer.Sources))
			width += outline.Width(words)
		}
	}
	return width
}

// source makes a sentence of a paragraph the next source, and reports whether that is there.
func (w *gist) source(p paragraph, sentence language.Span) bool {
	passage, ok := w.c.Passage(w.c.ID(p.of, p.block))
	if !ok {
		return false
	}
	passage.Quote.Sentences, passage.Quote.Best = []reading.Span{sentence}, sentence
	w.answer.Sources = append(w.answer.Sources, Source{len(w.answer.Sources) + 1, passage})
	return true
}

// paragraph is a paragraph of a text.
type paragraph struct {
	of    int // the text
	block int // of it
	text  string
}

// paragraphsOf returns the paragraphs of a text, or of a part of it.
func (w *gist) paragraphsOf(place record.Place) ([]paragraph, error) {
	whole, err := w.c.Text(place.Text)
	if err != nil {
		return nil, err
	}
	from, to := 0, len(whole.Blocks)
	if place.Part != nil {
		from = place.Part.Block + 1
		for _, h := range w.c.record.Headings(place.Text) {
			if h.Block > place.Part.Block && h.Level <= place.Part.Level {
				to = h.Block
				break
			}
		}
	}
	var found []paragraph
	for i, b := range whole.Blocks[from:to] {
		if b.Kind == reading.Paragraph {
			found = append(found, paragraph{place.Text, from + i, b.Text})
		}
	}
	return found, nil
}

package bot

import (
	"cmp"
	"fmt"
	"strings"

	"chuchu/bot/act"
	"chuchu/bot/record"
	"chuchu/retrieval/language"
)

// maxEach is of how many texts that fit a name it is told at once.
const maxEach = 3

// each tells something of each text that is named.
func (w *teller) each(h heard) {
	if len(h.places) == 0 {
		w.say(w.p.NoNumber, h.Reference.Number, len(w.texts))
		return
	}
	if len(h.places) > maxEach {
		w.add(fmt.Sprintf(w.p.Several, len(h.places)) + w.p.Comma + fmt.Sprintf(w.p.First, maxEach) + strings.TrimSpace(w.p.Colon))
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
		return language.Capitalized(named) + w.p.Colon + w.length(i) + w.p.Stop
	case act.Language:
		return fmt.Sprintf(w.p.Written, named, w.language(t.Lang))
	}
	said := language.Capitalized(named) + w.p.Colon + strings.Join([]string{cmp.Or(t.Date, w.p.NoDate), w.language(t.Lang), w.length(i)}, w.p.Comma) + w.p.Stop
	if headings := record.Outermost(w.c.record.Headings(i)); len(headings) > 0 {
		said += "\n" + listed(headings, maxTitle, "\n")
	}
	return said
}

var asksArticles = language.NewPattern(`<asks for articles>`)

// parts tells the parts of a text, or of the part that is named.
func (w *teller) parts(place record.Place, named string, h heard) string {
	headings := record.Below(w.c.record.Headings(place.Text), place.Part)
	if n := w.c.record.Articles(place.Text); n > 0 && (len(headings) == 0 || asksArticles.MatchString(language.FoldString(h.Matter))) {
		return fmt.Sprintf(w.p.Articles, named, n)
	}
	if len(headings) == 0 {
		return fmt.Sprintf(w.p.NoParts, named, w.paragraphs(place.Text))
	}
	return fmt.Sprintf(w.p.Parts, named, len(headings)) + strings.TrimSpace(w.p.Colon) + "\n" + listed(headings, maxTitle, "\n")
}

// listed returns the first headings, of at most so many characters each, with something between them.
func listed(headings []record.Heading, most int, between string) string {
	var each []string
	for _, h := range headings[:min(maxParts, len(headings))] {
		each = append(each, shortened(h.Text, most))
	}
	if len(headings) > maxParts {
		each = append(each, "……")
	}
	return strings.Join(each, between)
}

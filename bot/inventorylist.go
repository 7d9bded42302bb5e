package bot

import (
	"fmt"
	"slices"
	"strings"

	"chuchu/bot/act"
	"chuchu/retrieval"
)

// list lists the texts, or those that are named; if only their number is asked for, and that of all, it gives that.
func (w *teller) list(h heard) {
	all, some := w.all(), w.named(h)
	switch {
	case h.from > 0: // of how many they are was said with the first
		w.lines(some[min(h.from, len(some)):])
		return
	case len(some) == 0:
		w.say(w.p.None, len(all))
		return
	case !h.Reference.None():
		w.say(w.p.Some, len(some), len(all))
	default:
		w.add(w.count(len(all)))
		w.add(w.about(all))
	}
	if h.What == act.Count && h.Reference.None() {
		w.add(w.p.Stop)
		return
	}
	w.add(strings.TrimSpace(w.p.Colon))
	w.lines(some)
	if len(some) == len(all) && len(all) > 1 {
		w.line(w.p.Try, fmt.Sprintf(w.p.TryGist, some[min(len(some), maxListed)/2]+1))
	}
}

// lines lists texts, the first of them if there are many.
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
		said = append(said, w.counts(w.p.InLanguage, counts))
	}
	if len(texts) > maxListed {
		if years := w.byYear(texts); len(years) > 1 && len(years) <= 8 {
			said = append(said, w.counts(w.p.InYear, years))
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

// counts says how many texts have each of some things in common.
func (w *teller) counts(format string, counts []counted) string {
	var each []string
	for _, c := range counts {
		each = append(each, fmt.Sprintf(format, c.name, c.n))
	}
	return strings.Join(each, w.p.And)
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

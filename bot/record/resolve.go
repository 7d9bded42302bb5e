package record

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"chuchu/bot/act"
	"chuchu/retrieval"
)

// Place is a text of the collection, or a part of it.
type Place struct {
	Text int      // counted from 0
	Part *Heading // the part below this heading; nil for all of the text
}

// Nowhere stands for no text that is spoken of.
const Nowhere = -1

// Resolve returns which texts somebody means who names one, the likeliest first: several if they fit alike, none if no
// text does. here is the text that is spoken of, or Nowhere.
func (r *Record) Resolve(named act.Reference, here int) []Place {
	texts := r.texts.Texts()
	if n := named.Number; n != 0 {
		if n < 0 {
			n += len(texts) + 1
		}
		if n < 1 || n > len(texts) {
			return nil
		}
		return r.parts(named, []int{n - 1})
	}
	all := make([]int, len(texts))
	for i := range all {
		all[i] = i
	}
	if whole := r.titled(named.Said, all); len(whole) > 0 {
		return r.parts(act.Reference{Part: named.Part, Unit: named.Unit}, whole)
	}
	if named.This || named.Part != 0 && named.Bare() && len(named.Kinds) == 0 {
		switch {
		case here != Nowhere && r.kind(named, here):
			return r.parts(named, []int{here})
		case len(texts) == 1:
			return r.parts(named, all)
		}
	}
	fits := r.fitting(named, all)
	if named.This && slices.Contains(fits, here) {
		fits = []int{here}
	}
	if len(fits) == 0 && len(named.Words) > 0 {
		return r.headed(named, here)
	}
	if named.Extreme != "" && len(fits) > 0 {
		fits = r.By(named.Extreme, fits)
		fits = fits[:min(1, len(fits))]
	}
	return r.parts(named, fits)
}

// titled returns the texts whose title is what is said, but for what stands in brackets.
func (r *Record) titled(said string, among []int) []int {
	words := spaced(said)
	return slices.DeleteFunc(slices.Clone(among), func(i int) bool {
		title := r.texts.Texts()[i].Title
		return spaced(title) != words && spaced(withoutBrackets(title)) != words
	})
}

const (
	// wordsShare is how much of the words of a name must stand in a title. Somebody says 上海考察讲话 for 考察上海重要讲话精神.
	wordsShare = 0.75
	// titleShare is how much of a title words must be that are all there is to name the text: 习近平 names no text, though
	// it stands in a title. TestResolve notices.
	titleShare = 0.5
)

// fitting returns the texts that have the language, the date, the kind and the words of a name, those that have most of them.
func (r *Record) fitting(named act.Reference, texts []int) []int {
	certain := named.Language != "" || named.Date != "" || named.Extreme != ""
	if len(named.Words) == 0 && len(named.Kinds) == 0 && !certain {
		return nil
	}
	texts = slices.DeleteFunc(slices.Clone(texts), func(i int) bool {
		t := r.texts.Texts()[i]
		return !strings.HasPrefix(t.Lang, named.Language) || !dated(t, named.Date)
	})
	ofKind := slices.DeleteFunc(slices.Clone(texts), func(i int) bool { return !r.kind(named, i) })
	known := certain
	switch {
	case len(ofKind) > 0:
		known = known || len(named.Kinds) > 0
	case !known && len(named.Words) == 0:
		return nil
	default: // "report" is said of any text that is not called something else
		if ofKind = slices.DeleteFunc(slices.Clone(texts), func(i int) bool { return len(r.kinds(i)) > 0 }); len(ofKind) == 0 {
			ofKind = texts
		}
	}
	if len(named.Words) == 0 {
		return ofKind
	}
	words := strings.Join(named.Words, " ")
	for _, words := range append([]string{words}, r.translations(words)...) {
		if found := r.worded(units(words), ofKind, known); len(found) > 0 {
			return found
		}
		if found := r.worded(units(words), texts, false); len(found) > 0 { // of which the title says no kind, or another
			return found
		}
	}
	if !certain && (len(named.Kinds) > 0 || named.Called) { // a text is named: one whose title has the words
		if found := r.worded(units(words), texts, true); len(found) == 1 || known && len(found) > 0 {
			return found
		}
	}
	if known || named.Called {
		return r.speaking(named.Words, ofKind)
	}
	return nil
}

// dated reports whether a text is of a date, by its own or by its title.
func dated(t retrieval.Text, date string) bool {
	if strings.HasPrefix(date, "-") {
		_, ofYear, _ := strings.Cut(t.Date, "-")
		return strings.HasPrefix("-"+ofYear, date)
	}
	return strings.HasPrefix(t.Date, date) || strings.Contains(t.Title, date)
}

// kind reports whether a text is of one of the kinds that are named, by the words at its head; of no kind every text is.
func (r *Record) kind(named act.Reference, text int) bool {
	return len(named.Kinds) == 0 || slices.ContainsFunc(r.kinds(text), func(k string) bool { return slices.Contains(named.Kinds, k) })
}

func (r *Record) kinds(text int) []string { return r.outlines()[text].kinds }

// worded returns the texts whose title has the words, those first that have most of them.
func (r *Record) worded(words []string, texts []int, known bool) []int {
	score := map[int]float64{}
	best := 0.0
	for _, i := range texts {
		head := r.outlines()[i].head
		of, title := share(words, units(head)), units(withoutBrackets(r.texts.Texts()[i].Title))
		if of >= wordsShare && (known || share(title, words) >= titleShare) {
			score[i] = of
			best = max(best, of)
		}
	}
	return slices.DeleteFunc(slices.Clone(texts), func(i int) bool { return score[i] == 0 || score[i] < best })
}

// speaking returns the texts that speak of the words, the one that does so most first. It is for names of persons: 陈吉宁2024年
// 的讲话.
func (r *Record) speaking(words []string, texts []int) []int {
	if r.large() {
		return nil
	}
	often := map[int]int{}
	for _, i := range texts {
		least := math.MaxInt
		for _, w := range words {
			n := 0
			for _, b := range r.blocks(i) {
				n += occurrences(sequence(b.Text), sequence(w))
			}
			least = min(least, n)
		}
		often[i] = least
	}
	found := slices.DeleteFunc(slices.Clone(texts), func(i int) bool { return often[i] == 0 })
	slices.SortStableFunc(found, func(a, b int) int { return often[b] - often[a] })
	return found[:min(1, len(found))]
}

// By sorts texts, as newest, oldest, longest or shortest first. By date it leaves out those without one.
func (r *Record) By(what act.What, texts []int) []int {
	all := r.texts.Texts()
	found := slices.Clone(texts)
	switch what {
	case act.Newest, act.Oldest:
		found = slices.DeleteFunc(found, func(i int) bool { return all[i].Date == "" })
		slices.SortStableFunc(found, func(a, b int) int {
			if what == act.Newest {
				a, b = b, a
			}
			return cmp.Compare(all[a].Date, all[b].Date)
		})
	case act.Longest, act.Shortest:
		length := func(i int) int { return all[i].Paragraphs }
		if !r.large() {
			lengths := map[int]int{}
			for _, i := range texts {
				lengths[i] = r.Length(i)
			}
			length = func(i int) int { return lengths[i] }
		}
		slices.SortStableFunc(found, func(a, b int) int {
			if what == act.Longest {
				a, b = b, a
			}
			return cmp.Compare(length(a), length(b))
		})
	}
	return found
}

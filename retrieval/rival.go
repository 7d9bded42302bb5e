package retrieval

import (
	"slices"
	"strings"

	"chuchu/retrieval/language"
	"chuchu/retrieval/language/lexicon"
)

const (
	// rivalShare is the share of the first passage's score from which on another may answer as well. The questions of the seeds
	// with two answers come to .86 and .90; testdata/choices of package bot notices.
	rivalShare = 0.75
	// talkRivalShare is the same where the words of a talk count in the scores, which speak for the one that was spoken of: two
	// leaflets come to .47.
	talkRivalShare = 0.4
	// parallelShare is the share of the terms of the longer of two sentences, beside those of the question, that stand in both,
	// from which on they say the same of different things. By judgment: two editions of a rule share .6 and more.
	parallelShare = 0.5
)

// Rivals returns the indices of the passages that answer a question as well as the first does, which is none of them: as of
// two editions of a rule, or two people of a name. The words of the question do not tell them from the first, and they say
// the same of something else, are of a text of much the same title, or give another answer of the kind that is asked for.
// Passages are those found for it, or for what it means within a talk.
func (c *Collection) Rivals(question string, passages []Passage, within bool) ([]int, error) {
	share := rivalShare
	if within {
		share = talkRivalShare
	}
	words, err := c.lexicon()
	if err != nil {
		return nil, err
	}
	bare := withoutAsking(question)
	asked := tellingTerms(bare, words.Translate(bare))
	var rivals []int
	for i := range passages {
		if i > 0 && passages[i].rivals(passages[0], share, bare, asked) {
			rivals = append(rivals, i)
		}
	}
	return rivals, nil
}

// rivals reports whether a passage answers a question as well as the first one, with at least a share of its score: the text of
// the question without what merely asks, and its terms that say something.
func (p Passage) rivals(first Passage, share float64, question string, asked []string) bool {
	if p.Score < share*first.Score || p.Quoted() == first.Quoted() || told(asked, first, p) {
		return false
	}
	if a, b := first.AnswerWords(), p.AnswerWords(); a != "" && b != "" {
		return a != b
	}
	return parallel(first.best(), p.best(), question) ||
		p.Place.File != first.Place.File && (kin(first, p) || namesakes(first.best(), p.best(), question))
}

// newestFirst puts the newest of the passages first that tie with the first one and are of its kin: of two editions, the one in
// force.
func newestFirst(passages []Passage) []Passage {
	newest := 0
	for i, p := range passages {
		if p.Score >= tieShare*passages[0].Score && kin(passages[0], p) && p.edition().newer(passages[newest].edition()) > 0 {
			newest = i
		}
	}
	if newest == 0 {
		return passages
	}
	return slices.Insert(slices.Delete(slices.Clone(passages), newest, newest+1), 0, passages[newest])
}

// tieShare is the share of the first passage's score from which on another ties with it. By judgment: editions with the same words
// differ by less.
const tieShare = 0.98

func (p Passage) best() string { return p.Text[p.Quote.Best.Start:p.Quote.Best.End] }

// told reports whether the terms of a question tell a passage from another: the one holds some, with its headings and its
// date, that the other does not.
func told(asked []string, one, other Passage) bool {
	held, others := termsOf(one.context()), termsOf(other.context())
	return slices.ContainsFunc(asked, func(t string) bool { return held[t] && !others[t] })
}

// context is a passage with all that says what it is of.
func (p Passage) context() string {
	return strings.Join(append(p.Trail, p.Title, p.Date, p.Text), "\n")
}

func termsOf(text string) map[string]bool {
	found := map[string]bool{}
	for _, t := range language.Of(text) {
		found[t.Text] = true
	}
	return found
}

// tellingTerms returns the terms of a question that say something, none across the end of a word; single characters if
// there is nothing else.
func tellingTerms(bare string, words []lexicon.Unit) []string {
	var asked, single []string
	for _, u := range words {
		for _, t := range language.Of(bare[u.Start:u.End]) {
			switch {
			case t.Weak():
			case t.Kind != language.Unigram:
				asked = append(asked, t.Text)
			case t.End-t.Start == u.End-u.Start:
				single = append(single, t.Text)
			}
		}
	}
	if asked == nil {
		return single
	}
	return asked
}

// parallel reports whether two sentences or titles say the same of different things: most of their words, beside those of the
// question.
func parallel(one, other, question string) bool {
	a, b := tellingOf(one), tellingOf(other)
	for t := range termsOf(question) {
		delete(a, t)
		delete(b, t)
	}
	both, longer := shared(a, b), max(len(a), len(b))
	return both < longer && float64(both) >= parallelShare*float64(longer)
}

// shared returns how many terms are in both.
func shared(a, b map[string]bool) int {
	n := 0
	for t := range a {
		if b[t] {
			n++
		}
	}
	return n
}

// tellingOf returns the terms of a text that are no little words.
func tellingOf(text string) map[string]bool {
	found := map[string]bool{}
	for _, t := range language.Of(text) {
		if !t.Stop() {
			found[t.Text] = true
		}
	}
	return found
}

// kin reports whether the texts of two passages have titles that are the same but for a part, beside what a site adds to all of
// its titles, or the same title and another date.
func kin(one, other Passage) bool {
	a, b := siteName.ReplaceAllString(one.Title, ""), siteName.ReplaceAllString(other.Title, "")
	return parallel(a, b, "") || a == b && one.Date != other.Date && one.Date != "" && other.Date != ""
}

var siteName = language.NewPattern(` [|–—-] .*`)

// namesakes reports whether two sentences begin with the same name, which is asked about.
func namesakes(one, other, question string) bool {
	a, b := nameAtStart(one), nameAtStart(other)
	return a != "" && a == b && strings.Contains(question, a)
}

// nameAtStart returns the name of a person that a sentence begins with, "" for none.
func nameAtStart(sentence string) string {
	if found := chineseName.FindStringSubmatch(sentence); found != nil && language.Surname(sentence) > 0 {
		return found[1]
	}
	return capitalNames.FindString(sentence)
}

var (
	chineseName  = language.NewPattern(`^(\p{Han}{2,4}?)[是，,、：:（(\s]`)
	capitalNames = language.NewPattern(`^\p{Lu}\p{L}+(?: \p{Lu}[\p{L}.]*)+`)
)

package retrieval

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"chuchu/retrieval/language"
)

// asked is what kind of thing a question asks for.
type asked = language.AnswerType

const (
	anything = language.AnyAnswer
	person   = language.PersonAnswer
	year     = language.YearAnswer
	time     = language.TimeAnswer
	duration = language.DurationAnswer
	number   = language.NumberAnswer
	money    = language.MoneyAnswer
	contact  = language.ContactAnswer
	age      = language.AgeAnswer
	name     = language.NameAnswer
	origin   = language.OriginAnswer
	place    = language.PlaceAnswer
	reason   = language.ReasonAnswer
	manner   = language.MannerAnswer
)

// namedScript returns the script of the language that a question wants to be told in, if it names one: what does the English report say?
func namedScript(text string) (script, bool) {
	switch folded := fold(text); {
	case wantsEnglish.MatchString(folded):
		return latin, true
	case wantsChinese.MatchString(folded):
		return han, true
	}
	return 0, false
}

var (
	wantsEnglish = language.NewPattern(`<wants English>`)
	wantsChinese = language.NewPattern(`<wants Chinese>`)
)

// withoutAsking blanks what merely asks, so that it becomes no term and joins no neighbours. All else stays where it is.
func withoutAsking(text string) string {
	folded := fold(text)
	blanked := []byte(text)
	at, foldedAt := 0, 0 // the same character of both
	for _, m := range askingWords.FindAllStringIndex(folded, -1) {
		for _, r := range text[at:] {
			if foldedAt >= m[1] {
				break
			}
			size := utf8.RuneLen(r)
			if foldedAt >= m[0] {
				copy(blanked[at:at+size], "    ")
			}
			foldedAt += utf8.RuneLen(language.Fold(r))
			at += size
		}
	}
	return string(blanked)
}

// withoutUnsaid blanks in a question what merely says that it is asked for as it is now, or what the answer looks like, if no
// paragraph says so: who asks for the phone number is told "call 0800 …".
func (c *Collection) withoutUnsaid(ctx context.Context, bare string, asks asked) (string, error) {
	words := language.Words("of the present")
	for _, list := range unsaid[asks] {
		words = slices.Concat(words, language.Words(list))
	}
	for _, word := range words {
		start, end := locate(bare, word)
		if start < 0 {
			continue
		}
		said, err := inTexts(word, func(term string) (int, error) { return c.frequency(ctx, term) })
		if err != nil {
			return "", err
		}
		if !said {
			bare = blanked(bare, start, end)
		}
	}
	return bare, nil
}

// unsaid are the lists of the words that say what an answer looks like, by the kind of thing that is asked for.
var unsaid = map[asked][]string{
	time:    {"edge of time", "edge of time in English"},
	contact: {"contact", "contact in English"},
	money:   {"price", "price in English"},
	name:    {"name", "name in English"},
}

// withoutOwnNumbers blanks in a question the numbers that somebody tells of himself: of who worked for 12 years a rule says "after ten".
func withoutOwnNumbers(text, bare string) string {
	if !ofTheAsker.MatchString(fold(text)) {
		return bare
	}
	for _, m := range ownNumber.FindAllStringSubmatchIndex(bare, -1) {
		bare = blanked(bare, max(m[2], m[4]), max(m[3], m[5]))
	}
	return bare
}

var (
	ofTheAsker = language.NewPattern(`<of the asker>`)
	ownNumber  = language.NewPattern(`<number of the asker>`)
)

// blanked returns a text with blanks between two places.
func blanked(text string, start, end int) string {
	return text[:start] + strings.Repeat(" ", end-start) + text[end:]
}

// inTexts reports whether some paragraph holds each term of a phrase, by how many hold a term.
func inTexts(phrase string, frequency func(term string) (int, error)) (bool, error) {
	for _, t := range essential(language.WholeNumbers(language.Of(phrase))) {
		if held, err := frequency(t.Text); err != nil || held == 0 {
			return false, err
		}
	}
	return true, nil
}

func fold(s string) string { return language.FoldString(s) }

// askingWords matches question words and the little words around them, longest first, in folded text.
var askingWords = language.NewPattern(`<merely asking>`)

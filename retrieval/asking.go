package retrieval

import (
	"context"
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
	age      = language.AgeAnswer
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
	for _, m := range asking.FindAllStringIndex(folded, -1) {
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

// withoutPresent blanks in a question what merely says that it is asked for as it is now, if no paragraph says so.
func (c *Collection) withoutPresent(ctx context.Context, bare string) (string, error) {
	for _, word := range language.Words("of the present") {
		if !strings.Contains(bare, word) {
			continue
		}
		held, err := c.frequency(ctx, word)
		if err != nil {
			return "", err
		}
		if held == 0 {
			bare = strings.ReplaceAll(bare, word, strings.Repeat(" ", len(word)))
		}
	}
	return bare, nil
}

func fold(s string) string { return language.FoldString(s) }

// asking matches question words and the little words around them, longest first, in folded text.
var asking = language.NewPattern(`<merely asking>`)

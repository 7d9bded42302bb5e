// Package examples finds questions that a collection answers, for somebody who does not know yet what to ask. They are made
// of the texts' own sentences, whatever these are about, by taking the answer out and putting a question word in its place:
// in Chinese that is grammar ("the chair X" → "the chair is who?"), in English a few forms of sentence allow it. Then each is
// put to the bot as anybody would, and only those are kept that it answers, surely, with what was taken out.
package examples

import (
	"context"
	"errors"
	"strings"

	"chuchu/bot"
	"chuchu/retrieval"
	"chuchu/retrieval/language"
)

// What finding examples may cost: it is done when the texts are opened, and takes a fraction of a second.
const (
	maxRead  = 400 // paragraphs, spread evenly over the collection
	maxAsked = 40  // candidates that are put to the bot
)

// candidate is a question that was made, with what was taken out to make it.
type candidate struct {
	question string
	answer   string // must stand in the quote; "" if the answering words must be known instead
	kind     int    // which maker it is of
	file     string // of the text that it is made of
}

// Of returns up to n questions that the bot answers, those of texts in the language first: Chinese in either script, or
// English. They differ in kind and in text as far as can be, and are the same for the same collection. There may be fewer,
// or none, if the texts have no sentence of a form that questions can be made of.
func Of(ctx context.Context, b *bot.Bot, in bot.Language, n int) ([]string, error) {
	var own, other []candidate
	var err error
	b.With(func(c *retrieval.Collection) { own, other, err = candidates(c, in != bot.English) })
	if err != nil {
		return nil, err
	}
	var found []string
	asked := 0
	for _, all := range [][]candidate{own, other} {
		chosen, err := choose(ctx, b, all, n-len(found), &asked)
		if err != nil {
			return nil, err
		}
		found = append(found, chosen...)
	}
	return found, nil
}

// choose puts candidates to the bot until n are answered. The next is always of the kind, and then of the text, of which
// the fewest have been taken.
func choose(ctx context.Context, b *bot.Bot, all []candidate, n int, asked *int) ([]string, error) {
	var chosen []string
	kinds, texts := map[int]int{}, map[string]int{}
	for len(chosen) < n && len(all) > 0 && *asked < maxAsked {
		next := 0
		for i, c := range all {
			if d := kinds[c.kind] - kinds[all[next].kind]; d < 0 || d == 0 && texts[c.file] < texts[all[next].file] {
				next = i
			}
		}
		c := all[next]
		all = append(all[:next:next], all[next+1:]...)
		*asked++
		ok, err := answers(ctx, b, c)
		if err != nil {
			return nil, err
		}
		if ok {
			chosen = append(chosen, c.question)
			kinds[c.kind]++
			texts[c.file]++
		}
	}
	return chosen, nil
}

// answers reports whether the bot surely answers a candidate with what was taken out.
func answers(ctx context.Context, b *bot.Bot, c candidate) (bool, error) {
	a, err := b.Ask(ctx, c.question)
	if fault := (*bot.QuestionError)(nil); errors.As(err, &fault) {
		return false, nil
	}
	if err != nil || !a.Sure() || a.Vague || a.Mode != bot.Quote {
		return false, err
	}
	first := a.Sources[0]
	if c.answer == "" {
		return first.AnswerWords() != "", nil
	}
	return strings.Contains(first.Quoted(), c.answer), nil
}

// candidates makes what can be made of the texts, each question once: those of Chinese and those of other paragraphs,
// the wanted ones first.
func candidates(collection *retrieval.Collection, chinese bool) (own, other []candidate, err error) {
	seen := map[string]bool{}
	for passage, err := range collection.Spread(maxRead) {
		if err != nil {
			return nil, nil, err
		}
		for _, c := range made(passage.Text) {
			if c.file = passage.Place.File; seen[c.question] {
				continue
			}
			seen[c.question] = true
			if language.IsChinese(c.question) == chinese {
				own = append(own, c)
			} else {
				other = append(other, c)
			}
		}
	}
	return own, other, nil
}

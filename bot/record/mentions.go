package record

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"chuchu/retrieval/language"
	"chuchu/retrieval/language/lexicon"
)

// Mention says how often a text has one of the words that were looked for.
type Mention struct {
	Text  int
	Times int
	First string // the id of the first passage that has it
}

// Mentions returns each text that has a phrase, in order, and how often: its words one behind the other, whatever their
// script, their width, their capitals, a plural or a genitive and the marks between them, in paragraphs and headings. The word of the other
// language counts too, if the lexicon is sure of one; and if nothing has all of the phrase, "A or B" counts as either,
// "A and B" as both in one text. words are those that were found. Every paragraph is read.
func (r *Record) Mentions(ctx context.Context, phrase string) (found []Mention, words []string, err error) {
	phrase = article.ReplaceAllString(phrase, "")
	found, words, err = r.either(ctx, append([]string{phrase}, r.translations(phrase)...))
	if err != nil || len(found) > 0 {
		return found, words, err
	}
	if parts := eitherOf.Split(phrase, -1); len(parts) > 1 {
		return r.either(ctx, parts)
	}
	parts := bothOf.Split(phrase, -1)
	if len(parts) < 2 {
		return nil, nil, nil
	}
	for i, part := range parts {
		next, _, err := r.either(ctx, []string{part})
		if err != nil {
			return nil, nil, err
		}
		if i == 0 {
			found = next
		} else {
			found = inBoth(found, next)
		}
	}
	return found, parts, nil
}

var (
	article  = regexp.MustCompile(`(?i)^(?:the|an?|any|some) `)
	eitherOf = language.NewPattern(`<either of>`)
	bothOf   = language.NewPattern(`<both of>`)
)

// inBoth returns the mentions of the texts that both have, added up.
func inBoth(a, b []Mention) []Mention {
	var both []Mention
	for _, m := range a {
		if i := slices.IndexFunc(b, func(n Mention) bool { return n.Text == m.Text }); i >= 0 {
			m.Times += b[i].Times
			both = append(both, m)
		}
	}
	return both
}

// sureTranslation is from which sureness on a word of the other language means the same: what the lexicon has first, or alone.
const sureTranslation = 0.5

// translations returns the words of the other language for a phrase that is a word of the lexicon.
func (r *Record) translations(phrase string) []string {
	words, err := lexicon.Open()
	if err != nil {
		return nil
	}
	units := words.Translate(phrase)
	if len(units) != 1 || spaced(units[0].Source) != spaced(phrase) {
		return nil
	}
	var found []string
	for _, t := range units[0].Translations {
		if t.Sureness >= sureTranslation && len(sequence(t.Text)) > 1 || strings.Contains(t.Text, " ") {
			found = append(found, t.Text)
		}
	}
	return found
}

// either returns the mentions of any of some phrases, and which of these were found.
func (r *Record) either(ctx context.Context, phrases []string) (found []Mention, words []string, err error) {
	var wanted [][]string
	var terms []string
	for _, phrase := range phrases {
		wanted, terms = append(wanted, surface(phrase)), append(terms, sequence(phrase)...)
	}
	matcher := language.NewMatcher(terms, language.English)
	stands := make([]bool, len(phrases))
	var matches []language.Match
	for text := range r.texts.Texts() {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		whole, err := r.texts.Text(text)
		if err != nil {
			return nil, nil, err
		}
		m := Mention{Text: text}
		for i, b := range whole.Blocks {
			if matches, _ = matcher.Find(matches[:0], b.Text); len(matches) == 0 {
				continue
			}
			in := surface(b.Text)
			for j, words := range wanted {
				n := occurrences(in, words)
				if stands[j] = stands[j] || n > 0; n > 0 && m.First == "" {
					m.First = r.texts.ID(text, i)
				}
				m.Times += n
			}
		}
		if m.Times > 0 {
			found = append(found, m)
		}
	}
	for i, phrase := range phrases {
		if stands[i] {
			words = append(words, phrase)
		}
	}
	return found, words, nil
}

// occurrences returns how often words stand in a sequence one behind the other.
func occurrences(in, words []string) int {
	n := 0
	for i := 0; len(words) > 0 && i+len(words) <= len(in); {
		if slices.Equal(in[i:i+len(words)], words) {
			n++
			i += len(words)
		} else {
			i++
		}
	}
	return n
}

package checking

import (
	"slices"
	"strings"
	"sync"

	"chuchu/retrieval/language"
)

// A sentence may say in other words what its passages say. Known are everyday synonyms, words that put a rule or a report plainly, and
// what the lexicon takes for the same.

// otherWords are words that mean the same, as tokens: each behind the first token of a word has the words of its groups.
var otherWords = sync.OnceValue(func() map[string][]synonym {
	index := map[string][]synonym{}
	for _, list := range []string{"same in Chinese", "same in English", "restated in Chinese", "restated in English"} {
		for _, group := range language.Words(list) {
			var words [][]string
			for word := range strings.SplitSeq(group, "=") {
				words = append(words, foldedTokens(word))
			}
			for i, word := range words {
				others := slices.Delete(slices.Clone(words), i, i+1)
				index[word[0]] = append(index[word[0]], synonym{word, others})
			}
		}
	}
	return index
})

// synonym is a word, as tokens, with others that mean the same.
type synonym struct {
	word   []string
	others [][]string
}

func foldedTokens(s string) []string {
	var all []string
	for _, t := range language.Of(s) {
		if t.Kind == language.Unigram || t.Kind == language.Word {
			all = append(all, t.Text)
		}
	}
	return all
}

// restated reports whether a token is part of a word that the likest sentence of a passage, or what it stands under, has in another way.
func (c *claim) restated(i int) bool {
	if c.otherwise == nil {
		c.otherwise = c.restatements()
	}
	return c.otherwise[i]
}

// restatements reports of each token what restated does.
func (c *claim) restatements() []bool {
	said := make([]bool, len(c.tokens))
	before := "" // the character before the word in the sentence
	has := func(word []string) bool {
		return slices.ContainsFunc(c.passages, func(p *passage) bool {
			from, to := c.likest(p)
			return slices.ContainsFunc(p.at[word[0]], func(at int) bool { return from <= at && at < to && c.wordAt(p.text, at, word, before) }) ||
				p.context.says(word[0]) && p.context.hasRun(word)
		})
	}
	for i, tok := range c.tokens {
		before = ""
		if i > 0 {
			before = c.tokens[i-1].folded
		}
		for _, s := range otherWords()[tok.folded] {
			if c.runAt(i, s.word) && slices.ContainsFunc(s.others, has) {
				for k := range s.word {
					said[i+k] = true
				}
			}
		}
	}
	if c.words == nil {
		return said
	}
	for _, u := range c.words.Translate(c.raw) {
		from := c.tokenAt(u.Start)
		to := from
		fresh := false
		for to < len(c.tokens) && c.tokens[to].end <= u.End {
			tok := c.tokens[to]
			fresh = fresh || !said[to] && !tok.little && !tok.plain && !tok.number && !(tok.capital && !tok.opens) && (tok.han && !c.covered(to) || !tok.han && !c.known(tok.folded))
			to++
		}
		if !fresh {
			continue
		}
		same := c.words.Synonyms(u.Source, func(word string) bool { return has(foldedTokens(word)) })
		for k := from; k < to && len(same) > 0; k++ {
			said[k] = true
		}
	}
	return said
}

// runAt reports whether the tokens from one on are those of a word, characters of Chinese joined.
func (t *text) runAt(i int, word []string) bool {
	if i+len(word) > len(t.tokens) {
		return false
	}
	for k, folded := range word {
		if tok := t.tokens[i+k]; tok.folded != folded || k > 0 && tok.han && !tok.joined {
			return false
		}
	}
	return true
}

// wordAt reports whether a text has a word at a token. A single character that makes a word with its neighbour is none,
// unless what is before it is what is before the word that it stands for.
func (c *claim) wordAt(t *text, at int, word []string, before string) bool {
	if !t.runAt(at, word) {
		return false
	}
	if len(word) > 1 || !t.tokens[at].han || c.words == nil || at > 0 && t.tokens[at-1].folded == before {
		return true
	}
	return !(at > 0 && t.tokens[at].joined && c.words.Has(t.tokens[at-1].folded+word[0])) && !(at+1 < len(t.tokens) && c.words.Has(t.pairAt(at)))
}

// hasRun reports whether the text has a word.
func (t *text) hasRun(word []string) bool {
	for i := range t.tokens {
		if t.runAt(i, word) {
			return true
		}
	}
	return false
}

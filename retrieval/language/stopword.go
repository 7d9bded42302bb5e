package language

import (
	"maps"
	"strings"
	"sync"
)

// Stop reports whether a term says nothing alone: a function word of English or Chinese, or a pair of characters with one
// that stands beside all others.
func (t Term) Stop() bool {
	switch t.Kind {
	case Word:
		return stopStems()[t.Text]
	case Unigram:
		return stopCharacters()[firstRune(t.Text)]
	case Bigram:
		return strings.ContainsFunc(t.Text, func(r rune) bool { return particles()[r] })
	}
	return false
}

// StopWord reports whether an English word, in whatever form, says nothing alone.
func StopWord(word string) bool { return stopStems()[Stem(word)] }

// Stem returns the text of the first term of a word, "" if it has none.
func Stem(word string) string {
	if found := Of(word); len(found) > 0 {
		return found[0].Text
	}
	return ""
}

var (
	particles      = sync.OnceValue(func() map[rune]bool { return runesOf("particle") })
	stopCharacters = sync.OnceValue(func() map[rune]bool {
		all := runesOf("stop character")
		maps.Copy(all, particles())
		return all
	})
	frequentStopWords = sync.OnceValue(func() map[string]bool {
		all := map[string]bool{}
		for _, word := range Words("frequent stop word") {
			all[word] = true
		}
		return all
	})
	stopStems = sync.OnceValue(func() map[string]bool {
		stems := map[string]bool{}
		for _, t := range Of(strings.Join(append(Words("stop word"), Words("frequent stop word")...), " ")) {
			stems[t.Text] = true
		}
		return stems
	})
)

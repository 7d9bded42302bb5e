package language

import (
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
		return stopCharacters()[t.Text]
	case Bigram:
		return strings.ContainsFunc(t.Text, func(r rune) bool { return particles()[r] })
	}
	return false
}

// Weak reports whether a term states nothing alone: it is a stop word, or one like "however" or "most", that only helps to
// find something.
func (t Term) Weak() bool {
	if t.Kind == Unigram {
		return weakCharacters()[t.Text]
	}
	return t.Stop() || t.Kind == Word && weakStems()[t.Text]
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
	particles         = sync.OnceValue(func() map[rune]bool { return runesOf("particle") })
	stopCharacters    = Set("particle", "stop character", "position character")
	weakCharacters    = Set("particle", "stop character", "weak character")
	frequentStopWords = Set("frequent stop word")
	stopStems         = sync.OnceValue(func() map[string]bool { return stemsOf("stop word", "frequent stop word") })
	weakStems         = sync.OnceValue(func() map[string]bool { return stemsOf("weak word") })
)

// stemsOf returns the stems of the words of lists.
func stemsOf(lists ...string) map[string]bool {
	stems := map[string]bool{}
	for _, list := range lists {
		for _, t := range Of(strings.Join(Words(list), " ")) {
			stems[t.Text] = true
		}
	}
	return stems
}

package reading

import (
	"slices"
	"strings"
	"sync"

	"chuchu/retrieval/language"
)

// The words of pages stand in lists of package language, by the names that are used here.

// beginsWith reports whether a string begins with one of the words of a list.
func beginsWith(s, list string) bool {
	return slices.ContainsFunc(language.Words(list), func(word string) bool { return strings.HasPrefix(s, word) })
}

// containing returns how many of the words of a list a string contains.
func containing(s, list string) int {
	n := 0
	for _, word := range language.Words(list) {
		n += count(strings.Contains(s, word))
	}
	return n
}

var menuWords = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for _, word := range language.Words("menu word") {
		words[word] = true
	}
	return words
})

package language

import (
	"sync"
	"unicode/utf8"
)

// Surname returns how many bytes of s are the Chinese surname that it begins with, in simplified or traditional characters;
// 0 if it begins with none. Of 欧阳 both characters are.
func Surname(s string) int {
	first, size := utf8.DecodeRuneInString(s)
	second, more := utf8.DecodeRuneInString(s[size:])
	all := surnames()
	first = Fold(first)
	switch {
	case all.double[[2]rune{first, Fold(second)}]:
		return size + more
	case all.single[first]:
		return size
	}
	return 0
}

// OutsideNames reports whether Chinese names do not have a character, or so seldom that it is better taken for what it else
// is.
func OutsideNames(r rune) bool { return outsideNames()[Fold(r)] }

// EndsTitle reports whether s ends in a character that what somebody is ends in, and few names do: 细菌学家, 馆长.
func EndsTitle(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return titleEndings()[Fold(last)]
}

var (
	outsideNames = sync.OnceValue(func() map[rune]bool { return runesOf("outside names") })
	titleEndings = sync.OnceValue(func() map[rune]bool { return runesOf("title ending") })
)

// runesOf returns the characters of lists of single ones.
func runesOf(lists ...string) map[rune]bool {
	set := map[rune]bool{}
	for _, list := range lists {
		for _, word := range Words(list) {
			set[firstRune(word)] = true
		}
	}
	return set
}

type surnameSet struct {
	single map[rune]bool
	double map[[2]rune]bool
}

var surnames = sync.OnceValue(func() surnameSet {
	all := surnameSet{runesOf("surname", "surname or word"), map[[2]rune]bool{}}
	for _, name := range Words("double surname") {
		r := []rune(name)
		all.double[[2]rune{r[0], r[1]}] = true
	}
	return all
})

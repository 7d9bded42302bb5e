//go:build ignore

// Writes ../commonness.txt from the frequencies of words, which it reads from standard input: a word, a tab, its share of all words.
// Names are left out: however common one is, a question that names Guangdong is not about another province.
package main

import (
	"bufio"
	"fmt"
	"log"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/language"
	"chuchu/retrieval/language/lexicon"
)

// paragraph is how many words a paragraph has, and mostHalvings how rare, in half powers of two, the rarest terms are.
const (
	paragraph    = 100
	mostHalvings = 16
)

func main() {
	words, err := lexicon.Open()
	if err != nil {
		log.Fatal(err)
	}
	shares := map[string]float64{}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		word, share, _ := strings.Cut(lines.Text(), "\t")
		f, err := strconv.ParseFloat(share, 64)
		if err != nil {
			log.Fatalf("%q: %v", lines.Text(), err)
		}
		if isName(words, word) {
			continue
		}
		for _, t := range language.Of(word) {
			if !strings.ContainsFunc(t.Text, func(r rune) bool { return !unicode.IsLetter(r) }) && (t.Kind == language.Bigram || !t.Stop()) {
				shares[t.Text] += f
			}
		}
	}
	if err := lines.Err(); err != nil {
		log.Fatal(err)
	}
	bands := map[int][]string{}
	for term, share := range shares {
		halvings := int(math.Round(-2 * math.Log2(1-math.Pow(1-share, paragraph))))
		if halvings <= mostHalvings {
			bands[halvings] = append(bands[halvings], term)
		}
	}
	var table strings.Builder
	for _, halvings := range slices.Sorted(maps.Keys(bands)) {
		slices.Sort(bands[halvings])
		fmt.Fprintf(&table, "%d: %s\n", halvings, strings.Join(bands[halvings], " "))
	}
	if err := os.WriteFile("../commonness.txt", []byte(table.String()), 0o644); err != nil {
		log.Fatal(err)
	}
}

// isName reports whether the lexicon's first meaning of a word is written with a capital: that of a Chinese word, or, of an English
// one, of its first translation, where that is the word.
func isName(words *lexicon.Lexicon, word string) bool {
	found := words.Translate(word)
	if len(found) != 1 || len(found[0].Translations) == 0 {
		return false
	}
	first := found[0].Translations[0].Text
	if language.IsChinese(first) {
		back := words.Translate(first)
		return len(back) == 1 && len(back[0].Translations) > 0 && strings.EqualFold(back[0].Translations[0].Text, word) && capital(back[0].Translations[0].Text)
	}
	return capital(first)
}

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

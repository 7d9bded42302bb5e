package lexicon

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/language"
)

// maxWords is how many words an English unit has at most, little ones not counted; generate_english.go has keys no
// longer.
const maxWords = 4

// maxHeadwords is how many translations an English unit has at most: with more, what is found by the last of them is
// rather noise.
const maxHeadwords = 20

// Of headwords found by a stem, one whose gloss has the very word is surer: "building" means 建筑物 rather than 造. A
// capital within a question tells a name from a word: "Turkey" and "turkey". Set by reading, not fitted.
const (
	stemSureness    = 0.75
	capitalSureness = 0.8
)

// fromEnglish finds the longest units of a run of words and translates them.
func (l *Lexicon) fromEnglish(question string, words []word) []Unit {
	words = slices.DeleteFunc(slices.Clone(words), func(w word) bool { return little(w.folded) })
	var units []Unit
	for i := 0; i < len(words); {
		n := min(maxWords, len(words)-i)
		var entry string
		for entry = l.lookup(words[i : i+n]); entry == "" && n > 1; entry = l.lookup(words[i : i+n]) {
			n--
		}
		start, end := words[i].start, words[i+n-1].end
		unit := Unit{Start: start, End: end, Source: language.FoldString(question[start:end])}
		if entry != "" {
			unit.Translations = l.headwordsOf(entry, question, words[i:i+n])
		}
		units = append(units, unit)
		i += n
	}
	return units
}

// lookup returns the headwords of the words together: those of the words that they are forms of, then those of the words
// as they stand ("found" is of "find", and of "to found"). A number is none of the lexicon's.
func (l *Lexicon) lookup(words []word) string {
	if len(words) == 1 && strings.Trim(words[0].folded, "0123456789") == "" {
		return ""
	}
	stems, bases := make([]string, len(words)), make([]string, len(words))
	for i, w := range words {
		stems[i], bases[i] = w.stem, w.stem
		if w.base != w.folded {
			bases[i] = language.Of(w.base)[0].Text
		}
	}
	plain, regular := strings.Join(stems, " "), strings.Join(bases, " ")
	if plain == regular {
		return l.english.value(plain)
	}
	return l.english.value(regular) + l.english.value(plain)
}

// headwordsOf decodes an entry of the English table, three bytes a headword, and ranks what it finds by how words are
// spelt in the question.
func (l *Lexicon) headwordsOf(entry, question string, words []word) []Translation {
	seen := map[int]bool{}
	found := make([]Translation, 0, len(entry)/3)
	for ; len(entry) >= 3; entry = entry[3:] {
		bits := int(entry[0])<<16 | int(entry[1])<<8 | int(entry[2])
		if seen[bits>>4] {
			continue
		}
		seen[bits>>4] = true
		c := l.headwords.cursor(bits >> 4)
		sure := sureness(byte(bits & 0xF))
		found = append(found, Translation{headword(string(c.key)), sure * l.spelling(c.value, question, words)})
	}
	slices.SortStableFunc(found, func(a, b Translation) int { return cmp.Compare(b.Sureness, a.Sureness) })
	return found[:min(maxHeadwords, len(found))]
}

// spelling returns how well a headword's glosses agree with how the words are spelt, the best gloss counting.
func (l *Lexicon) spelling(entry, question string, words []word) float64 {
	best := stemSureness * capitalSureness
	for _, g := range l.glosses(entry) {
		agrees := 1.0
		for _, w := range words {
			at := max(indexWord(language.FoldString(g.text), w.folded), indexWord(language.FoldString(g.text), language.FoldString(w.base)))
			if at < 0 {
				agrees = min(agrees, stemSureness)
			} else if tellsCase(question, w) && capital(g.text[at:]) != capital(question[w.start:]) {
				agrees *= capitalSureness
			}
		}
		best = max(best, agrees)
	}
	return best
}

// tellsCase reports whether a capital at the word would mean something: the first word of a question has one anyway.
func tellsCase(question string, w word) bool {
	return strings.TrimLeftFunc(question[:w.start], func(r rune) bool { return !unicode.IsLetter(r) }) != ""
}

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// indexWord returns where the word stands in s as a whole one, or -1.
func indexWord(s, word string) int {
	for from := 0; ; {
		at := strings.Index(s[from:], word)
		if at < 0 {
			return -1
		}
		at += from
		end := at + len(word)
		if (at == 0 || !letter(s[at-1])) && (end == len(s) || !letter(s[end])) {
			return at
		}
		from = end
	}
}

func letter(b byte) bool { return 'a' <= b && b <= 'z' || b >= utf8.RuneSelf }

package lexicon

import (
	_ "embed"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Reading is a word of a question read as pinyin.
type Reading struct {
	Start, End int        // bytes of the question, half-open
	Splits     [][]string // its syllables, toneless, "v" for ü; the likeliest way of cutting it first, at least one
}

// Pinyin reads a question as pinyin, with or without spaces and tones, be they marks or digits. It is not ok where a word
// is no sequence of syllables, where there is none at all, or where half of the syllables or more stand in words that are
// English as well ("women", "china"), unless a tone tells them from English. Numbers are no words.
func Pinyin(question string) (words []Reading, ok bool) {
	toned, all, english := false, 0, 0
	for _, w := range latinWords(question) {
		if w.number {
			continue
		}
		r := Reading{Start: w.start, End: w.end, Splits: w.splits()}
		if len(r.Splits) == 0 {
			return nil, false
		}
		n := len(r.Splits[0])
		all += n
		toned = toned || w.toned
		if holds(englishWords, strings.Join(w.parts, "")) {
			english += n
		}
		words = append(words, r)
	}
	if len(words) == 0 || !toned && 2*english >= all {
		return nil, false
	}
	return words, true
}

// Syllables returns the syllables of one word in pinyin, without tones, the likeliest way of cutting it, be it English as
// well; none where it is no sequence of syllables.
func Syllables(word string) []string {
	words := latinWords(word)
	if len(words) != 1 || words[0].number {
		return nil
	}
	splits := words[0].splits()
	if len(splits) == 0 {
		return nil
	}
	return splits[0]
}

// latinWord is a word as pinyin is written: what an apostrophe or the digit of a tone ends is a part.
type latinWord struct {
	start, end int
	parts      []string
	toned      bool
	number     bool // nothing but digits
}

// splits returns how the parts together may be read.
func (w latinWord) splits() [][]string {
	ways := [][]string{nil}
	for _, part := range w.parts {
		cuts := splits(part)
		var longer [][]string
		for _, way := range ways {
			for _, cut := range cuts {
				longer = append(longer, append(way[:len(way):len(way)], cut...))
			}
		}
		ways = longer[:min(mostSplits, len(longer))]
	}
	return ways
}

// latinWords cuts a question at what is neither letter nor digit. A character that no pinyin has, be it Chinese, stays in
// its word, which then is no pinyin.
func latinWords(question string) []latinWord {
	var words []latinWord
	var w *latinWord
	ends := true // the part before, if any, is over
	for at, r := range question {
		letter, tone := pinyinLetter(r)
		switch {
		case unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r):
			if w == nil {
				words = append(words, latinWord{start: at, number: true})
				w, ends = &words[len(words)-1], true
			}
			w.end = at + len(string(r))
			w.toned = w.toned || tone
			ends = w.add(letter, ends)
		case strings.ContainsRune("'’", r) && w != nil:
			ends = true
		case r == ':' && w != nil && strings.HasSuffix(question[:at], "u"): // "lu:4"
			last := len(w.parts) - 1
			w.parts[last] = w.parts[last][:len(w.parts[last])-1] + "v"
			w.end = at + 1
		default:
			w = nil
		}
	}
	return words
}

// add puts a letter to a word and tells whether it ends a part: the digit of a tone does.
func (w *latinWord) add(letter string, ends bool) bool {
	digit := letter != "" && '0' <= letter[0] && letter[0] <= '9'
	switch {
	case digit && len(w.parts) > 0 && !w.number && !ends && letter >= "1" && letter <= "5":
		w.toned = true
		return true
	case letter == "":
		return ends // a tone mark of its own
	case ends:
		w.parts = append(w.parts, "")
	}
	w.parts[len(w.parts)-1] += letter
	w.number = w.number && digit
	return false
}

// pinyinLetter returns the bare small letter of one with a tone mark, "v" for ü; a mark of its own is "".
func pinyinLetter(r rune) (letter string, tone bool) {
	if r < 0x80 {
		return strings.ToLower(string(r)), false
	}
	for _, part := range norm.NFKD.String(string(r)) {
		switch part {
		case '\u0300', '\u0301', '\u0304', '\u030C':
			tone = true
		case '\u0308':
			letter, tone = "v", true // as sure a sign
		default:
			letter += strings.ToLower(string(part))
		}
	}
	return letter, tone
}

// english.txt holds the words of CC-CEDICT's English that pinyin could be read from, but rare ones.
//
//go:embed english.txt
var englishWords string

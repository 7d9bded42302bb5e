package lexicon

import (
	_ "embed"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Pinyin reads a question as pinyin, with or without spaces and tones, be they marks or digits, and returns its syllables,
// toneless, "v" for ü. It is not ok if a word is no sequence of syllables, if there is none at all, or if half of the
// syllables or more stand in words that are English as well ("women", "china"), unless a tone tells them from English.
// Numbers are no words.
func Pinyin(question string) (syllables []string, ok bool) {
	toned, english := false, 0
	for _, w := range latinWords(question) {
		if w.number {
			continue
		}
		read := w.syllables()
		if len(read) == 0 {
			return nil, false
		}
		toned = toned || w.toned
		if holds(englishWords, strings.Join(w.parts, "")) {
			english += len(read)
		}
		syllables = append(syllables, read...)
	}
	if len(syllables) == 0 || !toned && 2*english >= len(syllables) {
		return nil, false
	}
	return syllables, true
}

// Syllables returns the syllables of one word in pinyin, without tones, the likeliest way of cutting it, be it English as
// well; none if it is no sequence of syllables.
func Syllables(word string) []string {
	words := latinWords(word)
	if len(words) != 1 || words[0].number {
		return nil
	}
	return words[0].syllables()
}

// latinWord is a word as pinyin is written: what an apostrophe or the digit of a tone ends is a part.
type latinWord struct {
	parts  []string
	toned  bool
	number bool // nothing but digits
}

// syllables returns how the parts together are most likely read; none if one of them cannot be read.
func (w latinWord) syllables() []string {
	var all []string
	for _, part := range w.parts {
		read := split(part)
		if read == nil {
			return nil
		}
		all = append(all, read...)
	}
	return all
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
				words = append(words, latinWord{number: true})
				w, ends = &words[len(words)-1], true
			}
			w.toned = w.toned || tone
			ends = w.add(letter, ends)
		case strings.ContainsRune("'’", r) && w != nil:
			ends = true
		case r == ':' && w != nil && strings.HasSuffix(question[:at], "u"): // "lu:4"
			last := len(w.parts) - 1
			w.parts[last] = w.parts[last][:len(w.parts[last])-1] + "v"
		default:
			w = nil
		}
	}
	return words
}

// add puts a letter to a word and reports whether it ends a part: the digit of a tone does.
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

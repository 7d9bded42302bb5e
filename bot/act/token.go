package act

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/language"
)

// token is a Chinese character or a word of another script, folded, and where it stands in the message, in bytes.
type token struct {
	text       string
	start, end int
	mark       bool // a mark of punctuation stands before it
	gap        bool // white space or a mark stands before it
	quoted     bool // it stands within quotation marks
}

// opening and closing are quotation marks; those in quotes are both.
const (
	opening = "“‘「『《〈"
	closing = "”’」』》〉"
	quotes  = "\"＂"
)

// tokensOf returns the tokens of a message. What is neither letter nor digit is a gap between them; if nothing else is there, each
// emoji is a token.
func tokensOf(message string) []token {
	var found []token
	next := token{mark: true, gap: true} // of which the beginning of a word is known, if word
	word, straight := false, false
	var closers []rune // of the quotation marks that are open, the innermost last
	contracted := 0    // where the apostrophe of the word stands
	end := func() {
		if word {
			found = append(found, next.apart(contracted)...)
			next, word = token{}, false
		}
	}
	for at, r := range message {
		size := utf8.RuneLen(r)
		if r == utf8.RuneError {
			size = 1
		}
		folded := language.Fold(r)
		switch {
		case unicode.Is(unicode.Han, folded) || r == '〇':
			end()
			next.text, next.start, next.end, next.quoted = string(folded), at, at+size, straight || len(closers) > 0
			found, next = append(found, next), token{}
		case unicode.IsLetter(folded) || unicode.IsNumber(folded) || word && folded == '\'' && apostrophe(message[at+size:]):
			if !word {
				next.start, next.quoted, word = at, straight || len(closers) > 0, true
			}
			if folded == '\'' {
				contracted = at
			}
			next.text += string(folded)
			next.end = at + size
		default:
			end()
			next.gap = true
			next.mark = next.mark || !unicode.IsSpace(r) && !strings.ContainsRune(opening+closing+quotes+"'·-–", r)
			switch {
			case strings.ContainsRune(quotes, r):
				straight = !straight
			case strings.ContainsRune(opening, r):
				closers = append(closers, closerOf(r))
			case len(closers) > 0 && r == closers[len(closers)-1]:
				closers = closers[:len(closers)-1]
			}
		}
	}
	end()
	if len(found) == 0 {
		return symbolsOf(message)
	}
	return found
}

// symbolsOf returns the emoji of a message as tokens.
func symbolsOf(message string) []token {
	var found []token
	for at, r := range message {
		if r != utf8.RuneError && unicode.Is(unicode.So, r) {
			found = append(found, token{text: string(r), start: at, end: at + utf8.RuneLen(r)})
		}
	}
	return found
}

// spellingOf reads the list of words that are written in a hurry.
func spellingOf(list string) map[string]string {
	spelling := map[string]string{}
	for line := range strings.Lines(list) {
		if said, word, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && said[0] != '#' {
			spelling[said] = word
		}
	}
	return spelling
}

// respelled returns tokens with the words for those that are written in a hurry; nil if none is.
func (l *list) respelled(tokens []token) []token {
	if !slices.ContainsFunc(tokens, func(t token) bool { return l.spelling[t.text] != "" }) {
		return nil
	}
	found := slices.Clone(tokens)
	for i, t := range found {
		found[i].text = cmp.Or(l.spelling[t.text], t.text)
	}
	return found
}

// undrawn returns tokens as they are where nobody draws them out: hahaha and hellooo, three and more of the same Chinese character or
// emoji.
func undrawn(tokens []token) []token {
	var found []token
	for i, t := range tokens {
		if i > 0 && t.text == tokens[i-1].text && (len(tokens) > 2 || !han(t.text)) {
			continue
		}
		if !han(t.text) {
			t.text = undrawnWord(t.text)
		}
		found = append(found, t)
	}
	return found
}

// undrawnWord takes off what is written again and again at the end of a word: a letter, or two.
func undrawnWord(word string) string {
	for _, n := range []int{1, 2} {
		for len(word) > 2*n && word[len(word)-n:] == word[len(word)-2*n:len(word)-n] {
			word = word[:len(word)-n]
		}
	}
	return word
}

// closerOf returns the mark that closes what an opening one opens.
func closerOf(r rune) rune {
	marks, closers := []rune(opening), []rune(closing)
	return closers[slices.Index(marks, r)]
}

// unquoted returns how many tokens don't stand within quotation marks.
func unquoted(tokens []token) int {
	n := 0
	for _, t := range tokens {
		if !t.quoted {
			n++
		}
	}
	return n
}

// apart returns the two words of what's, whats, where's and their like, of which the apostrophe stands at a byte of the message;
// else the word.
func (t token) apart(apostrophe int) []token {
	before, ok := strings.CutSuffix(t.text, "'s")
	if t.text == "whats" || t.text == "wheres" || t.text == "whos" {
		before, apostrophe, ok = strings.TrimSuffix(t.text, "s"), t.end-1, true
	}
	if !ok || !strings.Contains(" what who where when how that it here there ", " "+before+" ") {
		return []token{t}
	}
	is := token{text: "is", start: apostrophe, end: t.end, quoted: t.quoted}
	t.text, t.end = before, apostrophe
	return []token{t, is}
}

// apostrophe reports whether an apostrophe before rest is part of a word: what's, don't.
func apostrophe(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsLetter(r)
}

// particles at the end of a sentence say nothing of what is wanted.
var particles = language.Set("final particle")

// withoutParticles returns the tokens without the particles at their end.
func withoutParticles(tokens []token) []token {
	n := len(tokens)
	for n > 1 && particles()[tokens[n-1].text] {
		n--
	}
	return tokens[:n]
}

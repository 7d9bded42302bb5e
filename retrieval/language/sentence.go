package language

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Sentences cuts a paragraph into its sentences, in order; together they are the paragraph but for the white space
// between them. A sentence ends after 。！？!?…, their like in other scripts, or a full stop that is not part of a number, an initial or an
// abbreviation; closing quotation marks and brackets go with it. One longer than longSentence ends at a semicolon too,
// as office prose strings whole paragraphs together with them, and in Thai and its like at a space.
func Sentences(s string) []Span {
	found := make([]Span, 0, 8)
	for at := 0; at < len(s); {
		end, most := cut(s, at, len(s), endsSentence)
		start, last := trim(s, at, end)
		at = end
		if most <= longSentence || last-start <= longSentence || utf8.RuneCountInString(s[start:last]) <= longSentence {
			found = appendTrimmed(found, s, start, last)
			continue
		}
		for start < last {
			end := clauseEnd(s, start, last)
			found = appendTrimmed(found, s, start, end)
			start = end
		}
	}
	return found
}

// EndsSentence reports whether the character at the byte at ends a sentence of s, which has to hold what follows it: a
// full stop does not where it belongs to a number, an initial or an abbreviation.
func EndsSentence(s string, at int) bool {
	r, _ := utf8.DecodeRuneInString(s[at:])
	return endsSentence(s, at, r)
}

// Asks reports whether a sentence ends in a question mark, quotation marks and what marks it up aside.
func Asks(sentence string) bool {
	end := strings.TrimRight(sentence, " *_”’」』）)\"'")
	return strings.HasSuffix(end, "?") || strings.HasSuffix(end, "？")
}

// longSentence, in characters, is where a sentence of Chinese no longer fits a few lines of a phone.
const longSentence = 100

// cut returns the end of the piece that begins at start: behind the first character at which ends says so, and the
// closing marks after it. most is so many that the piece has no more characters.
func cut(s string, start, limit int, ends func(s string, at int, r rune) bool) (end, most int) {
	for i := start; i < limit; {
		most++
		switch c := s[i]; {
		case 0xE4 <= c && c <= 0xE9:
			i = min(i+3, limit) // most of Chinese begins so, and none that ends a sentence does
			continue
		case c == ' ' && i+1 < limit && (s[i+1] == 0xE0 || s[i+1] == 0xE1):
		case c < utf8.RuneSelf && c != '.' && c != '!' && c != '?' && c != ';' && c != '\n', 0x80 <= c && c < 0xD6, 0xEA <= c && c <= 0xEE:
			i++ // nor any of these
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if ends(s, i-size, r) {
			end = skipClosing(s, i, limit)
			return end, most + end - i
		}
	}
	return limit, most
}

// appendTrimmed appends the span without white space at its ends, if something is left.
func appendTrimmed(spans []Span, s string, start, end int) []Span {
	if start, end = trim(s, start, end); start >= end {
		return spans
	}
	return append(spans, Span{Start: start, End: end})
}

// trim returns the span without white space at its ends, an empty one if nothing else is in it.
func trim(s string, start, end int) (from, to int) {
	piece := strings.TrimLeftFunc(s[start:end], unicode.IsSpace)
	from = end - len(piece)
	return from, from + len(strings.TrimRightFunc(piece, unicode.IsSpace))
}

// skipClosing returns the end of the run of terminators, closing quotation marks and brackets that begins at i.
func skipClosing(s string, i, end int) int {
	for i < end {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch r {
		case '。', '！', '？', '!', '?', '…', '।', '॥', '؟', '۔', '”', '’', '」', '』', '）', ')', '》', '"', '\'':
			i += size
			continue
		}
		return i
	}
	return i
}

func endsSentence(s string, at int, r rune) bool {
	switch r {
	case '。', '！', '？', '…', '\n', '।', '॥', '؟', '۔', '։', '።':
		return true
	case '!', '?':
		return !inAddress(s, at)
	case '.':
		return endsWithStop(s, at)
	}
	return false
}

func endsClause(s string, at int, r rune) bool {
	switch r {
	case '；':
		return true
	case ';':
		return !inAddress(s, at) && !endsEntity(s[:at])
	case ' ':
		return endsUnspaced(s[:at], s[at+1:])
	}
	return false
}

// inAddress reports whether the mark at the byte at stands within a web or mail address: what continues an address follows
// without a space, and the word around the mark has what only addresses have, so that "Is it?Yes" is two sentences.
func inAddress(s string, at int) bool {
	if at+1 == len(s) || !isLetterOrDigit(s[at+1]) && !strings.ContainsRune("=%/&", rune(s[at+1])) {
		return false
	}
	start, end := at, at+1
	for start > max(0, at-maxAddress) && isOfAddress(s[start-1]) {
		start--
	}
	for end < min(len(s), at+maxAddress) && isOfAddress(s[end]) {
		end++
	}
	return strings.ContainsAny(s[start:end], "/@=")
}

// maxAddress is how many bytes of an address are looked at on each side.
const maxAddress = 2000

func isOfAddress(c byte) bool { return '!' <= c && c <= '~' && c != '<' && c != '>' && c != '"' }

func isLetterOrDigit(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' }

// endsEntity reports whether text ends in an entity of HTML, such as &amp; or &#38;, the semicolon left out.
func endsEntity(text string) bool {
	name := len(text)
	for name > 0 && (isLetterOrDigit(text[name-1]) || text[name-1] == '#') {
		name--
	}
	return name > 0 && name < len(text) && text[name-1] == '&'
}

// endsWithStop reports whether the full stop at the byte at ends an English sentence: something follows that may begin
// one, and what precedes is neither a single letter (J. Smith, U.S.) nor a common abbreviation.
func endsWithStop(s string, at int) bool {
	after := strings.TrimLeft(s[at+1:], "\"'”’)]")
	if after == "" {
		return true
	}
	next, size := utf8.DecodeRuneInString(after)
	if !unicode.IsSpace(next) {
		return unicode.Is(unicode.Han, next)
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(after[size:], unicode.IsSpace))
	if unicode.IsLower(first) {
		return false
	}
	before := s[:at]
	word := before[strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsLetter(r) && r != '.' })+1:]
	return utf8.RuneCountInString(word) != 1 && !strings.Contains(word, ".") && !abbreviations()[strings.ToLower(word)]
}

var abbreviations = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, word := range append(Words("abbreviation"), Words("month abbreviation")...) {
		all[strings.ToLower(word)] = true
	}
	return all
})

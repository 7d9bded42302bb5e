package retrieval

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/reading"
)

// Sentences cuts the paragraph of a passage into its sentences, in order: the units that a quote is made of.
func (p Passage) Sentences() []reading.Span { return sentences(p.Text) }

// EndsSentence tells whether the character at the byte at ends a sentence of s, which has to hold what follows it: a
// full stop does not where it belongs to a number, an initial or an abbreviation.
func EndsSentence(s string, at int) bool {
	r, size := utf8.DecodeRuneInString(s[at:])
	return endsSentence(s, at, size, r)
}

// sentences cuts a paragraph into its sentences, in order; together they are the paragraph but for the white space
// between them. A sentence ends after 。！？!?… or a full stop that is not part of a number, an initial or an
// abbreviation; closing quotation marks and brackets go with it. One longer than longSentence ends at a semicolon too:
// office prose strings whole paragraphs together with them.
func sentences(s string) []reading.Span {
	whole, most := cut(make([]reading.Span, 0, 8), s, reading.Span{End: len(s)}, endsSentence)
	if most <= longSentence {
		return whole
	}
	found := make([]reading.Span, 0, 2*len(whole))
	for _, w := range whole {
		if w.End-w.Start > longSentence && utf8.RuneCountInString(s[w.Start:w.End]) > longSentence {
			found, _ = cut(found, s, w, endsClause)
		} else {
			found = append(found, w)
		}
	}
	return found
}

// longSentence, in characters, is where a sentence of Chinese no longer fits a few lines of a phone.
const longSentence = 100

// cut cuts the span after each character at which ends says so, and appends the pieces to found. most is
// so many that no piece has more characters.
func cut(found []reading.Span, s string, within reading.Span, ends func(s string, at, size int, r rune) bool) (pieces []reading.Span, most int) {
	start, long := within.Start, 0
	for i := within.Start; i < within.End; {
		long++
		switch c := s[i]; {
		case 0xE4 <= c && c <= 0xE9:
			i = min(i+3, within.End) // most of Chinese begins so, and none that ends a sentence does
			continue
		case c < utf8.RuneSelf && c != '.' && c != '!' && c != '?' && c != ';' && c != '\n', 0x80 <= c && c < 0xE2, 0xEA <= c && c <= 0xEE:
			i++ // nor any of these
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if !ends(s, i-size, size, r) {
			continue
		}
		closed := skipClosing(s, i, within.End)
		most = max(most, long+closed-i)
		found = appendTrimmed(found, s, start, closed)
		start, i, long = closed, closed, 0
	}
	return appendTrimmed(found, s, start, within.End), max(most, long)
}

func appendTrimmed(spans []reading.Span, s string, start, end int) []reading.Span {
	piece := s[start:end]
	start += len(piece) - len(strings.TrimLeftFunc(piece, unicode.IsSpace))
	end -= len(piece) - len(strings.TrimRightFunc(piece, unicode.IsSpace))
	if start >= end {
		return spans
	}
	return append(spans, reading.Span{Start: start, End: end})
}

// skipClosing returns the end of the run of terminators, closing quotation marks and brackets that begins at i.
func skipClosing(s string, i, end int) int {
	for i < end {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch r {
		case '。', '！', '？', '!', '?', '…', '”', '’', '」', '』', '）', ')', '》', '"', '\'':
			i += size
			continue
		}
		return i
	}
	return i
}

func endsSentence(s string, at, size int, r rune) bool {
	switch r {
	case '。', '！', '？', '!', '?', '…', '\n':
		return true
	case '.':
		return endsWithStop(s, at)
	}
	return false
}

func endsClause(s string, at, size int, r rune) bool {
	return r == '；' || r == ';'
}

// endsWithStop tells whether the full stop at the byte at ends an English sentence: something follows that may begin
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
	return utf8.RuneCountInString(word) != 1 && !strings.Contains(word, ".") && !abbreviations[strings.ToLower(word)]
}

var abbreviations = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "prof": true, "st": true, "jr": true, "sr": true, "gen": true,
	"col": true, "sgt": true, "gov": true, "sen": true, "rep": true, "rev": true, "vs": true, "etc": true, "no": true,
	"vol": true, "fig": true, "inc": true, "ltd": true, "co": true, "corp": true, "dept": true, "univ": true,
	"jan": true, "feb": true, "mar": true, "apr": true, "jun": true, "jul": true, "aug": true, "sept": true,
	"sep": true, "oct": true, "nov": true, "dec": true, "approx": true, "ca": true,
}

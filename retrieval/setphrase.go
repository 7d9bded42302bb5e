package retrieval

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading"
)

// A set phrase is what a collection says again and again in the same words: 习近平总书记考察上海重要讲话精神. It names an event and
// does not tell of it: it does not say when somebody 考察上海. No list of such phrases is kept; one is known by
// the same characters standing right behind the question's words in several passages.
const (
	phraseHead     = 4 // characters of the question at least, and
	phraseTail     = 4 // behind them: fewer are met by chance
	phrasePassages = 3 // that say it, if it is a set phrase
)

// judgeSetPhrases finds how much of the question each candidate names in set phrases only.
func (q question) judgeSetPhrases(judged []judgement) {
	passages := map[string]int{} // that say a phrase
	phrases := make([]map[string][]reading.Span, len(judged))
	for i, j := range judged {
		phrases[i] = q.phrases(j)
		for phrase := range phrases[i] {
			passages[phrase]++
		}
	}
	for i := range judged {
		var set []reading.Span
		for phrase, spans := range phrases[i] {
			if passages[phrase] >= phrasePassages {
				set = append(set, spans...)
			}
		}
		if len(set) > 0 {
			j := &judged[i]
			outside := j.match.outside(set)
			j.named = j.view.coverage(&j.match.all) - j.view.coverage(&outside)
		}
	}
}

// phrases returns the question's words in a candidate with the characters behind them, and where they stand.
func (q question) phrases(j judgement) map[string][]reading.Span {
	found := map[string][]reading.Span{}
	if j.view.script != language.Han || j.view.foreign {
		return found
	}
	text := j.block.Text
	for _, span := range j.view.marks(j.match) {
		head := text[span.Start:span.End]
		if utf8.RuneCountInString(head) < phraseHead {
			continue
		}
		tail := hanPrefix(text[span.End:], phraseTail)
		if tail != "" && !strings.Contains(q.text, tail) {
			found[head+tail] = append(found[head+tail], span)
		}
	}
	return found
}

// hanPrefix returns the first n characters of s if all are Chinese, else nothing.
func hanPrefix(s string, n int) string {
	for i, r := range s {
		switch {
		case n == 0:
			return s[:i]
		case !unicode.Is(unicode.Han, r):
			return ""
		}
		n--
	}
	return ""
}

// outside returns the terms that the paragraph holds outside the spans.
func (m match) outside(spans []reading.Span) termSet {
	var held termSet
	for _, p := range m.places {
		within := false
		for _, s := range spans {
			within = within || s.Start <= p.Start && p.End <= s.End
		}
		if !within {
			held.add(p.term)
		}
	}
	return held
}

package retrieval

import (
	"slices"
	"strings"

	"chuchu/retrieval/reading"
)

// answer returns the words of a quote that answer, where they are sure; else nothing.
//
// They are sure where, of the quoted sentences, the one that holds the most of the question has exactly one thing of the
// kind that is asked for, which the question does not say itself, and none that holds nearly as much has another. A date
// or duration is such a thing wherever it stands. A number is one with the unit or the noun that is counted (figure.go),
// and a person's name one that stands where the question has "who" (person.go, person_english.go).
//
// The rules were made on every other text of xquad-zh and xquad-en and tried on the rest. Of what is marked where the
// right sentence is quoted, .98 and .96 are right there; it is a third of what is asked with who, when, how long and how
// many. Where rules were widened, to take the nearest of several or any name of a person, it was .6 to .85.
func (v *view) answer(text string, m match, q question, quote Quote) reading.Span {
	best := v.fullest(m, quote)
	if best < 0 {
		return reading.Span{}
	}
	found := q.candidates(text, m.sentences[best], v.script)
	if len(found) != 1 {
		return reading.Span{}
	}
	least := rivalHolds * v.coverage(&m.held[best])
	for i, s := range m.sentences {
		if i == best || !slices.Contains(quote.Sentences, s) || v.coverage(&m.held[i]) < least {
			continue
		}
		for _, rival := range q.candidates(text, s, v.script) {
			if bare(text[rival.Start:rival.End]) != bare(text[found[0].Start:found[0].End]) {
				return reading.Span{}
			}
		}
	}
	return found[0]
}

// rivalHolds is how much of the question, as a share of what the best sentence holds, makes the candidate of another one a
// rival. From 0.5 to 0.8 three to five more of a hundred are marked, and one more of them wrong.
const rivalHolds = 0.65

// fullest returns the quoted sentence that holds the most of the question; -1 where two hold as much.
func (v *view) fullest(m match, quote Quote) int {
	best, top := -1, 0.0
	for i, s := range m.sentences {
		if !slices.Contains(quote.Sentences, s) {
			continue
		}
		switch c := v.coverage(&m.held[i]); {
		case c > top:
			best, top = i, c
		case c == top:
			best = -1
		}
	}
	return best
}

// candidates returns where a sentence of the text has what the question asks for by its kind, in order, each once, but
// for what the question says itself.
func (q question) candidates(text string, sentence reading.Span, in script) []reading.Span {
	s := text[sentence.Start:sentence.End]
	if in == han {
		s = foldHan(s)
	}
	var found []reading.Span
	switch q.asks {
	case year, time:
		found = q.dates(s, in)
	case duration:
		found = durations(s, in)
	case number, age, money:
		found = q.numbers(s, in)
	case person:
		found = q.persons(s, in)
	}
	asked, seen := bare(q.text), map[string]bool{}
	out := found[:0]
	for _, f := range found {
		said := bare(s[f.Start:f.End])
		if said == "" || seen[said] || strings.Contains(asked, strings.TrimSuffix(said, "年")) {
			continue
		}
		seen[said] = true
		out = append(out, reading.Span{Start: sentence.Start + f.Start, End: sentence.Start + f.End})
	}
	return out
}

// bare folds a text and takes its white space out.
func bare(s string) string { return strings.Join(strings.Fields(fold(s)), "") }

// trimmed returns the span without white space and brackets at its ends.
func trimmed(s string, start, end int) reading.Span {
	const outside = " \t\n\u3000（()）"
	start += len(s[start:end]) - len(strings.TrimLeft(s[start:end], outside))
	return reading.Span{Start: start, End: start + len(strings.TrimRight(s[start:end], outside))}
}

// unmark takes the answering words from what does not answer: they would make a refusal look like an answer.
func (f Finding) unmark() {
	if f.Confidence >= Bar && !f.Vague {
		return
	}
	for i := range f.Passages {
		f.Passages[i].Quote.Answer = reading.Span{}
	}
}

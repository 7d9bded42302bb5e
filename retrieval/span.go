package retrieval

import (
	"strings"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading"
)

// answer returns the words of a quote that answer, if they are sure; else nothing.
//
// They are sure where, of the quoted sentences, the one that holds the most of the question has exactly one thing of the
// kind that is asked for, which the question does not say itself, and none that holds nearly as much has another. A
// duration is such a thing wherever it stands, and a date whose clause holds some of the question (date.go). A number is
// one with the unit or the noun that is counted (figure.go), and a person's name one that stands where the question has
// "who" (person.go, person_english.go).
//
// If the right sentence of xquad is quoted, a quarter of the questions for who, when, how long and how many get a mark,
// and of these marks .98 (zh) and .99 (en) are the answer or part of it. The rules were made on every other text; on the
// rest it was .93 and .98 before what was wrong there had been read. With the nearest of several candidates, or any name
// in capitals, it was .6 to .85.
func (v *view) answer(text string, m match, q question, best int) reading.Span {
	found := q.candidates(text, m.sentences[best], v.script)
	if len(found) != 1 {
		return reading.Span{}
	}
	switch q.asks {
	case person:
		if q.oneOfSeveral(text, found[0]) {
			return reading.Span{}
		}
	case year, time:
		if v.clauseHolds(text, m, best, found[0], shortestClause) < clauseShare*v.here(&m.held[best]) {
			return reading.Span{}
		}
	}
	least := rivalHolds * v.coverage(&m.held[best])
	for i, s := range m.sentences {
		if i == best || v.coverage(&m.held[i]) < least {
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
// rival. From 0.5 to 0.8 a sixth more is marked, and .02 to .04 of all marks more are wrong in Chinese, none in English.
const rivalHolds = 0.65

// candidates returns where a sentence of the text has what the question asks for by its kind, in order, each once, but
// for what the question says itself.
func (q question) candidates(text string, sentence reading.Span, in script) []reading.Span {
	s := text[sentence.Start:sentence.End]
	if in == han {
		s = language.FoldHan(s)
	}
	var found []reading.Span
	switch q.asks {
	case year, time:
		found = q.dates(s, in)
	case duration:
		found = language.Durations(s, in)
	case number, age, money:
		found = language.AskedNumbers(s, q.folded, in)
	case person:
		found = q.persons(s, in)
	}
	asked, seen := bare(q.text), map[string]bool{}
	out := found[:0]
	for _, f := range found {
		said := bare(s[f.Start:f.End])
		if said == "" || seen[said] || strings.Contains(asked, language.BareYear(said)) {
			continue
		}
		seen[said] = true
		out = append(out, reading.Span{Start: sentence.Start + f.Start, End: sentence.Start + f.End})
	}
	return out
}

// bare folds a text and takes its white space out.
func bare(s string) string { return strings.Join(strings.Fields(fold(s)), "") }

// unmark takes the answering words from what does not answer: they would make a refusal look like an answer.
func (f Finding) unmark() {
	if f.Confidence >= Bar && !f.Vague {
		return
	}
	for i := range f.Passages {
		f.Passages[i].Quote.Answer = reading.Span{}
	}
}

// clauseShare is how much of what its sentence holds of the question the clause of a date has to hold: "he was born in
// Leeds and died in 1902" does not say when he was born. With 0.3 a tenth less is marked on xquad than without, and of
// two wrong dates one.
const clauseShare = 0.3

// clauseEnds part the clauses of a sentence.
var clauseEnds = language.NewPattern(`<parts clauses>`)

// shortestClause, in bytes, is what a date has beside it in a clause of its own; "In 1891, " belongs to the next one.
const shortestClause = 20

// clauseHolds returns how much of the question, as here has it, the clause holds that a date stands in. It has at least so many bytes beside the date.
func (v *view) clauseHolds(text string, m match, sentence int, date reading.Span, shortest int) float64 {
	whole := m.sentences[sentence]
	clause := whole
	for _, at := range clauseEnds.FindAllStringIndex(text[whole.Start:whole.End], -1) {
		if start, end := whole.Start+at[0], whole.Start+at[1]; end <= date.Start {
			clause.Start = end
		} else if start >= date.End && start-clause.Start-(date.End-date.Start) > shortest {
			clause.End = start
			break
		}
	}
	var held termSet
	for _, p := range m.places {
		if clause.Start <= p.Start && p.End <= clause.End {
			held.add(p.term)
		}
	}
	return v.here(&held)
}

// here is coverage by what terms weigh in this collection alone, not as a share: what tells the clauses of one sentence apart is
// not what its text is about.
func (v *view) here(s *termSet) float64 {
	return v.value(func(t int) float64 {
		if !s.has(t) {
			return 0
		}
		return v.terms[t].alone
	})
}

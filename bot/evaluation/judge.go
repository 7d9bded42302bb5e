package evaluation

import (
	"math"
	"path"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"chuchu/bot"
	"chuchu/retrieval"
)

// Outcome is a question with what the bot said to it, judged.
type Outcome struct {
	Question
	Language   bot.Language // of the question
	Answered   bool
	Confidence float64 // four digits, as programs are told it: questions that tie there tie in the figures
	Elapsed    time.Duration
	Fault      string // why the bot would not take the question; "" if it did
	Passages   int    // how many were found
	Passage    int    // rank of the first right one, from 1; 0 if none is right
	Quote      int    // rank of the first quote that holds an answer, among those Said; 0 if none does
	Said       []Said // the quotes of the first passages, quotesJudged at most
}

// Said is one of the quotes of an answer.
type Said struct {
	Place retrieval.Place
	Lang  string // of the text, BCP 47
	Quote string
	Holds bool // an answer, in the part of it that counts
}

// quotesJudged is how many sources an answer shows before one has to ask for more.
const quotesJudged = 3

// Right reports whether the first quote answers the question.
func (o Outcome) Right() bool { return o.Answerable() && o.Quote == 1 }

func judge(q Question, a bot.Answer) Outcome {
	o := Outcome{
		Question: q, Language: a.Language, Answered: a.Answered(), Elapsed: a.Elapsed, Fault: a.Fault,
		Confidence: math.Round(a.Confidence*1e4) / 1e4, Passages: len(a.Sources),
	}
	g := q.gold()
	o.Passage = 1 + slices.IndexFunc(a.Sources, func(s bot.Source) bool { return g.passage(s.Passage) })
	for _, s := range a.Sources[:min(quotesJudged, len(a.Sources))] {
		counts, _ := clip(s.Quoted())
		o.Said = append(o.Said, Said{s.Place, s.Lang, s.Quoted(), g.in(counts)})
	}
	o.Quote = 1 + slices.IndexFunc(o.Said, func(s Said) bool { return s.Holds })
	return o
}

// gold is what is right for a question. For an unanswerable one, nothing is.
type gold struct {
	answers []string // folded
	file    string
	line    int // 0 if the place is not known
}

func (q Question) gold() gold {
	if !q.Answerable() {
		return gold{}
	}
	g := gold{file: q.File, line: q.Line}
	for _, answer := range q.Answers {
		g.answers = append(g.answers, fold(answer))
	}
	return g
}

// passage reports whether a passage is right: it stands in the place that the question names, itself or a near copy of
// it. If no place is known, it has to hold an answer.
func (g gold) passage(p retrieval.Passage) bool {
	if g.line == 0 {
		return g.in(p.Text)
	}
	return g.at(p.Place) || slices.ContainsFunc(p.Also, g.at)
}

func (g gold) at(p retrieval.Place) bool {
	return (p.File == g.file || path.Base(p.File) == g.file) && p.First <= g.line && g.line <= p.Last
}

// in reports whether s holds an answer, whatever its width, capitals, spaces and punctuation.
func (g gold) in(s string) bool {
	s = fold(s)
	return slices.ContainsFunc(g.answers, func(answer string) bool { return strings.Contains(s, answer) })
}

// fold leaves letters and digits only, in one form each. It is the measure's own: folding as the index does would let
// a fault there go unseen.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return r
		}
		return -1
	}, strings.ToLower(norm.NFKC.String(s)))
}

// A quote counts only as far as a person reads on, in characters, so that quoting a whole page gains nothing.
const (
	countedChars = 150
	countedLatin = 400 // where most of it is Latin: as much to read
	mostlyLatin  = 0.6
)

// clip parts a quote into what counts and the rest.
func clip(quote string) (counts, rest string) {
	chars, ascii, most := utf8.RuneCountInString(quote), 0, countedChars
	for i := range len(quote) {
		if quote[i] < utf8.RuneSelf {
			ascii++
		}
	}
	if float64(ascii) > float64(chars)*mostlyLatin {
		most = countedLatin
	}
	return after(quote, most)
}

// after parts a string behind n characters.
func after(s string, n int) (head, rest string) {
	for i := range s {
		if n == 0 {
			return s[:i], s[i:]
		}
		n--
	}
	return s, ""
}

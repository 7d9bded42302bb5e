package checking

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"chuchu/retrieval"
	"chuchu/retrieval/language"
	"chuchu/retrieval/language/lexicon"
	"chuchu/retrieval/reading"
)

// passage is a stored passage, made ready to check sentences against it.
type passage struct {
	retrieval.Passage
	text      *text            // without what speaks to a model
	context   *text            // title, headings and date: what is said of the text holds for its passages
	titled    []float64        // years that title and headings name
	at        map[string][]int // features and single tokens → indices of tokens, ascending
	sentences []reading.Span
	sentence  []int             // of each token
	names     func() [][]string // Chinese ones, as characters
	tenures   func() []tenure
	aimed     func() []bool // of each token
	lists     func() []enumeration
	values    func() []value
	above     func() []value          // of the context
	row       func() (tableRow, bool) // the passage as a row of a table
	spelt     func() [][]string       // of each token in capitals, its syllables, if it can be pinyin
}

func newPassage(p retrieval.Passage, words *lexicon.Lexicon) *passage {
	sentences := p.Sentences()
	said := withoutOrders(cellsApart(p.Text, p.Cells), sentences)
	e := &passage{Passage: p, text: newText(said), context: newText(contextOf(p)), at: map[string][]int{}, sentences: sentences}
	e.text.folded()
	e.context.folded() // now: evidence does not change later
	for _, q := range newText(titleOf(p)).quantities {
		if datesYear(q) {
			e.titled = append(e.titled, q.Value)
		}
	}
	e.names = sync.OnceValue(func() [][]string { return append(namesIn(e.text, words), namesIn(e.context, words)...) })
	e.lists = sync.OnceValue(e.text.enumerations)
	e.values = sync.OnceValue(e.text.values)
	e.above = sync.OnceValue(e.context.values)
	e.row = sync.OnceValues(func() (tableRow, bool) { return rowOf(e) })
	e.aimed = sync.OnceValue(e.aimedTokens)
	e.tenures = sync.OnceValue(func() []tenure { return e.text.tenures(e.names()) })
	e.spelt = sync.OnceValue(func() [][]string {
		all := make([][]string, len(e.text.tokens))
		for i, tok := range e.text.tokens {
			if tok.capital && !tok.han {
				all[i] = syllables(p.Text[tok.start:tok.end])
			}
		}
		return all
	})
	e.sentence = make([]int, len(e.text.tokens))
	s := 0
	for i, tok := range e.text.tokens {
		for s < len(e.sentences)-1 && tok.start >= e.sentences[s].End {
			s++
		}
		e.sentence[i] = s
		e.at[tok.folded] = append(e.at[tok.folded], i)
	}
	for i, tok := range e.text.tokens[min(1, len(e.text.tokens)):] {
		if before := e.text.tokens[i]; tok.joined && tok.han && before.han {
			e.at[before.folded+tok.folded] = append(e.at[before.folded+tok.folded], i)
		}
	}
	for _, q := range e.text.quantities {
		e.at[valueOf(q)] = append(e.at[valueOf(q)], e.text.tokenAt(q.Start))
	}
	return e
}

// contextOf is what a passage stands under. A title that is a sentence is the beginning of the text, taken for want of another.
func contextOf(p retrieval.Passage) string {
	year, _, _ := strings.Cut(p.Date, "-")
	return titleOf(p) + "\n" + year
}

func titleOf(p retrieval.Passage) string {
	titles := slices.Clone(p.Trail)
	if !strings.ContainsAny(p.Title, "，。；,;!！") {
		titles = append(titles, p.Title)
	}
	return strings.Join(titles, "\n")
}

// valueOf is a number as a feature, however it is written.
func valueOf(q language.Quantity) string { return "=" + strconv.FormatFloat(q.Value, 'f', -1, 64) }

// holds reports whether the passage has the feature or token.
func (p *passage) holds(feature string) bool { return len(p.at[feature]) > 0 }

// weight says how much a feature tells about where in the passage something is said: more, the fewer of its sentences
// have it. The topic is in all of them and tells little.
func (p *passage) weight(feature string) float64 {
	return rarity(p.at[feature], func(at int) int { return p.sentence[at] }, max(1, len(p.sentences)))
}

// rarity says how few of all parts of a passage have one of some places, in ascending order.
func rarity(places []int, partOf func(at int) int, all int) float64 {
	n, last := 0, none
	for _, at := range places {
		if part := partOf(at); part != last {
			n++
			last = part
		}
	}
	return math.Log(1 + (float64(all)+0.5)/(float64(n)+0.5))
}

package retrieval

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"chuchu/retrieval/reading"
)

// Finding is what a collection has to say to a question.
type Finding struct {
	Passages   []Passage // the best first, near copies named together
	Confidence float64   // how sure it is that the best passage answers, 0 to 1
	Vague      bool      // the question only names what stands all over; the passages are of different texts
}

// candidates is how many paragraphs of the engine are judged for each view. Of xquad's 240 the right one is not among
// the first 20 for 5 questions in a thousand, of 100 for 1 to 5; what is so far down is hardly ever ranked first.
const candidates = 30

// Find returns at most n passages for a question. A question without a letter or digit finds none.
func (c *Collection) Find(ctx context.Context, text string, n int) (Finding, error) {
	over, err := c.turn(ctx)
	if err != nil {
		return Finding{}, err
	}
	defer over()
	q, err := c.analyse(ctx, text)
	if err != nil {
		return Finding{}, err
	}
	judged, err := c.judged(ctx, q)
	if err != nil {
		return Finding{}, err
	}
	f := Finding{Passages: c.passages(q, judged, n)}
	if len(f.Passages) > 0 {
		f.Confidence = confidence(c.evidence(q, judged[0], f.Passages))
	}
	if f.Vague = c.vague(q); f.Vague {
		f.Passages = spread(f.Passages)
	}
	return f, nil
}

// next returns the score of the second passage, near copies of the first apart; 0 where there is none.
func next(passages []Passage) float64 {
	for _, p := range passages[1:] {
		if p.ID != passages[0].ID {
			return p.Score
		}
	}
	return 0
}

// prior is the logarithm of how many paragraphs of the script there are to one of the others, but never above 0: where
// nearly all texts are in the question's own language, an answer is hardly in one of another.
func (c *Collection) prior(s script) float64 {
	return min(0, math.Log(float64(c.scripts[s]+1)/float64(c.scripts[1-s]+1)))
}

// judgement is a candidate with what it was judged by.
type judgement struct {
	ordinal int
	block   reading.Block // the paragraph
	view    *view
	match   match
	features
	score float64
}

// judged returns the candidates of a question, the best first.
func (c *Collection) judged(ctx context.Context, q question) ([]judgement, error) {
	var judged []judgement
	for _, v := range q.views {
		hits, err := c.index.Search(ctx, v.weighted(), candidates)
		if err != nil {
			return nil, err
		}
		for _, hit := range hits {
			if c.script(hit.Ordinal) != v.script {
				continue
			}
			j, err := c.judge(q, v, hit.Ordinal)
			if err != nil {
				return nil, err
			}
			judged = append(judged, j)
		}
	}
	slices.SortStableFunc(judged, func(a, b judgement) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.ordinal, b.ordinal))
	})
	return judged, nil
}

func (c *Collection) judge(q question, v *view, ordinal int) (judgement, error) {
	text := c.textOf(ordinal)
	block, err := c.block(ordinal)
	if err != nil {
		return judgement{}, err
	}
	m := v.match(block.Text)
	context := v.held(text.Title + "\n" + strings.Join(block.Trail, "\n") + "\n" + text.Date)
	f := v.features(m, context, c.meanLength)
	f.kind = indicator(q.kindNear(v, m, block.Text, f.sentence))
	f.duration = f.kind * indicator(q.asks == duration)
	return judgement{ordinal, block, v, m, f, f.addends().sum() * v.share(c.prior(v.script))}, nil
}

// kindNear tells whether a sentence that holds at least half as much of the question as the best one has the kind of
// thing that is asked for.
func (q question) kindNear(v *view, m match, text string, best float64) bool {
	kind := typePatterns[q.asks]
	if kind == nil {
		return false
	}
	for i, s := range m.sentences {
		if v.coverage(&m.held[i]) >= best/2 && q.holdsKind(kind, text[s.Start:s.End]) {
			return true
		}
	}
	return false
}

// passages makes passages of the best candidates, n at most, leaving out near copies of one already taken. The best may
// stand there twice, with two quotes.
func (c *Collection) passages(q question, judged []judgement, n int) []Passage {
	var out []Passage
	var quotes copies
	for _, j := range judged {
		if len(out) == n {
			break
		}
		text := j.block.Text
		if i := quotes.find(text, &j.match.all); i >= 0 {
			out[i].Also = append(out[i].Also, c.place(j.ordinal, j.block))
			continue
		}
		p := c.passage(j.ordinal, j.block)
		found := j.view.quotes(text, j.match, q.asks)
		p.Score, p.Quote = j.score, found[0]
		if j.view.foreign {
			p.Glosses = j.view.glosses(text, j.match)
		}
		out = append(out, p)
		quotes.add(p.Quoted(), j.match.of(p.Quote))
		if len(out) == 1 && len(found) > 1 && n > 1 {
			p.Quote, p.Also = found[1], nil
			out = append(out, p)
			quotes.add("", termSet{})
		}
	}
	return out
}

// glosses names the units that the match holds in words of another language; for pinyin, what was read out of it.
func (v *view) glosses(text string, m match) []Gloss {
	var out []Gloss
	if v.pinyin {
		for _, s := range v.marks(m) {
			if g := (Gloss{Found: text[s.Start:s.End]}); !slices.Contains(out, g) {
				out = append(out, g)
			}
		}
		return out
	}
	for _, u := range v.units {
		best, worth := "", 0.0
		for _, w := range u.ways {
			held := 0.0
			for i, t := range w.terms {
				if m.all.has(t) {
					held += w.gains[i]
				}
			}
			if held > worth && held >= 0.99*w.worth() {
				best, worth = w.text, held
			}
		}
		if best != "" {
			out = append(out, Gloss{Found: best, Asked: u.source})
		}
	}
	return out
}

package retrieval

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading"
)

// Finding is what a collection has to say to a question.
type Finding struct {
	Passages   []Passage // the best first, near copies named together
	Confidence float64   // how sure it is that the best passage answers, 0 to 1
	Versions   int       // how many passages, the first ones, are versions of one another, the newest first; 0 if there is but one
	Vague      bool      // the question only names what stands all over; the passages are of different texts
	Meant      string    // the question without the slip that it was written with; "" if it was taken as it stands
	Within     bool      // what was said before counted
	Read       bool      // the best passages were read with the question, not only searched for its words
	Alone      string    // the id of the passage that the question alone finds first, where what was said before put another first
}

// candidates is how many paragraphs of the engine are judged for each view. Of xquad's 240 the right one is not among
// the first 20 for 5 questions in a thousand, of 100 for 1 to 5; what is so far down is hardly ever ranked first.
const candidates = 30

// Find returns at most n passages for a question. A question without a letter or digit finds none.
func (c *Collection) Find(ctx context.Context, text string, n int) (Finding, error) {
	f, evidence, err := c.find(ctx, text, Talk{}, n)
	if err == nil && evidence.absent {
		f, err = c.withoutSlip(ctx, text, f, n)
	}
	f.unmark()
	return f, err
}

// find returns besides what the best passage has of the talk.
func (c *Collection) find(ctx context.Context, text string, talk Talk, n int) (Finding, talkEvidence, error) {
	sense, err := c.sense(ctx, text)
	if err != nil {
		return Finding{}, talkEvidence{}, err
	}
	over, err := c.turn(ctx)
	if err != nil {
		return Finding{}, talkEvidence{}, err
	}
	defer over()
	q, err := c.analyseWithin(ctx, text, talk)
	if err != nil {
		return Finding{}, talkEvidence{}, err
	}
	q.sense = sense.of(q)
	judged, err := c.judged(ctx, q)
	if err != nil {
		return Finding{}, talkEvidence{}, err
	}
	read := false
	if len(talk.Questions) == 0 { // what a question within a talk means is not in its words
		if read, err = c.read(ctx, q, judged); err != nil {
			return Finding{}, talkEvidence{}, err
		}
	}
	passages, shown := c.passages(q, judged, max(n, 2))
	if len(passages) == 0 {
		return Finding{}, talkEvidence{absent: q.holdsAbsent()}, nil
	}
	f := Finding{Vague: c.vague(q), Read: read}
	if f.Vague {
		f.Passages = spread(passages)
	} else if f.Passages, f.Versions, err = c.versions(q, newestFirst(bothLanguages(slices.Clone(passages)))); err != nil {
		return Finding{}, talkEvidence{}, err
	}
	f.Confidence = q.confidence(c.evidence(q, besides(shown, passages, f.Passages[:f.Versions]), passages), passages[0])
	f.Passages = f.Passages[:min(n, len(f.Passages))]
	return f, judged[0].talkEvidence(q, judged[0].asked == nil && !q.answersKind(passages[0].Text, passages[0].Date)), nil
}

// bothLanguages puts the best passage of the other language than the first one's among the first few, where it scores
// otherShare of the best: an answer may stand in the one language that the report in the other leaves out.
func bothLanguages(passages []Passage) []Passage {
	first := language.ScriptOf(passages[0].Text)
	i := slices.IndexFunc(passages, func(p Passage) bool { return language.ScriptOf(p.Text) != first })
	if i < inSight || passages[i].Score < otherShare*passages[0].Score {
		return passages
	}
	other := passages[i]
	return slices.Insert(slices.Delete(passages, i, i+1), inSight-1, other)
}

const (
	inSight    = 3    // sources that a reader sees at once
	otherShare = 0.33 // set by reading: what scores less speaks of something else
)

// besides returns the candidates that were shown without the versions of the first: to say the same in another edition is no rival.
func besides(shown []judgement, passages, versions []Passage) []judgement {
	others := []judgement{shown[0]}
	for i, j := range shown[1:] {
		if !slices.ContainsFunc(versions, func(p Passage) bool { return p.ID == passages[i+1].ID }) {
			others = append(others, j)
		}
	}
	return others
}

// next returns the score of the next passage after the first, 0 if there is none. One of another sibling than the question names
// is no rival of the first.
func next(shown []judgement) float64 {
	for _, j := range shown[1:] {
		if !j.other {
			return j.score
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
	ordinal  int
	block    reading.Block // the paragraph
	date     string        // of its text, ISO 8601
	view     *view
	match    match
	context  termSet // what title, headings and date hold
	identity termSet // what title, headings, file and year hold
	told     termSet // of these what tells it from its siblings, as the question names it
	untold   termSet // what the question names a sibling by
	other    bool    // it names a sibling
	asked    []int   // of a row of a table, the cells that are asked for
	stray    bool    // it is a row of a table that has no column of what is counted
	features
	score float64
}

// judged returns the candidates of a question, the best first.
func (c *Collection) judged(ctx context.Context, q question) ([]judgement, error) {
	judged := make([]judgement, 0, len(q.views)*candidates)
	for _, v := range q.views {
		hits, err := c.index.Terms.Search(ctx, v.weighted(), candidates)
		if err != nil {
			return nil, err
		}
		for _, hit := range hits {
			if c.writing(hit.DocID) != v.writing() {
				continue
			}
			j, err := c.judge(q, v, hit.DocID)
			if err != nil {
				return nil, err
			}
			judged = append(judged, j)
		}
	}
	judged, err := c.judgeNearest(ctx, q, judged)
	if err != nil {
		return nil, err
	}
	judged = slices.DeleteFunc(judged, judgement.echoes)
	c.judgeSiblings(q, judged)
	c.judgeKinds(q, judged)
	slices.SortFunc(judged, func(a, b judgement) int {
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
	m := v.match(block)
	context := v.held(text.Title + "\n" + strings.Join(block.Trail, "\n") + "\n" + text.Date)
	meant, err := c.antecedent(v, ordinal, block.Text, m.all.union(&context))
	if err != nil {
		return judgement{}, err
	}
	m.ofItself(block.Text, text.Title, v.held(text.Title))
	context = context.union(&meant)
	heading := v.heading(block)
	m.headed = v.coverage(&heading) >= headedFrom && v.coverage(&m.all) < headedFrom
	f := v.features(m, heading, context, c.meanLength)
	if f.similar, err = q.sense.to(ordinal, m.sentences); err != nil {
		return judgement{}, err
	}
	f.similar.atLeast(f.list)
	m.similar = f.similar.sentences
	j := judgement{ordinal: ordinal, block: block, date: text.Date, view: v, match: m, context: context, features: f}
	if j.asked, j.stray = v.asked(q, block, f.missing); j.asked != nil {
		j.match.kinds = []float64{1}
	}
	if len(v.exact) > 0 {
		j.identity = v.held(c.identity(&j))
	}
	j.score = f.sum() * v.share(c.prior(v.script))
	return j, nil
}

// judgeKinds looks for the kind of thing that is asked for in the candidates, the best first, until no other can come among
// the first maxShown by it.
func (c *Collection) judgeKinds(q question, judged []judgement) {
	if kinds[q.asks].answer == nil {
		return
	}
	q.judgeSetPhrases(judged)
	slices.SortFunc(judged, func(a, b judgement) int { return cmp.Compare(b.score, a.score) })
	var shown []float64 // the best scores so far, the highest first
	for i := range judged {
		j := &judged[i]
		if len(shown) == maxShown && j.score+kindWeight+durationWeight < shown[maxShown-1] {
			return
		}
		j.kind = q.kindCoverage(j)
		j.kindless = indicator(j.kind == 0 && !q.answersKind(j.block.Text, j.date) && !c.ofYear(q, *j))
		j.duration = indicator(q.asks == duration && j.kind > 0 && j.kind >= j.situated/2)
		j.score = j.sum() * j.view.share(c.prior(j.view.script))
		at, _ := slices.BinarySearchFunc(shown, j.score, func(a, b float64) int { return cmp.Compare(b, a) })
		shown = slices.Insert(shown, at, j.score)
		shown = shown[:min(len(shown), maxShown)]
	}
}

// maxShown is how many passages anybody is shown, with some room for near copies.
const maxShown = 10

// passages makes passages of the best candidates, n at most, leaving out near copies of one already taken; shown are those
// candidates.
func (c *Collection) passages(q question, judged []judgement, n int) (out []Passage, shown []judgement) {
	var quotes copies
	for _, j := range judged {
		if len(out) == n {
			break
		}
		text := j.block.Text
		if i := quotes.find(text, &j.match.all); i >= 0 && (j.block.Cells == nil || text == out[i].Text) { // rows of a table are alike
			out[i].Also = append(out[i].Also, c.place(j.ordinal, j.block))
			continue
		}
		p := c.passage(j.ordinal, j.block)
		p.Score, p.Quote = j.score, j.view.quote(text, j.date, j.match, q)
		p.Quote.Reckoned = q.reckoned(j, p.Quote.Best)
		if cell, ok := j.answerCell(); ok {
			p.Quote.Answer = cell
		} else if j.asked != nil {
			p.Quote.Answer = reading.Span{}
		}
		if j.view.foreign {
			p.Glosses = j.view.glosses(text, j.match)
		}
		out, shown = append(out, p), append(shown, j)
		quotes.add(p.Quoted(), j.match.of(p.Quote))
	}
	return out, shown
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

package retrieval

import "context"

// Explanation is why a question was answered as it was: number by number, from the code that decided.
type Explanation struct {
	Views      []ViewExplained
	Unlike     string      // why the question was not compared by meaning, where the paragraphs are embedded; "" elsewhere
	Candidates []Candidate // the best first
	Evidence   []Addend    // their sum, through the logistic function, is the confidence
	Confidence float64
}

// ViewExplained is the question as it was put to the paragraphs of one script.
type ViewExplained struct {
	Script  string // "Han" or "Latin", of the paragraphs
	Foreign bool   // in words of the other language
	Units   []UnitExplained
}

// UnitExplained is a part of the question that is held or not.
type UnitExplained struct {
	Asked  string   // in the words of the question
	Ways   []string // what it may be said with, if that is another language
	Weight float64
	Absent bool // no paragraph holds it
}

// Candidate is a paragraph that was judged.
type Candidate struct {
	Passage Passage
	Held    []string // what it holds of the question
	Addends []Addend
	Share   float64 // what their sum is multiplied by, for its language
	Read    Addend  // what is added for how far it answers for who reads it; nothing if it was not read
	Score   float64
}

// maxExplained is how many candidates are explained: those that anybody compares.
const maxExplained = 5

// Why explains how a question is answered.
func (c *Collection) Why(ctx context.Context, text string) (Explanation, error) {
	sense, err := c.sense(ctx, text)
	if err != nil {
		return Explanation{}, err
	}
	q, err := c.analyse(ctx, text)
	if err != nil {
		return Explanation{}, err
	}
	q.sense = sense.of(q)
	judged, err := c.judged(ctx, q)
	if err != nil {
		return Explanation{}, err
	}
	if _, err := c.read(ctx, q, judged); err != nil {
		return Explanation{}, err
	}
	var e Explanation
	if sense != nil && sense.fault != nil {
		e.Unlike = sense.fault.Error()
	}
	for _, v := range q.views {
		e.Views = append(e.Views, v.explain())
	}
	for _, j := range judged[:min(maxExplained, len(judged))] {
		e.Candidates = append(e.Candidates, c.explain(j))
	}
	if passages, shown := c.passages(q, judged, 2); len(passages) > 0 {
		evidence := c.evidence(q, shown, passages)
		e.Evidence, e.Confidence = evidence, q.confidence(evidence, passages[0])
	}
	return e, nil
}

func (v *view) explain() ViewExplained {
	out := ViewExplained{Script: "Latin", Foreign: v.foreign}
	if v.script == han {
		out.Script = "Han"
	}
	for _, u := range v.units {
		unit := UnitExplained{Asked: u.source, Weight: u.weight, Absent: v.nowhere(u)}
		for _, w := range u.ways {
			unit.Ways = append(unit.Ways, w.text)
		}
		if !v.foreign {
			unit.Asked, unit.Ways = u.ways[0].text, nil
		}
		out.Units = append(out.Units, unit)
	}
	return out
}

// nowhere reports whether no paragraph holds any term of the unit.
func (v *view) nowhere(u unit) bool {
	for _, w := range u.ways {
		for _, t := range w.terms {
			if !v.terms[t].absent() {
				return false
			}
		}
	}
	return true
}

func (c *Collection) explain(j judgement) Candidate {
	addends := j.addends()
	out := Candidate{Passage: c.passage(j.ordinal, j.block), Addends: addends[:], Share: j.view.share(c.prior(j.view.script)), Score: j.score}
	if j.match.read != nil {
		out.Read = j.match.readAddend()
	}
	for i, t := range j.view.terms {
		if j.match.all.has(i) {
			out.Held = append(out.Held, t.text)
		}
	}
	return out
}

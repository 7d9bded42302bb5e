package bot

import (
	"errors"
	"time"

	"chuchu/bot/checking"
	"chuchu/bot/spending"
	"chuchu/retrieval"
)

// draft is a model's answer in the making.
type draft struct {
	quoted   Answer
	passages []retrieval.Passage
	phrases  Phrases
	checker  *checking.Checker
	show     func(Sentence)
	start    time.Time

	sentences []Sentence // that may be shown
	shown     int        // how many of them were
	first     time.Duration
	call      call
	truncated bool
}

func newDraft(quoted Answer, passages []retrieval.Passage, evidence *checking.Evidence, show func(Sentence)) *draft {
	phrases := quoted.Language.Phrases()
	return &draft{quoted: quoted, passages: passages, phrases: phrases, checker: evidence.NewChecker(phrases.NotInTexts),
		show: show, start: time.Now()}
}

// errFull ends a model that goes round in circles.
var errFull = errors.New("the answer is long enough")

// write takes the model's next words.
func (d *draft) write(words string) error {
	d.take(d.checker.Write(words))
	if d.checker.Full() {
		return errFull
	}
	return nil
}

// take shows what may be shown. What stands before the first sentence that is borne out waits for it: that may be all there
// is, and worth nothing.
func (d *draft) take(verdicts []checking.Verdict) {
	for _, v := range verdicts {
		if v.Status.Shown() {
			d.sentences = append(d.sentences, Sentence{Text: v.Text, Sources: v.Sources, Unverified: v.Status == checking.Unverified, Stored: v.Stored})
		}
	}
	if !d.checker.Summary().Answers() {
		return
	}
	if d.shown == 0 && len(d.sentences) > 0 {
		d.first = time.Since(d.start)
	}
	for ; d.shown < len(d.sentences); d.shown++ {
		d.show(d.sentences[d.shown])
	}
}

// finish takes what is left when the model ended with err, and returns its error: none if it was only broken off, for its
// length or by the reader.
func (d *draft) finish(stopped bool, err error) error {
	d.truncated = d.call.reply.Truncated || stopped || errors.Is(err, errFull)
	if d.truncated || err != nil { // what was left of a sentence is none
		d.checker.Cut()
	}
	if stopped || errors.Is(err, errFull) {
		err = nil
	}
	d.take(d.checker.Close())
	return err
}

// end makes the answer of what was written: that of the model, or the one with quotes.
func (d *draft) end(stopped bool, err error) (Answer, error) {
	d.quoted.Elapsed += time.Since(d.start)
	summary := d.checker.Summary()
	switch {
	case err != nil:
		return d.failed(err)
	case !summary.Answers() && stopped:
		return d.instead(Stopped), d.call.ledgerUnavailable
	case !summary.Answers():
		return d.instead(Unsupported), d.call.ledgerUnavailable
	}
	written := d.quoted
	written.Mode, written.Parts, written.Sentences, written.Dropped = Model, nil, d.sentences, summary.Dropped
	written.Sources = cited(summary.Sources, d.passages)
	written.Versions = 0 // the sources are in the order of the sentences now
	if written.Text = TextOf(written.Sentences, d.phrases); written.Differ != "" {
		written.Text = written.Differ + "\n" + written.Text
	}
	written.Writing = d.writing(Whole)
	if d.truncated {
		written.Writing = d.writing(Partial)
	}
	return written, d.call.ledgerUnavailable
}

// failed is the answer where the model gave none, and why for the operator. That a person has had the answers of a day is
// no affair of his.
func (d *draft) failed(err error) (Answer, error) {
	refusal, refused := errors.AsType[*spending.Refusal](err)
	switch {
	case refused && refusal.Reason == spending.Quota:
		return d.instead(OverQuota), nil
	case refused && refusal.Reason == spending.Budget:
		return d.instead(OverBudget), err
	case d.call.reply.ThoughtOnly:
		return d.instead(Thought), errors.Join(err, d.call.ledgerUnavailable)
	}
	return d.instead(Away), errors.Join(err, d.call.ledgerUnavailable)
}

// instead is the answer with quotes.
func (d *draft) instead(o Outcome) Answer {
	a := d.quoted
	a.Writing = d.writing(o)
	return a
}

func (d *draft) writing(o Outcome) Writing {
	before := d.quoted.Writing // of a rewording
	return Writing{Outcome: o, Usage: before.Usage.Plus(d.call.reply.Usage), Cost: before.Cost + d.call.cost, First: d.first}
}

// passagesOf returns the passages of sources.
func passagesOf(sources []Source) []retrieval.Passage {
	passages := make([]retrieval.Passage, len(sources))
	for i, s := range sources {
		passages[i] = s.Passage
	}
	return passages
}

// cited puts the passages that are cited first, quoting what carries the sentences, and numbers all of them.
func cited(used []checking.Source, passages []retrieval.Passage) []Source {
	var sources []Source
	first := map[int]bool{}
	for _, u := range used {
		p := passages[u.Passage]
		p.Quote.Sentences, p.Quote.Answer = u.Quote.Sentences, u.Quote.Answer
		sources = append(sources, Source{len(sources) + 1, p})
		first[u.Passage] = true
	}
	for i, p := range passages {
		if !first[i] {
			sources = append(sources, Source{len(sources) + 1, p})
		}
	}
	return sources
}

package bot

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"chuchu/bot/checking"
	"chuchu/bot/spending"
	"chuchu/prompts"
)

// A second reading can take the edge off a mark, and nothing else. It is put the sentences alone that are shown as not
// verified since their words are too much their own (a paraphrase, a translation); one whose denial, binding, number, name
// or quotation differs from the passages keeps its mark whatever a model says of it, and one that is not shown stays so.
// Who says yes is a model, most likely the one that wrote the sentence: so the mark does not go, it says who found the
// sentence borne out. Anything but a plain yes is a no.
//
// Each sentence is a call of its own, so that what one says cannot sway the judgment on another.

const (
	mostJudged  = 3               // sentences of an answer; the others keep their mark
	judgingTime = 6 * time.Second // for all of them: the answer stands on the screen, its marks wait
	mostVerdict = 64              // bytes that are read of a judgment
)

// judge has the doubtful sentences of a draft read again.
func (a *Author) judge(ctx context.Context, person string, d *draft) {
	doubtful := d.doubtful[:min(len(d.doubtful), mostJudged)]
	if len(doubtful) == 0 || !a.settings.Judge {
		return
	}
	bounded, cancel := context.WithTimeoutCause(ctx, judgingTime, errLateJudgment)
	defer cancel()
	sources := d.checker.Summary().Sources
	for _, i := range doubtful {
		confirmed, err := a.confirms(bounded, person, d.sentences[i], d.quotes(sources, d.sentences[i]), &d.call)
		if err != nil {
			a.fault(ctx, err)
			return // the next would fare no better
		}
		d.sentences[i].Confirmed = confirmed
	}
}

var errLateJudgment = errors.New("the model took too long to reread its sentences")

// confirms asks whether quotes say what a sentence says.
func (a *Author) confirms(ctx context.Context, person string, s Sentence, quotes []string, spent *call) (bool, error) {
	prompt, err := prompts.Judgment(s.Text, quotes)
	if err != nil {
		return false, err
	}
	var said strings.Builder
	err = a.call(ctx, person, spending.Judgment, prompt, func(words string) error {
		if said.WriteString(words); said.Len() > mostVerdict {
			return errFull
		}
		return nil
	}, spent)
	if err != nil && !errors.Is(err, errFull) {
		return false, err
	}
	return err == nil && yes(said.String()), nil
}

// yes tells whether a judgment is one word that affirms. Whatever else it says, with a yes in it or not, is none.
func yes(said string) bool {
	switch strings.ToLower(strings.TrimRight(strings.TrimSpace(said), ".。!！")) {
	case "yes", "是", "是的":
		return true
	}
	return false
}

// paraphrased tells whether a verdict's only fault is that too much of the wording is its own.
func paraphrased(v checking.Verdict) bool {
	return v.Status == checking.Unverified && !slices.ContainsFunc(v.Reasons, func(r checking.Reason) bool {
		return r.Kind != checking.Wording && r.Kind != checking.Coverage && r.Kind != checking.Language
	})
}

// quotes returns the stored sentences that carry a sentence, letter for letter.
func (d *draft) quotes(sources []checking.Source, s Sentence) []string {
	var quotes []string
	for _, n := range s.Sources {
		source := sources[n-1]
		text := d.passages[source.Passage].Text
		for _, at := range source.Quote.Sentences {
			quotes = append(quotes, text[at.Start:at.End])
		}
	}
	return quotes
}

package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"sync/atomic"

	"chuchu/bot/act"
	"chuchu/bot/checking"
	"chuchu/bot/spending"
	"chuchu/prompts"
	"chuchu/retrieval/language/lexicon"
)

// Writer lets a model answer a prompt. It hands the model's words to emit as they come, in pieces of any size, and ends
// early with emit's error. What it took is in the reply also if there is an error.
type Writer func(ctx context.Context, p prompts.Prompt, emit func(words string) error) (Reply, error)

// Reply is what is known of a model's reply besides its words.
type Reply struct {
	Truncated   bool           // it was broken off for its length
	ThoughtOnly bool           // with an error: the model thought, and wrote no answer
	TooLong     bool           // with an error: the prompt is longer than the model takes
	Usage       spending.Usage // zero if it failed before the model began
}

// AuthorSettings are what an author works with. All but those said to be optional are needed.
type AuthorSettings struct {
	Write  Writer
	Bound  func(prompts.Prompt) spending.Usage // the most that a call with a prompt takes
	Ledger *spending.Ledger                    // what may be spent; one without limits allows all
	// PromptTokens is the most that a prompt may take, as [prompts.Tokens] counts; 0 is as many as it takes.
	PromptTokens int

	Reword bool        // questions that the texts are unsure of, to search for other words too
	Fault  func(error) // is told why a question was not reworded; may be nil
}

// Author puts a model's sentences in the place of quotes, each checked against the passages before anybody sees it. It is safe for
// concurrent use. A front end asks by [Author.Ask] in the place of [Conversation.Ask], shows the sentences that [Author.Write] hands it
// as a preview, and then, in its place, the answer by its Mode and with its Note. The fault that Write returns holds no secret, no
// person and no word of theirs. A reader who presses stop cancels ctx with [ErrEnough] as the cause; what there is by then is returned,
// and has to be sent under another context.
type Author struct {
	settings AuthorSettings
	words    *lexicon.Lexicon
	room     atomic.Int64 // the most tokens that a prompt may take, since the model refused a longer one; 0 if it never did
	tooSlow  atomic.Int64 // until when no question is reworded, in nanoseconds since 1970
}

// NewAuthor returns an author who works so. The error is the lexicon's, which has to be there to check sentences in
// another language than their passages.
func NewAuthor(s AuthorSettings) (*Author, error) {
	words, err := lexicon.Open()
	if err != nil {
		return nil, fmt.Errorf("opening the lexicon: %w", err)
	}
	return &Author{settings: s, words: words}, nil
}

// ErrEnough is the cause to cancel a context with when the reader has read enough: what was shown by then is the answer.
var ErrEnough = errors.New("the reader has enough")

// Write puts a model's answer in the place of the quotes that the bot answered with, if the texts hold one. show is
// given each sentence as soon as it is checked, but none before one that the passages bear out. The sources are those
// that its sentences rest on, in the order of their first use, each with the stored sentences that carry them, and behind
// them the other passages.
//
// person is who asks, as [spending.Ledger.Reserve] takes it: an id that tells nobody who it is, or "" at a terminal.
//
// Whatever happens to the model, the answer that is returned can be shown: where the model fails, refuses, costs more than
// is left, or says nothing that the passages bear out, it is the one with quotes, and its Note says why. The error is for
// the operator alone: the model's, or a *[spending.Refusal] when a day's budget is used up; only if ctx has ended for
// another cause than ErrEnough does it mean that there is no answer to show.
func (a *Author) Write(ctx context.Context, person string, quoted Answer, show func(Sentence)) (Answer, error) {
	if quoted.Mode != Quote || quoted.Vague || quoted.Verbatim() {
		return quoted, nil
	}
	d, err := a.ask(ctx, person, quoted, show)
	if left := gone(ctx); left != nil {
		quoted.Writing = d.writing(Stopped)
		return quoted, left
	}
	stopped := ctx.Err() != nil
	return d.end(stopped, d.finish(stopped, err))
}

// ask lets the model write about the passages of the quotes, and about fewer and shorter ones if it refuses the prompt for its length.
// What it took is remembered. The error is that of call.
func (a *Author) ask(ctx context.Context, person string, quoted Answer, show func(Sentence)) (*draft, error) {
	passages := passagesOf(quoted.Sources)
	limit, shortened := cmp.Or(int(a.room.Load()), a.settings.PromptTokens, math.MaxInt), false
	for {
		prompt, kept, err := prompts.Answer(quoted.Question, quoted.Language.name(), formOf(quoted.Act), passages, quoted.Versions, quoted.Language.Phrases().NotInTexts, limit)
		d := newDraft(quoted, passages, checking.NewEvidence(a.words, quoted.Question, passages[:kept]), show)
		if err != nil {
			return d, err
		}
		err = a.call(ctx, person, prompt, d.write, &d.call)
		if err == nil && shortened {
			a.room.Store(int64(limit))
		}
		if !d.call.reply.TooLong || prompt.Tokens() > limit { // there is no shorter one
			return d, err
		}
		limit, shortened = prompt.Tokens()/2, true
	}
}

// formOf is the form that somebody wants an answer in.
func formOf(a act.Act) prompts.Form {
	switch {
	case a.Brief:
		return prompts.OneSentence
	case a.Listed:
		return prompts.SentenceEach
	}
	return prompts.FewSentences
}

// call is what calls of the model came to.
type call struct {
	reply             Reply
	cost              spending.Money
	ledgerUnavailable error // what it took could not be written down
}

// call puts a prompt to the model, if there is enough left for the person and the day, and adds what it came to. The
// error is a *[spending.Refusal], emit's or the model's.
func (a *Author) call(ctx context.Context, person string, p prompts.Prompt, emit func(string) error, c *call) error {
	if ctx.Err() != nil { // nothing is sent, and nothing taken
		return context.Cause(ctx)
	}
	reservation, err := a.settings.Ledger.Reserve(person, a.settings.Bound(p))
	if err != nil {
		return err
	}
	var reply Reply
	defer func() { // also if emit panics: what is reserved must not stay so
		cost, ledgerUnavailable := reservation.Settle(reply.Usage)
		reply.Usage = c.reply.Usage.Plus(reply.Usage)
		c.reply = reply
		c.cost, c.ledgerUnavailable = c.cost+cost, errors.Join(c.ledgerUnavailable, ledgerUnavailable)
	}()
	reply, err = a.settings.Write(ctx, p, emit)
	return err
}

// fault tells the operator of what went wrong besides an answer. That nothing may be spent, and that nobody waits any more,
// are no faults.
func (a *Author) fault(ctx context.Context, err error) {
	_, refused := errors.AsType[*spending.Refusal](err)
	if a.settings.Fault != nil && err != nil && !refused && ctx.Err() == nil {
		a.settings.Fault(err)
	}
}

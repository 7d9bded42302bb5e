package telegram

import (
	"cmp"
	"context"
	"time"

	"chuchu/bot"
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/state"
	"chuchu/retrieval"
)

// asker puts questions to the texts, as many at once as there are places.
type asker struct {
	bot           *bot.Bot
	author        *bot.Author // may put a question in other words; nil for none
	conversations *conversations
	searching     places // of questions that are looked for at once
	rewording     places // of questions that a model may put in other words at once
}

// maxSearching is how many questions are looked for at once. One takes a millisecond or two of one processor.
const maxSearching = 16

func newAsker(b *bot.Bot, m *Model) *asker {
	a := &asker{bot: b, conversations: newConversations(b), searching: make(places, maxSearching), rewording: make(places, maxWriters)}
	if m != nil {
		a.author = m.Author
	}
	return a
}

// places bounds how much is done at once: it has room for as many as may be at it.
type places chan struct{}

// search finds something when there is a place, or returns the error of ctx.
func search[T any](ctx context.Context, p places, find func() (T, error)) (found T, err error) {
	select {
	case p <- struct{}{}:
		defer func() { <-p }()
		return find()
	case <-ctx.Done():
		return found, context.Cause(ctx)
	}
}

// tryAcquire takes a place if there is one now.
func (p places) tryAcquire() (release func(), ok bool) {
	select {
	case p <- struct{}{}:
		return func() { <-p }, true
	default:
		return nil, false
	}
}

// ask puts a question to the texts, within the conversation of a message. A model may
// put it in other words for the person of that name, "" for none. That can take some seconds, so there are places of their
// own for it; if none is free the question stands as it is.
func (a *asker) ask(ctx context.Context, m *api.Message, question string, below under, person string) (bot.Answer, error) {
	if a.author != nil && person != "" {
		if release, ok := a.rewording.tryAcquire(); ok {
			defer release()
			return a.conversations.ask(ctx, a.author, person, conversationOf(m), question, below, time.Now())
		}
	}
	return search(ctx, a.searching, func() (bot.Answer, error) {
		return a.conversations.ask(ctx, nil, "", conversationOf(m), question, below, time.Now())
	})
}

// alone puts a question to the texts that belongs to no conversation.
func (a *asker) alone(ctx context.Context, question string) (bot.Answer, error) {
	return search(ctx, a.searching, func() (bot.Answer, error) { return a.bot.Ask(ctx, question) })
}

// why explains how a question is answered.
func (a *asker) why(ctx context.Context, question string) (retrieval.Explanation, error) {
	return search(ctx, a.searching, func() (retrieval.Explanation, error) { return a.bot.Why(ctx, question) })
}

// again answers the question of a saved answer anew, so that its passages can be shown. No model is asked: its sentences are
// those that were saved.
func (a *asker) again(ctx context.Context, saved state.Answer) (bot.Answer, error) {
	answer, err := search(ctx, a.searching, func() (bot.Answer, error) {
		if saved.Placed != "" {
			return a.bot.Place(ctx, saved.Placed, bot.Language(saved.Language))
		}
		return a.bot.AskAfter(ctx, bot.Before{Questions: saved.Before, File: saved.About}, cmp.Or(saved.Understood, saved.Question))
	})
	if err != nil {
		return answer, err
	}
	answer.Understood, answer.Scope = saved.Understood, saved.Scope
	for _, choice := range saved.Choices {
		answer.Choices = append(answer.Choices, bot.Choice{Label: choice.Label, Question: choice.Question, Source: choice.Source})
	}
	if saved.Language != "" { // what it was understood as may be in another
		answer.Language = bot.Language(saved.Language)
	}
	if written, ok := restored(saved, answer); ok {
		return written, nil
	}
	if answer.Mode == bot.Quote && len(saved.Sentences) == 0 {
		answer.Writing.Outcome = bot.Outcome(saved.Outcome)
	}
	return answer, nil
}

package bot

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"chuchu/bot/followup"
)

// Conversation is one chat's memory: it understands a question that leans on the ones before it. It is not safe for
// concurrent use; a front end keeps one for each chat. However long the chat, it remembers the last few turns only.
type Conversation struct {
	bot   *Bot
	turns []followup.Turn // the newest first, at most maxTurns
}

// NewConversation returns a conversation that has not begun.
func NewConversation(b *Bot) *Conversation { return &Conversation{bot: b} }

// maxTurns is how far back a question may lean. People who lean further name the thing again.
const maxTurns = 4

// Ask answers a question. Where it leans on the turns before it ("and Zhejiang?"), the answer is that of the whole
// question, and [Answer.Understood] says which one. Errors are those of [Bot.Ask]; what fails is not remembered,
// nor are courtesies.
func (c *Conversation) Ask(ctx context.Context, text string) (Answer, error) {
	answer, _, err := c.answer(ctx, text)
	if err == nil && !answer.Courtesy {
		c.remember(answer)
	}
	return answer, err
}

// answer answers a question and does not remember it. leaning reports that it shows a sign of leaning on the turns, and
// that how is not sure.
func (c *Conversation) answer(ctx context.Context, text string) (answer Answer, leaning bool, err error) {
	answer, err = c.bot.Ask(ctx, text)
	if err != nil || answer.Courtesy {
		return answer, false, err
	}
	literal := answer
	meant := followup.Resolve(turnOf(literal), c.turns)
	leaning = meant.Leaning && !meant.Sure
	if meant.Question == "" {
		return answer, leaning, nil
	}
	whole, err := c.bot.Ask(ctx, meant.Question)
	whole.Elapsed += literal.Elapsed
	switch fault := (*QuestionError)(nil); {
	case errors.As(err, &fault): // too long together with what it leans on
	case err != nil:
		return whole, leaning, err
	case !literally(meant, whole, literal):
		answer, answer.Understood = whole, whole.Question
	}
	return answer, leaning, nil
}

func (c *Conversation) remember(a Answer) {
	c.turns = append([]followup.Turn{turnOf(a)}, c.turns[:min(len(c.turns), maxTurns-1)]...)
}

// Forget begins the conversation anew.
func (c *Conversation) Forget() { c.turns = nil }

// turnOf returns what a question can lean on in an answer.
func turnOf(a Answer) followup.Turn {
	var passages []string
	for _, s := range a.Sources {
		passages = append(passages, s.Text)
	}
	if !a.Answered() || len(a.Sources) == 0 {
		return followup.NewTurn(a.Question, "", "", passages)
	}
	best := a.Sources[0]
	return followup.NewTurn(a.Question, best.Quoted(), best.Text[best.Quote.Answer.Start:best.Quote.Answer.End], passages)
}

// literally reports whether the new question is better taken as it stands: the texts answer it surely, while they refuse
// the one it was taken for, or answer it without a word of the phrase that was only guessed to belong to it. Where the
// replaced part was sure, a refusal stands: the texts hold Guangdong, but not who governs it.
func literally(m followup.Meaning, whole, literal Answer) bool {
	switch {
	case m.Sure || !literal.Sure():
		return false
	case !whole.Answered():
		return true
	}
	return m.Phrase != "" && utf8.RuneCountInString(m.Phrase) > 1 &&
		!strings.Contains(fold(whole.Sources[0].Text), fold(m.Phrase))
}

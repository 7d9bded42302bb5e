package bot

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"
)

// Conversation is one chat's memory: it understands a question that leans on the ones before it. It is not safe for
// concurrent use; a front end keeps one for each chat. However long the chat, it remembers the last few turns only.
type Conversation struct {
	bot   *Bot
	turns []turn // the newest first, at most mostTurns
}

// NewConversation returns a conversation that has not begun.
func NewConversation(b *Bot) *Conversation { return &Conversation{bot: b} }

// mostTurns is how far back a question may lean. People who lean further name the thing again.
const mostTurns = 4

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

// answer answers a question and does not remember it. leaning tells that it shows a sign of leaning on the turns, and that
// how is not sure.
func (c *Conversation) answer(ctx context.Context, text string) (answer Answer, leaning bool, err error) {
	answer, err = c.bot.Ask(ctx, text)
	if err != nil || answer.Courtesy {
		return answer, false, err
	}
	literal := answer
	meant, ok := understand(literal.Question, c.turns, evidenceOf(literal, c.turns))
	leaning = !(ok && meant.sure) && leans(literal.Question, c.turns)
	if !ok {
		return answer, leaning, nil
	}
	whole, err := c.bot.Ask(ctx, meant.question)
	whole.Elapsed += literal.Elapsed
	switch fault := (*QuestionError)(nil); {
	case errors.As(err, &fault): // too long together with what it leans on
	case err != nil:
		return whole, leaning, err
	case !meant.literally(whole, literal):
		answer, answer.Understood = whole, whole.Question
	}
	return answer, leaning, nil
}

func (c *Conversation) remember(a Answer) {
	c.turns = append([]turn{turnOf(a)}, c.turns[:min(len(c.turns), mostTurns-1)]...)
}

// Forget begins the conversation anew.
func (c *Conversation) Forget() { c.turns = nil }

// turn is what is remembered of a question and its answer. A refused question is remembered like any other: "and
// Zhejiang?" leans on it all the same.
type turn struct {
	question utterance // as it was understood
	quoted   utterance // the quoted sentences; empty after a refusal
	answer   string    // the answering words, where they are sure
	passages []string  // folded
}

// mostEvidence is how many passages of an answer tell how words are used. More would be of other things.
const mostEvidence = 3

func turnOf(a Answer) turn {
	t := turn{question: hear(a.Question)}
	for _, s := range a.Sources[:min(len(a.Sources), mostEvidence)] {
		t.passages = append(t.passages, fold(s.Text))
	}
	if a.Answered() && len(a.Sources) > 0 {
		best := a.Sources[0]
		t.quoted = hear(best.Quoted())
		t.answer = best.Text[best.Quote.Answer.Start:best.Quote.Answer.End]
	}
	return t
}

// evidenceOf returns how the texts use the words of a conversation: the passages of its turns, and those found for the
// new question as it stands.
func evidenceOf(literal Answer, turns []turn) evidence {
	texts := turnOf(literal).passages
	for _, t := range turns {
		texts = append(texts, t.passages...)
	}
	return evidence(strings.Join(texts, "\n"))
}

// literally tells whether the new question is better taken as it stands: the texts answer it surely, while they refuse
// the one it was taken for, or answer it without a word of the phrase that was only guessed to belong to it. Where the
// replaced part was sure, a refusal stands: the texts hold Guangdong, but not who governs it.
func (m meaning) literally(whole, literal Answer) bool {
	switch {
	case m.sure || !literal.Sure():
		return false
	case !whole.Answered():
		return true
	}
	return m.phrase != "" && utf8.RuneCountInString(m.phrase) > 1 &&
		!strings.Contains(fold(whole.Sources[0].Text), fold(m.phrase))
}

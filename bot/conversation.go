package bot

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"chuchu/bot/act"
	"chuchu/bot/followup"
	"chuchu/retrieval/language"
)

// Conversation is one chat's memory: it understands a question that leans on the ones before it. It is not safe for
// concurrent use; a front end keeps one for each chat. However long the chat, it remembers the last few turns only.
type Conversation struct {
	bot   *Bot
	turns []followup.Turn // the newest first, at most maxTurns
	last  Answer          // that there may be more of
	shown int             // how many of its sources, or of its texts, were shown
	file  string          // of the text that was spoken of last
	part  bool            // it is of the questions of one message

	words   string   // that the question is asked under
	placing Language // in which the words were asked for whose place is wanted; "" if they were not
}

// NewConversation returns a conversation that has not begun.
func NewConversation(b *Bot) *Conversation { return &Conversation{bot: b} }

// maxTurns is how far back a question may lean. People who lean further name the thing again.
const maxTurns = 4

// Ask answers a question. If it leans on the turns before it ("and Zhejiang?"), the answer is that of the whole
// question, and [Answer.Understood] says which one. Errors are those of [Bot.Ask]; what fails is not remembered,
// nor are courtesies.
func (c *Conversation) Ask(ctx context.Context, text string) (Answer, error) {
	answer, _, err := c.answer(ctx, text)
	if err == nil {
		c.remember(answer)
	}
	return answer, err
}

// Show takes note of words that the next question is asked under: a selected quote, somebody's message. The question leans on
// them alone; whoever asks where they are from is answered with their place, or the nearest. What cannot be asked about is
// passed over. Errors are those of [Bot.Ask].
func (c *Conversation) Show(ctx context.Context, words string) error {
	c.Forget()
	_, err := c.Ask(ctx, words)
	if fault := (*QuestionError)(nil); errors.As(err, &fault) {
		return nil
	}
	c.words = words
	return err
}

// answer answers a question and does not remember it. leaning reports that it shows a sign of leaning on the turns, and
// that how is not sure.
func (c *Conversation) answer(ctx context.Context, text string) (answer Answer, leaning bool, err error) {
	here := talk{file: c.file, in: c.last.Language, questions: c.questions()}
	if choice, ok := c.last.chosen(text); ok {
		here.file, here.plain = choice.File, true
		answer, err = c.bot.ask(ctx, choice.Question, here)
		answer.Understood = choice.Question
		return answer, false, err
	}
	if whole := c.pointed(text); whole != "" {
		answer, err = c.bot.ask(ctx, whole, here)
		answer.Understood = whole
		return answer, false, err
	}
	words, placing := c.words, c.placing
	c.words, c.placing = "", ""
	answer, err = c.bot.ask(ctx, text, here)
	if placing != "" && err == nil && answer.Act.Kind == act.Question {
		if place, err := c.bot.Place(ctx, text, placing); err != nil || place.Sure() {
			return place, false, err
		}
	}
	if err == nil && answer.Act.Kind == act.More {
		answer, err = c.more(ctx, answer)
	}
	if err == nil && answer.Act.What == act.LastAnswer {
		answer, err = c.placed(ctx, answer, words)
	}
	if err == nil && answer.Act.Kind == act.Again {
		answer, err = c.again(ctx, answer)
	}
	if err != nil || answer.Act.Kind != act.Question {
		return answer, false, err
	}
	if !c.part {
		if parts, ok, err := c.several(ctx, answer); ok || err != nil {
			return parts, false, err
		}
	}
	restated, leaning, err := c.restated(ctx, answer, here)
	if err == nil {
		err = c.offer(ctx, &restated, answer, here)
	}
	return restated, leaning, err
}

// restated answers a question that leans on the turns as the whole one, if that is better than to take it as it stands,
// which literal does.
func (c *Conversation) restated(ctx context.Context, literal Answer, here talk) (answer Answer, leaning bool, err error) {
	m := followup.Resolve(turnOf(literal), c.turns)
	leaning = m.Leaning && !m.Sure
	if m.Question == "" {
		return literal, leaning, nil
	}
	whole, err := c.bot.ask(ctx, m.Question, talk{plain: true, told: literal.Act.Instructions, file: here.file, questions: here.questions})
	whole.Said = literal.Said
	whole.Elapsed += literal.Elapsed
	switch fault := (*QuestionError)(nil); {
	case errors.As(err, &fault): // too long together with what it leans on
	case err != nil:
		return whole, leaning, err
	case meant(m, whole, literal):
		whole.Understood = whole.Question
		return whole, leaning, nil
	}
	return literal, leaning, nil
}

// questions returns the questions before, as they were understood, the newest first.
func (c *Conversation) questions() []string {
	questions := make([]string, len(c.turns))
	for i, t := range c.turns {
		questions[i] = t.Question()
	}
	return questions
}

// remember keeps of an answer what later messages may lean on. Of courtesies, of what the bot says of itself and of the last answer once
// more there is nothing.
func (c *Conversation) remember(a Answer) {
	if a.Courtesy() || a.Act.Kind == act.More || a.Act.Kind == act.Again || a.Act.What == act.LastAnswer || a.Act.Kind == act.About {
		return
	}
	c.last, c.shown = a, max(firstShown, a.Versions)
	if len(a.Texts) > 0 {
		c.shown, c.file = len(a.Texts), a.Texts[0].File
	} else if a.Answered() && len(a.Sources) > 0 {
		c.file = a.Sources[0].Place.File
	}
	if a.Outlined() {
		c.shown = len(a.Sources)
	}
	if a.Act.Kind != act.Question {
		return
	}
	if len(a.Parts) > 0 {
		c.shown = a.Quoting()
		for _, p := range a.Parts {
			if p.Act.Kind == act.Question {
				c.turns = append([]followup.Turn{turnOf(p)}, c.turns[:min(len(c.turns), maxTurns-1)]...)
			}
		}
		return
	}
	c.turns = append([]followup.Turn{turnOf(a)}, c.turns[:min(len(c.turns), maxTurns-1)]...)
}

// Seen says how many sources of the last answer a front end has shown, if that is not the first alone: what is shown to whoever
// asks for more begins behind them.
func (c *Conversation) Seen(sources int) { c.shown = sources }

// Forget begins the conversation anew.
func (c *Conversation) Forget() { *c = Conversation{bot: c.bot} }

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

// meant reports whether the answer to what a question was taken for is better than that to the question as it stands. Where
// the replaced part is sure, it is, be it a refusal: the texts hold Guangdong, but not who governs it. If it was only
// guessed, and the texts answer the question as it stands, the passage has to speak of what was brought in, as surely.
func meant(m followup.Meaning, whole, literal Answer) bool {
	if m.Sure || !literal.Answered() {
		return true
	}
	return whole.Answered() && whole.Confidence >= literal.Confidence &&
		(utf8.RuneCountInString(m.Phrase) < 2 || strings.Contains(language.FoldString(whole.Sources[0].Text), language.FoldString(m.Phrase)))
}

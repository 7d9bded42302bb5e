package bot

import (
	"context"

	"chuchu/bot/act"
	"chuchu/retrieval/language"
	"chuchu/retrieval/reading"
)

// again gives who wants the last answer otherwise the sentence alone that answers, all of its paragraph, or what there is in another
// language.
func (c *Conversation) again(ctx context.Context, asked Answer) (Answer, error) {
	switch {
	case c.last.Question == "":
		return asked, nil
	case asked.Act.What == act.Repeat, !c.last.Answered() || len(c.last.Sources) == 0 || len(c.last.Parts) > 0:
		return c.repeated(asked), nil
	case asked.Act.What == act.Other:
		return c.translated(ctx, asked)
	}
	next, best := c.quoted(asked), c.last.Sources[0]
	if best.Quote.Sentences = best.Passage.Sentences(); asked.Act.What == act.Shorter {
		best.Quote.Sentences = []reading.Span{best.Quote.Best}
	}
	next.Versions, next.Sources = 0, append([]Source{best}, c.last.Sources[1:]...)
	next.Text = best.Quoted() + " [1]"
	switch {
	case next.Text != c.last.Text:
	case asked.Act.What == act.Fuller: // all of the paragraph was said
		return c.more(ctx, asked)
	default:
		asked.Text = asked.Language.Inventory().OneSentence
		return asked, nil
	}
	before := c.last.Act
	c.last = next
	c.last.Act = before
	return next, nil
}

// repeated returns the last answer, as one to what was said now.
func (c *Conversation) repeated(asked Answer) Answer {
	next := c.last
	next.Act, next.Language, next.Elapsed = asked.Act, asked.Language, asked.Elapsed
	next.Said, next.Understood = asked.Question, ""
	if !next.Answered() {
		next.Text = next.Language.Phrases().NotInTexts
	}
	return next
}

// quoted returns the last answer as repeated does, for other quotes of its sources to stand in place of what was said.
func (c *Conversation) quoted(asked Answer) Answer {
	next := c.repeated(asked)
	next.Mode, next.Vague, next.Sentences, next.Dropped, next.Writing = Quote, false, nil, 0, Writing{}
	return next
}

// translated answers the last question with what the texts have in the language that is wanted.
func (c *Conversation) translated(ctx context.Context, asked Answer) (Answer, error) {
	told := asked.Act.Instructions
	if told.Language == "" {
		told.Language = string(otherLanguage(c.last.Sources[0].Text))
	}
	answer, err := c.bot.ask(ctx, c.last.Question, talk{plain: true, told: told, file: c.last.Before.File, questions: c.last.Before.Questions})
	answer.Said = asked.Question
	return answer, err
}

// otherLanguage returns a language that a quote is not in.
func otherLanguage(quote string) Language {
	if language.IsChinese(quote) {
		return English
	}
	return Simplified
}

// asWritten says that a quote stays in its language, if another is wanted.
func (a *Answer) asWritten() {
	if language.ScriptOf(a.Sources[0].Quoted()) != language.ScriptOf(a.Language.Phrases().NotInTexts) {
		a.Text = a.Language.Inventory().AsWritten + "\n" + a.Text
	}
}

package bot

import (
	"context"
	"fmt"
	"unicode/utf8"

	"chuchu/bot/act"
	"chuchu/retrieval"
)

// place answers where a quotation stands, and what the texts say of something letter for letter. It is false if the message is
// better taken as a question about the matter.
func (c *sharedCollection) place(ctx context.Context, a *Answer, h heard) (ok bool, err error) {
	switch h.What {
	case act.Quotation:
		return true, c.quotation(ctx, a, h.Topic)
	case act.Sentence:
		return true, c.sentence(ctx, a, h.Topic)
	}
	a.Mode, a.Confidence, a.Text = Info, 1, a.Language.Inventory().WhichQuote // only a conversation knows what was said before
	return true, nil
}

// quotation answers with the sentence that a quotation was taken from; if there is none, with the nearest, as what it is.
func (c *sharedCollection) quotation(ctx context.Context, a *Answer, quotation string) error {
	p := a.Language.Inventory()
	found, ok, err := c.Locate(ctx, quotation)
	if err != nil {
		return fmt.Errorf("locating a quotation: %w", err)
	}
	if !ok {
		if err := c.sentence(ctx, a, quotation); err != nil || !a.Answered() {
			return err
		}
		a.Confidence = min(a.Confidence, (retrieval.Bar+retrieval.Sure)/2) // whatever it says, it is not what was quoted
		a.Text = p.NotLiterally + "\n" + a.Text
		return nil
	}
	a.Said, a.Question = a.Question, quotation
	a.Mode, a.Confidence, a.Text = Quote, 1, found.Quoted()+" [1]"
	a.Sources = []Source{{1, found.Passage}}
	if found.Differs > 0 {
		a.Confidence = max(retrieval.Sure, 1-float64(found.Differs)/float64(utf8.RuneCountInString(quotation)))
		a.Text = fmt.Sprintf(p.Differs, found.Differs) + "\n" + a.Text
	}
	return nil
}

// sentence answers with what the texts say of a topic.
func (c *sharedCollection) sentence(ctx context.Context, a *Answer, topic string) error {
	a.Act.Matter = topic
	if err := c.search(ctx, a, talk{}); err != nil {
		return err
	}
	if a.Vague {
		a.Vague, a.Text = false, a.Sources[0].Quoted()+" [1]"
	}
	return nil
}

// placed answers where the last answer stands, or the sentence that was the last message, by the question that asks for that
// in full.
func (c *Conversation) placed(ctx context.Context, asked Answer, here talk) (Answer, error) {
	for _, words := range c.quotable() {
		question := fmt.Sprintf(asked.Language.Inventory().TryPlace, words)
		answer, err := c.bot.ask(ctx, question, here)
		if err != nil {
			return answer, err
		}
		if answer.Sure() {
			answer.Language, answer.Act.What, answer.Said, answer.Understood = asked.Language, act.LastAnswer, asked.Question, question
			return answer, nil
		}
	}
	return asked, nil
}

// minQuotable is how many bytes a message has at least that may be a sentence of a text; any shorter one may stand in it by
// chance.
const minQuotable = 24

// quotable returns what may be asked for the place of: the last message, if it may be a sentence, and what answered it.
func (c *Conversation) quotable() []string {
	var words []string
	if len(c.last.Question) >= minQuotable && c.last.Act.Kind == act.Question {
		words = append(words, c.last.Question)
	}
	if c.last.Answered() && len(c.last.Sources) > 0 {
		words = append(words, c.last.Sources[0].Quoted())
	}
	return words
}

package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"chuchu/bot/act"
	"chuchu/retrieval"
	"chuchu/retrieval/language"
	"chuchu/retrieval/reading"
)

// place answers where a quotation stands, and what the texts say of something letter for letter.
func (c *sharedCollection) place(ctx context.Context, a *Answer, h heard) error {
	switch h.What {
	case act.Quotation, act.Speaker:
		return c.quotation(ctx, a, h)
	case act.Sentence:
		return c.sentence(ctx, a, h.Topic)
	}
	a.Mode, a.Confidence, a.Text = Info, 1, a.Language.Inventory().WhichQuote // only a conversation knows what was said before
	return nil
}

// quotation answers with the sentence that a quotation was taken from, and with those around it if it is asked whose words they
// are; if there is none, with the nearest, as what it is.
func (c *sharedCollection) quotation(ctx context.Context, a *Answer, h heard) error {
	p, quotation := a.Language.Inventory(), h.Topic
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
	if h.What == act.Speaker {
		found.Quote.Sentences = withNeighbours(found.Text, found.Quote.Sentences)
	}
	remark := c.placeOf(found.Place, p)
	a.Mode, a.Confidence = Quote, 1
	if found.Differs > 0 {
		a.Confidence = max(retrieval.Sure, 1-float64(found.Differs)/float64(utf8.RuneCountInString(quotation)))
		remark += fmt.Sprintf(p.Differs, found.Differs)
	}
	a.Text = strings.TrimSpace(remark) + "\n" + found.Quoted() + " [1]"
	a.Sources = []Source{{1, found.Passage}}
	return nil
}

// placeOf says where something stands.
func (c *sharedCollection) placeOf(place retrieval.Place, p InventoryPhrases) string {
	w := teller{c: c, p: p, texts: c.Texts(), answer: &Answer{}}
	of := slices.IndexFunc(w.texts, func(t retrieval.Text) bool { return t.File == place.File })
	return fmt.Sprintf(p.Placed, w.called(of), place.First) + p.Colon
}

// unmentioned answers who asked which text is about something that none has the very words of: with the place of what was found, if
// that is about it.
func (c *sharedCollection) unmentioned(a *Answer, topic string) {
	p := a.Language.Inventory()
	if !a.Answered() {
		a.Text = fmt.Sprintf(p.NoMention, topic)
		return
	}
	a.Act.Kind, a.Act.What, a.Vague, a.Versions, a.Differ = act.Placing, act.Sentence, false, 0, ""
	a.Text = strings.TrimSpace(c.placeOf(a.Sources[0].Place, p)) + "\n" + a.Sources[0].Quoted() + " [1]"
}

// withNeighbours returns some sentences of a paragraph, one behind the other, with the one before them and the one behind: who
// says them is told there.
func withNeighbours(paragraph string, some []reading.Span) []reading.Span {
	all := language.Sentences(paragraph)
	first, last := slices.Index(all, some[0]), slices.Index(all, some[len(some)-1])
	if first < 0 || last < 0 {
		return some
	}
	return all[max(0, first-1):min(len(all), last+2)]
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

// placed answers where the words stand that the question is asked under; if there are none, where the last answer stands, or the
// sentence that was the last message.
func (c *Conversation) placed(ctx context.Context, asked Answer, under string) (Answer, error) {
	if under != "" {
		return c.placeOf(ctx, under, asked.Language)
	}
	for _, words := range c.quotable() {
		if answer, err := c.placeOf(ctx, words, asked.Language); err != nil || answer.Sure() {
			answer.Said = asked.Question
			return answer, err
		}
	}
	if c.last.Act.Kind == act.Question && c.last.Question != "" && !c.last.Answered() { // who doubts that the texts don't say
		return c.repeated(asked), nil
	}
	c.placing = asked.Language
	return asked, nil
}

// placeOf answers where words of the talk stand, in the language of who wants to know and not that of the words.
func (c *Conversation) placeOf(ctx context.Context, words string, in Language) (Answer, error) {
	answer, err := c.bot.Place(ctx, words, in)
	answer.Language, answer.Act.What = in, act.LastAnswer
	return answer, err
}

// Placed returns the words whose place an answer tells, which may stand elsewhere in the talk than in the question; "" if it tells
// none.
func (a Answer) Placed() string {
	if a.Act.What != act.LastAnswer && a.Act.What != act.Quotation || a.Mode == Info {
		return ""
	}
	return a.Question
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

package bot

import (
	"context"
	"fmt"
	"strings"

	"chuchu/bot/act"
)

const (
	// firstShown is how many sources of an answer are seen with it, and moreShown how many more each time that somebody asks for
	// more.
	firstShown = 1
	moreShown  = 3
)

// more answers who wants more of the last answer: with the next of its sources, or the next texts of a list.
func (c *Conversation) more(ctx context.Context, asked Answer) (Answer, error) {
	if c.last.Act.Kind == act.Collection && c.last.Act.What == act.List {
		next, err := c.bot.ask(ctx, c.last.Question, talk{file: c.file, from: c.shown})
		if err != nil || len(next.Texts) == 0 {
			return c.noMore(asked), err
		}
		c.shown += len(next.Texts)
		next.Act.Kind, next.Language = act.More, asked.Language
		return next, nil
	}
	relevant := c.last.Relevant()
	if c.shown >= relevant || !c.last.Answered() {
		return c.noMore(asked), nil
	}
	next := c.quoted(asked)
	next.Understood = next.Question
	next.From = c.shown + 1
	next.To = min(relevant, c.shown+moreShown)
	c.shown = next.To
	var quotes []string
	for _, s := range next.Sources[next.From-1 : next.To] {
		quotes = append(quotes, fmt.Sprintf("%s [%d]", s.Quoted(), s.N))
	}
	next.Text = strings.Join(quotes, "\n")
	return next, nil
}

// noMore says that there is no more, or that nothing was asked yet.
func (c *Conversation) noMore(asked Answer) Answer {
	switch {
	case c.last.Question == "":
	case c.last.Answered() && c.shown < len(c.last.Sources):
		asked.Text = asked.Language.Inventory().Farther
	default:
		asked.Text = asked.Language.Inventory().NoMore
	}
	return asked
}

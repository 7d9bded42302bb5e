package command

import (
	"context"
	"fmt"
	"strings"

	"chuchu/bot"
	"chuchu/bot/terminal"
	"chuchu/retrieval"
	"chuchu/retrieval/reading"
)

// Run shows a passage.
func (o *openCommand) Run(ctx context.Context, c *config, t *console) error {
	b, err := t.open(ctx, c)
	if err != nil {
		return err
	}
	defer b.Close()
	b.With(func(texts *retrieval.Collection) { err = o.show(ctx, texts, t.screen) })
	return err
}

func (o *openCommand) show(ctx context.Context, c *retrieval.Collection, screen *terminal.Screen) error {
	passage, ok := c.Passage(o.Passage)
	if !ok {
		return fmt.Errorf(bot.English.Phrases().NoPassage, o.Passage)
	}
	var words []reading.Span
	if len(o.Question) > 0 {
		var err error
		if words, err = c.Words(ctx, strings.Join(o.Question, " "), passage.Text); err != nil {
			return err
		}
	}
	screen.Open(c, passage, words, bot.English.Phrases())
	return nil
}

// Run shows why a question is answered as it is.
func (w *whyCommand) Run(ctx context.Context, c *config, t *console) error {
	b, err := t.open(ctx, c)
	if err != nil {
		return err
	}
	defer b.Close()
	explanation, err := b.Why(ctx, strings.Join(w.Question, " "))
	if err != nil {
		return err
	}
	t.screen.Why(explanation)
	return nil
}

// Run shows the prompt of a question, to be given to any model by hand.
func (m *promptCommand) Run(ctx context.Context, c *config, t *console) error {
	room, err := c.tokens("OPENAI_PROMPT_TOKENS", minPromptTokens)
	if err != nil {
		return err
	}
	b, err := t.open(ctx, c)
	if err != nil {
		return err
	}
	defer b.Close()
	prompt, err := b.Prompt(ctx, strings.Join(m.Question, " "), room)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.stdout, "%s\n%s", prompt.System, prompt.User)
	return err
}

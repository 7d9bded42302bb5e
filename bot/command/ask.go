package command

import (
	"context"
	"errors"
	"strings"

	"chuchu/bot"
	"chuchu/bot/terminal"
)

// Run answers one question, or all those of standard input.
func (a *askCommand) Run(ctx context.Context, c *config, t *console) error {
	question := strings.Join(a.Question, " ")
	if question == "-" && !a.JSON {
		return errors.New("many questions from standard input need --json: chuchu ask --json -")
	}
	b, err := t.open(ctx, c)
	if err != nil {
		return err
	}
	defer b.Close()
	if question == "-" {
		answered, err := terminal.Stream(ctx, b.Bot, terminal.ReadLines(t.stdin), t.stdout)
		if err == nil && answered == 0 {
			err = errNotInTexts
		}
		return err
	}
	author, err := c.author(t.warn)
	if err != nil {
		return err
	}
	answer, err := author.Ask(ctx, "", bot.NewConversation(b.Bot), question)
	if err != nil {
		return err
	}
	if answer, err = a.show(ctx, t, author, answer); err != nil {
		return err
	}
	if !answer.Answered() {
		return errNotInTexts
	}
	return nil
}

// show shows an answer, after a model has put it into words if there is one.
func (a *askCommand) show(ctx context.Context, t *console, author *bot.Author, answer bot.Answer) (bot.Answer, error) {
	var failure error
	if !a.JSON {
		t.screen.Understood(answer)
	}
	switch {
	case author == nil:
	case a.JSON:
		answer, failure = author.Write(ctx, "", answer, func(bot.Sentence) {})
	default:
		answer, failure = t.screen.Written(ctx, author, answer, a.All, "--all")
	}
	if ctx.Err() != nil {
		return answer, failure
	}
	if failure != nil {
		t.warn(failure)
	}
	if a.JSON {
		return answer, terminal.WriteJSON(t.stdout, answer)
	}
	if author == nil {
		t.screen.Answer(answer, a.All, "--all")
	}
	t.screen.AskBack(answer, false)
	return answer, nil
}

// Run holds a conversation.
func (chat *chatCommand) Run(ctx context.Context, c *config, t *console) error {
	b, err := t.open(ctx, c)
	if err != nil {
		return err
	}
	defer b.Close()
	author, err := c.author(t.warn)
	if err != nil {
		return err
	}
	if chat.JSON {
		return terminal.ChatJSON(ctx, b.Bot, author, t.warn, terminal.ReadLines(t.stdin), t.stdout)
	}
	lines, restore := terminal.OpenLines(t.stdin, t.stdout)
	defer restore()
	return terminal.Chat(ctx, b.Bot, author, t.warn, lines, t.screen)
}

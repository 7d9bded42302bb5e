package terminal

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"chuchu/bot"
	"chuchu/retrieval"
)

// Lines gives what the user types, line by line, without line ends. It returns io.EOF at the end.
type Lines func(ctx context.Context) (string, error)

// Chat holds a conversation until the lines end, ctx does, or the user says /quit. Faults in what the user typed are
// answered; only what ends the conversation is returned. author lets a model answer; nil leaves it to quotes, and fault
// is told of a model that failed, or a cluster.
func Chat(ctx context.Context, b *bot.Bot, author *bot.Author, fault func(error), lines Lines, screen *Screen) error {
	c := chat{bot: b, author: author, fault: fault, conversation: bot.NewConversation(b), screen: screen, language: bot.English}
	for {
		line, err := lines(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if line == "/quit" || line == "/exit" {
			return nil
		}
		if err := c.say(ctx, line); err != nil {
			return err
		}
		fmt.Fprintln(screen.out)
	}
}

type chat struct {
	bot          *bot.Bot
	author       *bot.Author
	fault        func(error)
	conversation *bot.Conversation
	screen       *Screen
	last         bot.Answer
	language     bot.Language // of the last question
}

func (c *chat) say(ctx context.Context, line string) error {
	if strings.HasPrefix(line, "/") {
		c.command(line)
		return nil
	}
	answer, err := c.author.Ask(ctx, "", c.conversation, line)
	var fault *bot.QuestionError
	if errors.As(err, &fault) {
		c.screen.say("%s", fault.Reason)
		return nil
	}
	if errors.Is(err, retrieval.ErrUnreachable) {
		c.fault(err)
		c.screen.say("%s", answer.Language.Phrases().Unreachable)
		return nil
	}
	if err != nil {
		return err
	}
	c.language = answer.Language
	if answer.Mode == bot.Info || answer.Courtesy() || answer.From > 0 { // what it was about stays what /more and /open show
		c.screen.Answer(answer, false, "/more")
		return nil
	}
	c.last = answer
	c.screen.Understood(answer)
	c.conversation.Seen(worthShowing(answer))
	defer c.screen.AskBack(answer, true)
	if c.author == nil {
		c.screen.Answer(answer, false, "/more")
		return nil
	}
	answer, err = c.screen.Written(ctx, c.author, answer, false, "/more")
	if ctx.Err() != nil {
		return err
	}
	if err != nil {
		c.fault(err)
	}
	c.last = answer
	return nil
}

func (c *chat) command(line string) {
	p := c.language.Phrases()
	name, argument, _ := strings.Cut(line, " ")
	switch name {
	case "/help", "/start":
		c.screen.say("%s", p.Help)
	case "/new":
		c.conversation.Forget()
		c.last = bot.Answer{}
		c.screen.say("%s", p.Forgotten)
	case "/sources":
		c.bot.With(func(texts *retrieval.Collection) { c.screen.Texts(texts, p) })
	case "/more":
		if len(c.last.Sources) == 0 {
			c.screen.say("%s", p.NoAnswer)
			return
		}
		c.screen.Answer(c.last, true, "")
	case "/open":
		c.bot.With(func(texts *retrieval.Collection) { c.open(texts, strings.TrimSpace(argument), p) })
	default:
		c.screen.say(p.NoCommand, name)
	}
}

// open shows source n of the last answer, or the passage of that id.
func (c *chat) open(texts *retrieval.Collection, argument string, p bot.Phrases) {
	n, err := strconv.Atoi(strings.Trim(argument, "[]"))
	switch {
	case err != nil && argument != "":
		passage, ok := texts.Passage(argument)
		if !ok {
			c.screen.say(p.NoPassage, argument)
			return
		}
		c.screen.Open(texts, passage, nil, p)
	case len(c.last.Sources) == 0:
		c.screen.say("%s", p.NoAnswer)
	case n < 1 || n > len(c.last.Sources):
		c.screen.say(p.NoSource, n, len(c.last.Sources))
	default:
		source := c.last.Sources[n-1]
		c.screen.Open(texts, source.Passage, source.Quote.Words, p)
	}
}

package command

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"chuchu/bot"
	"chuchu/bot/llm"
	"chuchu/bot/spending"
	"chuchu/bot/telegram"
	"chuchu/prompts"
)

// writer is a model that answers, and what may be spent on it.
type writer struct {
	author *bot.Author
	model  *llm.Model
	ledger *spending.Ledger
}

// writer returns what answers with a model, or nil if none is set: then quotes are all there is. ledger is the file that keeps what
// was spent, spending.json in DATA_DIR for a service, or ""; warn is told of what went wrong besides an answer.
func (c *config) writer(ledger string, warn func(error)) (*writer, error) {
	if c.get("OPENAI_MODEL") == "" {
		return nil, nil
	}
	thinking, thinkingErr := c.tokens("OPENAI_THINKING_TOKENS", 0)
	model, modelErr := llm.New(llm.Settings{
		BaseURL: c.get("OPENAI_BASE_URL"), Key: llm.Key(c.get("OPENAI_API_KEY")), Model: c.get("OPENAI_MODEL"), ThinkingTokens: thinking,
	})
	limits, limitsErr := c.limits()
	room, roomErr := c.tokens("OPENAI_PROMPT_TOKENS", minPromptTokens)
	reword, rewordErr := c.switched("OPENAI_REWRITE")
	if err := errors.Join(modelErr, limitsErr, roomErr, thinkingErr, rewordErr); err != nil {
		return nil, err
	}
	largest := model.Bound(prompts.Prompt{}).Plus(spending.Usage{In: room})
	if cost := limits.Prices.Of(largest); limits.Budget > 0 && cost > limits.Budget {
		return nil, fmt.Errorf("OPENAI_DAILY_BUDGET: %s does not pay for one answer, which may cost %s; set it higher, or OPENAI_PROMPT_TOKENS or OPENAI_THINKING_TOKENS lower",
			limits.Budget, cost)
	}
	account, err := spending.Open(ledger, limits, time.Now)
	if err != nil {
		return nil, err
	}
	if err := account.Unread(); err != nil {
		warn(err)
	}
	author, err := bot.NewAuthor(bot.AuthorSettings{
		Write: func(ctx context.Context, prompt prompts.Prompt, emit func(string) error) (bot.Reply, error) {
			outcome, err := model.Write(ctx, prompt, emit)
			return bot.Reply(outcome), err
		},
		Bound:  model.Bound,
		Ledger: account,
		Fault:  warn,

		PromptTokens: room,
		Reword:       reword,
	})
	if err != nil {
		return nil, err
	}
	return &writer{author, model, account}, nil
}

// minPromptTokens leaves room for the rules, a question and a passage of the usual length.
const minPromptTokens = 1000

// tokens is a setting that is a number of tokens.
func (c *config) tokens(name string, least int) (int, error) {
	text := c.get(name)
	n, err := strconv.Atoi(text)
	if err != nil || n < least {
		return 0, fmt.Errorf("%s must be a number of tokens, %d or more, not %q", name, least, text)
	}
	return n, nil
}

// servingWriter returns the writer of a service, whose account outlasts it; nil if no model is set.
func (c *config) servingWriter(warn func(error)) (*writer, error) {
	ledger, err := c.dataFile("spending.json")
	if err != nil {
		return nil, err
	}
	return c.writer(ledger, warn)
}

// telegram is the writer as the bot in Telegram knows it; nil if there is none.
func (w *writer) telegram() *telegram.Model {
	if w == nil {
		return nil
	}
	return &telegram.Model{Name: w.model.Name(), Author: w.author, Ledger: w.ledger}
}

// author returns what answers with a model in this process alone, which remembers no spending of others; nil if none is set.
func (c *config) author(warn func(error)) (*bot.Author, error) {
	w, err := c.writer("", warn)
	if w == nil {
		return nil, err
	}
	return w.author, err
}

// limits are what may be spent on the model. The error holds all that is wrong.
func (c *config) limits() (spending.Limits, error) {
	var l spending.Limits
	var wrong [3]error
	if l.Prices, wrong[0] = spending.ParsePrices(c.get("OPENAI_PRICES")); wrong[0] != nil {
		wrong[0] = fmt.Errorf("OPENAI_PRICES: %w; a million tokens in, a million out", wrong[0])
	}
	if budget := c.get("OPENAI_DAILY_BUDGET"); budget != "" {
		if l.Budget, wrong[1] = spending.ParseMoney(budget); wrong[1] != nil {
			wrong[1] = fmt.Errorf("OPENAI_DAILY_BUDGET: %w, in the currency of the prices", wrong[1])
		} else if l.Budget == 0 {
			wrong[1] = errors.New("OPENAI_DAILY_BUDGET is 0, which pays for nothing; to ask no model, leave OPENAI_MODEL empty")
		}
	}
	if answers := c.get("OPENAI_DAILY_ANSWERS"); answers != "" {
		n, err := strconv.Atoi(answers)
		if l.Answers = n; err != nil || n < 1 {
			wrong[2] = fmt.Errorf("OPENAI_DAILY_ANSWERS must be a number of answers, 1 or more, not %q", answers)
		}
	}
	if err := errors.Join(wrong[:]...); err != nil {
		return l, err
	}
	if err := l.Check(); err != nil {
		return l, fmt.Errorf("OPENAI_DAILY_BUDGET: %w; set OPENAI_PRICES", err)
	}
	return l, nil
}

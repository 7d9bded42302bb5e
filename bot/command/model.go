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
	"chuchu/bot/terminal"
	"chuchu/prompts"
)

// writer is a model that answers, and what may be spent on it.
type writer struct {
	author *bot.Author
	model  *llm.Model
	ledger *spending.Ledger
}

// writer returns who answers by a model, or nil where none is set: then quotes are all there is. ledger is the file that
// keeps what was spent, spending.json in DATA_DIR for a service, or ""; fault is told of what went wrong besides an answer.
func (p *program) writer(ledger string, fault func(error)) (*writer, error) {
	settings := llm.Settings{
		BaseURL: p.environment.get("OPENAI_BASE_URL"),
		Key:     llm.Key(p.environment.get("OPENAI_API_KEY")),
		Model:   p.environment.get("OPENAI_MODEL"),
	}
	if settings.Model == "" {
		return nil, nil
	}
	model, unfit := llm.New(settings)
	limits, unclear := p.limits()
	room, tight := p.promptTokens()
	reword, unsaid := p.environment.switched("OPENAI_REWRITE")
	judge, undecided := p.environment.switched("OPENAI_JUDGE")
	if err := errors.Join(unfit, unclear, tight, unsaid, undecided); err != nil {
		return nil, err
	}
	largest := model.Bound(prompts.Prompt{}).Plus(spending.Usage{In: room})
	if cost := limits.Prices.Of(largest); limits.Budget > 0 && cost > limits.Budget {
		return nil, fmt.Errorf("OPENAI_DAILY_BUDGET: %s does not pay for one answer, which may cost %s; set it higher, or OPENAI_PROMPT_TOKENS lower",
			limits.Budget, cost)
	}
	account, err := spending.Open(ledger, limits, time.Now)
	if err != nil {
		return nil, err
	}
	author, err := bot.NewAuthor(bot.AuthorSettings{
		Write: func(ctx context.Context, prompt prompts.Prompt, emit func(string) error) (bot.Reply, error) {
			outcome, err := model.Write(ctx, prompt, emit)
			return bot.Reply(outcome), err
		},
		Bound:  model.Bound,
		Ledger: account,
		Fault:  fault,

		PromptTokens: room,
		Reword:       reword,
		Judge:        judge,
	})
	if err != nil {
		return nil, err
	}
	return &writer{author, model, account}, nil
}

// leastPromptTokens leaves room for the rules, a question and a passage of the usual length.
const leastPromptTokens = 1000

// promptTokens is the most that a prompt may take.
func (p *program) promptTokens() (int, error) {
	text := p.environment.get("OPENAI_PROMPT_TOKENS")
	n, err := strconv.Atoi(text)
	if err != nil || n < leastPromptTokens {
		return 0, fmt.Errorf("OPENAI_PROMPT_TOKENS must be a number of tokens, %d or more, not %q", leastPromptTokens, text)
	}
	return n, nil
}

// serving returns the writer of a service, whose account outlasts it; nil where no model is set.
func (p *program) serving() (*writer, error) {
	ledger, err := p.dataFile("spending.json")
	if err != nil {
		return nil, err
	}
	return p.writer(ledger, p.modelFailed)
}

// telegram is the writer as the bot in Telegram knows it; nil where there is none.
func (w *writer) telegram() *telegram.Model {
	if w == nil {
		return nil
	}
	return &telegram.Model{Name: w.model.Name(), Author: w.author, Ledger: w.ledger}
}

// author returns who answers by a model in this process alone, which remembers no spending of others; nil where none is set.
func (p *program) author() (*bot.Author, error) {
	w, err := p.writer("", p.modelFailed)
	if w == nil {
		return nil, err
	}
	return w.author, err
}

// limits are what may be spent on the model. The error holds all that is wrong.
func (p *program) limits() (spending.Limits, error) {
	var l spending.Limits
	var faults [3]error
	if l.Prices, faults[0] = spending.ParsePrices(p.environment.get("OPENAI_PRICES")); faults[0] != nil {
		faults[0] = fmt.Errorf("OPENAI_PRICES: %w; a million tokens in, a million out", faults[0])
	}
	if budget := p.environment.get("OPENAI_DAILY_BUDGET"); budget != "" {
		if l.Budget, faults[1] = spending.ParseMoney(budget); faults[1] != nil {
			faults[1] = fmt.Errorf("OPENAI_DAILY_BUDGET: %w, in the currency of the prices", faults[1])
		} else if l.Budget == 0 {
			faults[1] = errors.New("OPENAI_DAILY_BUDGET is 0, which pays for nothing; to ask no model, leave OPENAI_MODEL empty")
		}
	}
	if answers := p.environment.get("OPENAI_DAILY_ANSWERS"); answers != "" {
		n, err := strconv.Atoi(answers)
		if l.Answers = n; err != nil || n < 1 {
			faults[2] = fmt.Errorf("OPENAI_DAILY_ANSWERS must be a number of answers, 1 or more, not %q", answers)
		}
	}
	if err := errors.Join(faults[:]...); err != nil {
		return l, err
	}
	if err := l.Check(); err != nil {
		return l, fmt.Errorf("OPENAI_DAILY_BUDGET: %w; set OPENAI_PRICES", err)
	}
	return l, nil
}

// show shows an answer, after a model has put it into words where there is one.
func (p *program) show(ctx context.Context, author *bot.Author, answer bot.Answer, a *askCommand) (bot.Answer, error) {
	var fault error
	if !a.JSON {
		p.screen.Understood(answer)
	}
	switch {
	case author == nil:
	case a.JSON:
		answer, fault = author.Write(ctx, "", answer, func(bot.Sentence) {})
	default:
		answer, fault = p.screen.Written(ctx, author, answer, a.All, "--all")
	}
	if ctx.Err() != nil {
		return answer, fault
	}
	if fault != nil {
		p.modelFailed(fault)
	}
	if a.JSON {
		return answer, terminal.WriteJSON(p.stdout, answer)
	}
	if author == nil {
		p.screen.Answer(answer, a.All, "--all")
	}
	return answer, nil
}

// modelFailed tells the operator why a model did not answer. The reader has been told that it did not.
func (p *program) modelFailed(err error) { fmt.Fprintf(p.stderr, "chuchu: %v\n", err) }

package main

import (
	"context"
	"fmt"

	"chuchu/bot"
	"chuchu/bot/llm"
	"chuchu/bot/terminal"
	"chuchu/prompts"
)

// author returns who answers by a model, or nil where none is set: then quotes are all there is.
func (p *program) author() (*bot.Author, error) {
	settings := llm.Settings{
		BaseURL: p.environment.get("OPENAI_BASE_URL"),
		Key:     llm.Key(p.environment.get("OPENAI_API_KEY")),
		Model:   p.environment.get("OPENAI_MODEL"),
	}
	if settings.Model == "" {
		return nil, nil
	}
	model, err := llm.New(settings)
	if err != nil {
		return nil, err
	}
	return bot.NewAuthor(func(ctx context.Context, prompt prompts.Prompt, emit func(string) error) (bool, error) {
		outcome, err := model.Write(ctx, prompt, emit)
		return outcome.Truncated, err
	})
}

// show shows an answer, after a model has put it into words where there is one.
func (p *program) show(ctx context.Context, author *bot.Author, answer bot.Answer, a *askCommand) (bot.Answer, error) {
	var fault error
	switch {
	case author == nil:
	case a.JSON:
		answer, fault = author.Write(ctx, answer, func(bot.Sentence) {})
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

package llm

import (
	"chuchu/bot/spending"
	"chuchu/prompts"
)

const (
	// roundTokens is what an endpoint counts besides the words of a prompt: the marks of its two turns and of the reply's
	// begin. OpenAI documents 4 a turn and 3 more; templates of local models take up to 20.
	roundTokens = 30
	// saneTokens bounds what is believed of an endpoint's own count: no context is as long.
	saneTokens = 20_000_000
)

// sane reports whether a count of tokens can be one.
func sane(tokens int) bool { return tokens >= 0 && tokens <= saneTokens }

// Bound returns the most that a call with this prompt takes, retries that follow an answer without a word left out.
func (m *Model) Bound(p prompts.Prompt) spending.Usage {
	return spending.Usage{In: promptTokens(p), Out: m.dialect.Load().maxTokens(p), Estimated: true}
}

func promptTokens(p prompts.Prompt) int {
	return prompts.Tokens(p.System) + prompts.Tokens(p.User) + roundTokens
}

// usage returns what a try took: what the endpoint says, or an estimate where it began to answer, or may have when its
// reader left, and said nothing. A try that failed before took nothing.
func (a *answer) usage(p prompts.Prompt, left bool) spending.Usage {
	switch {
	case a.Usage.In > 0:
		return a.Usage
	case a.begun || left:
		return spending.Usage{In: promptTokens(p), Out: prompts.Tokens(a.written.String()), Estimated: true}
	}
	return spending.Usage{}
}

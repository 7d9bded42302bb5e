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

// Bound returns the most that a call with this prompt takes, retries that follow an answer without a word left out. A model that has
// not answered yet may turn out to think, and is asked again with room for that.
func (m *Model) Bound(p prompts.Prompt) spending.Usage {
	d := *m.dialect.Load()
	most := spending.Usage{In: promptTokens(p), Out: d.tokens(p, m.thinking), Estimated: true}
	if next, ok := d.roomier(p, m.thinking); ok && !d.answers {
		most = most.Plus(spending.Usage{In: promptTokens(p), Out: next.tokens(p, m.thinking), Estimated: true})
	}
	return most
}

func promptTokens(p prompts.Prompt) int {
	return p.Tokens() + roundTokens
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

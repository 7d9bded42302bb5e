package llm

import (
	"cmp"
	"errors"
	"net/http"
	"regexp"
	"strings"

	"github.com/sashabaranov/go-openai"

	"chuchu/prompts"
)

// dialect is what an endpoint accepts of a request. The names of OpenAI's own models tell; of any other endpoint its
// refusals do, and the dialect is changed to suit.
type dialect struct {
	completionTokens bool // max_completion_tokens in place of max_tokens
	noTemperature    bool
	noUsage          bool // no stream_options
}

// reasoning matches OpenAI's models that think before they answer. They refuse max_tokens and a temperature.
var reasoning = regexp.MustCompile(`^(?:o[1-9]|gpt-[5-9])`)

func dialectOf(model string) *dialect {
	r := reasoning.MatchString(model)
	return &dialect{completionTokens: r, noTemperature: r}
}

const (
	// temperature is as good as none: the wording of an answer is not to change from day to day. Zero cannot be sent (the
	// library leaves it out), and far smaller ones become a division by zero on servers with half precision.
	temperature = 0.01
	// thinkingTokens is what a model that reasons may think beyond its answer; the endpoint counts both together.
	thinkingTokens = 8000
)

func (d *dialect) request(model string, p prompts.Prompt) openai.ChatCompletionRequest {
	r := openai.ChatCompletionRequest{
		Model: model,
		Messages: []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleSystem, Content: p.System},
			{Role: openai.ChatMessageRoleUser, Content: p.User},
		},
	}
	if d.completionTokens {
		r.MaxCompletionTokens = d.maxTokens(p)
	} else {
		//lint:ignore SA1019 endpoints other than OpenAI's know this field and ignore the newer one
		r.MaxTokens = d.maxTokens(p)
	}
	if !d.noTemperature {
		r.Temperature = temperature
	}
	if !d.noUsage {
		r.StreamOptions = &openai.StreamOptions{IncludeUsage: true}
	}
	return r
}

// maxTokens is how many tokens the endpoint may write in reply.
func (d *dialect) maxTokens(p prompts.Prompt) int {
	n := cmp.Or(p.MaxTokens, maxTokens)
	if d.completionTokens {
		n += thinkingTokens
	}
	return n
}

// adapt changes the dialect where the endpoint refused a request for one of its fields, and reports whether it did.
func (m *Model) adapt(err error) bool {
	if status(err) != http.StatusBadRequest && status(err) != http.StatusUnprocessableEntity {
		return false
	}
	message := strings.ToLower(err.Error())
	old := m.dialect.Load()
	next := *old
	switch {
	case strings.Contains(message, "max_completion_tokens") || strings.Contains(message, "max_tokens"):
		next.completionTokens = true
	case strings.Contains(message, "temperature"):
		next.noTemperature = true
	case strings.Contains(message, "stream_options"):
		next.noUsage = true
	}
	if next == *old {
		return false
	}
	m.dialect.Store(&next)
	return true
}

// status returns the HTTP status of a refusal; 0 if there is none.
func status(err error) int {
	if e, ok := errors.AsType[*openai.APIError](err); ok {
		return e.HTTPStatusCode
	}
	if e, ok := errors.AsType[*openai.RequestError](err); ok {
		return e.HTTPStatusCode
	}
	return 0
}

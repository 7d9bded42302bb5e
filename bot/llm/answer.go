package llm

import (
	"strings"

	"github.com/sashabaranov/go-openai"

	"chuchu/bot/spending"
)

// answer gathers what the chunks of a stream tell besides words.
type answer struct {
	Outcome
	characters int
	filtered   bool
	begun      bool            // a chunk came: the endpoint works on it, and counts
	written    strings.Builder // words and thoughts
}

// add takes note of a chunk and returns its words.
func (a *answer) add(chunk openai.ChatCompletionStreamResponse) string {
	a.begun = true
	if u := chunk.Usage; u != nil && sane(u.PromptTokens) && sane(u.CompletionTokens) && u.PromptTokens > 0 {
		a.Usage = spending.Usage{In: u.PromptTokens, Out: u.CompletionTokens}
	}
	if len(chunk.Choices) == 0 { // the last chunk has the usage alone
		return ""
	}
	choice := chunk.Choices[0]
	switch choice.FinishReason {
	case openai.FinishReasonLength:
		a.Truncated = true
	case openai.FinishReasonContentFilter:
		a.filtered = true
	}
	if choice.Delta.Refusal != "" {
		a.filtered = true
	}
	a.written.WriteString(choice.Delta.ReasoningContent)
	a.written.WriteString(choice.Delta.Content)
	return choice.Delta.Content
}

// verdict reports whether the stream, at its end, was an answer.
func (a *answer) verdict() error {
	switch {
	case a.filtered:
		return errFiltered
	case a.characters == 0 && a.Truncated:
		return errThoughtOnly
	case a.characters == 0:
		return errEmpty
	}
	return nil
}

// thoughts leaves out what a model thinks aloud before it answers: <think>…</think> at the very beginning. Models that
// reason put it there when their server does not keep it in a field of its own.
type thoughts struct {
	held  string // what may still become a tag
	state thoughtState
}

type thoughtState int

const (
	beforeThought thoughtState = iota
	inThought
	afterThought
)

var thoughtTags = [][2]string{{"<think>", "</think>"}, {"<thinking>", "</thinking>"}}

// strip takes the next words and returns those that are no thought.
func (t *thoughts) strip(words string) string {
	if t.state == afterThought {
		return words
	}
	t.held += words
	if t.state == beforeThought {
		begun := strings.TrimLeft(t.held, " \n\r\t")
		possible := begun == ""
		for _, tag := range thoughtTags {
			if strings.HasPrefix(begun, tag[0]) {
				t.state = inThought
			}
			possible = possible || strings.HasPrefix(tag[0], begun)
		}
		if t.state == beforeThought && !possible {
			return t.release(t.held)
		}
	}
	if t.state == inThought {
		for _, tag := range thoughtTags {
			if _, after, ended := strings.Cut(t.held, tag[1]); ended {
				return t.release(strings.TrimLeft(after, " \n\r\t"))
			}
		}
	}
	return ""
}

// rest returns what was held back when the stream ended. A thought that never ended is none of the answer.
func (t *thoughts) rest() string {
	if t.state != beforeThought {
		return ""
	}
	return strings.TrimLeft(t.release(t.held), " \n\r\t")
}

func (t *thoughts) release(words string) string {
	t.held, t.state = "", afterThought
	return words
}

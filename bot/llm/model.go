// Package llm asks a chat model behind any OpenAI-compatible endpoint, and is the only room that knows go-openai.
//
// A model is a guest here: it may be away, slow, dumb or lying, and none of that may cost the reader his answer. So a
// [Model] waits for nothing without a deadline, repeats a request only while nobody has read a word of the answer, stops
// asking an endpoint that is dead, tells a broken answer from a finished one, and puts every failure into a [Fault] that
// holds no secret. What the words are worth is not judged here: package checking does that.
//
// The library reads streams as OpenAI sends them and takes anything else for the end of the answer. Package-internal
// transport repairs what other servers send before the library sees it (events.go).
package llm

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/cenkalti/backoff/v5"
	"github.com/sashabaranov/go-openai"
	"github.com/sony/gobreaker/v2"

	"chuchu/bot/spending"
	"chuchu/prompts"
)

// Model is a chat model. It is safe for concurrent use. It holds the client behind functions, since a client that is
// printed shows its key.
type Model struct {
	name     string
	stream   func(context.Context, openai.ChatCompletionRequest) (*openai.ChatCompletionStream, error)
	redact   func(string) string
	breaker  *gobreaker.CircuitBreaker[Outcome]
	dialect  atomic.Pointer[dialect]
	patience patience
}

// usual patience: a local model on a slow machine takes half a minute to read five passages, and a reader who has seen
// the quotes already waits two minutes for an answer in sentences, not more.
var usual = patience{header: time.Minute, idle: 30 * time.Second, total: 2 * time.Minute, pause: 500 * time.Millisecond}

const (
	// maxTokens bounds an answer of a few sentences, reasoning apart (see dialect), and maxCharacters one of an endpoint
	// that does not keep to it.
	maxTokens     = 1000
	maxCharacters = 6000
)

// New returns the model of that name behind the settings' endpoint, without asking it anything.
func New(s Settings) (*Model, error) {
	endpoint, err := s.endpoint()
	if err != nil {
		return nil, err
	}
	return newModel(s, endpoint, usual), nil
}

func newModel(s Settings, endpoint string, p patience) *Model {
	config := openai.DefaultConfig(s.Key.trimmed())
	config.BaseURL = endpoint
	config.HTTPClient = &http.Client{Transport: newTransport(p)}
	client := openai.NewClientWithConfig(config)
	m := &Model{name: strings.TrimSpace(s.Model), stream: client.CreateChatCompletionStream, redact: s.Key.redact, patience: p}
	m.dialect.Store(dialectOf(m.name))
	m.breaker = newBreaker[Outcome](func(err error) bool {
		_, own := errors.AsType[*callerError](err)
		return own
	})
	return m
}

// Name returns what the model is called.
func (m *Model) Name() string { return m.name }

// Away reports whether the endpoint is left alone for a while, since it failed several times in a row.
func (m *Model) Away() bool { return m.breaker.State() == gobreaker.StateOpen }

// Outcome is what is known of an answer at its end, be it a good one or not.
type Outcome struct {
	Truncated bool           // it ended because it had become too long, mostly in mid-sentence
	Usage     spending.Usage // of all tries; zero if it failed before the endpoint began to answer
}

// Write lets the model answer the prompt and hands its words to emit as they come, in pieces of any size, its thoughts
// left out. It ends early with emit's error or ctx's. Every other error is a *[Fault]; after one, what was emitted is not
// a whole answer.
func (m *Model) Write(ctx context.Context, p prompts.Prompt, emit func(words string) error) (Outcome, error) {
	bounded, cancel := context.WithTimeoutCause(ctx, m.patience.total, errSlow)
	defer cancel()
	outcome, err := m.breaker.Execute(func() (Outcome, error) {
		outcome, err := m.persist(bounded, p, emit)
		if err != nil && ctx.Err() != nil {
			err = &callerError{context.Cause(ctx)}
		}
		return outcome, err
	})
	if own, ok := errors.AsType[*callerError](err); ok {
		return outcome, own.err
	}
	if err != nil {
		return outcome, m.fault(err)
	}
	return outcome, nil
}

// callerError is an error of the caller's own, which no retry and no breaker may take for the endpoint's.
type callerError struct{ err error }

func (e *callerError) Error() string { return e.err.Error() }

// persist tries until a word of the answer has been emitted, as long as trying is of use.
func (m *Model) persist(ctx context.Context, p prompts.Prompt, emit func(string) error) (Outcome, error) {
	var usage spending.Usage
	return repeated(ctx, m.patience, func(ctx context.Context) (Outcome, error) {
		for {
			started := false
			outcome, err := m.once(ctx, p, func(words string) error {
				started = true
				return emit(words)
			})
			usage = usage.Plus(outcome.Usage)
			outcome.Usage = usage
			switch {
			case started && err != nil && ctx.Err() == nil:
				return outcome, backoff.Permanent(err)
			case err == nil || ctx.Err() != nil || !m.adapt(err):
				return outcome, err
			}
		}
	})
}

// once asks once.
func (m *Model) once(ctx context.Context, p prompts.Prompt, emit func(string) error) (Outcome, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var a answer
	err := m.receive(ctx, p, &a, emit)
	_, own := errors.AsType[*callerError](err)
	left := own || ctx.Err() != nil && !errors.Is(context.Cause(ctx), errSlow)
	a.Usage = a.usage(p, left)
	return a.Outcome, err
}

// receive takes in an answer as it comes.
func (m *Model) receive(ctx context.Context, p prompts.Prompt, a *answer, emit func(string) error) error {
	stream, err := m.stream(ctx, m.dialect.Load().request(m.name, p))
	if err != nil {
		return err
	}
	defer stream.Close()
	var thoughts thoughts
	for {
		chunk, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		words := thoughts.strip(a.add(chunk))
		if words == "" {
			continue
		}
		a.characters += utf8.RuneCountInString(words)
		if err := emit(words); err != nil {
			return &callerError{err}
		}
		if a.characters > maxCharacters {
			a.Truncated = true
			return nil
		}
	}
	if rest := thoughts.rest(); rest != "" {
		a.characters += utf8.RuneCountInString(rest)
		if err := emit(rest); err != nil {
			return &callerError{err}
		}
	}
	return a.verdict()
}

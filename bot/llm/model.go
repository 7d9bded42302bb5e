// Package llm asks a chat model behind any OpenAI-compatible endpoint, and is the only room that knows go-openai.
//
// A model is a guest here: it may be away, slow, dumb or lying, and none of that may cost the reader his answer. So a
// [Model] waits for nothing without a deadline, repeats a request only while nobody has read a word of the answer, stops
// asking an endpoint that is dead, tells a broken answer from a finished one, and puts every failure into a [Fault] that
// holds no secret. What the words are worth is not judged here: package checking does that.
//
// The library's own reading of streams takes whatever OpenAI doesn't send for the end of the answer. So its types make the requests, and
// replies are read here: events.go knows how they are framed, reply.go what they may look like, refusal.go how endpoints say no, and
// dialect.go what is asked otherwise then.
package llm

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
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
	send     func(context.Context, openai.ChatCompletionRequest) (*http.Response, error)
	redact   func(string) string
	breaker  *gobreaker.CircuitBreaker[Outcome]
	dialect  atomic.Pointer[dialect]
	patience patience
	thinking int // tokens that it may think, beyond those of its answer
}

// usual patience: a local model on a slow machine takes half a minute to read five passages, and a reader who has seen
// the quotes already waits some minutes for one that thinks.
var usual = patience{header: time.Minute, idle: 30 * time.Second, lull: 2 * time.Second, total: 5 * time.Minute, pause: 500 * time.Millisecond}

const (
	// maxTokens bounds an answer of a few sentences, without what is thought before it, and maxCharacters one of an endpoint
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
	m := &Model{name: strings.TrimSpace(s.Model), send: sender(endpoint, s.Key.trimmed(), newTransport(p)), redact: s.Key.redact, patience: p, thinking: s.ThinkingTokens}
	m.dialect.Store(&dialect{})
	m.breaker = newBreaker[Outcome](func(err error) bool {
		_, own := errors.AsType[*callerError](err)
		return own
	})
	return m
}

// sender returns what sends a request to an endpoint.
func sender(endpoint, key string, t *transport) func(context.Context, openai.ChatCompletionRequest) (*http.Response, error) {
	client := &http.Client{Transport: t}
	return func(ctx context.Context, request openai.ChatCompletionRequest) (*http.Response, error) {
		body, err := json.Marshal(request)
		if err != nil {
			return nil, err
		}
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, endpoint+"/chat/completions", bytes.NewReader(body))
		if err != nil {
			return nil, err
		}
		r.Header.Set("Content-Type", "application/json")
		if request.Stream {
			r.Header.Set("Accept", "text/event-stream")
		}
		if key != "" {
			r.Header.Set("Authorization", "Bearer "+key)
		}
		return client.Do(r)
	}
}

// Name returns what the model is called.
func (m *Model) Name() string { return m.name }

// Away reports whether the endpoint is left alone for a while, since it failed several times in a row.
func (m *Model) Away() bool { return m.breaker.State() == gobreaker.StateOpen }

// Outcome is what is known of an answer at its end, be it a good one or not.
type Outcome struct {
	Truncated   bool           // it ended because it had become too long, mostly in mid-sentence
	ThoughtOnly bool           // with an error: the model thought, and wrote no answer
	TooLong     bool           // with an error: the prompt is longer than the endpoint takes
	Usage       spending.Usage // of all tries; zero if it failed before the endpoint began to answer
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
		outcome.ThoughtOnly, outcome.TooLong = errors.Is(err, errThoughtOnly), isTooLong(err)
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
		outcome, err := m.adapt(ctx, p, emit)
		usage = usage.Plus(outcome.Usage)
		outcome.Usage = usage
		return outcome, err
	})
}

// maxAdaptations is how often a request is put otherwise before its refusal counts: there are seven things to put otherwise.
const maxAdaptations = 8

// adapt asks, and asks otherwise as long as the endpoint refuses how it is asked. The dialect that it answered in is remembered. Its
// error is that of the first request, since those after it may have been guesses.
func (m *Model) adapt(ctx context.Context, p prompts.Prompt, emit func(string) error) (Outcome, error) {
	d := *m.dialect.Load()
	known := d
	var usage spending.Usage
	var first error
	for range maxAdaptations {
		started := false
		outcome, err := m.once(ctx, &d, p, func(words string) error {
			started = true
			return emit(words)
		})
		usage = usage.Plus(outcome.Usage)
		outcome.Usage = usage
		if (err == nil || started) && d != known {
			m.dialect.Store(&d)
		}
		switch {
		case err == nil || ctx.Err() != nil:
			return outcome, err
		case started:
			return outcome, backoff.Permanent(err)
		}
		first = cmp.Or(first, err)
		next, ok := d.adapted(err, p, m.thinking)
		if !ok {
			return outcome, first
		}
		d = next
	}
	return Outcome{Usage: usage}, first
}

// once asks once, and notes in the dialect whether the model thinks.
func (m *Model) once(ctx context.Context, d *dialect, p prompts.Prompt, emit func(string) error) (Outcome, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var a answer
	err := m.receive(ctx, d, p, &a, emit)
	_, own := errors.AsType[*callerError](err)
	left := own || ctx.Err() != nil && !errors.Is(context.Cause(ctx), errSlow)
	a.Usage = a.usage(p, left)
	if err == nil {
		d.thinks = d.thinks || a.thought
		d.answers = d.answers || !a.thought
	}
	return a.Outcome, err
}

// receive takes in an answer as it comes. Where a model turns out to think, in a request that left no room for it, what it says is held
// back until its end: if that was cut off it is better asked again.
func (m *Model) receive(ctx context.Context, d *dialect, p prompts.Prompt, a *answer, emit func(string) error) error {
	resp, err := m.send(ctx, d.request(m.name, p, m.thinking))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, roomier := d.roomier(p, m.thinking)
	held := ""
	give := func(words string) error {
		if a.shown == 0 {
			words = strings.TrimLeft(words, " \r\n\t")
		}
		if held += words; held == "" || roomier && a.thought && !a.ended {
			return nil
		}
		words, held = held, ""
		a.shown += utf8.RuneCountInString(words)
		if err := emit(words); err != nil {
			return &callerError{err}
		}
		return nil
	}
	if err := m.hear(resp.Body, a, give); err != nil {
		return err
	}
	if held != "" && a.Truncated {
		return errThoughtOnly
	}
	a.ended = true
	if err := give(a.thoughts.rest()); err != nil {
		return err
	}
	return a.verdict()
}

// hear reads a reply to its end, and gives its words. What goes wrong when the model has finished goes wrong for nobody.
func (m *Model) hear(body io.Reader, a *answer, give func(string) error) error {
	for e, err := range events(body) {
		if err != nil {
			if a.finished {
				break
			}
			if errors.Is(err, io.ErrUnexpectedEOF) {
				err = errCut
			}
			return err
		}
		if e.value == nil {
			a.finished = true
			break
		}
		p := read(e)
		if p.err != nil {
			if a.finished {
				break
			}
			return p.err
		}
		if err := give(a.add(p)); err != nil {
			return err
		}
		if a.shown > maxCharacters {
			a.Truncated, a.finished = true, true
			break
		}
		if w, ok := body.(*watched); ok {
			w.wait(m.patience.of(a))
		}
	}
	return nil
}

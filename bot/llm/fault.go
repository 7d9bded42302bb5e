package llm

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/sony/gobreaker/v2"
)

// Fault says why there is no answer of a model, for the operator. Kind is what the reader can be told.
type Fault struct {
	Kind   Kind
	asked  string // which model
	reason string // without secrets
}

func (f *Fault) Error() string { return "asking " + f.asked + ": " + f.reason }

// Kind is a kind of failure, as far as it makes a difference to anybody.
type Kind int

const (
	Unavailable Kind = iota // out of reach, broken, or left alone after it failed
	Slow                    // a deadline passed
	Refused                 // the key, or what it may do
	Quota                   // too many requests, or no money left
	Rejected                // the request: the model's name, its length
	Filtered                // the endpoint would not answer this
	Broken                  // the answer stopped short, or there was none
)

// What an answer may be found to be, besides the library's errors.
var (
	errSlow        = errors.New("it took too long")
	errSilent      = errors.New("it fell silent in its answer")
	errFiltered    = errors.New("its content filter stopped the answer")
	errEmpty       = errors.New("the answer is empty")
	errThoughtOnly = errors.New("it thought and gave no answer; OPENAI_THINKING_TOKENS bounds how long it may think")
	errRedirect    = errors.New("it sends elsewhere, and a question is not sent to strangers; set OPENAI_BASE_URL to the address itself")
	errNoAPI       = errors.New("what is there does not speak the API; check OPENAI_BASE_URL, which ends in /v1 mostly")
	errCut         = errors.New("the answer was cut off")
	errTorn        = fmt.Errorf("%w: an event is no JSON", errCut)
)

// fault makes a Fault of what a request ended with.
func (m *Model) fault(err error) *Fault {
	reason := m.redact(reasonOf(err))
	if isTooLong(err) {
		reason += "; the prompt is too long for its context: set OPENAI_PROMPT_TOKENS lower, or let the endpoint take more"
	}
	return &Fault{Kind: kindOf(err), asked: "the model", reason: reason}
}

func kindOf(err error) Kind {
	code := status(err)
	switch {
	case code == http.StatusUnauthorized || code == http.StatusForbidden:
		return Refused
	case code == http.StatusTooManyRequests || code == http.StatusPaymentRequired:
		return Quota
	case code == http.StatusRequestTimeout || code == http.StatusGatewayTimeout:
		return Slow
	case code >= 500:
		return Unavailable
	case code >= 400:
		return Rejected
	case errors.Is(err, errSlow) || errors.Is(err, errSilent) || errors.Is(err, context.DeadlineExceeded):
		return Slow
	case errors.Is(err, errFiltered):
		return Filtered
	case errors.Is(err, errVectors) || errors.Is(err, errEmpty) || errors.Is(err, errThoughtOnly) || errors.Is(err, errCut) ||
		errors.Is(err, io.ErrUnexpectedEOF):
		return Broken
	}
	return Unavailable
}

// reasonOf words an error without the address it was sent to.
func reasonOf(err error) string {
	if e, ok := errors.AsType[*url.Error](err); ok {
		return e.Err.Error()
	}
	if errors.Is(err, gobreaker.ErrOpenState) || errors.Is(err, gobreaker.ErrTooManyRequests) {
		return "it failed several times in a row and is left alone for a while"
	}
	return err.Error()
}

// status returns the status of a refusal; 0 if there is none.
func status(err error) int {
	if r, ok := errors.AsType[*refusal](err); ok {
		return r.status
	}
	return 0
}

// isTooLong reports whether an endpoint refused a prompt for its length.
func isTooLong(err error) bool {
	r, ok := errors.AsType[*refusal](err)
	return ok && (r.status == http.StatusRequestEntityTooLarge || r.status < http.StatusInternalServerError && aboutContext.MatchString(strings.ToLower(r.message+" "+r.about)))
}

// worthRetrying reports whether the same request may well succeed in a moment.
func worthRetrying(err error) bool {
	switch code := status(err); {
	case code == http.StatusRequestTimeout, code == http.StatusConflict, code == http.StatusTooManyRequests, code >= 500:
		return true
	case code != 0:
		return false
	}
	for _, final := range []error{errSlow, errSilent, errFiltered, errThoughtOnly, errRedirect, errNoAPI} {
		if errors.Is(err, final) {
			return false
		}
	}
	_, own := errors.AsType[*callerError](err)
	return !own
}

// endpointFailed reports whether an error speaks against the endpoint, not against one question.
func endpointFailed(err error) bool {
	kind := kindOf(err)
	return err != nil && kind != Rejected && kind != Filtered
}

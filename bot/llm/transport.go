package llm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// transport carries requests and repairs what comes back before the library reads it.
type transport struct {
	http *http.Transport
	idle time.Duration
	read func(*http.Response) (io.Reader, error) // what the library is to see of a successful response
}

func newTransport(p patience) *transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.ResponseHeaderTimeout = p.header
	return &transport{t, p.idle, canonical}
}

// responseKey is where a request's context carries a *response to be filled.
type responseKey struct{}

// response is what the library does not tell of a response.
type response struct{ retryAfter time.Duration }

const (
	longestErrorBody = 64 << 10
	longestWhole     = 1 << 20 // of an answer that does not come as a stream
)

// RoundTrip sends a request. A redirect is an error: the question and the passages would go to whoever is named there.
func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithCancelCause(r.Context())
	resp, err := t.http.RoundTrip(r.WithContext(ctx))
	if err != nil {
		if timeout, ok := errors.AsType[net.Error](err); ok && timeout.Timeout() && ctx.Err() == nil {
			err = fmt.Errorf("%w: it did not begin within %s", errSlow, t.http.ResponseHeaderTimeout)
		}
		cancel(err)
		return nil, err
	}
	resp.Body = &watched{resp.Body, ctx, cancel, t.idle}
	if told, ok := r.Context().Value(responseKey{}).(*response); ok {
		told.retryAfter = retryAfter(resp.Header.Get("Retry-After"))
	}
	switch {
	case resp.StatusCode >= 300 && resp.StatusCode < 400:
		resp.Body.Close()
		return nil, errRedirect
	case resp.StatusCode >= 400:
		resp.Body = limited{io.LimitReader(resp.Body, longestErrorBody), resp.Body}
		return resp, nil
	}
	body, err := t.read(resp)
	if err != nil {
		resp.Body.Close()
		return nil, err
	}
	resp.Body = limited{body, resp.Body}
	return resp, nil
}

type limited struct {
	io.Reader
	io.Closer
}

// watched is a body that ends with errSilent when nothing comes for too long.
type watched struct {
	io.ReadCloser
	ctx    context.Context
	cancel context.CancelCauseFunc
	idle   time.Duration
}

func (w *watched) Read(p []byte) (int, error) {
	watch := time.AfterFunc(w.idle, func() { w.cancel(errSilent) })
	defer watch.Stop()
	n, err := w.ReadCloser.Read(p)
	if err != nil && err != io.EOF && context.Cause(w.ctx) == errSilent {
		err = errSilent
	}
	return n, err
}

func (w *watched) Close() error {
	defer w.cancel(nil)
	return w.ReadCloser.Close()
}

// retryAfter reads the header of that name: seconds, or a date. 0 means that there is none.
func retryAfter(header string) time.Duration {
	if seconds, err := strconv.ParseFloat(header, 64); err == nil && seconds > 0 {
		return time.Duration(seconds * float64(time.Second))
	}
	if date, err := http.ParseTime(header); err == nil {
		return max(0, time.Until(date))
	}
	return 0
}

// canonical returns the body of a successful response as the stream of events that the library reads.
func canonical(resp *http.Response) (io.Reader, error) {
	kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type")) // none is one that is not understood
	if kind == "text/event-stream" {
		return &events{lines: newLines(resp.Body)}, nil
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, longestWhole))
	if err != nil {
		return nil, err
	}
	if text := strings.TrimPrefix(string(body), "\ufeff"); strings.HasPrefix(text, "data:") || strings.HasPrefix(text, ":") {
		return &events{lines: newLines(strings.NewReader(text))}, nil // a stream that says it is something else
	}
	return whole(body)
}

// whole makes a stream of one chunk of an answer that came in one piece.
func whole(body []byte) (io.Reader, error) {
	var completion struct {
		chunk
		Choices []struct {
			Message      json.RawMessage `json:"message"`
			FinishReason string          `json:"finish_reason"`
		} `json:"choices"`
		Usage json.RawMessage `json:"usage,omitempty"`
	}
	if err := json.Unmarshal(body, &completion); err != nil {
		return nil, errNoAPI
	}
	if err := completion.fault(); err != nil {
		return nil, err
	}
	if len(completion.Choices) == 0 || completion.Choices[0].Message == nil {
		return nil, errNoAPI
	}
	first := completion.Choices[0]
	event, err := json.Marshal(map[string]any{
		"choices": []any{map[string]any{"delta": first.Message, "finish_reason": first.FinishReason}},
		"usage":   completion.Usage,
	})
	if err != nil {
		return nil, err
	}
	return strings.NewReader("data: " + string(event) + "\n\ndata: [DONE]\n\n"), nil
}

package llm

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// transport carries requests. A response that is no answer becomes an error.
type transport struct {
	http *http.Transport
	idle time.Duration
	read func(*http.Response) (io.Reader, error) // what a client is to see of a successful response; nil if that is all
}

func newTransport(p patience) *transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.ResponseHeaderTimeout = p.header
	return &transport{t, p.header, nil}
}

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
	switch {
	case resp.StatusCode >= 300 && resp.StatusCode < 400:
		resp.Body.Close()
		return nil, errRedirect
	case resp.StatusCode >= 400:
		return nil, refusalBy(resp)
	case t.read == nil:
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

// wait sets for how long nothing may come.
func (w *watched) wait(d time.Duration) { w.idle = d }

func (w *watched) Close() error {
	defer w.cancel(nil)
	return w.ReadCloser.Close()
}

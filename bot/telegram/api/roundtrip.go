package api

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
)

// maxAnswer is the most that is read of an answer, in bytes after unpacking. A hundred updates with the longest texts,
// escaped, and what they reply to are about six million.
const maxAnswer = 16 << 20

// roundTrip is what became of one request.
type roundTrip struct {
	sent       atomic.Bool // it may have left this machine
	status     int         // of the answer, 0 when there was none
	retryAfter string      // the header of that name
}

// httpClient is the HTTP client that the library is given: the only place where a context, which the library does not know,
// can be bound to a request.
type httpClient func(*http.Request) (*http.Response, error)

// Do sends a request.
func (c httpClient) Do(request *http.Request) (*http.Response, error) { return c(request) }

// do sends a request and reads its whole answer, so that the connection can be used again.
func (t *roundTrip) do(client *http.Client, request *http.Request) (*http.Response, error) {
	trace := &httptrace.ClientTrace{
		// The transport tries again by itself when it has written nothing, and then asks for another connection.
		GetConn: func(string) { t.sent.Store(false) },
		GotConn: func(httptrace.GotConnInfo) { t.sent.Store(true) },
	}
	response, err := client.Do(request.WithContext(httptrace.WithClientTrace(request.Context(), trace)))
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	t.sent.Store(true)
	t.status = response.StatusCode
	t.retryAfter = response.Header.Get("Retry-After")
	body, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer+1))
	if err != nil {
		return nil, fmt.Errorf("reading the answer: %w", err)
	}
	if len(body) > maxAnswer {
		return nil, errors.New("the answer is longer than any that the Bot API gives")
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	return response, nil
}

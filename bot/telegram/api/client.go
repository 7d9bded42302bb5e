// Package api talks to the Bot API of Telegram. It is the only room that knows tgbotapi, and takes little of it: the one
// function that makes a request. The rest of that library cannot be told to stop, keeps the token in its errors, and
// ends at Bot API 5.5; the types here have the names of today, and only the fields that the bot uses.
//
// A call either works, or fails in one of two ways. *Error is Telegram's refusal: it was understood and not done (but
// see Unsure). *TransportError is everything else, and reports whether the request may have arrived all the same.
package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// callTimeout is how long an ordinary call may take. Telegram answers in tens of milliseconds, or, where its own
// servers are in trouble, after up to about fifteen seconds with a 5xx.
const callTimeout = 20 * time.Second

// Client calls methods of the Bot API for one bot. It is safe for concurrent use, and none of its errors holds the token.
type Client struct {
	token    Token
	endpoint string // for fmt: token, method
	http     *http.Client
}

// New returns a client for the Bot API server at baseURL, or at Telegram's if that is empty. It does not connect.
// The error is a sentence for the operator, in which TELEGRAM_API_URL is what baseURL was read from.
func New(token Token, baseURL string) (*Client, error) {
	if token.secret == nil {
		return nil, errors.New("calling Telegram needs a token")
	}
	endpoint, err := endpointOf(baseURL)
	if err != nil {
		return nil, err
	}
	muteLibrary()
	return (&Client{token: token, endpoint: endpoint}).WithTransport(transport()), nil
}

// WithTransport returns a client that sends its requests by t: for a network that is not the machine's, as in tests that
// have no sockets.
func (c *Client) WithTransport(t http.RoundTripper) *Client {
	return &Client{token: c.token, endpoint: c.endpoint, http: &http.Client{
		Transport: t,
		// A request carries the token in its address and is followed nowhere.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Call calls a method. params is a struct with json tags, or a pointer to one, or nil: strings go as they are, all else
// as JSON, and a field of type File is uploaded. result is what the answer is decoded into, or nil; a method that
// answers true if it has no message to give leaves it as it is.
//
// It returns *Error or *TransportError, or an error of its own when params cannot be encoded. It ends when ctx does, and
// after twenty seconds in any case.
func (c *Client) Call(ctx context.Context, method string, params, result any) error {
	return c.call(ctx, callTimeout, method, params, result)
}

func (c *Client) call(ctx context.Context, timeout time.Duration, method string, params, result any) error {
	values, files, err := encode(params)
	if err != nil {
		return fmt.Errorf("encoding the parameters of %s: %w", method, err)
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	var trip roundTrip
	send := httpClient(func(r *http.Request) (*http.Response, error) { return trip.do(c.http, r.WithContext(ctx)) })
	bot := tgbotapi.BotAPI{Token: c.token.reveal(), Client: send}
	bot.SetAPIEndpoint(c.endpoint)
	var answer *tgbotapi.APIResponse
	if len(files) > 0 {
		answer, err = bot.UploadFiles(method, values, files)
	} else {
		answer, err = bot.MakeRequest(method, values)
	}
	if err != nil {
		return c.failure(&trip, method, err)
	}
	if result == nil || string(answer.Result) == "true" {
		return nil
	}
	if err := json.Unmarshal(answer.Result, result); err != nil {
		return &TransportError{Method: method, Sent: true, Status: trip.status, Err: fmt.Errorf("the answer is not of the kind expected: %s", c.token.scrub(err.Error()))}
	}
	return nil
}

// Close lets go of the connections that wait for another call. The client can be used after it.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Token returns the token that the client calls with.
func (c *Client) Token() Token { return c.token }

// transport is the standard one, with as many idle connections as a busy bot has calls under way: by default there are
// two for a server, and every further answer would close its connection.
func transport() http.RoundTripper {
	return &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		DialContext:         (&net.Dialer{Timeout: 10 * time.Second}).DialContext,
		TLSHandshakeTimeout: 10 * time.Second,
		ForceAttemptHTTP2:   true,
		MaxIdleConns:        256,
		MaxIdleConnsPerHost: 256,
		IdleConnTimeout:     90 * time.Second,
	}
}

// muteLibrary takes the library its logger away, which prints addresses with the token and what users ask. Nothing that
// is called here logs; this is the second lock on the door. The logger is the library's only global, hence once.
var muteLibrary = sync.OnceFunc(func() {
	if err := tgbotapi.SetLogger(log.New(io.Discard, "", 0)); err != nil {
		panic(err) // only for a nil logger
	}
})

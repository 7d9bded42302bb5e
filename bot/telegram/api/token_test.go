package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// noToken fails if an error shows the token in any way that errors are shown, itself or what it wraps.
func noToken(t *testing.T, err error) {
	t.Helper()
	for ; err != nil; err = errors.Unwrap(err) {
		if strings.Contains(err.Error(), "http://") || strings.Contains(err.Error(), "https://api") {
			t.Errorf("the error names an address: %v", err)
		}
		shown(t, err)
	}
}

// shown fails if a value shows the token when it is printed, logged or encoded.
func shown(t *testing.T, value any) {
	t.Helper()
	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%T"} {
		fmt.Fprintf(&out, verb+"\n", value)
	}
	slog.New(slog.NewTextHandler(&out, nil)).Error("text", "value", value)
	slog.New(slog.NewJSONHandler(&out, nil)).Error("json", "value", value)
	if encoded, err := json.Marshal(value); err == nil {
		out.Write(encoded)
	}
	func() {
		defer func() { fmt.Fprint(&out, recover()) }()
		panic(value)
	}()
	_, half, _ := strings.Cut(secret, ":")
	for _, form := range []string{half, fmt.Sprintf("%x", half), fmt.Sprintf("%X", half)} {
		if strings.Contains(out.String(), form) {
			t.Errorf("the token is shown:\n%s", out.String())
		}
	}
}

func TestTokenIsHidden(t *testing.T) {
	type config struct {
		token  Token
		client *Client
	}
	tok := token(t)
	c := client(t, "")
	for _, value := range []any{tok, &tok, c, *c, config{tok, c}, &config{tok, c}, []Token{tok}, map[string]any{"token": tok}} {
		shown(t, value)
	}
	if got := fmt.Sprint(tok); got != "***" {
		t.Errorf("got %s, want ***", got)
	}
}

// TestErrorsHideTheToken puts the token into every place of an error that the network may give.
func TestErrorsHideTheToken(t *testing.T) {
	_, half, _ := strings.Cut(secret, ":")
	address := "https://api.telegram.org/bot" + secret + "/sendMessage"
	for _, err := range []error{
		errors.New("malformed HTTP response /bot" + secret),
		errors.New("reading " + url.QueryEscape(secret)),
		&url.Error{Op: "Post", URL: address, Err: errors.New("EOF")},
		fmt.Errorf("relay: %w", &url.Error{Op: "Post", URL: address, Err: fmt.Errorf("at %s: %w", half, errors.ErrUnsupported)}),
	} {
		c := client(t, "").WithTransport(roundTripper(func(*http.Request) (*http.Response, error) { return nil, err }))
		got := c.Call(t.Context(), "sendMessage", SendMessage{ChatID: 1, Text: "hello"}, nil)
		if _, ok := errors.AsType[*TransportError](got); !ok {
			t.Errorf("got %v, want a TransportError", got)
		}
		noToken(t, got)
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestParseToken(t *testing.T) {
	for _, c := range []struct{ given, want string }{
		{secret, ""},
		{" \t" + secret + "\n", ""},
		{"", "is not set"},
		{" ", "is not set"},
		{"hunter2", "is not a token"},
		{"bot" + secret, "is not a token"},
		{secret[:20], "is not a token"},
		{`"` + secret + `"`, "is not a token"},
		{secret + " " + secret, "is not a token"},
		{strings.Replace(secret, ":", "：", 1), "is not a token"},
		{secret + "/../x", "is not a token"},
		{strings.Repeat("9", 30) + ":" + strings.Repeat("a", 35), "is not a token"},
	} {
		tok, err := ParseToken(c.given)
		if c.want == "" && (err != nil || tok.reveal() != secret || tok.Bot() != 123456789) {
			t.Errorf("%q: got %v of bot %d, %v", c.given, tok.reveal(), tok.Bot(), err)
		}
		if c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%q: got %v, want %s", c.given, err, c.want)
		}
		if given := strings.TrimSpace(c.given); err != nil && given != "" && strings.Contains(err.Error(), given) {
			t.Errorf("the error quotes what was given: %v", err)
		}
	}
}

func TestDerive(t *testing.T) {
	tok := token(t)
	webhook, lock := tok.Derive("webhook"), tok.Derive("lock")
	if len(webhook) != 64 || webhook == lock || webhook != tok.Derive("webhook") {
		t.Errorf("got %s and %s", webhook, lock)
	}
}

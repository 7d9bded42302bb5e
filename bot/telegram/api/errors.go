package api

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// Error is Telegram's refusal of a call. The descriptions that the methods look for are those of the server's source
// (tdlib/telegram-bot-api, Client.cpp); Telegram promises only the code, so a description that changes makes a refusal
// an ordinary one.
type Error struct {
	Method      string
	Code        int           // as in HTTP
	Description string        // Telegram's words, without the token
	RetryAfter  time.Duration // how long to wait before anything is sent there again; 0 when not told
	MigrateTo   int64         // the id that the group has now, or 0
}

func (e *Error) Error() string { return fmt.Sprintf("%s: %d %s", e.Method, e.Code, e.Description) }

// TokenRefused reports whether the token is dead: revoked, or of no bot. No call will work any more, and whoever keeps
// calling is taken for an attacker.
func (e *Error) TokenRefused() bool {
	return e.Code == http.StatusUnauthorized || e.Code == http.StatusNotFound && !e.says("method not found")
}

// Conflict reports whether somebody else receives the bot's updates: another poller, or a webhook.
func (e *Error) Conflict() bool { return e.Code == http.StatusConflict }

// TooMany reports whether too much was sent; RetryAfter says how long to wait.
func (e *Error) TooMany() bool { return e.Code == http.StatusTooManyRequests }

// Blocked reports whether the chat takes nothing from the bot: it was blocked or removed, may not write, or the chat is
// no more. Nothing is to be sent there until it writes to the bot again.
func (e *Error) Blocked() bool {
	return e.Code == http.StatusForbidden || e.Code == http.StatusBadRequest &&
		e.says("chat not found", "not enough rights to send", "have no rights to send", "chat_write_forbidden", "topic_closed", "user_is_blocked", "peer_id_invalid")
}

// NotModified reports whether an edit would have changed nothing, which is as good as done.
func (e *Error) NotModified() bool { return e.refuses("message is not modified") }

// CannotParse reports whether the formatting of a text was not understood. The same text as plain text may be.
func (e *Error) CannotParse() bool { return e.refuses("can't parse entities") }

// QueryTooOld reports whether an answer to a button or an inline query came too late, or is the second one.
func (e *Error) QueryTooOld() bool {
	return e.refuses("query is too old", "query id is invalid", "query_id_invalid")
}

// MessageGone reports whether the message to edit was deleted or cannot be edited any more.
func (e *Error) MessageGone() bool {
	return e.refuses("message to edit not found", "message can't be edited", "message_id_invalid")
}

// refuses reports whether a request was called bad in one of these words.
func (e *Error) refuses(words ...string) bool {
	return e.Code == http.StatusBadRequest && e.says(words...)
}

func (e *Error) says(words ...string) bool {
	description := strings.ToLower(e.Description)
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(description, w) })
}

// TransportError is a call that had no answer, or none that could be understood. It holds neither token nor address.
type TransportError struct {
	Method string
	Sent   bool  // the request may have arrived, and what it asks for been done
	Status int   // of HTTP, or 0 when nothing was answered
	Err    error // a text, behind which there is a context's error where one ended the call
}

func (e *TransportError) Error() string { return e.Method + ": " + e.Err.Error() }
func (e *TransportError) Unwrap() error { return e.Err }

// Unsure reports whether what a call asked for may have been done although it failed: the request left and its answer
// did not come, or Telegram's servers stumbled over it. To send a message again then might say it twice.
func Unsure(err error) bool {
	if e, ok := errors.AsType[*TransportError](err); ok {
		return e.Sent
	}
	e, ok := errors.AsType[*Error](err)
	return ok && e.Code >= http.StatusInternalServerError
}

// maxWait bounds what Telegram may tell to wait: flood waits last minutes, seldom hours, and larger numbers would
// overflow.
const maxWait = 24 * time.Hour

// maxDescriptionLength is enough for all of Telegram's, in bytes.
const maxDescriptionLength = 300

// failure makes what the library returned for a request one of the two errors.
func (c *Client) failure(trip *roundTrip, method string, err error) error {
	refusal, refused := errors.AsType[*tgbotapi.Error](err)
	switch {
	case refused && (trip.status >= 400 || refusal.Code >= 400):
		code := refusal.Code
		if code == 0 { // an upload's, or of a server that does not tell
			code = trip.status
		}
		return &Error{Method: method, Code: code, Description: c.description(refusal.Message, code),
			RetryAfter: wait(refusal.RetryAfter, trip.retryAfter), MigrateTo: refusal.MigrateToChatID}
	case trip.status == http.StatusTooManyRequests: // from a machine before the server
		return &Error{Method: method, Code: trip.status, Description: c.description("", trip.status), RetryAfter: wait(0, trip.retryAfter)}
	}
	return &TransportError{Method: method, Sent: trip.sent.Load(), Status: trip.status, Err: c.cause(trip, err, refused)}
}

func (c *Client) description(text string, code int) string {
	if text == "" {
		text = http.StatusText(code)
	}
	if len(text) > maxDescriptionLength {
		text = strings.ToValidUTF8(text[:maxDescriptionLength], "") + "…"
	}
	return c.token.scrub(text)
}

// wait reads how long to wait from the answer, or, if it does not tell, from its header. Both are in seconds.
func wait(told int, header string) time.Duration {
	if told <= 0 {
		told, _ = strconv.Atoi(header) // a date, which is allowed there, is never sent
	}
	if told <= 0 {
		return 0
	}
	return min(time.Duration(min(told, int(maxWait/time.Second)))*time.Second, maxWait)
}

// cause says why there was no answer that can be understood. Whatever the network's errors wrap is left behind, since
// the address with the token is among it; contexts stay, since callers ask for them.
func (c *Client) cause(trip *roundTrip, err error, understood bool) error {
	switch {
	case errors.Is(err, context.Canceled):
		return context.Canceled
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("no answer in time: %w", context.DeadlineExceeded)
	case trip.status >= 300 && trip.status < 400:
		return fmt.Errorf("the server sends elsewhere (%d %s), which is not followed; TELEGRAM_API_URL must be the address of the Bot API itself",
			trip.status, http.StatusText(trip.status))
	}
	for e, ok := errors.AsType[*url.Error](err); ok; e, ok = errors.AsType[*url.Error](err) {
		err = e.Err
	}
	text := c.token.scrub(err.Error())
	switch {
	case trip.status == 0 && errors.Is(err, io.EOF):
		text = "the connection was closed before an answer came"
	case strings.Contains(text, "invalid proxy address"): // quotes the address, which may hold a password
		text = "the address of the proxy in HTTPS_PROXY or HTTP_PROXY is not valid"
	case trip.status != 0 && understood:
		text = fmt.Sprintf("the server answered %d and JSON that is not of the Bot API", trip.status)
	case trip.status != 0:
		text = fmt.Sprintf("the server answered %d %s, and not as the Bot API does: %s", trip.status, http.StatusText(trip.status), text)
	}
	return errors.New(text)
}

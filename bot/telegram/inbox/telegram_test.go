package inbox

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/telegramtest"
)

const secret = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQ_"

var allowed = []string{api.UpdateMessage, api.UpdateCallbackQuery}

// call is a request that Telegram got.
type call struct {
	at     time.Duration // since the test began
	method string
	form   url.Values
}

func (c call) String() string {
	return fmt.Sprintf("%s %s offset=%s timeout=%s", c.at.Round(time.Millisecond), c.method, c.form.Get("offset"), c.form.Get("timeout"))
}

// telegram is the other end of the line: what a test has it answer, or else a Bot API server's long poll, in which a
// newer poll ends an older. It is reached without sockets, so that synctest can move the clock.
type telegram struct {
	mu      sync.Mutex
	began   time.Time
	calls   []call
	updates []int64
	arrived chan struct{}      // closed when an update arrives
	poll    context.CancelFunc // ends the poll that waits
	webhook api.WebhookInfo

	answer func(ctx context.Context, n int, c call) string // of the nth request, from 1; "" for the server's own
}

// RoundTrip answers a request. An answer is a status, a blank and a body; one without a status is an error of the network.
func (s *telegram) RoundTrip(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	c := call{time.Since(s.began), path.Base(r.URL.Path), form}
	s.calls = append(s.calls, c)
	n := len(s.calls)
	s.mu.Unlock()
	if n > maxCalls {
		panic(fmt.Sprintf("Telegram is asked without end; the last call was %s", c))
	}
	answer := ""
	if s.answer != nil {
		answer = s.answer(r.Context(), n, c)
	}
	if answer == "" {
		answer = s.own(r.Context(), c)
	}
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	status, text, _ := strings.Cut(answer, " ")
	code, err := strconv.Atoi(status)
	if err != nil {
		return nil, fmt.Errorf("%s on the way to %s", answer, r.URL)
	}
	return &http.Response{StatusCode: code, Body: io.NopCloser(strings.NewReader(text)), Header: http.Header{}}, nil
}

func failure(code int, description string) string {
	return fmt.Sprintf(`%d {"ok":false,"error_code":%d,"description":%q}`, code, code, description)
}

// maxCalls is more than any test makes: in a bubble, a loop that does not wait would never end.
const maxCalls = 50_000

const (
	conflict = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
	nothing  = `200 {"ok":true,"result":[]}`
)

func (s *telegram) own(ctx context.Context, c call) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch c.method {
	case "getMe":
		return `200 {"ok":true,"result":{"id":123456789,"is_bot":true,"username":"chuchu_bot"}}`
	case "getWebhookInfo":
		info, err := json.Marshal(s.webhook)
		if err != nil {
			return err.Error()
		}
		return `200 {"ok":true,"result":` + string(info) + `}`
	case "deleteWebhook":
		s.webhook = api.WebhookInfo{}
		return `200 {"ok":true,"result":true}`
	case "setWebhook":
		s.webhook.URL = c.form.Get("url")
		if err := json.Unmarshal([]byte(c.form.Get("allowed_updates")), &s.webhook.Allowed); err != nil {
			return err.Error()
		}
		return `200 {"ok":true,"result":true}`
	case "getUpdates":
		if s.webhook.URL != "" {
			return failure(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
		}
		return s.longPoll(ctx, c)
	}
	return failure(404, "Not Found: method not found")
}

func (s *telegram) longPoll(ctx context.Context, c call) string {
	offset, _ := strconv.ParseInt(c.form.Get("offset"), 10, 64) // nothing is 0
	seconds, err := strconv.Atoi(c.form.Get("timeout"))
	if err != nil {
		return err.Error()
	}
	s.updates = slices.DeleteFunc(s.updates, func(id int64) bool { return id < offset })
	if len(s.updates) == 0 && seconds > 0 {
		if s.poll != nil {
			s.poll()
		}
		mine, end := context.WithCancel(ctx)
		defer end()
		s.poll = end
		arrived := s.arrived
		s.mu.Unlock()
		select {
		case <-arrived:
		case <-mine.Done():
		case <-time.After(time.Duration(seconds) * time.Second):
		}
		s.mu.Lock()
		if mine.Err() != nil {
			return failure(409, conflict)
		}
		s.poll = nil
	}
	var list []string
	for _, id := range s.updates[:min(100, len(s.updates))] {
		list = append(list, fmt.Sprintf(`{"update_id":%d,"message":{"message_id":1,"text":"秘密"}}`, id))
	}
	return `200 {"ok":true,"result":[` + strings.Join(list, ",") + `]}`
}

func (s *telegram) deliver(ids ...int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.updates = append(s.updates, ids...)
	close(s.arrived)
	s.arrived = make(chan struct{})
}

func (s *telegram) waiting() []int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.updates)
}

// asked returns the requests so far, of one method or all.
func (s *telegram) asked(method string) []call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(s.calls), func(c call) bool { return method != "" && c.method != method })
}

func newTelegram() *telegram {
	return &telegram{began: time.Now(), arrived: make(chan struct{})}
}

// stored is what an inbox has stored, and what it logged.
type stored struct {
	*Inbox
	mu   sync.Mutex
	ids  []int64
	fail func() error // nil: works
	log  telegramtest.Log
}

func (s *stored) got() []int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.ids)
}

// newInbox returns an inbox that talks to t. What it logs must never hold the token, nor what people write.
func newInbox(t testing.TB, transport http.RoundTripper) *stored {
	t.Helper()
	token, err := api.ParseToken(secret)
	if err != nil {
		t.Fatal(err)
	}
	client, err := api.New(token, "")
	if err != nil {
		t.Fatal(err)
	}
	s := &stored{}
	s.Inbox = New(client.WithTransport(transport), allowed, slog.New(slog.NewTextHandler(&s.log, &slog.HandlerOptions{Level: slog.LevelDebug})), func(updates []api.RawUpdate) error {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.fail != nil {
			if err := s.fail(); err != nil {
				return err
			}
		}
		for _, u := range updates {
			s.ids = append(s.ids, u.ID)
		}
		return nil
	})
	t.Cleanup(func() { s.log.KeepsSecret(t, secret[10:], "秘密") })
	return s
}

// Package telegramtest is the Telegram that tests talk to: a server of the Bot API on this machine, with people, groups
// and phones behind it. It is strict where Telegram is, and stricter where Telegram would silently do something that
// nobody wanted: what a bot asks wrongly is refused in Telegram's words, and what it asks carelessly is a fault that
// fails the test.
//
// It was written from the documentation of the Bot API, from the behaviour of tdlib/telegram-bot-api, and from what its
// users report. Nothing here is meant for a program that people use; only tests import it.
//
// A test in Go writes to a [Server] with what people do (Write, Edit, Tap, Ask) and looks at what their phones show
// (Messages, Shown). A test in text is a file that a [Player] plays: see script.go for its language. README.md has an
// example of each, and says how to use this folder elsewhere.
package telegramtest

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"
)

// Server is one Bot API server with one bot. All its methods may be called at any time from any goroutine.
type Server struct {
	URL   string // of the server: what stands before /bot<token>/<method>
	Token string // of the bot
	Bot   User

	spec *spec
	http *httptest.Server
	done chan struct{} // closed when the server goes away

	mu       sync.Mutex
	clock    clock
	bell     bell // rings at every change
	revoked  bool
	faults   []string
	inflight int // requests that are being handled, without polls that wait

	people   map[int64]*Person
	chats    map[int64]*chat
	order    []int64 // the chats as they came to be
	queue    queue
	webhook  webhook
	taps     map[string]*callbackQuery
	queries  map[string]*inlineQuery
	spins    map[string]spin // by the id of the query
	unheard  int             // messages to the bot that nothing has followed
	delays   []time.Duration
	cached   map[string]*inlineQuery
	profile  profile
	limits   Limits
	overall  bucket
	troubles []*Trouble
	counts   map[string]int // requests by method
	floods   int
	shown    []Shown
	last     int // the last id given to anything but a message
}

// New starts a server that ends with the test. Faults that the test has not taken with [Server.Faults] by then fail it.
func New(t testing.TB) *Server {
	t.Helper()
	spec, err := parseSpec(known)
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{
		Token: "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw8", // the form of a token; a token of nobody
		Bot:   User{ID: 110201543, IsBot: true, FirstName: "Chuchu", Username: "chuchu_bot"},

		spec: spec, done: make(chan struct{}),
		people: map[int64]*Person{}, chats: map[int64]*chat{}, queue: newQueue(),
		taps: map[string]*callbackQuery{}, queries: map[string]*inlineQuery{}, cached: map[string]*inlineQuery{},
		spins: map[string]spin{}, profile: newProfile(), counts: map[string]int{}, last: firstID,
	}
	s.http = httptest.NewServer(http.HandlerFunc(s.serve))
	s.URL = s.http.URL
	t.Cleanup(func() {
		s.close()
		for _, f := range s.Faults() {
			t.Errorf("Bot API: %s", f)
		}
	})
	return s
}

// firstID keeps the ids of updates, queries and people apart from those of messages, which start at 1 in each chat.
const firstID = 700_000_000

// close ends what waits, and then the server.
func (s *Server) close() {
	close(s.done)
	s.http.CloseClientConnections()
	s.http.Close()
	s.webhook.stop()
}

// Faults returns what the bot did that no bot should do, in the order it happened, and forgets it.
func (s *Server) Faults() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	faults := s.faults
	s.faults = nil
	return faults
}

func (s *Server) fault(format string, args ...any) {
	f := fmt.Sprintf(format, args...)
	if !slices.Contains(s.faults, f) { // a careless loop would say the same a thousand times
		s.faults = append(s.faults, f)
	}
}

// Count returns how many requests for a method have come in, refused ones included.
func (s *Server) Count(method string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.counts[method]
}

// Revoke makes the token worthless, as /revoke at BotFather does: each request, and the poll that waits, gets 401.
func (s *Server) Revoke() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.revoked = true
	s.bell.ring()
}

func (s *Server) nextID() int {
	s.last++
	return s.last
}

// Until waits until a condition holds. It looks again whenever something changes; the condition may call the methods
// of the server. The error is that of the context.
func (s *Server) Until(ctx context.Context, holds func() bool) error {
	for {
		s.mu.Lock()
		ring := s.bell.wait()
		s.mu.Unlock()
		if holds() {
			return nil
		}
		select {
		case <-ring:
		case <-ctx.Done():
			return ctx.Err()
		case <-s.done:
			return context.Canceled
		}
	}
}

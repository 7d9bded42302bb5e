package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// serve runs a server and returns its address. It is told to stop, and must, at the end of the test.
func serve(t *testing.T, s *Server) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, listener, 10*time.Second) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("at the end: %v", err)
		}
	})
	return listener.Addr().String()
}

func newServer(t *testing.T) *Server {
	figures := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "figures") })
	return New(figures, func(string, int) {}, slog.New(slog.NewTextHandler(t.Output(), nil)))
}

// get returns the status and the body.
func get(t *testing.T, address string) (int, string) {
	t.Helper()
	response, err := http.Get("http://" + address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

func TestRoutes(t *testing.T) {
	s := newServer(t)
	observed := map[string]int{}
	s.observe = func(route string, status int) { observed[fmt.Sprint(route, " ", status)]++ }
	var deaf error
	s.Require("index", func() error { return nil })
	s.Require("telegram", func() error { return deaf })
	s.Handle("POST /telegram", http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if _, err := io.Copy(io.Discard, r.Body); err == nil {
			panic("a bug")
		}
	}))
	ask := func(method, path, body string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		defer func() {
			if p := recover(); p != nil && p != http.ErrAbortHandler {
				t.Errorf("%s: panics with %v", path, p)
			}
		}()
		s.serve(w, httptest.NewRequest(method, path, strings.NewReader(body)))
		return w
	}
	for _, test := range []struct {
		method, path, want string
		status             int
		deaf               error
	}{
		{"GET", "/healthz", "alive\n", 200, nil},
		{"GET", "/metrics", "figures\n", 200, nil},
		{"GET", "/readyz", "ready: index\nready: telegram\n", 200, nil},
		{"GET", "/readyz", "ready: index\nnot ready: telegram: deaf\n", 503, errors.New("deaf")},
		{"POST", "/healthz", "Method Not Allowed\n", 405, nil},
		{"GET", "/", "404 page not found\n", 404, nil},
		{"GET", "/debug/pprof/heap", "404 page not found\n", 404, nil},
	} {
		deaf = test.deaf
		w := ask(test.method, test.path, "")
		if w.Code != test.status || w.Body.String() != test.want {
			t.Errorf("%s %s: got %d %q, want %d %q", test.method, test.path, w.Code, w.Body, test.status, test.want)
		}
	}
	ask("POST", "/telegram", "{}")
	ask("POST", "/telegram", strings.Repeat("x", largestBody+1))
	if observed["POST /telegram 500"] != 1 || observed["POST /telegram 200"] != 1 || observed["GET /readyz 503"] != 1 || observed[" 404"] != 2 {
		t.Errorf("observed %v", observed)
	}
}

// TestDrain: a request that is under way when the server is told to stop is answered.
func TestDrain(t *testing.T) {
	s := newServer(t)
	arrived, release := make(chan struct{}), make(chan struct{})
	s.Handle("GET /slow", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(arrived)
		<-release
		fmt.Fprint(w, "done")
	}))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, listener, time.Minute) }()
	answered := make(chan string, 1)
	go func() {
		_, body := get(t, listener.Addr().String()+"/slow")
		answered <- body
	}()
	<-arrived
	cancel()
	select {
	case err := <-ended:
		t.Errorf("it ended (%v) with a request under way", err)
	case <-time.After(50 * time.Millisecond): // it can only be seen not to end
	}
	close(release)
	if body := <-answered; body != "done" {
		t.Errorf("got %q", body)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// TestCrowd: far more connections than are served, none of which says anything, keep nobody from being answered.
func TestCrowd(t *testing.T) {
	address := serve(t, newServer(t))
	var open []net.Conn
	for range 2 * maxConnections {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		open = append(open, conn)
	}
	if status, body := get(t, address+"/healthz"); status != 200 || body != "alive\n" {
		t.Errorf("amid the crowd: got %d %q", status, body)
	}
	// The first ones were closed; of those that came last most are still there.
	if _, err := open[0].Read(make([]byte, 1)); err == nil || errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the oldest connection: got %v, want it closed", err)
	}
}

// TestRate: a client that asks too often is told so, another is not, and after a while it may ask again.
func TestRate(t *testing.T) {
	l, now := newLimits(), time.Now()
	allowed := 0
	for range 2 * atOnce {
		if l.allow("192.0.2.1:1000", now) {
			allowed++
		}
	}
	if allowed != atOnce {
		t.Errorf("%d at once were allowed, want %d", allowed, atOnce)
	}
	for _, test := range []struct {
		address string
		after   time.Duration
		want    bool
	}{
		{"192.0.2.1:2000", 0, false},
		{"[::ffff:192.0.2.1]:3000", 0, false},
		{"192.0.2.2:1000", 0, true},
		{"192.0.2.1:1000", time.Second, true},
	} {
		if got := l.allow(test.address, now.Add(test.after)); got != test.want {
			t.Errorf("%s after %v: got %v, want %v", test.address, test.after, got, test.want)
		}
	}
	for range atOnce {
		l.allow("[2001:db8::1]:1", now)
	}
	if l.allow("[2001:db8::ffff]:1", now) {
		t.Error("another address of the same client was allowed")
	}
	for i := range 3 * maxClients {
		l.allow(fmt.Sprintf("10.%d.%d.%d:1", i>>16, i>>8&255, i&255), now)
		if l.clients.Len() > maxClients {
			t.Fatalf("%d clients are remembered", l.clients.Len())
		}
	}
}

// TestKnown: when strangers have used up what a client is allowed, whom a handler knows is served all the same.
func TestKnown(t *testing.T) {
	s := newServer(t)
	s.HandleKnown("/telegram", doorkeeper{})
	ask := func(path, secret string) int {
		w, r := httptest.NewRecorder(), httptest.NewRequest("POST", path, nil)
		r.Header.Set("Secret", secret)
		s.serve(w, r)
		return w.Code
	}
	for range 3 * atOnce {
		ask("/telegram", "wrong")
	}
	for _, test := range []struct {
		path, secret string
		want         int
	}{{"/telegram", "right", 200}, {"/telegram", "wrong", 429}, {"/metrics", "right", 429}} {
		if got := ask(test.path, test.secret); got != test.want {
			t.Errorf("%s with the %s secret: got %d, want %d", test.path, test.secret, got, test.want)
		}
	}
}

// doorkeeper knows who has the right secret.
type doorkeeper struct{}

func (doorkeeper) Knows(r *http.Request) bool { return r.Header.Get("Secret") == "right" }

func (d doorkeeper) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !d.Knows(r) {
		w.WriteHeader(http.StatusUnauthorized)
	}
}

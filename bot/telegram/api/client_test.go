package api

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// secret is in the form of a token, and no bot's.
const secret = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQ_"

func token(t testing.TB) Token {
	t.Helper()
	parsed, err := ParseToken(secret)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func client(t testing.TB, baseURL string) *Client {
	t.Helper()
	c, err := New(token(t), baseURL)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func serve(t testing.TB, handler http.HandlerFunc) *Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return client(t, server.URL)
}

// TestAnswers reads testdata/answers.txtar; a description of its form stands at its head.
func TestAnswers(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/answers.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for pair := range slices.Chunk(archive.Files, 2) {
		name, _, _ := strings.Cut(pair[0].Name, "/answer")
		t.Run(name, func(t *testing.T) {
			if pair[1].Name != name+"/want" {
				t.Fatalf("%s is followed by %s", pair[0].Name, pair[1].Name)
			}
			head, body, _ := strings.Cut(strings.ReplaceAll(string(pair[0].Data), "TOKEN", secret), "\n\n")
			c := serve(t, func(w http.ResponseWriter, r *http.Request) {
				lines := strings.Split(strings.TrimSpace(head), "\n")
				for _, line := range lines[1:] {
					key, value, _ := strings.Cut(line, ": ")
					w.Header().Set(key, value)
				}
				status, err := strconv.Atoi(lines[0])
				if err != nil {
					t.Error(err)
				}
				w.WriteHeader(status)
				io.WriteString(w, body)
			})
			var message Message
			err := c.Call(t.Context(), "sendMessage", SendMessage{ChatID: 42, Text: "hello"}, &message)
			if diff := cmp.Diff(string(pair[1].Data), describe(err, message)); diff != "" {
				t.Error(diff)
			}
			noToken(t, err)
		})
	}
}

// describe tells all that a caller can learn from the outcome of a call.
func describe(err error, message Message) string {
	if err == nil {
		return fmt.Sprintf("message %d\n", message.ID)
	}
	lines := []string{err.Error()}
	if e, ok := errors.AsType[*Error](err); ok {
		for _, is := range []struct {
			name string
			true bool
		}{
			{"Blocked", e.Blocked()}, {"CannotParse", e.CannotParse()}, {"Conflict", e.Conflict()}, {"MessageGone", e.MessageGone()},
			{"NotModified", e.NotModified()}, {"QueryTooOld", e.QueryTooOld()},
			{"TokenRefused", e.TokenRefused()}, {"TooMany", e.TooMany()},
		} {
			if is.true {
				lines = append(lines, is.name)
			}
		}
		if e.RetryAfter != 0 {
			lines = append(lines, "wait "+e.RetryAfter.String())
		}
		if e.MigrateTo != 0 {
			lines = append(lines, fmt.Sprintf("chat is now %d", e.MigrateTo))
		}
	}
	if e, ok := errors.AsType[*TransportError](err); ok {
		lines = append(lines, fmt.Sprintf("%s, status %d", map[bool]string{true: "sent", false: "not sent"}[e.Sent], e.Status))
	}
	if Unsure(err) {
		lines = append(lines, "Unsure")
	}
	return strings.Join(lines, "\n") + "\n"
}

func TestRedirectIsNotFollowed(t *testing.T) {
	var followed atomic.Bool
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { followed.Store(true) }))
	defer elsewhere.Close()
	for _, status := range []int{301, 302, 303, 307, 308} {
		c := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, elsewhere.URL+r.URL.Path, status) })
		if err := c.Call(t.Context(), "getMe", nil, nil); !strings.Contains(fmt.Sprint(err), "not followed") {
			t.Errorf("%d: got %v", status, err)
		}
	}
	if followed.Load() {
		t.Error("the token was sent to another server")
	}
}

func TestCancel(t *testing.T) {
	arrived := make(chan bool)
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		close(arrived)
		<-r.Context().Done()
	})
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-arrived
		cancel()
	}()
	err := c.Call(ctx, "sendMessage", SendMessage{}, nil)
	if e, ok := errors.AsType[*TransportError](err); !ok || !e.Sent || !errors.Is(err, context.Canceled) {
		t.Errorf("got %#v, want one that was sent and cancelled", err)
	}
	err = c.Call(ctx, "sendMessage", SendMessage{}, nil)
	if e, ok := errors.AsType[*TransportError](err); !ok || e.Sent || !errors.Is(err, context.Canceled) {
		t.Errorf("a call with a context that had ended: got %#v, want one that was not sent", err)
	}
	noToken(t, err)
}

func TestDeadline(t *testing.T) {
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		<-r.Context().Done()
	})
	err := c.call(t.Context(), 50*time.Millisecond, "sendMessage", SendMessage{}, nil)
	if e, ok := errors.AsType[*TransportError](err); !ok || !e.Sent || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %#v, want one that was sent and had no answer in time", err)
	}
	noToken(t, err)
}

// TestSent checks who can know that nothing was sent, and who cannot.
func TestSent(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { // hangs up on whoever has asked, without an answer
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			if request, err := http.ReadRequest(bufio.NewReader(conn)); err == nil {
				io.Copy(io.Discard, request.Body)
			}
			conn.Close()
		}
	}()
	address := "http://" + listener.Addr().String()
	err = client(t, address).Call(t.Context(), "sendMessage", SendMessage{}, nil)
	if e, ok := errors.AsType[*TransportError](err); !ok || !e.Sent || !strings.Contains(err.Error(), "before an answer came") {
		t.Errorf("hung up: got %#v, want one that was sent", err)
	}
	noToken(t, err)
	listener.Close()
	err = client(t, address).Call(t.Context(), "sendMessage", SendMessage{}, nil)
	if e, ok := errors.AsType[*TransportError](err); !ok || e.Sent {
		t.Errorf("nobody listens: got %#v, want one that was not sent", err)
	}
	noToken(t, err)
}

func TestAnswerWithoutEnd(t *testing.T) {
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		line := []byte(strings.Repeat(" ", 1<<16))
		for {
			if _, err := w.Write(line); err != nil {
				return
			}
		}
	})
	if err := c.Call(t.Context(), "getMe", nil, nil); !strings.Contains(fmt.Sprint(err), "longer than any") {
		t.Errorf("got %v", err)
	}
}

// TestConnections checks that answers leave their connections usable: one after another takes one connection.
func TestConnections(t *testing.T) {
	var opened atomic.Int32
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.(http.Flusher).Flush() // chunked
		io.WriteString(w, `{"ok":true,"result":true}`)
	}))
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			opened.Add(1)
		}
	}
	server.Start()
	defer server.Close()
	c := client(t, server.URL)
	for range 20 {
		if err := c.Call(t.Context(), "sendChatAction", SendChatAction{ChatID: 1, Action: "typing"}, nil); err != nil {
			t.Fatal(err)
		}
	}
	if opened.Load() != 1 {
		t.Errorf("20 calls opened %d connections", opened.Load())
	}
}

func TestUpload(t *testing.T) {
	status := http.StatusOK
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		file, header, err := r.FormFile("document")
		if err != nil {
			t.Error(err)
			return
		}
		content, err := io.ReadAll(file)
		if err != nil {
			t.Error(err)
		}
		if got := header.Filename + " " + string(content) + " " + r.FormValue("chat_id"); got != "feedback.jsonl {} 5" {
			t.Errorf("the server got %s", got)
		}
		w.WriteHeader(status)
		fmt.Fprintf(w, `{"ok":%t,"result":{"message_id":9},"error_code":%d,"description":"x"}`, status == http.StatusOK, status)
	})
	params := SendDocument{ChatID: 5, Document: File{Name: "feedback.jsonl", Content: []byte("{}")}}
	var message Message
	if err := c.Call(t.Context(), "sendDocument", params, &message); err != nil || message.ID != 9 {
		t.Errorf("got message %d, %v", message.ID, err)
	}
	status = http.StatusForbidden
	err := c.Call(t.Context(), "sendDocument", params, &message)
	if e, ok := errors.AsType[*Error](err); !ok || !e.Blocked() {
		t.Errorf("got %v, want one that says that the bot is blocked", err)
	}
	noToken(t, err)
}

func TestBaseURL(t *testing.T) {
	for _, c := range []struct{ given, want string }{
		{"", "https://api.telegram.org/bot%s/%s"},
		{" https://api.telegram.org/ ", "https://api.telegram.org/bot%s/%s"},
		{"http://127.0.0.1:8081", "http://127.0.0.1:8081/bot%s/%s"},
		{"http://[::1]:8081", "http://[::1]:8081/bot%s/%s"},
		{"http://192.168.1.4:8081", "http://192.168.1.4:8081/bot%s/%s"},
		{"http://telegram-bot-api:8081/", "http://telegram-bot-api:8081/bot%s/%s"},
		{"http://bots.default.svc.cluster.local", "http://bots.default.svc.cluster.local/bot%s/%s"},
		{"https://example.org/relay%20a/", "https://example.org/relay%%20a/bot%s/%s"},
		{"http://example.org", "error: read"},
		{"http://8.8.8.8", "error: read"},
		{"example.org", "error: must be https://host"},
		{"localhost:8081", "error: must be https://host"},
		{"ftp://example.org", "error: must be https://host"},
		{"https://", "error: must be https://host"},
		{"https://ex ample.org", "error: must be https://host"},
		{"https://user:password@example.org", "error: name or password"},
		{"https://example.org?key=password", "error: ? or #"},
		{"https://example.org/#password", "error: ? or #"},
		{"https://api.telegram.org/bot" + secret, "error: holds a token"},
	} {
		got, err := endpointOf(c.given)
		if err != nil {
			got = "error: " + err.Error()
			if strings.Contains(got, "password@") || strings.Contains(got, "=password") {
				t.Errorf("%s: the error quotes it: %v", c.given, err)
			}
		}
		want, wantError := strings.CutPrefix(c.want, "error: ")
		if wantError && (err == nil || !strings.Contains(got, want)) || !wantError && got != want {
			t.Errorf("%s: got %s, want %s", c.given, got, c.want)
		}
	}
	if _, err := New(Token{}, ""); err == nil {
		t.Error("a client without a token was made")
	}
}

// TestProxyPassword checks that the address of a proxy, which may hold a password, is not in an error.
func TestProxyPassword(t *testing.T) {
	c := client(t, "").WithTransport(&http.Transport{Proxy: func(*http.Request) (*url.URL, error) {
		return nil, fmt.Errorf("invalid proxy address %q: no", "http://me:password@:1:2")
	}})
	err := c.Call(t.Context(), "getMe", nil, nil)
	if err == nil || strings.Contains(err.Error(), "password@") || !strings.Contains(err.Error(), "proxy") {
		t.Errorf("got %v", err)
	}
}

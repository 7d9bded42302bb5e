package inbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"chuchu/bot/telegram/api"
)

func post(t testing.TB, address, method, secret, kind, body string) *http.Response {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if secret != "" {
		request.Header.Set(secretHeader, secret)
	}
	request.Header.Set("Content-Type", kind)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	return response
}

func TestServeHTTP(t *testing.T) {
	const kind, update = "application/json", `{"update_id":7,"message":{"message_id":1,"text":"秘密"}}`
	in := newInbox(t, http.DefaultTransport)
	server := httptest.NewServer(in)
	defer server.Close()
	full := errors.New("no space left on the disk")
	for _, c := range []struct {
		name, method, secret, kind, body string
		fail                             error
		want                             int
	}{
		{"an update", "POST", in.secret, kind, update, nil, 200},
		{"with a charset", "POST", in.secret, kind + "; charset=utf-8", update, nil, 200},
		{"no secret", "POST", "", kind, update, nil, 401},
		{"a wrong secret", "POST", strings.ToUpper(in.secret), kind, update, nil, 401},
		{"half a secret", "POST", in.secret[:32], kind, update, nil, 401},
		{"a longer secret", "POST", in.secret + "0", kind, update, nil, 401},
		{"another method", "GET", in.secret, kind, "", nil, 405},
		{"another method", "PUT", in.secret, kind, update, nil, 405},
		{"a form", "POST", in.secret, "application/x-www-form-urlencoded", "update_id=7", nil, 415},
		{"no type", "POST", in.secret, "", update, nil, 415},
		{"no JSON", "POST", in.secret, kind, "update", nil, 400},
		{"cut", "POST", in.secret, kind, update[:20], nil, 400},
		{"two", "POST", in.secret, kind, update + update, nil, 400},
		{"nothing", "POST", in.secret, kind, "", nil, 400},
		{"no id", "POST", in.secret, kind, `{"message":{}}`, nil, 400},
		{"too long", "POST", in.secret, kind, `{"update_id":7,"a":"` + strings.Repeat("a", maxUpdate) + `"}`, nil, 413},
		{"cannot be stored", "POST", in.secret, kind, update, full, 500},
	} {
		in.ids = nil
		in.fail = func() error { return c.fail }
		response := post(t, server.URL, c.method, c.secret, c.kind, c.body)
		if response.StatusCode != c.want {
			t.Errorf("%s: got %d, want %d", c.name, response.StatusCode, c.want)
		}
		if allow := response.Header.Get("Allow"); (c.want == 405) != (allow == "POST") {
			t.Errorf("%s: allows %q", c.name, allow)
		}
		if got := in.got(); (len(got) == 1 && got[0] == 7) != (c.want == 200) {
			t.Errorf("%s: stored %v", c.name, got)
		}
	}
	if h := in.Health(); h.Failure != Storage || !strings.Contains(in.log.String(), full.Error()) {
		t.Errorf("health is %+v, and the log\n%s", h, in.log.String())
	}
}

func TestServeHTTPAtOnce(t *testing.T) {
	in := newInbox(t, http.DefaultTransport)
	server := httptest.NewServer(in)
	defer server.Close()
	var all sync.WaitGroup
	for id := 1; id <= 40; id++ {
		all.Go(func() {
			post(t, server.URL, "POST", in.secret, "application/json", fmt.Sprintf(`{"update_id":%d}`, id))
		})
	}
	all.Wait()
	if got := in.got(); len(got) != 40 {
		t.Errorf("stored %d of 40", len(got))
	}
}

// FuzzServeHTTP delivers whatever: 200 means that it was stored, and it is stored for 200 only.
func FuzzServeHTTP(f *testing.F) {
	f.Add([]byte(`{"update_id":1,"message":{"text":"a"}}`))
	f.Add([]byte(`{"update_id":1e3}`))
	f.Add([]byte(`{"update_id":99999999999999999999}`))
	f.Add([]byte(`[]`))
	f.Fuzz(func(t *testing.T, body []byte) {
		in := newInbox(t, http.DefaultTransport)
		request := httptest.NewRequest("POST", "/", strings.NewReader(string(body)))
		request.Header.Set(secretHeader, in.secret)
		request.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		in.ServeHTTP(w, request)
		if got := in.got(); (w.Code == 200) != (len(got) == 1) || w.Code != 200 && w.Code != 400 {
			t.Errorf("%q: %d, stored %v", body, w.Code, got)
		}
	})
}

func TestRegister(t *testing.T) {
	inBubble(t, func(t *testing.T, server *telegram, in *stored) {
		const address = "https://bots.example.org/chuchu"
		register := func(address, known string, want int) string {
			t.Helper()
			before := len(server.asked("setWebhook"))
			registered, err := in.Register(t.Context(), address, known)
			if err != nil {
				t.Error(err)
			}
			if set := len(server.asked("setWebhook")) - before; set != want {
				t.Errorf("set %d times, want %d", set, want)
			}
			return registered
		}
		known := register(address, "", 1)
		form := server.asked("setWebhook")[0].form
		if form.Get("secret_token") != in.secret || form.Get("allowed_updates") != `["message","callback_query"]` || form.Has("drop_pending_updates") {
			t.Errorf("set with %v", form)
		}
		if again := register(address, known, 0); again != known {
			t.Error("the same webhook is not known again")
		}
		register(address, "of an earlier token", 1)
		server.webhook.Allowed = []string{api.UpdateMessage}
		register(address, known, 1)
		server.webhook.URL = ""
		register(address, known, 1)
		server.webhook.Allowed = []string{api.UpdateCallbackQuery, api.UpdateMessage}
		register(address, known, 0)
		if moved := register("https://bots.example.org/other", known, 1); moved == known {
			t.Error("another webhook is taken for the same")
		}
		if !strings.Contains(in.log.String(), "moved") {
			t.Errorf("the log is\n%s", in.log.String())
		}
		away := 3
		server.answer = func(context.Context, int, call) string {
			if away--; away >= 0 {
				return "broken"
			}
			return ""
		}
		register(address, known, 1)
		away = 0
		server.answer = func(_ context.Context, _ int, c call) string {
			if c.method == "setWebhook" {
				return failure(400, "Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
			}
			return ""
		}
		if _, err := in.Register(t.Context(), "https://example.org:81/", ""); err == nil || !strings.Contains(err.Error(), "only on ports") {
			t.Errorf("got %v", err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := in.Register(ctx, address, ""); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	})
}

func TestWatch(t *testing.T) {
	inBubble(t, func(t *testing.T, server *telegram, in *stored) {
		const address = "https://bots.example.org/chuchu"
		server.webhook.URL = address
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- in.Watch(ctx, address) }()
		now := func() int64 { return time.Now().Unix() }
		for _, c := range []struct {
			name   string
			info   api.WebhookInfo
			answer string
			want   Failure
		}{
			{"all is well", api.WebhookInfo{URL: address}, "", ""},
			{"an old error", api.WebhookInfo{URL: address, Pending: 1, LastErrorDate: now() - 3600, LastErrorMessage: "Connection refused"}, "", ""},
			{"an error that is over", api.WebhookInfo{URL: address, LastErrorDate: now() + 120, LastErrorMessage: "Connection refused"}, "", ""},
			{"cannot deliver", api.WebhookInfo{URL: address, Pending: 3, LastErrorDate: now() + 230, LastErrorMessage: "Connection refused"}, "", Delivery},
			{"well again", api.WebhookInfo{URL: address}, "", ""},
			{"no network", api.WebhookInfo{URL: address}, "broken", Network},
			{"trouble", api.WebhookInfo{URL: address}, failure(500, "Internal Server Error"), Server},
			{"deleted", api.WebhookInfo{}, "", Conflict},
			{"moved", api.WebhookInfo{URL: "https://other.example.org/hidden"}, "", Conflict},
		} {
			server.mu.Lock()
			server.webhook = c.info
			server.answer = func(context.Context, int, call) string { return c.answer }
			server.mu.Unlock()
			time.Sleep(watchEvery)
			synctest.Wait()
			if h := in.Health(); h.Failure != c.want || c.want == "" && h.Deaf(time.Now()) {
				t.Errorf("%s: health is %+v", c.name, h)
			}
		}
		if log := in.log.String(); !strings.Contains(log, "other.example.org") || !strings.Contains(log, "Connection refused") || strings.Contains(log, "hidden") {
			t.Errorf("the log is\n%s", log)
		}
		if set := server.asked("setWebhook"); len(set) > 0 {
			t.Errorf("the webhook was taken back: %v", set)
		}
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if methods := server.asked(""); slices.ContainsFunc(methods, func(c call) bool { return c.method != "getWebhookInfo" }) {
			t.Errorf("asked %v", methods)
		}
	})
}

package cluster

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"chuchu/retrieval/index"
)

// served is a cluster of servers of this test, and how often each was asked.
func served(t *testing.T, handlers ...http.HandlerFunc) (*Cluster, []*atomic.Int32) {
	t.Helper()
	var hosts []string
	var asked []*atomic.Int32
	for _, handle := range handlers {
		n := new(atomic.Int32)
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { n.Add(1); handle(w, r) }))
		t.Cleanup(s.Close)
		hosts, asked = append(hosts, strings.TrimPrefix(s.URL, "http://")), append(asked, n)
	}
	return at(t, scheme+strings.Join(hosts, ","), "SECRET"), asked
}

// at is the cluster at an address, with a key.
func at(t *testing.T, url, key string) *Cluster {
	t.Helper()
	c, err := New(Settings{URL: url, Key: key})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func says(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(status)
		io.WriteString(w, body)
	}
}

const counted = `{"data":{"Aggregate":{"Chuchu_texts_v2":[{"meta":{"count":7}}]}}}`

// TestFailover: a host that fails is passed over, and not asked first again.
func TestFailover(t *testing.T) {
	for name, broken := range map[string]http.HandlerFunc{
		"an error":     says(503, `{"error":[{"message":"no quorum"}]}`),
		"a lost shard": says(200, `{"data":{},"errors":[{"message":"shard cannot be reached"}]}`),
		"no JSON":      says(200, `<html>`),
		"cut off":      func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
	} {
		t.Run(name, func(t *testing.T) {
			c, asked := served(t, broken, says(200, counted))
			for range 3 {
				if n, err := c.class("2").count(t.Context()); n != 7 || err != nil {
					t.Fatalf("got %d, %v", n, err)
				}
			}
			if asked[0].Load() != 1 || asked[1].Load() != 3 || c.Health() != nil {
				t.Errorf("the hosts were asked %d and %d times, health %v", asked[0].Load(), asked[1].Load(), c.Health())
			}
		})
	}
}

// TestNoneAnswers: that no host answers is said with the cause of each, on one line, and shows in the health until one does.
func TestNoneAnswers(t *testing.T) {
	fails := true
	c, _ := served(t, says(500, `{"error":[{"message":"one"}]}`), func(w http.ResponseWriter, r *http.Request) {
		if fails {
			w.WriteHeader(500)
			return
		}
		io.WriteString(w, counted)
	})
	_, err := c.class("2").count(t.Context())
	if !errors.Is(err, index.ErrUnreachable) || !errors.Is(c.Health(), index.ErrUnreachable) || strings.Count(err.Error(), "127.0.0.1") != 2 ||
		!strings.Contains(err.Error(), "one") || strings.ContainsAny(err.Error(), "\n") {
		t.Errorf("got %v", err)
	}
	fails = false
	if _, err := c.class("2").count(t.Context()); err != nil || c.Health() != nil {
		t.Errorf("got %v, health %v", err, c.Health())
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.class("2").count(ctx); !errors.Is(err, context.Canceled) || c.Health() != nil {
		t.Errorf("called off: got %v, health %v", err, c.Health())
	}
}

// TestAnswers: what Weaviate 1.39.0 said (testdata/answers, recorded) becomes the error beside it. Neither the key nor what
// was asked is in any.
func TestAnswers(t *testing.T) {
	files, err := filepath.Glob("testdata/answers/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no answers", err)
	}
	for _, name := range files {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var status int
		if _, err := fmt.Sscanf(string(archive.Comment), "status %d", &status); err != nil {
			t.Fatal(name, err)
		}
		body, want := archive.Files[0].Data, strings.TrimSpace(string(archive.Files[1].Data))
		c, _ := served(t, says(status, string(body)))
		x := &Index{class: c.class("2")}
		_, _, err = x.ask(t.Context(), "上海 ship", "ship", 10)
		got := "none"
		if err != nil {
			got = strings.ReplaceAll(err.Error(), c.address.hosts[0], "HOST")
		}
		if got != want {
			t.Errorf("%s: got the error\n%s\nwant\n%s", name, got, want)
		}
	}
}

// TestKey: the key goes to the cluster, and nowhere else.
func TestKey(t *testing.T) {
	var got string
	c, _ := served(t, func(w http.ResponseWriter, r *http.Request) {
		got = r.Header.Get("Authorization")
		w.WriteHeader(http.StatusUnauthorized)
	})
	_, err := c.class("2").count(t.Context())
	if got != "Bearer SECRET" || err == nil || strings.Contains(err.Error(), "SECRET") || errors.Is(err, index.ErrUnreachable) {
		t.Errorf("sent %q, got %v", got, err)
	}
}

// TestRedirect: nobody is asked whom the cluster names.
func TestRedirect(t *testing.T) {
	other, asked := served(t, says(200, counted))
	c, _ := served(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://"+other.address.hosts[0]+r.URL.Path, http.StatusTemporaryRedirect)
	})
	if _, err := c.class("2").count(t.Context()); err == nil || asked[0].Load() > 0 {
		t.Errorf("got %v, the other was asked %d times", err, asked[0].Load())
	}
}

// TestTLS: certificates are trusted that the machine trusts, and no others.
func TestTLS(t *testing.T) {
	s := httptest.NewUnstartedServer(says(200, counted))
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // it would tell of who does not trust it
	s.StartTLS()
	defer s.Close()
	for _, trusted := range []bool{true, false} {
		c := at(t, schemeTLS+strings.TrimPrefix(s.URL, "https://"), "")
		if trusted {
			c.client.Transport.(*http.Transport).TLSClientConfig = s.Client().Transport.(*http.Transport).TLSClientConfig
		}
		if _, err := c.class("2").count(t.Context()); (err == nil) != trusted {
			t.Errorf("trusted %v: got %v", trusted, err)
		}
	}
}

// TestPatience: what cannot be reached is tried again for a minute, in growing pauses, and not when it is refused.
func TestPatience(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begun, tries := time.Now(), 0
		err := patiently(t.Context(), func() error { tries++; return index.ErrUnreachable })
		if took := time.Since(begun); !errors.Is(err, index.ErrUnreachable) || took < patience-maxPause || took > patience || tries < 10 {
			t.Errorf("got %v after %v and %d tries", err, took, tries)
		}
		begun, tries = time.Now(), 0
		if err := patiently(t.Context(), func() error {
			if tries++; tries < 4 {
				return index.ErrUnreachable
			}
			return nil
		}); err != nil || tries != 4 || time.Since(begun) != 7*firstPause {
			t.Errorf("got %v after %v and %d tries", err, time.Since(begun), tries)
		}
		tries = 0
		if err := patiently(t.Context(), func() error { tries++; return &refusal{422, "no"} }); err == nil || tries != 1 {
			t.Errorf("got %v after %d tries", err, tries)
		}
	})
}

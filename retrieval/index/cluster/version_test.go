package cluster

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"chuchu/retrieval/index"
	"chuchu/retrieval/index/indextest"
)

// TestVersions: a new version is added beside the one before, which goes on answering; when nobody uses that any more,
// what only it had is removed, and what the new one has is not.
func TestVersions(t *testing.T) {
	c := cluster(t)
	before, after := manyParagraphs(0, 300), manyParagraphs(100, 500)
	old := open(t, c, before)
	made := open(t, c, after)
	newAsker(t, old).once("the old version beside the new")
	newAsker(t, made).once("the new version beside the old")
	if others, err := made.removeUnused(t.Context()); err != nil || !others {
		t.Errorf("while both are in use: others %v, %v", others, err)
	}
	if n, err := made.class.count(t.Context()); n != 500 || err != nil {
		t.Errorf("both have %d paragraphs, %v", n, err)
	}
	if err := old.Close(); err != nil {
		t.Error(err)
	}
	if others, err := made.removeUnused(t.Context()); err != nil || others {
		t.Errorf("while one is in use: others %v, %v", others, err)
	}
	there, err := made.class.list(t.Context())
	if err != nil || len(there) != 400 {
		t.Errorf("%d paragraphs are left, %v", len(there), err)
	}
	newAsker(t, made).once("the new version alone")
	if err := made.Close(); err != nil {
		t.Error(err)
	}
}

// once puts each question once.
func (a *asker) once(what string) {
	a.t.Helper()
	for i, q := range a.questions {
		if hits, err := a.index.Search(a.t.Context(), q, 10); err != nil || !sameHits(hits, a.answers[i]) {
			a.t.Errorf("%s, question %d: got %v, %v, want %v", what, i, hits, err, a.answers[i])
		}
	}
}

// TestResumed: an indexing that was broken off goes on where it was, though a part of its batches failed, and one of the
// same paragraphs sends nothing.
func TestResumed(t *testing.T) {
	to, err := url.Parse("http://" + cluster(t).address.hosts[0])
	if err != nil {
		t.Fatal(err)
	}
	var sent, batches atomic.Int64
	proxy := httputil.NewSingleHostReverseProxy(to)
	between := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost && r.URL.Path == "/v1/batch/objects" {
			body, err := io.ReadAll(r.Body)
			if err != nil {
				t.Error(err)
			}
			if n := strings.Count(string(body), `"terms"`); n > 0 {
				if batches.Add(1)%3 == 0 {
					http.Error(w, `{"error":[{"message":"no quorum"}]}`, http.StatusInternalServerError)
					return
				}
				sent.Add(int64(n))
			}
			r.Body = io.NopCloser(bytes.NewReader(body))
		}
		proxy.ServeHTTP(w, r)
	}))
	defer between.Close()
	c := at(t, scheme+strings.TrimPrefix(between.URL, "http://")+"/"+collection(t), "")
	paragraphs := indextest.Paragraphs(manyParagraphs(0, 2000))
	from := indextest.Snapshot(t, c, paragraphs)
	ctx, cancel := context.WithCancel(t.Context())
	var done atomic.Int64
	_, err = c.Open(ctx, paragraphs, from, func(n int) {
		if done.Add(int64(n)) > 700 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("broken off: got %v", err)
	}
	first := sent.Swap(0)
	done.Store(0)
	x, err := c.Open(t.Context(), paragraphs, from, func(n int) { done.Add(int64(n)) })
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d paragraphs were sent before, %d after", first, sent.Load())
	if second := sent.Swap(0); first == 0 || second > 2000-700 || done.Load() != 2000 {
		t.Errorf("%d paragraphs were sent, and then %d; %d are said to be there", first, second, done.Load())
	}
	x.Close()
	again, err := c.Open(t.Context(), paragraphs, from, nil)
	if err != nil || sent.Load() != 0 {
		t.Fatalf("the same once more: %d paragraphs were sent, %v", sent.Load(), err)
	}
	newAsker(t, again.(*Index)).once("after all")
	if n, err := again.Frequency(t.Context(), "captain"); n == 0 || err != nil {
		t.Errorf("got %d, %v", n, err)
	}
	again.Close()
}

// TestUnreachable: if nothing answers, that is the error, and Close ends.
func TestUnreachable(t *testing.T) {
	gone := httptest.NewServer(nil)
	gone.Close()
	c := at(t, scheme+strings.TrimPrefix(gone.URL, "http://"), "")
	ship := indextest.Paragraphs{"ship"}
	_, err := c.Open(t.Context(), ship, indextest.Snapshot(t, c, ship), nil)
	if !errors.Is(err, index.ErrUnreachable) || c.Health() == nil {
		t.Errorf("got %v, health %v", err, c.Health())
	}
}

package command

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"chuchu/bot/metrics"
)

// TestReloadWhileAsked: while texts change and are taken up, each question is answered from those before or those after.
func TestReloadWhileAsked(t *testing.T) {
	folder := t.TempDir()
	write := func(n int) {
		for _, name := range []string{"a.txt", "b.txt"} {
			text := fmt.Sprintf("The captain of ship %s was officer number %d.\n", name[:1], n)
			if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	write(0)
	c := &config{environment: environment{values: map[string]value{"TEXTS_DIR": {folder, "test"}, "READER_BUDGET": {"0", "test"}}}}
	l := newLibrary(c, nil, slog.New(slog.DiscardHandler), metrics.New("", ""))
	b, err := l.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer l.close()
	var askers sync.WaitGroup
	done := make(chan struct{})
	for range 3 {
		askers.Go(func() {
			for {
				a, err := b.Ask(t.Context(), "Who was the captain of the ship?")
				if err != nil || !strings.Contains(a.Text, "officer number") {
					t.Errorf("amid reloading: got %q, %v", a.Text, err)
					return
				}
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	const rounds = 10
	for n := range rounds {
		write(n + 1)
		if err := l.reload(t.Context()); err != nil {
			t.Error(err)
		}
	}
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	if err := l.reload(t.Context()); err == nil {
		t.Error("texts that are gone were taken up")
	}
	close(done)
	askers.Wait()
	a, err := b.Ask(t.Context(), "Who was the captain of ship b?")
	if want := fmt.Sprintf("number %d", rounds); err != nil || !strings.Contains(a.Text, want) {
		t.Errorf("in the end: got %q, %v, want %s", a.Text, err, want)
	}
}

package bot

import (
	"strings"
	"sync"
	"testing"

	"chuchu/retrieval"
	"chuchu/retrieval/reading"
)

// newCollection makes a collection of one text.
func newCollection(t testing.TB, paragraphs ...string) *retrieval.Collection {
	t.Helper()
	text := reading.Text{File: "a.txt", Title: "A", Lang: string(languageOf(strings.Join(paragraphs, "")))}
	for i, p := range paragraphs {
		text.Blocks = append(text.Blocks, reading.Block{Text: p, First: i + 1, Last: i + 1})
	}
	c, err := retrieval.Open(t.Context(), []reading.Text{text}, retrieval.Glossary{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestSwapWhileAsked: whoever asks while collections are exchanged is answered from one of them, whole.
func TestSwapWhileAsked(t *testing.T) {
	const one, other = "The captain was Edward Smith.", "The captain was Arthur Rostron."
	b := New(newCollection(t, one))
	defer b.Close()
	var askers sync.WaitGroup
	done := make(chan struct{})
	for range 4 {
		askers.Go(func() {
			for {
				a, err := b.Ask(t.Context(), "Who was the captain?")
				if err != nil || len(a.Sources) != 1 || a.Sources[0].Text != one && a.Sources[0].Text != other {
					t.Errorf("amid exchanges: got %+v, %v", a.Sources, err)
					return
				}
				b.With(func(c *retrieval.Collection) {
					if _, ok := c.Passage(a.Sources[0].ID); !ok && c.Size() != 1 {
						t.Error("a collection is not whole")
					}
				})
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	for range 5 {
		for _, text := range []string{other, one} {
			if err := b.Swap(newCollection(t, text)); err != nil {
				t.Error(err)
			}
		}
	}
	close(done)
	askers.Wait()
}

// TestSwapWaits: the old collection is closed when nobody uses it any more and not before, while the new one answers.
func TestSwapWaits(t *testing.T) {
	b := New(newCollection(t, "The captain was Edward Smith."))
	defer b.Close()
	swapped := make(chan error, 1)
	b.With(func(old *retrieval.Collection) {
		go func() { swapped <- b.Swap(newCollection(t, "The captain was Arthur Rostron.")) }()
		for answered := false; !answered; { // until the new one is in place, which Swap does before it waits
			a, err := b.Ask(t.Context(), "Who was the captain?")
			if err != nil {
				t.Fatal(err)
			}
			answered = strings.Contains(a.Text, "Rostron")
		}
		select {
		case err := <-swapped:
			t.Errorf("Swap returned (%v) while the old collection was in use", err)
		default:
		}
		found, err := old.Find(t.Context(), "Who was the captain?", 1)
		if err != nil || len(found.Passages) != 1 {
			t.Errorf("the old collection, in use: got %v, %v", found.Passages, err)
		}
	})
	if err := <-swapped; err != nil {
		t.Error(err)
	}
}

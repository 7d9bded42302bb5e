package cluster

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"chuchu/retrieval/index"
	"chuchu/retrieval/language"
)

const (
	// senders send batches at the same time: the cluster works at one while the next are made.
	senders = 3
	// maxSent and minSent bound a batch, in paragraphs. It is halved if the cluster does not take it in time, and
	// grows again if it is quick.
	maxSent, minSent = 200, 10
	// quick is how soon a batch must be taken for the next to be larger.
	quick = time.Second
	// rounds is how often what is there is compared with what should be, before it is given up.
	rounds = 3
)

// filler sends the paragraphs that a class lacks.
type filler struct {
	class      class
	paragraphs index.Paragraphs
	done       func(n int)

	mu   sync.Mutex
	size int // of the next batch
}

// fill sends those of the paragraphs that the class does not hold, and looks whether all are there then: what was sent
// before a crash, or by another bot, is not sent again. done is told of paragraphs as they are there, each once.
func fill(ctx context.Context, c class, ids []id, p index.Paragraphs, done func(n int)) error {
	for round := 1; ; round++ {
		missing, err := missing(ctx, c, ids)
		if err != nil {
			return err
		}
		done(len(ids) - len(missing))
		switch {
		case len(missing) == 0:
			return nil
		case round > rounds:
			return fmt.Errorf("%w: of %d paragraphs that were sent, %d are not there", index.ErrUnreachable, len(ids), len(missing))
		}
		f := &filler{class: c, paragraphs: p, size: maxSent / 2, done: done}
		if err := index.Parallel(ctx, len(missing), maxSent, senders, func(ctx context.Context, from, to int) error {
			return f.send(ctx, missing[from:to])
		}); err != nil {
			return err
		}
		done = func(int) {} // all have been told of
	}
}

// missing returns the paragraphs that the class does not hold; of the same words only one.
func missing(ctx context.Context, c class, ids []id) (docs []int, err error) {
	there, err := c.list(ctx)
	if err != nil {
		return nil, err
	}
	seen := map[id]bool{}
	for i, one := range ids {
		if _, ok := slices.BinarySearchFunc(there, one, compareIDs); !ok && !seen[one] {
			seen[one] = true
			docs = append(docs, i)
		}
	}
	return docs, nil
}

// send sends a batch until all of it is taken, in smaller parts if it is too much at once.
func (f *filler) send(ctx context.Context, batch []int) error {
	objects := make([]object, len(batch))
	for i, doc := range batch {
		words, err := f.paragraphs.Words(doc)
		if err != nil {
			return err
		}
		objects[i] = object{f.class.name, idOf(words), paragraph{joined(words, language.WritingIn(f.paragraphs.Script(doc)).Analyzer)}}
	}
	for len(objects) > 0 {
		if err := patiently(ctx, func() error {
			f.mu.Lock()
			n := min(f.size, len(objects))
			f.mu.Unlock()
			begun := time.Now()
			refused, err := f.class.put(ctx, objects[:n])
			f.adapt(err == nil, time.Since(begun))
			objects = append(refused, objects[n:]...)
			return err
		}); err != nil {
			return fmt.Errorf("sending %d paragraphs to the cluster: %w", len(batch), err)
		}
	}
	f.done(len(batch))
	return nil
}

// adapt makes the next batches smaller or larger.
func (f *filler) adapt(taken bool, took time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case !taken:
		f.size = max(f.size/2, minSent)
	case took < quick:
		f.size = min(f.size+f.size/4, maxSent)
	}
}

// paragraph is what is sent of one: its terms, with spaces between them.
type paragraph struct {
	Terms string `json:"terms"`
}

func joined(words string, analyzer language.Analyzer) string {
	var b strings.Builder
	for i, t := range analyzer.Of(words) {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.Text)
	}
	return b.String()
}

package retrieval

import (
	"context"
	"errors"
	"fmt"
	"sync"
	clock "time" // time is an asked here

	lru "github.com/hashicorp/golang-lru/v2"

	"chuchu/retrieval/index/vectors"
)

// Embedder turns words into vectors that are the more alike the more the words mean the same. Each function returns a vector
// for each text, in their order, all of as many finite numbers, or an error.
type Embedder struct {
	Name       string // of the model and how it is asked; the vectors of one name can be compared
	Questions  func(ctx context.Context, texts []string) ([][]float32, error)
	Paragraphs func(ctx context.Context, texts []string) ([][]float32, error)
}

// ErrRejected is in the error of an [Embedder] that will not have these texts, and may well take others.
var ErrRejected = errors.New("the text is not taken")

// Embeddings are the vectors that an embedder made, kept from one collection to the next. They are safe for concurrent use.
type Embeddings struct {
	embedder Embedder
	cache    *vectors.Cache
	recent   *lru.Cache[string, []float32] // of questions
	mu       sync.Mutex
	known    *vectors.Space // nil until it was made
}

// recentQuestions is how many questions' vectors are remembered: 1.5 KB each with 384 dimensions.
const recentQuestions = 512

// OpenEmbeddings opens the file of that name, which keeps vectors, or makes it; "" keeps them in memory. Close them after the
// collections that use them.
func OpenEmbeddings(file string, e Embedder) (*Embeddings, error) {
	cache, err := vectors.OpenCache(file)
	if err != nil {
		return nil, err
	}
	recent, err := lru.New[string, []float32](recentQuestions)
	if err != nil {
		return nil, errors.Join(err, cache.Close())
	}
	return &Embeddings{embedder: e, cache: cache, recent: recent}, nil
}

// Close releases the file. No call may follow.
func (e *Embeddings) Close() error { return e.cache.Close() }

// space returns what has to be known of the model, and asks it the first time. Where asking is not allowed, and nothing is
// kept, it returns nil.
func (e *Embeddings) space(ctx context.Context, ask bool) (*vectors.Space, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.known != nil {
		return e.known, nil
	}
	var made [2][2][]vectors.Vector
	questions, statements := vectors.Ordinary()
	for l := range questions {
		var err error
		made[0][l], err = e.ordinary(ctx, questions[l], "question", e.embedder.Questions, ask)
		if err == nil {
			made[1][l], err = e.ordinary(ctx, statements[l], "", e.embedder.Paragraphs, ask)
		}
		if err != nil || made[0][l] == nil || made[1][l] == nil {
			return nil, err
		}
	}
	var err error
	e.known, err = vectors.NewSpace(made[0], made[1])
	return e.known, err
}

// ordinary returns the vectors of sentences, nil where they are not kept and must not be asked for.
func (e *Embeddings) ordinary(ctx context.Context, sentences []string, as string, embed func(context.Context, []string) ([][]float32, error), ask bool) ([]vectors.Vector, error) {
	key := vectors.KeyOf(e.embedder.Name+as, sentences)
	kept, ok, err := e.cache.Vectors(key)
	if ok || err != nil || !ask {
		return kept, err
	}
	made, err := embed(ctx, sentences)
	if errors.Is(err, ErrRejected) {
		return nil, fmt.Errorf("the model takes no text: %v", err) // which no other text will change
	}
	if err != nil {
		return nil, err
	}
	packed, err := pack(made, len(sentences))
	if err != nil {
		return nil, err
	}
	return packed, errors.Join(e.cache.Add(key, packed), e.cache.Sync())
}

// pack makes vectors as they are kept of those of so many texts.
func pack(made [][]float32, texts int) ([]vectors.Vector, error) {
	if len(made) != texts {
		return nil, fmt.Errorf("embedding: %d vectors of %d texts", len(made), texts)
	}
	packed := make([]vectors.Vector, texts)
	for i, v := range made {
		unit, err := vectors.Unit(v)
		if err != nil {
			return nil, fmt.Errorf("embedding: %w", err)
		}
		packed[i] = vectors.Pack(unit)
	}
	return packed, nil
}

// questionTime is how long a reader waits for his question's embedding before he is answered by the words alone. A small
// model takes 20 ms for one on two cores, a service across an ocean 100 to 300; what takes longer than a second is felt.
const questionTime = 800 * clock.Millisecond

// errSlow is why a question has no embedding where its time was up.
var errSlow = fmt.Errorf("it took longer than %s", questionTime)

// question returns the vector of a question in a space, asked for at most once while it is remembered.
func (e *Embeddings) question(ctx context.Context, space *vectors.Space, text string) ([]float32, error) {
	text = clipped(text)
	if v, ok := e.recent.Get(text); ok {
		return v, nil
	}
	bounded, cancel := context.WithTimeoutCause(ctx, questionTime, errSlow)
	defer cancel()
	made, err := e.embedder.Questions(bounded, []string{text})
	switch {
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case bounded.Err() != nil && err != nil:
		return nil, errSlow
	case err != nil:
		return nil, err
	case len(made) != 1:
		return nil, fmt.Errorf("embedding: %d vectors of one question", len(made))
	}
	v, err := space.Question(int(ownScript(text)), made[0])
	if err != nil {
		return nil, err
	}
	e.recent.Add(text, v)
	return v, nil
}

// VectorsFile is the name of the file that keeps the vectors of an embedder of that name.
func VectorsFile(name string) string {
	return fmt.Sprintf("vectors-%x", vectors.KeyOf(name, nil))
}

package vectors

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
	"unicode/utf8"

	lru "github.com/hashicorp/golang-lru/v2"
)

// Embedder turns words into vectors that are the more alike the more the words mean the same. Each function returns a vector
// for each text, in their order, all of as many finite numbers, or an error.
type Embedder struct {
	Name       string // of the model and how it is asked; the vectors of one name can be compared
	Questions  func(ctx context.Context, texts []string) ([][]float32, error)
	Paragraphs func(ctx context.Context, texts []string) ([][]float32, error)
	Close      func() error // releases what it holds; nil if that is nothing
	Known      []byte       // vectors that it has made before, as a [Cache] keeps them in a file
}

type embedding = func(ctx context.Context, texts []string) ([][]float32, error)

// ErrRejected is in the error of an [Embedder] that will not have these texts, and may well take others.
var ErrRejected = errors.New("the text is not taken")

// Embeddings are the vectors that an embedder made, kept from one collection to the next. They are safe for concurrent use.
type Embeddings struct {
	embedder Embedder
	cache    *Cache
	recent   *lru.Cache[string, []float32] // of questions
	mu       sync.Mutex
	known    *Space // nil until it was made
}

// recentQuestions is how many questions' vectors are remembered: 1.5 KB each with 384 dimensions.
const recentQuestions = 512

// Open opens the file of that name, which keeps vectors, or makes it; "" keeps them in memory. Close them after the
// collections that use them.
func Open(file string, e Embedder) (*Embeddings, error) {
	cache, err := OpenCache(file)
	if err != nil {
		return nil, err
	}
	if err := cache.add(e.Known); err != nil {
		return nil, errors.Join(err, cache.Close())
	}
	recent, err := lru.New[string, []float32](recentQuestions)
	if err != nil {
		return nil, errors.Join(err, cache.Close())
	}
	return &Embeddings{embedder: e, cache: cache, recent: recent}, nil
}

// FileName is the name of the file that keeps the vectors of an embedder of that name.
func FileName(embedder string) string { return fmt.Sprintf("vectors-%x", KeyOf(embedder, nil)) }

// Close releases the file and the embedder. No call may follow.
func (e *Embeddings) Close() error {
	err := e.cache.Close()
	if e.embedder.Close != nil {
		err = errors.Join(err, e.embedder.Close())
	}
	return err
}

// space returns what has to be known of the model, and asks it the first time. If asking is not allowed, and nothing is
// kept, it returns nil.
func (e *Embeddings) space(ctx context.Context, ask bool) (*Space, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.known != nil {
		return e.known, nil
	}
	var asked, said [2][]Vector
	questions, statements := Ordinary()
	for l := range questions {
		var err error
		asked[l], err = e.ordinary(ctx, questions[l], "question", e.embedder.Questions, ask)
		if err == nil {
			said[l], err = e.ordinary(ctx, statements[l], "", e.embedder.Paragraphs, ask)
		}
		if err != nil || asked[l] == nil || said[l] == nil {
			return nil, err
		}
	}
	var err error
	e.known, err = NewSpace(asked, said)
	return e.known, err
}

// ordinary returns the vectors of sentences, nil if they are not kept and must not be asked for.
func (e *Embeddings) ordinary(ctx context.Context, sentences []string, as string, by embedding, ask bool) ([]Vector, error) {
	key := KeyOf(e.embedder.Name+as, sentences)
	kept, ok, err := e.cache.Vectors(key)
	if ok || err != nil || !ask {
		return kept, err
	}
	made, err := embed(ctx, by, sentences)
	if errors.Is(err, ErrRejected) {
		return nil, fmt.Errorf("the model takes no text: %v", err) // which no other text will change
	}
	if err != nil {
		return nil, err
	}
	return made, errors.Join(e.cache.Add(key, made), e.cache.Sync())
}

// embed returns the vectors of texts, as they are kept.
func embed(ctx context.Context, by embedding, texts []string) ([]Vector, error) {
	made, err := by(ctx, texts)
	if err == nil && len(made) != len(texts) {
		err = fmt.Errorf("embedding: %d vectors of %d texts", len(made), len(texts))
	}
	if err != nil {
		return nil, err
	}
	packed := make([]Vector, len(texts))
	for i, v := range made {
		unit, err := Unit(v)
		if err != nil {
			return nil, fmt.Errorf("embedding: %w", err)
		}
		packed[i] = Pack(unit)
	}
	return packed, nil
}

// questionTime is how long a reader waits for his question's embedding before he is answered by the words alone. A small
// model takes 20 ms for one on two cores, a service across an ocean 100 to 300; what takes longer than a second is felt.
const questionTime = 800 * time.Millisecond

// errSlow is why a question has no embedding if its time was up.
var errSlow = fmt.Errorf("it took longer than %s", questionTime)

// Question returns the vector of a question in a language, asked for at most once while it is remembered.
func (x *Index) Question(ctx context.Context, text string, language int) ([]float32, error) {
	text = clipped(text)
	if v, ok := x.embeddings.recent.Get(text); ok {
		return v, nil
	}
	bounded, cancel := context.WithTimeoutCause(ctx, questionTime, errSlow)
	defer cancel()
	made, err := x.embeddings.embedder.Questions(bounded, []string{text})
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
	v, err := x.space.Question(language, made[0])
	if err == nil {
		x.embeddings.recent.Add(text, v)
	}
	return v, err
}

// maxCharacters is how much of a text is embedded: all of a paragraph as people write them, and of others as much as models
// take (512 tokens and up).
const maxCharacters = 2000

func clipped(s string) string {
	if utf8.RuneCountInString(s) <= maxCharacters {
		return s
	}
	return string([]rune(s)[:maxCharacters])
}

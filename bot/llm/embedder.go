package llm

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"regexp"
	"strings"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/sashabaranov/go-openai"
	"github.com/sony/gobreaker/v2"
)

// prefixes are what models were trained to see before a question and before other text, by the names of their families; the cards of
// intfloat/multilingual-e5-small, nomic-ai/nomic-embed-text-v1.5 and google/embeddinggemma-300m say so. Other models want none, or
// none in Chinese.
var prefixes = []struct {
	of                  *regexp.Regexp
	question, paragraph string
}{
	{regexp.MustCompile(`(?i)\be5-`), "query: ", "passage: "},
	{regexp.MustCompile(`(?i)\bnomic-embed-text\b`), "search_query: ", "search_document: "},
	{regexp.MustCompile(`(?i)\bembeddinggemma\b`), "task: search result | query: ", "title: none | text: "},
}

// prefixesOf returns the prefixes of the model of that name. One that is tuned to instructions wants those instead.
func prefixesOf(model string) (question, paragraph string) {
	for _, p := range prefixes {
		if p.of.MatchString(model) && !strings.Contains(strings.ToLower(model), "instruct") {
			return p.question, p.paragraph
		}
	}
	return "", ""
}

// Embedder is an embedding model. It is safe for concurrent use. As Model does, it holds what knows the key behind functions.
type Embedder struct {
	name       string
	question   string // what the model wants before a question
	paragraph  string // and before other text
	redact     func(string) string
	create     func(context.Context, openai.EmbeddingRequestConverter) (openai.EmbeddingResponse, error)
	breaker    *gobreaker.CircuitBreaker[[][]float32] // of questions: somebody waits for each
	patience   patience
	dimensions atomic.Int64 // of the first vectors that came; 0 before
}

// embeddingPatience is for paragraphs: a small model on two cores takes some ten seconds for a request's worth. Whoever asks
// for a question's vector sets the deadline himself.
var embeddingPatience = patience{header: 2 * time.Minute, idle: 30 * time.Second, total: 5 * time.Minute, pause: time.Second}

// NewEmbedder returns the model of that name behind the settings' endpoint, without asking it anything.
func NewEmbedder(s Settings) (*Embedder, error) {
	endpoint, err := s.endpoint()
	if err != nil {
		return nil, errors.New(ofEmbeddings(err.Error()))
	}
	return newEmbedder(s, endpoint, embeddingPatience), nil
}

func newEmbedder(s Settings, endpoint string, p patience) *Embedder {
	config := openai.DefaultConfig(s.Key.trimmed())
	config.BaseURL = endpoint
	t := newTransport(p)
	t.read = wholeJSON
	config.HTTPClient = &http.Client{Transport: t}
	e := &Embedder{
		name: strings.TrimSpace(s.Model), redact: s.Key.redact,
		create: openai.NewClientWithConfig(config).CreateEmbeddings, patience: p,
	}
	e.question, e.paragraph = prefixesOf(e.name)
	e.breaker = newBreaker[[][]float32](func(err error) bool { return errors.Is(err, context.Canceled) })
	return e
}

// Name is of the model and of how it is asked: vectors of the same name can be compared.
func (e *Embedder) Name() string {
	return strings.Join([]string{e.name, e.question, e.paragraph}, "\n")
}

// Questions returns the vectors of questions, in order, all of one length. It asks once: the deadline of ctx is a reader's,
// and passing it speaks against the endpoint, which is left alone for a while after some failures in a row. Every error but
// that of a ctx that was cancelled is a *[Fault].
func (e *Embedder) Questions(ctx context.Context, texts []string) ([][]float32, error) {
	made, err := e.breaker.Execute(func() ([][]float32, error) {
		return e.inBatches(ctx, e.question, texts, e.once)
	})
	return made, e.fault(ctx, err)
}

// Paragraphs returns the vectors of other texts, in order, all of one length. It asks again where that may help.
func (e *Embedder) Paragraphs(ctx context.Context, texts []string) ([][]float32, error) {
	made, err := e.inBatches(ctx, e.paragraph, texts, e.persist)
	return made, e.fault(ctx, err)
}

func (e *Embedder) fault(ctx context.Context, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(context.Cause(ctx), context.Canceled):
		return context.Canceled
	}
	return &Fault{Kind: kindOf(err), asked: "the embedding model", reason: ofEmbeddings(e.redact(reasonOf(err)))}
}

// ofEmbeddings names the settings of embeddings in a message that names those of the chat model.
func ofEmbeddings(message string) string {
	for _, name := range []string{"BASE_URL", "MODEL", "API_KEY"} {
		message = strings.ReplaceAll(message, "OPENAI_"+name, "OPENAI_EMBEDDING_"+name)
	}
	return message
}

// What one request holds at most. OpenAI takes 2,048 texts and 300,000 tokens; a local model is done sooner with a small one,
// and shows progress.
const (
	batchTexts      = 64
	batchCharacters = 12000
)

// inBatches asks for the vectors of texts, as many in one request as it may hold.
func (e *Embedder) inBatches(ctx context.Context, prefix string, texts []string, ask func(context.Context, []string) ([][]float32, error)) ([][]float32, error) {
	out := make([][]float32, 0, len(texts))
	for len(out) < len(texts) {
		var batch []string
		for size := 0; len(out)+len(batch) < len(texts) && len(batch) < batchTexts; {
			text := prefix + texts[len(out)+len(batch)]
			if size += utf8.RuneCountInString(text); size > batchCharacters && len(batch) > 0 {
				break
			}
			batch = append(batch, text)
		}
		made, err := ask(ctx, batch)
		if err != nil {
			return nil, err
		}
		out = append(out, made...)
	}
	return out, nil
}

// persist asks until it is answered, as long as asking is of use.
func (e *Embedder) persist(ctx context.Context, texts []string) ([][]float32, error) {
	bounded, cancel := context.WithTimeoutCause(ctx, e.patience.total, errSlow)
	defer cancel()
	return repeated(bounded, e.patience, func(ctx context.Context) ([][]float32, error) { return e.once(ctx, texts) })
}

// once asks once, and believes nothing of what comes back.
func (e *Embedder) once(ctx context.Context, texts []string) ([][]float32, error) {
	response, err := e.create(ctx, openai.EmbeddingRequest{Model: openai.EmbeddingModel(e.name), Input: texts})
	if err != nil {
		return nil, err
	}
	out := make([][]float32, len(texts))
	if len(response.Data) != len(texts) {
		return nil, fmt.Errorf("%w: %d vectors of %d texts", errVectors, len(response.Data), len(texts))
	}
	for _, d := range response.Data {
		switch {
		case d.Index < 0 || d.Index >= len(out) || out[d.Index] != nil:
			return nil, fmt.Errorf("%w: they are not numbered as the texts are", errVectors)
		case len(d.Embedding) == 0:
			return nil, fmt.Errorf("%w: one is empty", errVectors)
		}
		if first := response.Data[0].Embedding; len(d.Embedding) != len(first) {
			return nil, fmt.Errorf("%w: one has %d dimensions, another %d", errVectors, len(first), len(d.Embedding))
		}
		sum := 0.0
		for _, x := range d.Embedding {
			sum += float64(x) * float64(x)
		}
		if sum == 0 || math.IsNaN(sum) || math.IsInf(sum, 0) {
			return nil, fmt.Errorf("%w: one has no direction", errVectors)
		}
		out[d.Index] = d.Embedding
	}
	length := int64(len(out[0]))
	if e.dimensions.CompareAndSwap(0, length); length != e.dimensions.Load() {
		return nil, fmt.Errorf("%w: %d dimensions, and %d before", errVectors, length, e.dimensions.Load())
	}
	return out, nil
}

// errVectors is of vectors that cannot be right.
var errVectors = errors.New("what it answers are not the vectors of the texts")

// longestVectors bounds an answer, in bytes: a batch of vectors of 4,096 dimensions, written out in decimals, is 6 MB.
const longestVectors = 32 << 20

// wholeJSON returns the body of a successful response that is one object of JSON and no error.
func wholeJSON(response *http.Response) (io.Reader, error) {
	body, err := io.ReadAll(io.LimitReader(response.Body, longestVectors))
	if err != nil {
		return nil, err
	}
	body = bytes.TrimPrefix(body, []byte("\ufeff"))
	v, err := parsed(body)
	if err != nil {
		return nil, errNoAPI
	}
	if refused := refusalOf("", v, nil); refused != nil {
		return nil, refused
	}
	if get(v, "data") == nil {
		return nil, errNoAPI
	}
	return bytes.NewReader(body), nil
}

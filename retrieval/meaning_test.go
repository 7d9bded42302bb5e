package retrieval

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"chuchu/retrieval/reading"
)

// toy is an embedding model without a service: a text is the sum of a direction for each of its words, and of pairs of
// characters where it is Chinese. Those on a line of same have one direction. It counts the texts that it was given.
type toy struct {
	same       map[string]string
	dimensions int
	paragraphs []string
	fail       func(texts []string) error                 // may be nil
	answer     func(context.Context) ([][]float32, error) // to a question, in the place of its own; may be nil
	made       func() [][]float32                         // of paragraphs, likewise
}

func newToy(lines string) *toy {
	m := &toy{same: map[string]string{}, dimensions: 256}
	for line := range strings.Lines(lines) {
		words := strings.Fields(line)
		for _, w := range words {
			m.same[w] = words[0]
		}
	}
	return m
}

func (m *toy) embedder() Embedder {
	return Embedder{
		Name: "toy",
		Questions: func(ctx context.Context, texts []string) ([][]float32, error) {
			if m.answer != nil {
				return m.answer(ctx)
			}
			return m.embed(texts)
		},
		Paragraphs: func(_ context.Context, texts []string) ([][]float32, error) {
			m.paragraphs = append(m.paragraphs, texts...)
			if m.made != nil {
				return m.made(), nil
			}
			return m.embed(texts)
		},
	}
}

func (m *toy) embed(texts []string) ([][]float32, error) {
	if m.fail != nil {
		if err := m.fail(texts); err != nil {
			return nil, err
		}
	}
	out := make([][]float32, len(texts))
	for i, text := range texts {
		out[i] = make([]float32, m.dimensions)
		for _, word := range m.words(text) {
			m.direct(out[i], word)
		}
	}
	return out, nil
}

// words are those of a text in Latin script, the pairs of characters of one in Han.
func (m *toy) words(text string) (out []string) {
	for _, run := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		characters := []rune(run)
		if !unicode.Is(unicode.Han, characters[0]) {
			characters, out = nil, append(out, strings.TrimSuffix(run, "s"))
		}
		for i := range max(0, len(characters)-1) {
			out = append(out, string(characters[i:i+2]))
		}
	}
	return out
}

// direct adds the direction of a word: eight dimensions of it.
func (m *toy) direct(v []float32, word string) {
	if same, ok := m.same[word]; ok {
		word = same
	}
	for i := range 8 {
		h := fnv.New32a()
		fmt.Fprint(h, i, word)
		v[h.Sum32()%uint32(len(v))] += float32(1 - 2*int(h.Sum32()>>31))
	}
}

// TestMeaning pins what is found by meaning where the words alone find it too late or not at all.
func TestMeaning(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/meaning/cases.txtar")
	if err != nil {
		t.Fatal(err)
	}
	part := map[string]string{}
	for _, f := range archive.Files {
		part[f.Name] = string(f.Data)
	}
	c := open(t, strings.Split(strings.TrimSpace(part["texts"]), "\n\n")...)
	plain := open(t, strings.Split(strings.TrimSpace(part["texts"]), "\n\n")...)
	if _, err := c.Embed(t.Context(), inProcess(t, newToy(part["same"]).embedder()), nil); err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for question := range strings.Lines(part["questions"]) {
		fmt.Fprint(&got, question)
		for _, of := range []*Collection{c, plain} {
			found, err := of.Find(t.Context(), question, 2)
			if err != nil {
				t.Fatal(err)
			}
			if of == plain {
				got.WriteString("    |\n")
			}
			fmt.Fprintf(&got, "    confidence %.2f\n", found.Confidence)
			for _, p := range found.Passages {
				fmt.Fprintf(&got, "    %.2f %s\n", p.Score, p.Quoted())
			}
		}
	}
	const golden = "testdata/meaning/cases.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Error(diff)
	}
}

func inProcess(t *testing.T, e Embedder) *Embeddings {
	t.Helper()
	return kept(t, "", e)
}

func kept(t *testing.T, file string, e Embedder) *Embeddings {
	t.Helper()
	embeddings, err := OpenEmbeddings(file, e)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { embeddings.Close() })
	return embeddings
}

// many returns paragraphs of two sentences.
func many(n int) []string {
	var out []string
	for i := range n {
		out = append(out, fmt.Sprintf("Ship %d left harbour %d. Its captain was number %d.", i, i+1, i+2))
	}
	return out
}

// TestEmbedGoesOn: what was embedded before a failure is not embedded again, not by another program either; and only what
// is new is, when the texts change.
func TestEmbedGoesOn(t *testing.T) {
	file := filepath.Join(t.TempDir(), "vectors")
	model, asked := newToy(""), 0
	model.fail = func([]string) error {
		if asked++; asked > 7 { // four times for the ordinary sentences
			return errors.New("the line is dead")
		}
		return nil
	}
	c := open(t, many(200)...)
	if _, err := c.Embed(t.Context(), kept(t, file, model.embedder()), nil); err == nil || !strings.Contains(err.Error(), "dead") {
		t.Fatalf("got %v, want the failure", err)
	}
	if err := c.UseEmbeddings(t.Context(), kept(t, file, newToy("").embedder())); err == nil {
		t.Fatal("some paragraphs have no vectors, and they are used")
	} else if missing, ok := errors.AsType[*NotEmbeddedError](err); !ok || missing.Missing == 0 || missing.Missing == 200 {
		t.Fatal(err)
	}
	embedded := map[string]bool{}
	for _, text := range model.paragraphs[:len(model.paragraphs)-1] {
		embedded[text] = true
	}
	next := newToy("")
	steps := 0
	if _, err := c.Embed(t.Context(), kept(t, file, next.embedder()), func(done, all int) { steps++ }); err != nil {
		t.Fatal(err)
	}
	if n := len(next.paragraphs); n == 0 || n >= 3*200 || steps < 3 {
		t.Errorf("%d texts were embedded again, in %d steps", n, steps)
	}
	third := newToy("")
	grown := open(t, append(many(200), "A lighthouse stands there. It is red.")...)
	if _, err := grown.Embed(t.Context(), kept(t, file, third.embedder()), nil); err != nil {
		t.Fatal(err)
	}
	if want := []string{"A lighthouse stands there. It is red.", "A lighthouse stands there.", "It is red."}; !cmp.Equal(third.paragraphs, want) {
		t.Errorf("embedded %q, want %q", third.paragraphs, want)
	}
	if err := grown.UseEmbeddings(t.Context(), kept(t, file, newToy("").embedder())); err != nil {
		t.Error(err)
	}
}

// TestQuestionWithoutVector: where the model fails, is slow or lies, the answer is that of the words alone, and why says so.
func TestQuestionWithoutVector(t *testing.T) {
	texts := many(20)
	const question = "Which ship left harbour 7?"
	want, err := open(t, texts...).Find(t.Context(), question, 3)
	if err != nil {
		t.Fatal(err)
	}
	nan := float32(math.NaN())
	for name, answer := range map[string]func(context.Context) ([][]float32, error){
		"dead":              func(context.Context) ([][]float32, error) { return nil, errors.New("the line is dead") },
		"none":              func(context.Context) ([][]float32, error) { return nil, nil },
		"two":               func(context.Context) ([][]float32, error) { return make([][]float32, 2), nil },
		"another model":     func(context.Context) ([][]float32, error) { return [][]float32{{1, 2, 3}}, nil },
		"without direction": func(context.Context) ([][]float32, error) { return [][]float32{make([]float32, 256)}, nil },
		"no number":         func(context.Context) ([][]float32, error) { return [][]float32{append(make([]float32, 255), nan)}, nil },
		"slow": func(ctx context.Context) ([][]float32, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		},
	} {
		t.Run(name, func(t *testing.T) {
			c, model := open(t, texts...), newToy("")
			if _, err := c.Embed(t.Context(), inProcess(t, model.embedder()), nil); err != nil {
				t.Fatal(err)
			}
			model.answer = answer
			got, err := c.Find(t.Context(), question, 3)
			if err != nil || !cmp.Equal(got, want) {
				t.Errorf("%v\n%s", err, cmp.Diff(want, got))
			}
			if e, err := c.Why(t.Context(), question); err != nil || e.Unlike == "" {
				t.Errorf("why says %q (%v)", e.Unlike, err)
			}
		})
	}
}

// TestQuestionOnce: a question that is asked again costs nothing.
func TestQuestionOnce(t *testing.T) {
	c, e, asked := open(t, many(5)...), newToy("").embedder(), 0
	ask := e.Questions
	e.Questions = func(ctx context.Context, texts []string) ([][]float32, error) {
		asked += len(texts)
		return ask(ctx, texts)
	}
	if _, err := c.Embed(t.Context(), inProcess(t, e), nil); err != nil {
		t.Fatal(err)
	}
	ordinary := asked
	for range 3 {
		if _, err := c.Find(t.Context(), "Which ship left?", 3); err != nil {
			t.Fatal(err)
		}
	}
	if asked != ordinary+1 {
		t.Errorf("asked for %d vectors of one question", asked-ordinary)
	}
}

// TestRejectedParagraphs: one that the model will not have is still found by its words; where it will have none, that is an error.
func TestRejectedParagraphs(t *testing.T) {
	reject := func(word string) func([]string) error {
		return func(texts []string) error {
			for _, text := range texts {
				if strings.Contains(text, word) {
					return fmt.Errorf("%w: too long", ErrRejected)
				}
			}
			return nil
		}
	}
	c, model := open(t, append(many(40), "The keeper of the lighthouse painted his boat green. It had been white.")...), newToy("")
	model.fail = reject("lighthouse")
	without, err := c.Embed(t.Context(), inProcess(t, model.embedder()), nil)
	if err != nil || without != 1 {
		t.Fatalf("%d without, %v", without, err)
	}
	found, err := c.Find(t.Context(), "Which boat did the keeper paint green?", 3)
	if err != nil || len(found.Passages) == 0 || !strings.HasPrefix(found.Passages[0].Text, "The keeper") {
		t.Errorf("%v: %+v", err, found)
	}
	model.fail = reject("Ship")
	if _, err := c.Embed(t.Context(), inProcess(t, model.embedder()), nil); err == nil || !strings.Contains(err.Error(), "in a row") {
		t.Errorf("got %v, want that none was taken", err)
	}
	model.fail = reject("")
	if _, err := c.Embed(t.Context(), inProcess(t, model.embedder()), nil); err == nil || !strings.Contains(err.Error(), "takes no text") {
		t.Errorf("got %v, want that no text is taken", err)
	}
}

// TestEmbedRefuses vectors that cannot be right, and those of another model under the same name.
func TestEmbedRefuses(t *testing.T) {
	c := open(t, many(5)...)
	model := newToy("")
	vectors := inProcess(t, model.embedder())
	if _, err := c.Embed(t.Context(), vectors, nil); err != nil {
		t.Fatal(err)
	}
	model.dimensions = 64
	if _, err := open(t, "Something new. It has two sentences.").Embed(t.Context(), vectors, nil); err == nil || !strings.Contains(err.Error(), "64 dimensions") {
		t.Errorf("got %v, want that the model is another", err)
	}
	model.made = func() [][]float32 { return make([][]float32, 2) }
	if _, err := open(t, "Something newer. It has two sentences.").Embed(t.Context(), vectors, nil); err == nil {
		t.Error("two vectors of three texts are taken")
	}
	same := newToy("")
	same.fail = nil
	e := same.embedder()
	e.Paragraphs = func(_ context.Context, texts []string) ([][]float32, error) {
		out := make([][]float32, len(texts))
		for i := range out {
			out[i] = []float32{1, 0}
		}
		return out, nil
	}
	e.Questions = e.Paragraphs
	if _, err := c.Embed(t.Context(), inProcess(t, e), nil); err == nil {
		t.Error("a model that makes the same of everything is taken")
	}
}

// TestFindWhileEmbedding: questions are answered while paragraphs are embedded. The race detector watches.
func TestFindWhileEmbedding(t *testing.T) {
	c, done := open(t, many(300)...), make(chan error)
	embeddings := inProcess(t, newToy("").embedder())
	go func() {
		_, err := c.Embed(t.Context(), embeddings, nil)
		done <- err
	}()
	for {
		if _, err := c.Find(t.Context(), "Which ship left harbour 7?", 3); err != nil {
			t.Fatal(err)
		}
		select {
		case err := <-done:
			if err != nil || c.vectors.Load() == nil {
				t.Fatal("not embedded: ", err)
			}
			return
		default:
		}
	}
}

// TestUnread: in a text of a language whose words nobody here knows, the meaning alone answers, and refuses.
func TestUnread(t *testing.T) {
	text := reading.Text{File: "text.txt", Title: "title", Lang: "und"}
	for i, p := range []string{"Врач пришёл в деревню в полдень.", "Музей открыт до вечера.", "Зима была долгой и снежной."} {
		text.Blocks = append(text.Blocks, reading.Block{Text: p, First: i + 1, Last: i + 1})
	}
	c, err := Open(t.Context(), []reading.Text{text}, Glossary{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	same := "doctor врач\ncome пришёл\nvillage деревню\nnoon полдень"
	if _, err := c.Embed(t.Context(), inProcess(t, newToy(same).embedder()), nil); err != nil {
		t.Fatal(err)
	}
	for question, answered := range map[string]bool{
		"At what time did the doctor Smith come to the village?": true,
		"What is the price of a ticket to the harbour?":          false,
	} {
		found, err := c.Find(t.Context(), question, 1)
		if err != nil {
			t.Fatal(err)
		}
		if got := found.Confidence >= Bar; got != answered {
			t.Errorf("%s: confidence %.2f", question, found.Confidence)
		}
	}
}

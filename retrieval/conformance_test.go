package retrieval

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chuchu/retrieval/reading"
)

// These tests hold whole collections to the same answers, whichever engine keeps their terms. Package indextest looks at an
// engine alone; here questions are asked.

// set is texts, and questions to be put to them.
type set struct {
	name      string
	texts     fs.FS
	questions []string
}

// conform opens the texts of each set in an engine by open, which sees to the end of the collection, and puts the questions to
// it and to the index in memory: the same passages must come in the same order, but for those of the same score, with the
// same quotes and the same confidence, and so the same refusals.
func conform(t *testing.T, sets []set, open func(t *testing.T, files []reading.File) *Collection) {
	for _, s := range sets {
		t.Run(s.name, func(t *testing.T) {
			files := filesOf(t, s.texts)
			want, err := OpenFiles(t.Context(), files, Settings{})
			if err != nil {
				t.Fatal(err)
			}
			defer want.Close()
			sameFindings(t, want, open(t, files), s.questions)
		})
	}
}

// sameFindings puts questions to two collections of the same texts, and tells where the second answers otherwise.
func sameFindings(t testing.TB, want, got *Collection, questions []string) {
	t.Helper()
	if len(questions) == 0 {
		t.Error("there are no questions")
	}
	refused, other := 0, 0
	for _, question := range questions {
		wanted, err := want.Find(t.Context(), question, maxCompared)
		if err != nil {
			t.Fatal(err)
		}
		found, err := got.Find(t.Context(), question, maxCompared)
		if err != nil {
			t.Fatal(err)
		}
		if wanted.Confidence < Bar {
			refused++
		}
		if w, g := findingLines(wanted), findingLines(found); w != g {
			other++
			t.Errorf("%s\n-- got --\n%s-- want --\n%s", question, g, w)
		}
	}
	t.Logf("%d questions, %d of them refused, %d answered otherwise", len(questions), refused, other)
}

// maxCompared are compared of each question: as many as the bot shows.
const maxCompared = 7

// findingLines are what there is to compare of a finding. Passages of the same score come in the order of their ids.
func findingLines(f Finding) string {
	passages := slices.Clone(f.Passages)
	for from := 0; from < len(passages); {
		to := from + 1
		for to < len(passages) && sixDigits(passages[to].Score) == sixDigits(passages[from].Score) {
			to++
		}
		slices.SortStableFunc(passages[from:to], func(a, b Passage) int { return strings.Compare(a.ID, b.ID) })
		from = to
	}
	var b strings.Builder
	fmt.Fprintf(&b, "confidence %s, refused %v, vague %v\n", sixDigits(f.Confidence), f.Confidence < Bar, f.Vague)
	for _, p := range passages {
		fmt.Fprintf(&b, "%s %s %s\n", sixDigits(p.Score), p.ID, p.Quoted())
	}
	return b.String()
}

// sixDigits leaves out what the order of adding up does.
func sixDigits(score float64) string { return fmt.Sprintf("%.6f", score) }

// conformanceSets are the seeds, and those of the folder of evaluation material that CHUCHU_EVAL names: in each folder texts/
// and questions.jsonl. Each is asked its own questions, and those in Chinese and in English the other's, too.
func conformanceSets(t *testing.T) []set {
	t.Helper()
	sets := []set{seedsSet(t)}
	folder := os.Getenv("CHUCHU_EVAL")
	if folder == "" {
		return sets
	}
	found, err := filepath.Glob(filepath.Join(folder, "*", "texts"))
	if err != nil || len(found) == 0 {
		t.Fatalf("%s holds no set: %v", folder, err)
	}
	other := map[string]string{"xquad-zh": "xquad-en", "xquad-en": "xquad-zh"}
	for _, texts := range found {
		name := filepath.Base(filepath.Dir(texts))
		for _, asked := range []string{name, other[name]} {
			file := filepath.Join(folder, asked, "questions.jsonl")
			if _, err := os.Stat(file); asked == "" || errors.Is(err, fs.ErrNotExist) {
				continue
			}
			sets = append(sets, set{name + " asked " + asked, os.DirFS(texts), sparse(questionsOf(t, file), maxConforming)})
		}
	}
	return sets
}

// maxConforming of the questions of a set are asked: the sets are many, and ten minutes have to do.
const maxConforming = 250

// sparse returns at most n of the questions, from all over.
func sparse(questions []string, n int) []string {
	if len(questions) <= n {
		return questions
	}
	some := make([]string, n)
	for i := range some {
		some[i] = questions[i*len(questions)/n]
	}
	return some
}

func seedsSet(t *testing.T) set {
	return set{"seeds", os.DirFS("../seeds"), cases(t, "rank/questions.txt")}
}

// questionsOf reads a file of questions: an object of JSON a line.
func questionsOf(t *testing.T, name string) (questions []string) {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(content)) {
		var object struct{ Question string }
		if err := json.Unmarshal([]byte(line), &object); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		questions = append(questions, object.Question)
	}
	return questions
}

func opened(t testing.TB, files []reading.File, s Settings) *Collection {
	t.Helper()
	c, err := OpenFiles(t.Context(), files, s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// TestConformanceFolder: the index of a folder gives the answers of the index in memory.
func TestConformanceFolder(t *testing.T) {
	conform(t, conformanceSets(t), func(t *testing.T, files []reading.File) *Collection {
		return opened(t, files, Settings{Folder: t.TempDir()})
	})
}

// conformanceCluster is the collection of these tests on the cluster that CHUCHU_WEAVIATE names.
func conformanceCluster(t *testing.T) *Cluster {
	t.Helper()
	url := os.Getenv("CHUCHU_WEAVIATE")
	if url == "" {
		t.Skip("CHUCHU_WEAVIATE names no cluster (weaviate://host:port,…)")
	}
	cluster, err := NewCluster(ClusterSettings{URL: url + "/conformance"})
	if err != nil {
		t.Fatal(err)
	}
	return cluster
}

// TestConformanceCluster: so does a cluster, whose texts are in memory or in a folder.
func TestConformanceCluster(t *testing.T) {
	cluster := conformanceCluster(t)
	conform(t, conformanceSets(t), func(t *testing.T, files []reading.File) *Collection {
		return opened(t, files, Settings{Cluster: cluster})
	})
	t.Run("with a folder", func(t *testing.T) {
		folder := t.TempDir()
		for range 2 { // made, and opened again
			conform(t, conformanceSets(t)[:1], func(t *testing.T, files []reading.File) *Collection {
				return opened(t, files, Settings{Cluster: cluster, Folder: folder})
			})
		}
	})
}

// TestConformanceDifference: an answer that is another is told.
func TestConformanceDifference(t *testing.T) {
	one := Finding{Confidence: 0.5, Passages: []Passage{{ID: "a", Score: 2}, {ID: "b", Score: 1}, {ID: "c", Score: 1}}}
	tie := Finding{Confidence: 0.5, Passages: []Passage{{ID: "a", Score: 2}, {ID: "c", Score: 1}, {ID: "b", Score: 1}}}
	swapped := Finding{Confidence: 0.5, Passages: []Passage{{ID: "b", Score: 2}, {ID: "a", Score: 1}, {ID: "c", Score: 1}}}
	surer := one
	surer.Confidence = 0.6
	if findingLines(one) != findingLines(tie) {
		t.Error("ties are not the same")
	}
	if findingLines(one) == findingLines(swapped) || findingLines(one) == findingLines(surer) {
		t.Error("what is not the same is")
	}
}

// TestConformanceClusterEmbedded: with embeddings too the answers are the same. The vectors stay with the bot; the model here knows
// nothing but which characters there are.
func TestConformanceClusterEmbedded(t *testing.T) {
	cluster := conformanceCluster(t)
	s := seedsSet(t)
	files := filesOf(t, s.texts)
	embed := func(_ context.Context, texts []string) ([][]float32, error) {
		var out [][]float32
		for _, text := range texts {
			v := make([]float32, 64)
			for _, r := range text {
				v[r%64]++
			}
			out = append(out, v)
		}
		return out, nil
	}
	embeddings, err := OpenEmbeddings("", Embedder{Name: "characters", Questions: embed, Paragraphs: embed})
	if err != nil {
		t.Fatal(err)
	}
	defer embeddings.Close()
	want, got := opened(t, files, Settings{}), opened(t, files, Settings{Cluster: cluster})
	for _, c := range []*Collection{want, got} {
		if _, err := c.Embed(t.Context(), embeddings, nil); err != nil {
			t.Fatal(err)
		}
	}
	sameFindings(t, want, got, s.questions)
}

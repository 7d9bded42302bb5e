// Package conformance holds whole collections to the same answers, whichever engine keeps their terms. Package indextest
// looks at an engine alone; here questions are asked.
package conformance

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chuchu/retrieval"
	"chuchu/retrieval/reading"
)

// Set is texts, and questions to be put to them.
type Set struct {
	Name      string
	Texts     fs.FS
	Questions []string
}

// Run opens the texts of each set in an engine by open, which sees to the end of the collection, and puts the questions to
// it and to the embedded index: the same passages must come in the same order, but for those of the same score, with the
// same quotes and the same confidence, and so the same refusals.
func Run(t *testing.T, sets []Set, open func(t *testing.T, files []reading.File) *retrieval.Collection) {
	for _, set := range sets {
		t.Run(set.Name, func(t *testing.T) {
			files := filesOf(t, set.Texts)
			want, err := retrieval.OpenFiles(t.Context(), files, retrieval.Settings{})
			if err != nil {
				t.Fatal(err)
			}
			defer want.Close()
			Compare(t, want, open(t, files), set.Questions)
		})
	}
}

// Compare puts questions to two collections of the same texts, and tells where the second answers otherwise.
func Compare(t testing.TB, want, got *retrieval.Collection, questions []string) {
	t.Helper()
	if len(questions) == 0 {
		t.Error("there are no questions")
	}
	refused, other := 0, 0
	for _, question := range questions {
		wanted, err := want.Find(t.Context(), question, mostPassages)
		if err != nil {
			t.Fatal(err)
		}
		found, err := got.Find(t.Context(), question, mostPassages)
		if err != nil {
			t.Fatal(err)
		}
		if wanted.Confidence < retrieval.Bar {
			refused++
		}
		if w, g := lines(wanted), lines(found); w != g {
			other++
			t.Errorf("%s\n-- got --\n%s-- want --\n%s", question, g, w)
		}
	}
	t.Logf("%d questions, %d of them refused, %d answered otherwise", len(questions), refused, other)
}

// mostPassages are compared of each question: as many as the bot shows.
const mostPassages = 7

// lines are what there is to compare of a finding. Passages of the same score come in the order of their ids.
func lines(f retrieval.Finding) string {
	passages := slices.Clone(f.Passages)
	for from := 0; from < len(passages); {
		to := from + 1
		for to < len(passages) && rounded(passages[to].Score) == rounded(passages[from].Score) {
			to++
		}
		slices.SortStableFunc(passages[from:to], func(a, b retrieval.Passage) int { return strings.Compare(a.ID, b.ID) })
		from = to
	}
	var b strings.Builder
	fmt.Fprintf(&b, "confidence %s, refused %v, vague %v\n", rounded(f.Confidence), f.Confidence < retrieval.Bar, f.Vague)
	for _, p := range passages {
		fmt.Fprintf(&b, "%s %s %s\n", rounded(p.Score), p.ID, p.Quoted())
	}
	return b.String()
}

// rounded leaves out what the order of adding up does.
func rounded(score float64) string { return fmt.Sprintf("%.6f", score) }

func filesOf(t *testing.T, texts fs.FS) (files []reading.File) {
	t.Helper()
	for file, err := range reading.Files(t.Context(), texts) {
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

// Sets returns the sets of a folder of evaluation material: in each folder texts/ and questions.jsonl. The questions of
// each are put to the texts of all, for they may be in another language; those that are the same in several, once.
func Sets(t *testing.T, folder string) (sets []Set) {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(folder, "*", "questions.jsonl"))
	if err != nil || len(found) == 0 {
		t.Fatalf("%s holds no set: %v", folder, err)
	}
	var asked []Set
	for _, name := range found {
		questions := questionsOf(t, name)
		if !slices.ContainsFunc(asked, func(s Set) bool { return slices.Equal(s.Questions, questions) }) {
			asked = append(asked, Set{Name: filepath.Base(filepath.Dir(name)), Questions: questions})
		}
	}
	for _, name := range found {
		folder := filepath.Dir(name)
		for _, a := range asked {
			sets = append(sets, Set{filepath.Base(folder) + " asked " + a.Name, os.DirFS(filepath.Join(folder, "texts")), a.Questions})
		}
	}
	return sets
}

// questionsOf reads a file of questions: an object of JSON a line, or a question a line.
func questionsOf(t *testing.T, name string) (questions []string) {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		var object struct{ Question string }
		if strings.HasPrefix(line, "{") {
			if err := json.Unmarshal([]byte(line), &object); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			line = object.Question
		}
		if line != "" && !strings.HasPrefix(line, "#") {
			questions = append(questions, line)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return questions
}

// Seeds is the set of the texts that come with the program, whose folder this is, asked what is in a file, a question a
// line.
func Seeds(t *testing.T, folder, questions string) Set {
	t.Helper()
	return Set{"seeds", os.DirFS(folder), questionsOf(t, questions)}
}

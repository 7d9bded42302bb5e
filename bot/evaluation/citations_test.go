package evaluation

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// TestCitations runs each testdata/citations/*.txtar: questions, the passages that a bot finds for them, and the
// statements that are made of both, with what the checker says of each. A statement called true has to be, and one
// called anything else must not be: that is for a person to read.
func TestCitations(t *testing.T) {
	for name, archive := range archives(t, "testdata/citations/*.txtar") {
		questions := Read(t.Context(), "questions.jsonl", linesOf(string(archive.Files[0].Data)))
		report, err := RunCitations(t.Context(), speaker(t, archive), questions)
		if err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		for _, j := range report.Judged {
			fmt.Fprintf(&got, "%s %s %s [%d]: %s: %s\n", j.Question, j.Form, j.Made, j.Cites+1, j.Status, j.Text)
		}
		if *update {
			archive.Files[2].Data = got.Bytes()
			if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(string(archive.Files[2].Data), got.String()); diff != "" {
			t.Errorf("%s-want +got:\n%s", archive.Comment, diff)
		}
		again, err := RunCitations(t.Context(), speaker(t, archive), Read(t.Context(), "questions.jsonl", linesOf(string(archive.Files[0].Data))))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(report, again); diff != "" {
			t.Errorf("a second run is another one:\n%s", diff)
		}
		figuresOfCitations(t, report)
	}
}

// figuresOfCitations: the counts of the figures are those of the statements.
func figuresOfCitations(t *testing.T, report *Citations) {
	t.Helper()
	all := report.True[0].Shown.Of
	for _, k := range report.Kinds {
		all += k.Shown.Of
		if k.Passed.Hits > k.Shown.Hits || k.Recall().Hits+k.Passed.Hits != k.Passed.Of {
			t.Errorf("%s: passed %s, shown %s, recall %s", k.Kind, k.Passed.Count(), k.Shown.Count(), k.Recall().Count())
		}
	}
	if all != len(report.Judged) {
		t.Errorf("%d statements in the figures, %d judged", all, len(report.Judged))
	}
	var table strings.Builder
	if err := report.WriteTable(&table); err != nil {
		t.Fatal(err)
	}
	line, err := json.Marshal(report)
	if err != nil || !json.Valid(line) || strings.Contains(table.String(), "%!") {
		t.Errorf("%v: %s\n%s", err, line, table.String())
	}
}

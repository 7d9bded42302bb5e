package evaluation

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"chuchu/bot/checking"
)

// Citations is what a run of the citation benchmark showed.
type Citations struct {
	Questions int // asked
	Used      int // that gave statements: answerable, the right passage found, an answer that can be put in
	True      []Truth
	Kinds     []Caught
	Judged    []Judged // in the order of the questions
}

// Judged is a statement with what the checker said of it.
type Judged struct {
	Statement
	Status checking.Status
}

// Truth is how true statements of one form fared.
type Truth struct {
	Form     Form // "" for all together
	Unmarked Rate // shown as supported
	Shown    Rate // shown, with or without a mark
}

// Caught is how statements of one corruption fared.
type Caught struct {
	Kind   Corruption
	Passed Rate          // shown as supported: what a reader is deceived by
	Shown  Rate          // shown, with or without a mark
	Forms  map[Form]Rate // Passed, by form
}

// Recall returns the share of the false statements that the checker marked or dropped.
func (c Caught) Recall() Rate { return Rate{c.Passed.Of - c.Passed.Hits, c.Passed.Of} }

// Precision returns what share of the statements that the checker marks or drops are false, where there is one true
// statement for each false one of this kind.
func (c Caught) Precision(all Truth) Mean {
	caught := c.Recall().Share()
	return Mean{caught, 1}.over(caught + 1 - all.Unmarked.Share())
}

// over returns the mean as a share of something, 1 of nothing.
func (m Mean) over(of float64) Mean {
	if of == 0 {
		return Mean{1, 1}
	}
	return Mean{m.Sum / of, m.Of}
}

func (c *Citations) figure() {
	forms := []Form{"", Filled, Sentence, Paraphrase}
	for _, form := range forms {
		var t Truth
		t.Form = form
		for _, j := range c.Judged {
			if j.Made == True && (form == "" || j.Form == form) {
				t.Unmarked.add(j.Status.Unmarked())
				t.Shown.add(j.Status.Shown())
			}
		}
		if !t.Shown.IsZero() {
			c.True = append(c.True, t)
		}
	}
	for _, kind := range Corruptions {
		k := Caught{Kind: kind, Forms: map[Form]Rate{}}
		for _, j := range c.Judged {
			if j.Made != kind {
				continue
			}
			k.Passed.add(j.Status.Unmarked())
			k.Shown.add(j.Status.Shown())
			passed := k.Forms[j.Form]
			passed.add(j.Status.Unmarked())
			k.Forms[j.Form] = passed
		}
		if !k.Shown.IsZero() {
			c.Kinds = append(c.Kinds, k)
		}
	}
}

func (r *Rate) add(hit bool) {
	r.Of++
	if hit {
		r.Hits++
	}
}

// WriteTable writes the figures for a terminal.
func (c *Citations) WriteTable(out io.Writer) error {
	var table strings.Builder
	line := func(format string, args ...any) {
		table.WriteString(strings.TrimRight(fmt.Sprintf(format, args...), " ") + "\n")
	}
	line("questions: %d, used %d; statements: %d", c.Questions, c.Used, len(c.Judged))
	line("")
	const truth = "%-12s %8s  %15s  %14s  %8s"
	line(truth, "true", "unmarked", "count", "95 % interval", "shown")
	for _, t := range c.True {
		name := string(t.Form)
		if name == "" {
			name = "all"
		}
		line(truth, name, t.Unmarked, t.Unmarked.Count(), t.Unmarked.Range(), t.Shown)
	}
	line("")
	const kind = "%-12s %8s  %15s  %14s  %8s %8s %9s  %8s %8s"
	line(kind, "false", "passed", "count", "95 % interval", "shown", "recall", "precision", "filled", "sentence")
	for _, k := range c.Kinds {
		line(kind, k.Kind, k.Passed, k.Passed.Count(), k.Passed.Range(), k.Shown, k.Recall(), k.Precision(c.True[0]), k.Forms[Filled],
			k.Forms[Sentence])
	}
	if _, err := io.WriteString(out, table.String()); err != nil {
		return fmt.Errorf("writing the figures: %w", err)
	}
	return nil
}

// MarshalJSON writes the figures; what does not occur is left out. Field names are a promise; new ones may come.
func (c *Citations) MarshalJSON() ([]byte, error) {
	type truth struct {
		Statements int  `json:"statements"`
		Unmarked   Rate `json:"unmarked"`
		Shown      Rate `json:"shown"`
	}
	type caught struct {
		Statements int           `json:"statements"`
		Passed     Rate          `json:"passed"`
		Shown      Rate          `json:"shown"`
		Recall     Rate          `json:"recall"`
		Precision  Mean          `json:"precision"`
		Forms      map[Form]Rate `json:"passed_by_form"`
	}
	out := struct {
		Questions  int                   `json:"questions"`
		Used       int                   `json:"used"`
		Statements int                   `json:"statements"`
		True       map[string]truth      `json:"true"`
		False      map[Corruption]caught `json:"false"`
	}{c.Questions, c.Used, len(c.Judged), map[string]truth{}, map[Corruption]caught{}}
	for _, t := range c.True {
		name := string(t.Form)
		if name == "" {
			name = "all"
		}
		out.True[name] = truth{t.Shown.Of, t.Unmarked, t.Shown}
	}
	for _, k := range c.Kinds {
		out.False[k.Kind] = caught{k.Passed.Of, k.Passed, k.Shown, k.Recall(), k.Precision(c.True[0]), k.Forms}
	}
	return json.Marshal(out)
}

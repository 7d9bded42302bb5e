package evaluation

import (
	"cmp"
	"fmt"
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

func (c *Citations) figure() {
	for _, form := range []Form{"", Filled, Sentence, Paraphrase} {
		t := Truth{Form: form}
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

// String is the figures as a table.
func (c *Citations) String() string {
	var table strings.Builder
	line := func(format string, args ...any) {
		table.WriteString(strings.TrimRight(fmt.Sprintf(format, args...), " ") + "\n")
	}
	line("questions: %d, used %d; statements: %d", c.Questions, c.Used, len(c.Judged))
	line("")
	const truth = "%-12s %8s  %15s  %14s  %8s"
	line(truth, "true", "unmarked", "count", "95 % interval", "shown")
	for _, t := range c.True {
		line(truth, cmp.Or(t.Form, "all"), t.Unmarked, t.Unmarked.Count(), t.Unmarked.Range(), t.Shown)
	}
	line("")
	const kind = "%-12s %8s  %15s  %14s  %8s  %8s %8s"
	line(kind, "false", "passed", "count", "95 % interval", "shown", "filled", "sentence")
	for _, k := range c.Kinds {
		line(kind, k.Kind, k.Passed, k.Passed.Count(), k.Passed.Range(), k.Shown, k.Forms[Filled], k.Forms[Sentence])
	}
	return table.String()
}

package evaluation

import (
	"fmt"
	"io"
	"strings"
)

// WriteTable writes the figures for a terminal: those of all questions, then a row for each kind. The name of a kind
// comes last in its row, where one in Chinese, two columns a character, pushes nothing out of line.
func (r *Report) WriteTable(out io.Writer) error {
	var table strings.Builder
	line := func(format string, args ...any) {
		table.WriteString(strings.TrimRight(fmt.Sprintf(format, args...), " ") + "\n")
	}
	line("questions: %d, answerable %d, unanswerable %d", r.Questions, r.Answerable, r.Unanswerable)
	line("")
	const figure = "%-30s %8s  %14s  %14s"
	line(figure, "", "share", "count", "95 % interval")
	for _, row := range r.rows() {
		line(figure, row.Name, row.Value, row.Count, row.Interval)
	}
	line("")
	const kind = "%9v  %7v %7v %7v  %7v %7v  %8v %8v  %8v %8v  %s"
	line(kind, "", "passage", "passage", "", "quote", "quote", "false", "false", "p50", "p99", "")
	line(kind, "questions", "@1", "@5", "MRR", "@1", "@3", "refusals", "answers", "ms", "ms", "kind")
	for _, k := range r.Kinds {
		line(kind, k.Questions, k.Passage1, k.Passage5, k.MRR, k.Quote1, k.Quote3, k.FalseRefusals, k.FalseAnswers,
			k.P50, k.P99, k.Name)
	}
	if _, err := io.WriteString(out, table.String()); err != nil {
		return fmt.Errorf("writing the figures: %w", err)
	}
	return nil
}

// row is a figure with its name.
type row struct{ Name, Value, Count, Interval string }

// rows returns the figures of all questions, those left out that the questions do not yield.
func (r *Report) rows() []row {
	var rows []row
	add := func(name string, value fmt.Stringer, of int) {
		if of > 0 {
			rows = append(rows, row{Name: name, Value: value.String()})
		}
	}
	share := func(name string, rate Rate) {
		if !rate.IsZero() {
			rows = append(rows, row{name, rate.String(), rate.Count(), rate.Range()})
		}
	}
	share("passage@1", r.Passage1)
	share("passage@5", r.Passage5)
	add("MRR", r.MRR, r.MRR.Of)
	share("quote@1", r.Quote1)
	share("quote@3", r.Quote3)
	share("false refusals", r.FalseRefusals)
	share("false answers", r.FalseAnswers)
	add("AUROC", r.AUROC, r.AUROC.Of)
	share("refused at 5 % false refusals", r.RefusedAt5)
	add("p50, ms", r.P50, r.Questions)
	add("p99, ms", r.P99, r.Questions)
	return rows
}

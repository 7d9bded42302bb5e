package command

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	"chuchu/bot/evaluation"
	"chuchu/bot/terminal"
)

type evalCommand struct {
	JSON      bool   `name:"json" help:"Write the figures as one JSON object."`
	HTML      string `name:"html" placeholder:"FILE" help:"Write a page with tables and every miss, too."`
	Questions string `arg:"" help:"The questions: on each line an object with question, kind, answers and, if known, file and line. - reads standard input."`
}

// Run asks the bot every question of the file and shows how it did. A refusal is a result here: the status is 0.
func (e *evalCommand) Run(ctx context.Context, c *config, t *console) error {
	name, in := "standard input", t.stdin
	if e.Questions != "-" {
		file, err := os.Open(e.Questions)
		if err != nil {
			return fmt.Errorf("opening the questions: %w", err)
		}
		defer file.Close()
		name, in = e.Questions, file
	}
	b, err := t.open(ctx, c)
	if err != nil {
		return err
	}
	defer b.Close()
	report, err := evaluation.Run(ctx, b.Ask, evaluation.Read(ctx, name, terminal.ReadLines(in)))
	if err != nil {
		return err
	}
	if report.Questions == 0 {
		return fmt.Errorf("%s: there are no questions in it", name)
	}
	if err := e.write(t.stdout, report); err != nil || e.HTML == "" {
		return err
	}
	return e.writePage(c.get("TEXTS_DIR"), name, report)
}

func (e *evalCommand) write(out io.Writer, report *evaluation.Report) error {
	if !e.JSON {
		return report.WriteTable(out)
	}
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(report); err != nil {
		return fmt.Errorf("writing the figures: %w", err)
	}
	return nil
}

// writePage writes the page whole or not at all.
func (e *evalCommand) writePage(texts, questions string, report *evaluation.Report) error {
	var page bytes.Buffer
	err := report.WritePage(&page, evaluation.Setting{Questions: questions, Texts: cmp.Or(texts, "the texts that come with chuchu"), Time: time.Now()})
	if err != nil {
		return err
	}
	if err := os.WriteFile(e.HTML, page.Bytes(), 0o644); err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	return nil
}

package state

import (
	"encoding/json"
	"fmt"
	"io"
)

// testCase is a verdict as a line of a question file, as `chuchu eval` reads them. It passes over what it does not know.
type testCase struct {
	ID       string   `json:"id"`
	Question string   `json:"question"`
	Kind     string   `json:"kind"`
	Answers  []string `json:"answers,omitempty"`
	File     string   `json:"file,omitempty"`
	Line     int      `json:"line,omitempty"`
	// For the reader.
	Verdict    Vote     `json:"verdict"`
	Reason     Reason   `json:"reason,omitempty"`
	Said       string   `json:"said,omitempty"` // the quote that was judged
	Passages   []string `json:"passages,omitempty"`
	Confidence float64  `json:"confidence"`
	Language   string   `json:"language,omitempty"`
	Given      string   `json:"given"`
}

// unknownAnswer stands for the right answer where people only said that the one given was wrong. No text holds it, so
// such a question counts as missed until somebody writes the right answer in its place.
const unknownAnswer = "the right answer is still to be written here"

// ExportVerdicts writes each verdict as a test case for `chuchu eval`, one JSON object a line, and returns how many. What
// people liked is expected to be quoted again, and a refusal that they agreed with to be refused again; what they did
// not like counts as missed until somebody writes the right answer into its line. Nothing tells who asked or judged.
func (s *State) ExportVerdicts(to io.Writer) (n int, err error) {
	encoder := json.NewEncoder(to)
	encoder.SetEscapeHTML(false)
	var before AnswerID
	nth := 0 // of the verdicts on one answer
	all, err := s.Verdicts()
	if err != nil {
		return 0, err
	}
	for _, v := range all {
		if nth++; v.Answer != before {
			before, nth = v.Answer, 1
		}
		if err := encoder.Encode(v.testCase(nth)); err != nil {
			return n, fmt.Errorf("writing verdicts: %w", err)
		}
		n++
	}
	return n, nil
}

// expected is how many characters of a quote are expected again. `chuchu eval` reads no further into a quote than a
// person would, 150 characters, so what is expected has to end before that.
const expected = 100

func (v Verdict) testCase(nth int) testCase {
	c := testCase{
		ID:         fmt.Sprintf("%s %d", v.Answer, nth),
		Question:   v.Of.Question,
		Verdict:    v.Vote,
		Reason:     v.Reason,
		Confidence: v.Of.Confidence,
		Language:   v.Of.Language,
		Given:      v.Given.Format("2006-01-02"),
	}
	if v.Of.Understood != "" {
		c.Question = v.Of.Understood // the other one cannot be understood alone
	}
	for _, source := range v.Of.Sources {
		c.Passages = append(c.Passages, source.Passage)
	}
	if len(v.Of.Sources) > 0 && !v.Of.Refused {
		c.Said = v.Of.Sources[0].Quote
	}
	switch {
	case v.Vote == Up && v.Of.Refused:
		c.Kind = "unanswerable"
	case v.Vote == Up && c.Said != "":
		best := v.Of.Sources[0]
		c.Kind, c.Answers, c.File, c.Line = "liked", []string{beginning(c.Said)}, best.File, best.Line
	default:
		c.Kind, c.Answers = "disliked", []string{unknownAnswer}
		if v.Vote == Up {
			c.Kind = "liked without a quote"
		} else if v.Reason != NoReason {
			c.Kind += ": " + string(v.Reason)
		}
	}
	return c
}

func beginning(quote string) string {
	characters := []rune(quote)
	return string(characters[:min(len(characters), expected)])
}

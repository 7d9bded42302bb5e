package evaluation

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Question is a question with what is known of its answer: one JSON object on a line of a question file.
type Question struct {
	ID      string   `json:"id"` // its line in the file where it has none
	Text    string   `json:"question"`
	Kind    string   `json:"kind"`    // of the author's choosing; Unanswerable has a meaning
	Answers []string `json:"answers"` // any of these is right
	File    string   `json:"file"`    // where the answer stands, if known: a path, or the last element of one
	Line    int      `json:"line"`    // from 1; 0 if it is not known
	Files   []string `json:"files"`   // texts that hold the answer, for the reader of the report only
}

// Unanswerable is the kind of the questions that the texts do not answer.
const Unanswerable = "unanswerable"

// Answerable reports whether the texts answer the question.
func (q Question) Answerable() bool { return q.Kind != Unanswerable }

// Place names where the answer is expected, as far as known: "a.txt:12", or files.
func (q Question) Place() string {
	switch {
	case q.Line > 0:
		return fmt.Sprintf("%s:%d", q.File, q.Line)
	case q.File != "":
		return q.File
	}
	return strings.Join(q.Files, ", ")
}

// Read returns the questions that lines gives, one object a line; blank lines are passed over. What is wrong with a line
// is said with its place, "name:12: …", and the faulty line is the last.
func Read(ctx context.Context, name string, lines func(context.Context) (string, error)) iter.Seq2[Question, error] {
	return func(yield func(Question, error) bool) {
		for n := 1; ; n++ {
			line, err := lines(ctx)
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(Question{}, err)
				return
			}
			if n == 1 {
				line = strings.TrimPrefix(line, "\ufeff") // editors on Windows write it
			}
			if strings.TrimSpace(line) == "" {
				continue
			}
			q, err := parse(line)
			if err != nil {
				yield(Question{}, fmt.Errorf("%s:%d: %w", name, n, err))
				return
			}
			if q.ID == "" {
				q.ID = fmt.Sprintf("line %d", n)
			}
			if !yield(q, nil) {
				return
			}
		}
	}
}

func parse(line string) (Question, error) {
	var q Question
	if !utf8.ValidString(line) {
		return q, errors.New("the line is not UTF-8")
	}
	if err := json.Unmarshal([]byte(line), &q); err != nil {
		return q, unreadable(err)
	}
	return q, q.check()
}

// check says what keeps a question from being measured.
func (q Question) check() error {
	switch {
	case strings.TrimSpace(q.Text) == "":
		return errors.New(`there is no "question"`)
	case q.Kind == "":
		return fmt.Errorf(`there is no "kind"; any word will do, and %q is for what the texts do not answer`, Unanswerable)
	case strings.ContainsFunc(q.Kind, func(r rune) bool { return !unicode.IsPrint(r) }):
		return fmt.Errorf("the kind %q holds what cannot be shown", q.Kind)
	case q.Line < 0:
		return fmt.Errorf("the line is %d; lines are counted from 1", q.Line)
	case q.Line > 0 && q.File == "":
		return errors.New(`there is a "line" but no "file"`)
	case q.Answerable() && len(q.Answers) == 0:
		return fmt.Errorf(`there are no "answers"; a question that the texts do not answer has the kind %q`, Unanswerable)
	}
	for _, answer := range q.Answers {
		if q.Answerable() && fold(answer) == "" {
			return fmt.Errorf("the answer %q has no letter or digit to be found by", answer)
		}
	}
	return nil
}

// unreadable puts what the JSON decoder says in words of the file, not of Go.
func unreadable(err error) error {
	fault, ok := errors.AsType[*json.UnmarshalTypeError](err)
	switch {
	case !ok:
		return fmt.Errorf("no JSON object: %w", err)
	case fault.Field == "":
		return fmt.Errorf("no JSON object but a JSON %s", fault.Value)
	}
	want := map[reflect.Kind]string{reflect.Int: "a whole number", reflect.Slice: "a list of strings"}[fault.Type.Kind()]
	if want == "" {
		want = "a string"
	}
	return fmt.Errorf("%q: a JSON %s stands where %s should", fault.Field, fault.Value, want)
}

package terminal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"chuchu/bot"
)

// Stream answers each line as a question with one line of JSON, in order, each written before the next question is
// read, and returns how many the texts answered. A line that is no question gets an object all the same, a refusal
// with an "error" that says why. Memory does not grow with the number of questions.
func Stream(ctx context.Context, b *bot.Bot, lines Lines, out io.Writer) (answered int, err error) {
	for {
		line, err := lines(ctx)
		if errors.Is(err, io.EOF) {
			return answered, nil
		}
		if err != nil {
			return answered, err
		}
		answer, err := b.Ask(ctx, line)
		if fault := (*bot.QuestionError)(nil); errors.As(err, &fault) {
			answer.Fault = fault.Reason
		} else if err != nil {
			return answered, err
		}
		if answer.Answered() {
			answered++
		}
		if err := WriteJSON(out, answer); err != nil {
			return answered, err
		}
	}
}

// WriteJSON writes an answer as one line of JSON.
func WriteJSON(out io.Writer, a bot.Answer) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(a); err != nil {
		return fmt.Errorf("writing the answer: %w", err)
	}
	return nil
}

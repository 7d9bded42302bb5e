package terminal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"chuchu/bot"
	"chuchu/retrieval"
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

// ChatJSON holds a conversation for a program: each line is a message and gets one line of JSON, the object that WriteJSON
// writes, before the next line is read. The line {"reset":true} begins a new conversation and gets none. A message that is no
// question gets a refusal with an "error" that says why, and so does one that the cluster could not be asked about. author and
// fault are those of [Chat]. It ends with the lines or ctx.
func ChatJSON(ctx context.Context, b *bot.Bot, author *bot.Author, fault func(error), lines Lines, out io.Writer) error {
	conversation := bot.NewConversation(b)
	for {
		line, err := lines(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if isReset(line) {
			conversation.Forget()
			continue
		}
		answer, err := author.Ask(ctx, "", conversation, line)
		switch refused := (*bot.QuestionError)(nil); {
		case errors.As(err, &refused):
			answer.Fault = refused.Reason
		case errors.Is(err, retrieval.ErrUnreachable):
			fault(err)
			answer.Fault = answer.Language.Phrases().Unreachable
		case err != nil:
			return err
		case author != nil:
			if answer, err = author.Write(ctx, "", answer, func(bot.Sentence) {}); err != nil && ctx.Err() == nil {
				fault(err)
			}
		}
		if err := WriteJSON(out, answer); err != nil {
			return err
		}
	}
}

// isReset reports whether a line is {"reset":true}.
func isReset(line string) bool {
	var message struct{ Reset bool }
	return json.Unmarshal([]byte(line), &message) == nil && message.Reset
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

package terminal

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/peterh/liner"
	"golang.org/x/term"
)

// prompt stands before what the user types in a chat.
const prompt = "❯ "

// OpenLines returns the lines of in, with editing and history if both in and out are a terminal. close puts the
// terminal back as it was and must be called.
func OpenLines(in io.Reader, out io.Writer) (lines Lines, close func() error) {
	if isTerminal(in) && isTerminal(out) && liner.TerminalSupported() {
		return editedLines()
	}
	return ReadLines(in), func() error { return nil }
}

func isTerminal(stream any) bool {
	file, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

// editedLines edits lines on the terminal. History is kept for the conversation only: what people ask is theirs.
// Ctrl-C ends the conversation, as Ctrl-D does.
func editedLines() (Lines, func() error) {
	editor := liner.NewLiner()
	editor.SetCtrlCAborts(true)
	editor.SetMultiLineMode(true)
	return waiting(func() (string, error) {
		line, err := editor.Prompt(prompt)
		if errors.Is(err, liner.ErrPromptAborted) {
			return "", io.EOF
		}
		if err == nil && strings.TrimSpace(line) != "" {
			editor.AppendHistory(line)
		}
		return line, err
	}), editor.Close
}

// LongestLine is how many bytes of one line are read; what is beyond is passed over, and the line is far too long for
// a question anyway.
const LongestLine = 1 << 20

// ReadLines returns the lines of a pipe or a file. Reading one ends when ctx does, even while in has nothing to give.
func ReadLines(in io.Reader) Lines {
	reader := bufio.NewReader(in)
	return waiting(func() (string, error) { return readLine(reader) })
}

// waiting makes lines of a read that blocks: each is waited for until ctx ends. The read that is left behind then ends
// with the program.
func waiting(read func() (string, error)) Lines {
	type result struct {
		line string
		err  error
	}
	results := make(chan result)
	return func(ctx context.Context) (string, error) {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		go func() {
			line, err := read()
			select {
			case results <- result{line, err}:
			case <-ctx.Done():
			}
		}()
		select {
		case r := <-results:
			return r.line, r.err
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
}

func readLine(reader *bufio.Reader) (string, error) {
	var line []byte
	for {
		part, err := reader.ReadSlice('\n')
		line = append(line, part[:min(len(part), LongestLine-len(line))]...)
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && len(line) > 0, err == nil:
			return strings.TrimRight(string(line), "\r\n"), nil
		case errors.Is(err, io.EOF):
			return "", io.EOF
		default:
			return "", fmt.Errorf("reading the questions: %w", err)
		}
	}
}

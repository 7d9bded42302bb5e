package llm

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// events re-frames a stream of server-sent events for the library, which knows one form of them only. It reads any that
// the standard allows (https://html.spec.whatwg.org/multipage/server-sent-events.html): comments, other fields, data in
// several lines, a byte order mark, any line end, a last event without one. It gives one line of JSON an event.
//
// The library takes an end without [DONE] for the end of the answer. Here it is errCut, unless the model had said that
// it was finished. An error within the stream ends it as a *streamError.
type events struct {
	lines    *bufio.Scanner
	ready    []byte // of what is to be given out
	finished bool   // the model has said why it stopped
	err      error
}

// longestLine of a stream: a chunk is some hundred bytes, one with all of an answer some thousand.
const longestLine = 1 << 20

func newLines(r io.Reader) *bufio.Scanner {
	s := bufio.NewScanner(r)
	s.Buffer(nil, longestLine)
	s.Split(splitLines)
	return s
}

// splitLines is bufio.ScanLines for the three line ends of event streams: \n, \r\n and \r.
func splitLines(data []byte, atEOF bool) (advance int, token []byte, err error) {
	i := bytes.IndexAny(data, "\r\n")
	switch {
	case i < 0 && atEOF && len(data) > 0:
		return len(data), data, nil
	case i < 0:
		return 0, nil, nil
	case data[i] == '\r' && i+1 == len(data) && !atEOF:
		return 0, nil, nil // a \n may follow
	case data[i] == '\r' && i+1 < len(data) && data[i+1] == '\n':
		return i + 2, data[:i], nil
	}
	return i + 1, data[:i], nil
}

func (e *events) Read(p []byte) (int, error) {
	for len(e.ready) == 0 {
		if e.err != nil {
			return 0, e.err
		}
		e.err = e.next()
	}
	n := copy(p, e.ready)
	e.ready = e.ready[n:]
	return n, nil
}

// next makes the next event ready, or returns how the stream ended.
func (e *events) next() error {
	data, err := e.data()
	switch {
	case err != nil && len(data) == 0:
		if errors.Is(err, io.EOF) && e.finished {
			e.ready = []byte("data: [DONE]\n\n")
			return io.EOF
		}
		if errors.Is(err, io.EOF) {
			return errCut
		}
		return err
	case bytes.Equal(data, []byte("[DONE]")):
		e.ready = []byte("data: [DONE]\n\n")
		return io.EOF
	}
	var c chunk
	if err := json.Unmarshal(data, &c); err != nil {
		return fmt.Errorf("%w: an event is no JSON", errCut)
	}
	if err := c.fault(); err != nil {
		return err
	}
	for _, choice := range c.Choices {
		e.finished = e.finished || choice.FinishReason != nil && *choice.FinishReason != ""
	}
	line := bytes.NewBufferString("data: ")
	if err := json.Compact(line, data); err != nil {
		return err
	}
	line.WriteString("\n\n")
	e.ready = line.Bytes()
	return nil
}

var byteOrderMark = []byte("\ufeff")

// data returns the data of the next event that has any. At the end of the stream an event needs no empty line.
func (e *events) data() ([]byte, error) {
	var data []byte
	for e.lines.Scan() {
		line := bytes.TrimPrefix(e.lines.Bytes(), byteOrderMark)
		if len(line) == 0 && len(data) > 0 {
			return data, nil
		}
		if value, ok := bytes.CutPrefix(line, []byte("data:")); ok {
			if len(data) > 0 {
				data = append(data, '\n')
			}
			data = append(data, bytes.TrimPrefix(value, []byte(" "))...)
			if json.Valid(data) || bytes.Equal(data, []byte("[DONE]")) {
				return data, nil // many servers put no empty line between events
			}
		}
	}
	if err := e.lines.Err(); err != nil {
		return nil, err
	}
	return data, io.EOF
}

// chunk is what has to be known of an event here.
type chunk struct {
	Error   json.RawMessage `json:"error"`
	Choices []struct {
		FinishReason *string `json:"finish_reason"`
	} `json:"choices"`
}

// fault returns the error that an event reports, as an object or as words; nil if it reports none.
func (c chunk) fault() error {
	if len(c.Error) == 0 || string(c.Error) == "null" {
		return nil
	}
	var reported struct {
		Message string          `json:"message"`
		Code    json.RawMessage `json:"code"`
	}
	e := &streamError{message: string(c.Error)}
	if json.Unmarshal(c.Error, &reported) == nil && reported.Message != "" {
		e.message = reported.Message
	} else {
		json.Unmarshal(c.Error, &e.message) // words; any other JSON stands as it is
	}
	json.Unmarshal(reported.Code, &e.status) // a status, or a word that says nothing here
	return e
}

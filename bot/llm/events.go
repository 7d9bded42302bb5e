package llm

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"regexp"
)

// event is one message of a reply: an event of a stream, or all of a reply that came in one piece.
type event struct {
	name   string // "error" says what it is; most have none
	value  any    // its JSON, numbers as [json.Number]; nil if it only says that the stream is done
	entire bool   // it is no event of a stream, but a whole reply
}

const (
	// longestLine of a stream, in bytes: a chunk is some hundred, but some servers send the prompt along, or tables of likelihoods.
	longestLine = 4 << 20
	// longestWhole is the same for a reply that does not come as a stream of events.
	longestWhole = 4 << 20
)

// events yields the events of a reply, whatever its header says that it is: a stream of server-sent events
// (https://html.spec.whatwg.org/multipage/server-sent-events.html), or JSON values, one or several. An error ends it. A stream that says
// that it is done ends with an event without a value.
func events(body io.Reader) iter.Seq2[event, error] {
	return func(yield func(event, error) bool) {
		r := bufio.NewReader(body)
		switch first, err := firstOf(r); {
		case errors.Is(err, io.EOF):
		case err != nil:
			yield(event{}, err)
		case first == '{' || first == '[':
			inValues(r, yield)
		case first == '<':
			yield(event{}, errNoAPI)
		default:
			inLines(r, yield)
		}
	}
}

// firstOf returns the first character that says something, and leaves it to be read.
func firstOf(r *bufio.Reader) (rune, error) {
	for {
		c, _, err := r.ReadRune()
		if err != nil || !bytes.ContainsRune([]byte(" \t\r\n\ufeff"), c) {
			return c, errors.Join(err, r.UnreadRune())
		}
	}
}

// inValues yields JSON values that follow one another.
func inValues(r io.Reader, yield func(event, error) bool) {
	decoder := json.NewDecoder(io.LimitReader(r, longestWhole))
	decoder.UseNumber()
	for {
		var v any
		err := decoder.Decode(&v)
		switch _, syntax := errors.AsType[*json.SyntaxError](err); {
		case errors.Is(err, io.EOF):
			return
		case syntax && decoder.InputOffset() == 0:
			err = errNoAPI
		case syntax || errors.Is(err, io.ErrUnexpectedEOF):
			err = errCut
		}
		if !yield(event{value: v, entire: true}, err) || err != nil {
			return
		}
	}
}

// inLines yields the events of a stream.
func inLines(r io.Reader, yield func(event, error) bool) {
	s := stream{lines: bufio.NewScanner(r)}
	s.lines.Buffer(nil, longestLine)
	s.lines.Split(splitLines)
	for s.next() {
		switch e, err := s.event(); {
		case err != nil || finished.Match(s.data):
			yield(e, err)
			return
		case e.value != nil && !yield(e, nil):
			return
		}
	}
	if err := s.lines.Err(); err != nil {
		yield(event{}, err)
	}
}

// stream is a stream of events in lines.
type stream struct {
	lines *bufio.Scanner
	name  string // of the event read last
	data  []byte
}

// finished matches the data by which a stream says that it is done: [DONE], also as [done], DONE, [END].
var finished = regexp.MustCompile(`(?i)^\W*(?:done|end|eos|eof)\W*$`)

// next reads the next event that has data. Comments and other fields are left out, and many servers put no empty line between events.
func (s *stream) next() bool {
	s.name, s.data = "", s.data[:0]
	for s.lines.Scan() {
		name, value := field(s.lines.Bytes())
		switch {
		case name == "event":
			s.name = string(value)
		case name == "data":
			if len(s.data) > 0 {
				s.data = append(s.data, '\n')
			}
			s.data = append(s.data, value...)
			if !meantAsJSON(s.data) || json.Valid(s.data) {
				return true
			}
		case name == "" && len(s.data) > 0:
			return true
		}
	}
	return len(s.data) > 0
}

// event returns the event that was read. Its value is nil if it says nothing: a word that keeps the connection open.
func (s *stream) event() (event, error) {
	e := event{name: s.name}
	switch {
	case meantAsJSON(s.data):
		var err error
		if e.value, err = parsed(s.data); err != nil {
			return e, errTorn
		}
	case s.name == "error":
		e.value = string(s.data)
	}
	return e, nil
}

// parsed returns the value of JSON.
func parsed(data []byte) (v any, err error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	err = decoder.Decode(&v)
	return v, err
}

// meantAsJSON reports whether data is an object or a list, or was to be one.
func meantAsJSON(data []byte) bool {
	data = bytes.TrimSpace(data)
	return len(data) > 0 && (data[0] == '{' || data[0] == '[') && !finished.Match(data)
}

// field takes a line apart. One without the word before its JSON is data, and so is one that a relay put the word before again.
func field(line []byte) (name string, value []byte) {
	if bytes.HasPrefix(line, []byte("{")) {
		return "data", line
	}
	before, value, ok := bytes.Cut(line, []byte(":"))
	if !ok && len(line) > 0 {
		return "comment", nil
	}
	name, value = string(bytes.ToLower(before)), bytes.TrimSpace(value)
	if ok && name == "" {
		return "comment", nil
	}
	if name == "data" && bytes.HasPrefix(value, []byte("data:")) {
		return field(value)
	}
	return name, value
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

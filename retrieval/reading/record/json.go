package record

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
)

// ReadJSON reads a text of JSON, decoded, or of several values one after another (JSON Lines). Its source is the text itself:
// a block stands at whole fields, and says what they hold.
func ReadJSON(source string) (*manuscript.Manuscript, error) {
	r := &jsonReader{source: source, decoder: json.NewDecoder(strings.NewReader(source))}
	r.decoder.UseNumber()
	var values []node
	for {
		n, err := r.value(0)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("it cannot be read as JSON from line %d on: %w", line.NewRuler(source).Line(int(r.decoder.InputOffset())), err)
		}
		values = append(values, n)
	}
	w := &writer{source: source, member: member}
	if len(values) == 1 {
		w.body(&values[0], "", 1)
	} else {
		for i := range values {
			w.record(&values[i], fmt.Sprintf("[%d]", i), 2)
		}
	}
	return w.manuscript(), nil
}

// member names a member of a value, as JavaScript and jq do.
func member(path string, n *node) string {
	switch {
	case n.name == "":
		return fmt.Sprintf("%s[%d]", path, n.index)
	case strings.ContainsAny(n.name, ` .[]"'`):
		return fmt.Sprintf("%s[%q]", path, n.name)
	}
	return strings.TrimPrefix(path+"."+n.name, ".")
}

type jsonReader struct {
	source  string
	decoder *json.Decoder
	limits  limits
}

func (r *jsonReader) value(depth int) (node, error) {
	from := int(r.decoder.InputOffset())
	t, err := r.decoder.Token()
	if err != nil {
		return node{}, err
	}
	if err := r.limits.add(depth); err != nil {
		return node{}, err
	}
	n := node{open: int(r.decoder.InputOffset()), leaf: true, index: -1}
	switch t := t.(type) {
	case json.Delim:
		n.leaf, n.list = false, t == '['
		if err := r.members(&n, depth); err != nil {
			return node{}, err
		}
	case string:
		n.text, n.raw = t, strings.TrimLeft(r.source[from:n.open], " \t\r\n,:")
	case nil:
	default:
		n.text = fmt.Sprint(t)
	}
	n.text = strings.Join(strings.Fields(n.text), " ")
	n.to = int(r.decoder.InputOffset())
	return n, nil
}

// members reads what a list or an object holds, up to its end.
func (r *jsonReader) members(n *node, depth int) error {
	for r.decoder.More() {
		name, open := "", 0
		if !n.list {
			key, err := r.decoder.Token()
			if err != nil {
				return unfinished(err)
			}
			name, open = strings.Join(strings.Fields(key.(string)), " "), int(r.decoder.InputOffset()) // the decoder takes no other key
		}
		kid, err := r.value(depth + 1)
		if err != nil {
			return unfinished(err)
		}
		kid.name = name
		if kid.open = max(kid.open, open); n.list {
			kid.index = len(n.kids)
		}
		n.kids = append(n.kids, kid)
	}
	if _, err := r.decoder.Token(); err != nil {
		return unfinished(err)
	}
	n.fold()
	return nil
}

// unfinished tells an end amid a value from the end of the text.
func unfinished(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// pieces cuts a string, as it is written, at the ends of its lines. to is where each ends behind the beginning of the string.
func pieces(raw string) (said []string, to []int) {
	from := 1
	add := func(end, next int) {
		var s string
		if json.Unmarshal([]byte(`"`+raw[from:end]+`"`), &s) == nil && strings.TrimSpace(s) != "" {
			said, to = append(said, s), append(to, next)
		}
		from = next
	}
	for at := 1; at < len(raw)-1; at++ {
		if raw[at] == '\\' {
			if at++; raw[at] == 'n' {
				add(at-1, at+1)
			}
		}
	}
	add(len(raw)-1, len(raw))
	return said, to
}

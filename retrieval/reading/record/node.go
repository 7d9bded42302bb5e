// Package record reads data: JSON, a value after another if there are several, and XML.
package record

import (
	"fmt"
	"strings"
	"unicode"

	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
)

// node is a value, or an element with its attributes and what it holds.
type node struct {
	name     string // of the field or the element; "" for an element of a list
	text     string // of a leaf, as it is read
	raw      string // of a string of JSON, as it is written
	kids     []node
	leaf     bool
	list     bool // of JSON
	open, to int  // the bytes behind its name and behind all of it
	inner    int  // the byte behind the first tag of an element
	index    int  // among those of its name beside it, from 0; -1 if it is the only one
}

const (
	// maxDepth is how deep values may be nested, and maxNodes how many there may be: five or six levels are usual, and a file of
	// the largest size that is read has some millions of values.
	maxDepth = 100
	maxNodes = 4 << 20
)

// limits counts the values of a file, and refuses what no file that is meant to be read has.
type limits struct{ nodes int }

func (l *limits) add(depth int) error {
	if l.nodes++; depth > maxDepth {
		return fmt.Errorf("its values are nested more than %d deep", maxDepth)
	}
	if l.nodes > maxNodes {
		return fmt.Errorf("it has more than %d values", maxNodes)
	}
	return nil
}

// isText reports whether a leaf is longer than what a table would hold.
func (n *node) isText() bool {
	return n.leaf && (line.Width(n.text) > line.HeadlineWidth || strings.Contains(n.raw, `\n`))
}

// isWordy reports whether a leaf may be what something is called.
func (n *node) isWordy() bool {
	return n.leaf && !n.isText() && strings.ContainsFunc(n.text, unicode.IsLetter) && !strings.Contains(n.text, "://")
}

// fold makes a list of short values a leaf, as it is quoted in one go.
func (n *node) fold() {
	var said []string
	for i := range n.kids {
		k := &n.kids[i]
		if !k.leaf || k.name != "" || k.isText() {
			return
		}
		said = append(said, k.text)
	}
	if s := strings.Join(said, ", "); n.list && line.Width(s) <= line.HeadlineWidth {
		n.leaf, n.text, n.kids = true, s, nil
	}
}

// row returns the leaves of a value as a row, those of what it holds by their paths; nil if it is too long for one, or holds a
// list or a longer text.
func (n *node) row() *manuscript.Row {
	r := &manuscript.Row{Keyed: true}
	width := 0
	var add func(n *node, path string) bool
	add = func(n *node, path string) bool {
		for i := range n.kids {
			k := &n.kids[i]
			name := strings.TrimPrefix(path+"."+k.name, ".")
			if width > maxRow || k.list && !k.leaf || k.isText() || k.index >= 0 && !k.leaf || !k.leaf && !add(k, name) {
				return false
			}
			if k.leaf {
				width += line.Width(name) + line.Width(k.text)
				r.Heads, r.Cells = append(r.Heads, name), append(r.Cells, manuscript.Cell{Text: k.text})
			}
		}
		return width <= maxRow
	}
	if !add(n, "") || len(r.Cells) == 0 {
		return nil
	}
	return r
}

// maxRow is the width of the longest record that is quoted as one: twenty lines of a phone.
const maxRow = 800

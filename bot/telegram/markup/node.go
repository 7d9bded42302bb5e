// Package markup is formatted text for Telegram: a tree of it, how large it is as Telegram counts, how it is cut before it
// is written, and the HTML that Telegram reads. Whatever is put into a tree, what comes out can be parsed.
package markup

import (
	"slices"
	"strings"
	"unicode"
)

// Node is a piece of formatted text. The zero Node is none at all. Nodes never change.
type Node struct {
	kind     kind
	text     string // of a leaf
	url      string // of a link
	children []Node
}

type kind uint8

const (
	group kind = iota // its children, one after the other
	leaf              // text
	bold
	italic
	link
	quote
	expandable
)

// maxURLLength is in bytes. Beyond it a link would fill a message by itself, and browsers give up too.
const maxURLLength = 2048

// Text returns plain text. What is no UTF-8 becomes U+FFFD, which Telegram refuses otherwise; control characters become
// spaces, line breaks and tabs apart; and what reverses the direction of writing, by which a text could turn round what
// stands beside it, goes.
func Text(s string) Node {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r):
			return ' '
		case unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return Node{kind: leaf, text: s}
}

// Join returns the nodes one after the other.
func Join(nodes ...Node) Node { return Node{children: nodes} }

// Bold sets its content off.
func Bold(nodes ...Node) Node { return Node{kind: bold, children: nodes} }

// Italic sets its content off more quietly.
func Italic(nodes ...Node) Node { return Node{kind: italic, children: nodes} }

// Link makes its content lead to an address. Links do not nest: those within are shown as their content, and so is a link
// whose address is longer than 2048 bytes.
func Link(url string, nodes ...Node) Node {
	if len(url) > maxURLLength {
		return Join(nodes...)
	}
	return Node{kind: link, url: strings.ToValidUTF8(url, ""), children: without(nodes, link)}
}

// Quote sets its content off as a quotation. Quotations do not nest: those within are shown as their content.
func Quote(nodes ...Node) Node {
	return Node{kind: quote, children: without(nodes, quote, expandable)}
}

// ExpandableQuote is a quotation of which a phone shows three lines until it is tapped.
func ExpandableQuote(nodes ...Node) Node {
	return Node{kind: expandable, children: without(nodes, quote, expandable)}
}

// without returns nodes that hold none of the kinds, only what stands in them.
func without(nodes []Node, kinds ...kind) []Node {
	out := make([]Node, len(nodes))
	for i, n := range nodes {
		n.children = without(n.children, kinds...)
		if slices.Contains(kinds, n.kind) {
			n = Join(n.children...)
		}
		out[i] = n
	}
	return out
}

// Plain returns the text without its format.
func (n Node) Plain() string {
	var b strings.Builder
	n.plain(&b)
	return b.String()
}

func (n Node) plain(b *strings.Builder) {
	b.WriteString(n.text)
	for _, child := range n.children {
		child.plain(b)
	}
}

// length returns the bytes of the text without its format.
func (n Node) length() int {
	total := len(n.text)
	for _, child := range n.children {
		total += child.length()
	}
	return total
}

// with returns a node of the same format and other content.
func (n Node) with(children []Node) Node {
	n.text, n.children = "", children
	return n
}

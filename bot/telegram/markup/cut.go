package markup

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Cut returns the longest beginning of a text that is within the limit, and the rest of it, which is nothing if all of
// it is. Together they are the text, no character more or less; formats that go on are closed in the one and opened again
// in the other. It is cut at the end of a line, of a sentence or at a space if there is one in the second half of what
// would fit, and never within what a reader sees as one character, unless that alone is beyond the limit. Links are left
// whole if they can be. A limit that leaves no room for one character gives an empty head.
func (n Node) Cut(limit Size) (head, rest Node) {
	near := n.near(limit)
	if near.length() == n.length() && n.Size().Fits(limit) {
		return n, Node{}
	}
	plain := near.Plain()
	bounds := characters(plain, limit.Units)
	most := near.fitting(bounds, limit)
	if most == 0 {
		// Not even the first character: give what there is room for of its parts, so that whoever cuts on comes to an end.
		return n.split(near.fitting(runes(plain, limit.Units), limit))
	}
	return n.split(near.better(plain, bounds, most))
}

// near returns a beginning of the text that is all of it or beyond the limit: cutting takes a time that does not grow with
// what stands behind.
func (n Node) near(limit Size) Node {
	most := 3*limit.Units + 1 // three bytes are at least a unit
	if n.length() <= most+utf8.UTFMax {
		return n
	}
	for {
		if head, _ := n.split(most); utf8.ValidString(head.last()) {
			return head
		}
		most++
	}
}

// last returns the text of the last leaf that has any.
func (n Node) last() string {
	if n.kind == leaf {
		return n.text
	}
	for _, child := range slices.Backward(n.children) {
		if text := child.last(); text != "" {
			return text
		}
	}
	return ""
}

// Pages cuts a text into pieces within the limit, at least one. A limit that leaves no room for a character leaves out what
// has none.
func (n Node) Pages(limit Size) []Node {
	var pages []Node
	for {
		head, rest := n.Cut(limit)
		pages = append(pages, head)
		if rest.length() == 0 || head.length() == 0 {
			return pages
		}
		n = rest
	}
}

// fitting returns the greatest of the places, in ascending order, up to which the text is within the limit; 0 if none is.
func (n Node) fitting(places []int, limit Size) int {
	i := sort.Search(len(places), func(i int) bool {
		head, _ := n.split(places[i])
		return !head.Size().Fits(limit)
	})
	if i == 0 {
		return 0
	}
	return places[i-1]
}

// better returns where to cut rather than at most: both are bytes of the plain text.
func (n Node) better(plain string, bounds []int, most int) int {
	good := func(at int) bool {
		_, cut := slices.BinarySearch(bounds, at)
		return cut && at > most/2 && at <= most && !n.inLink(at)
	}
	if at := strings.LastIndexByte(plain[:most], '\n') + 1; good(at) {
		return at
	}
	if at := lastSentence(plain, most, good); at > 0 {
		return at
	}
	for at := most; at > most/2; {
		r, size := utf8.DecodeLastRuneInString(plain[:at])
		if unicode.IsSpace(r) && good(at) {
			return at
		}
		at -= size
	}
	for _, at := range slices.Backward(bounds) {
		if good(at) {
			return at
		}
	}
	return most
}

// lastSentence returns where the last sentence ends before the byte most of a text, at a place that is good; 0 if none does.
func lastSentence(text string, most int, good func(int) bool) int {
	last, at := 0, 0
	for state := -1; at < len(text) && at <= most; {
		var sentence string
		sentence, _, state = uniseg.FirstSentenceInString(text[at:], state)
		at += len(sentence)
		if good(at) {
			last = at
		}
	}
	return last
}

// characters returns where each character that a reader sees ends, in bytes, at most n of them.
func characters(s string, n int) []int {
	var ends []int
	for at, state := 0, -1; at < len(s) && len(ends) < n; {
		var cluster string
		cluster, _, _, state = uniseg.FirstGraphemeClusterInString(s[at:], state)
		at += len(cluster)
		ends = append(ends, at)
	}
	return ends
}

// runes returns where each code point ends, in bytes, at most n of them.
func runes(s string, n int) []int {
	var ends []int
	for at, r := range s {
		if len(ends) == n {
			break
		}
		ends = append(ends, at+utf8.RuneLen(r))
	}
	return ends
}

// inLink reports whether a byte of the plain text stands within a link, not at its edge.
func (n Node) inLink(at int) bool {
	if at <= 0 || at >= n.length() {
		return false
	}
	if n.kind == link {
		return true
	}
	for _, child := range n.children {
		if child.inLink(at) {
			return true
		}
		at -= child.length()
	}
	return false
}

// split parts a text at a byte of its plain form.
func (n Node) split(at int) (head, rest Node) {
	if n.kind == leaf {
		return Node{kind: leaf, text: n.text[:at]}, Node{kind: leaf, text: n.text[at:]}
	}
	for i, child := range n.children {
		if length := child.length(); at > length {
			at -= length
			continue
		}
		before, after := child.split(at)
		return n.with(append(slices.Clone(n.children[:i]), before)), n.with(append([]Node{after}, n.children[i+1:]...))
	}
	return n, Node{}
}

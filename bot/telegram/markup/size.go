package markup

import "unicode/utf16"

// Size is how large a text is, as Telegram counts; or how large it may be.
type Size struct {
	Units    int // of UTF-16, without tags, when the entities have been parsed
	Bytes    int // of HTML
	Entities int // formats; Telegram silently drops those beyond its limit
}

// Message is the most that Telegram takes as one message: sendMessage and editMessageText take "1-4096 characters after
// entities parsing" (https://core.telegram.org/bots/api#sendmessage), its server refuses more than 32768 bytes before,
// and keeps 100 entities (tdlib, MAX_USER_ENTITY_COUNT).
func Message() Size { return Size{Units: 4096, Bytes: 32768, Entities: 100} }

// Fits reports whether a text of this size is within the limit.
func (s Size) Fits(limit Size) bool {
	return s.Units <= limit.Units && s.Bytes <= limit.Bytes && s.Entities <= limit.Entities
}

// Size returns how large a text is. Entities are those that there are at most: Telegram cuts a bold or italic text in
// pieces where another format begins in it, and joins neighbours.
func (n Node) Size() Size {
	s := n.size(0)
	s.Bytes = len(n.HTML())
	return s
}

// Units returns the length of the text in units of UTF-16, without its format.
func (n Node) Units() int { return n.size(0).Units }

// size counts units and entities; cut is how many formats that may be cut in pieces stand around it.
func (n Node) size(cut int) Size {
	total := Size{Units: units(n.text)}
	switch n.kind {
	case bold, italic:
		cut++
	case leaf:
		if n.text != "" {
			total.Entities = cut
		}
	case link, quote, expandable:
		if n.length() > 0 {
			total.Entities = 1
		}
	}
	for _, child := range n.children {
		s := child.size(cut)
		total.Units += s.Units
		total.Entities += s.Entities
	}
	return total
}

func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

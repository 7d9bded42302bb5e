package telegramtest

import "slices"

// Shown is one thing that happened on the phones of a chat.
type Shown struct {
	What    What
	Chat    int64
	Thread  int
	Message Message // as it was then
	Before  Message // of Edited, as it was before
	Text    string  // of Toast; the address of Opened
	Person  int64   // who sees Toast and Opened
}

// What tells the kinds of Shown apart.
type What int

// What a phone shows: a message, an edit of one, "typing…", the short answer to a tap, and an address that a tap opens.
const (
	Sent What = iota
	Edited
	Typing
	Toast
	Opened
)

func (s *Server) show(what Shown) {
	s.shown = append(s.shown, what)
}

// Shown returns what the phones have shown since the beginning, oldest first, without the first skip of them.
func (s *Server) Shown(skip int) []Shown {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.shown[min(skip, len(s.shown)):])
}

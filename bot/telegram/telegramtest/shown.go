package telegramtest

import "slices"

// Shown is one thing that happened on the phones of a chat.
type Shown struct {
	What    What
	Chat    int64
	Thread  int
	Message Message // as it was then; of Deleted, as it was before
	Before  Message // of Edited, as it was before
	Text    string  // of Toast, Alert and Draft; the address of Opened
	Person  int64   // who sees Toast, Alert and Opened
}

// What tells the kinds of Shown apart.
type What int

// What a phone shows: a message of the bot, an edit of one, that one is gone, "typing…", the short answer to a tap, one
// that has to be put away, an address that a tap opens, and a text while it is being written.
const (
	Sent What = iota
	Edited
	Deleted
	Typing
	Toast
	Alert
	Opened
	Draft
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

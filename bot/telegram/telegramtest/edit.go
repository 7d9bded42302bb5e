package telegramtest

import "slices"

// notModified is what Telegram says where an edit would change nothing.
const notModified = "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"

// editable finds the message that an edit is for.
func (s *Server) editable(r *request) (*message, *failure) {
	c, f := s.target(r)
	if f != nil {
		return nil, f
	}
	m, ok := c.messages[r.int("message_id")]
	switch {
	case !ok:
		return nil, badRequest("message to edit not found")
	case m.From != s.Bot.ID:
		return nil, badRequest("message can't be edited")
	}
	return m, nil
}

// editMessageText puts the changed message in the place of the old one. An edit without a keyboard takes the keyboard away.
func (s *Server) editMessageText(r *request) (any, *failure) {
	m, f := s.editable(r)
	if f != nil {
		return nil, f
	}
	if m.Document != "" {
		return nil, badRequest("there is no text in the message to edit")
	}
	changed, before := m.Message, m.Message
	if f := s.content(&changed, r, "text", maxTextLength); f != nil {
		return nil, f
	}
	if same(before, changed) {
		return nil, badRequest(notModified)
	}
	if f := s.limit(m.chat); f != nil {
		return nil, f
	}
	m.Message, m.edited = changed, s.clock.now()
	s.heard(m.chat, m.ReplyTo)
	s.show(Shown{What: Edited, Chat: m.Chat, Thread: m.Thread, Message: changed, Before: before})
	return m.wire(), nil
}

func same(a, b Message) bool {
	return a.Text == b.Text && slices.Equal(a.Entities, b.Entities) && slices.EqualFunc(a.Keyboard, b.Keyboard, slices.Equal[[]Button])
}

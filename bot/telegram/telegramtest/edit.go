package telegramtest

import (
	"encoding/json"
	"reflect"
)

// notModified is what Telegram says where an edit would change nothing.
const notModified = "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"

// editable finds the message that an edit is for.
func (s *Server) editable(r *request) (*message, *failure) {
	if id := r.values["inline_message_id"]; id != "" {
		m, ok := s.inline[id]
		if !ok {
			return nil, badRequest("MESSAGE_ID_INVALID")
		}
		return m, nil
	}
	c, f := s.target(r)
	if f != nil {
		return nil, f
	}
	if r.int("message_id") == 0 {
		return nil, badRequest("message identifier is not specified")
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

func (s *Server) editMessageText(r *request) (any, *failure) {
	m, f := s.editable(r)
	if f != nil {
		return nil, f
	}
	text, f := s.format(r.method, r.values["text"], r.values["parse_mode"], json.RawMessage(r.values["entities"]), longestText)
	if f != nil {
		return nil, f
	}
	if text.text == "" {
		return nil, badRequest("message text is empty")
	}
	if m.Document != "" {
		return nil, badRequest("there is no text in the message to edit")
	}
	keys, f := s.markup(r)
	if f != nil {
		return nil, f
	}
	changed := m.Message
	changed.Text, changed.Entities, changed.Keyboard = text.text, text.entities, keys
	return s.edit(r, m, changed)
}

func (s *Server) editMessageReplyMarkup(r *request) (any, *failure) {
	m, f := s.editable(r)
	if f != nil {
		return nil, f
	}
	changed := m.Message
	if changed.Keyboard, f = s.markup(r); f != nil {
		return nil, f
	}
	return s.edit(r, m, changed)
}

// edit puts the changed message in the place of the old one. An edit without a keyboard takes the keyboard away.
func (s *Server) edit(r *request, m *message, changed Message) (any, *failure) {
	if same(m.Message, changed) {
		return nil, badRequest(notModified)
	}
	if f := s.limit(m.chat); f != nil {
		return nil, f
	}
	before := m.Message
	m.Message = changed
	m.edited = s.clock.now()
	s.heard(m.chat, m.ReplyTo)
	s.show(Shown{What: Edited, Chat: m.Chat, Thread: m.Thread, Message: changed, Before: before})
	if r.values["inline_message_id"] != "" {
		return true, nil
	}
	return m.wire(), nil
}

func same(a, b Message) bool {
	equal := func(a, b any, n, m int) bool { return n == 0 && m == 0 || reflect.DeepEqual(a, b) }
	return a.Text == b.Text && equal(a.Entities, b.Entities, len(a.Entities), len(b.Entities)) &&
		equal(a.Keyboard, b.Keyboard, len(a.Keyboard), len(b.Keyboard))
}

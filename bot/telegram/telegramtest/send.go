package telegramtest

import (
	"slices"
	"strings"
)

// target finds the chat that a request is for, and refuses where the bot may not write.
func (s *Server) target(r *request) (*chat, *failure) {
	raw := strings.TrimSpace(r.values["chat_id"])
	if raw == "" {
		return nil, badRequest("chat_id is empty")
	}
	c, ok := s.chats[r.int64("chat_id")]
	if !ok {
		return nil, badRequest("chat not found")
	}
	switch {
	case c.kind == "private" && c.person.blocked:
		return nil, forbidden("bot was blocked by the user")
	case c.kind == "private" && c.person.IsBot:
		return nil, forbidden("bot can't send messages to bots")
	case c.kind == "private" && !c.started:
		return nil, forbidden("bot can't initiate conversation with a user")
	}
	return c, nil
}

// place finds the chat, the topic and the message to reply to.
func (s *Server) place(r *request) (*chat, *message, *failure) {
	c, f := s.target(r)
	if f != nil {
		return nil, nil, f
	}
	m := &message{from: &s.Bot, at: s.clock.now()}
	if thread := r.int("message_thread_id"); thread != 0 {
		if _, ok := c.topics[thread]; !ok { // the thread of a supergroup without topics, or of General, is none either
			return nil, nil, badRequest("message thread not found")
		}
		m.Thread = thread
	}
	if f := s.replyTo(c, m, r); f != nil {
		return nil, nil, f
	}
	return c, m, nil
}

func (s *Server) replyTo(c *chat, m *message, r *request) *failure {
	var reply struct {
		Message int   `json:"message_id"`
		Chat    int64 `json:"chat_id"`
		Without bool  `json:"allow_sending_without_reply"`
		Quote   string
	}
	if _, err := r.json("reply_parameters", &reply); err != nil {
		return badRequest("can't parse reply parameters: " + err.Error())
	}
	if reply.Message == 0 {
		return nil
	}
	if reply.Chat != 0 && reply.Chat != c.id || reply.Quote != "" {
		s.fault("%s: a reply to a message of another chat, or to a part of one, is not played here", r.method)
	}
	to, ok := c.messages[reply.Message]
	switch {
	case !ok && reply.Without:
		return nil
	case !ok:
		return badRequest("message to be replied not found")
	}
	m.ReplyTo = to.ID
	if m.Thread == 0 && c.forum {
		m.Thread = to.Thread
	}
	return nil
}

func (s *Server) sendMessage(r *request) (any, *failure) {
	c, m, f := s.place(r)
	if f != nil {
		return nil, f
	}
	if f := s.content(&m.Message, r, "text", maxTextLength); f != nil {
		return nil, f
	}
	return s.send(c, m)
}

// content puts the text of a request, its parameter of that name, and the keyboard into a message.
func (s *Server) content(m *Message, r *request, name string, longest int) (f *failure) {
	if m.Text, m.Entities, f = s.format(r, name, longest); f != nil {
		return f
	}
	if m.Text == "" && m.Document == "" {
		return badRequest("message text is empty")
	}
	m.Keyboard, f = s.markup(r)
	return f
}

func (s *Server) sendDocument(r *request) (any, *failure) {
	c, m, f := s.place(r)
	if f != nil {
		return nil, f
	}
	sent := r.files["document"]
	if len(sent.bytes) == 0 {
		return nil, badRequest("file must be non-empty")
	}
	m.Document, m.bytes = sent.name, sent.bytes
	if f := s.content(&m.Message, r, "caption", maxCaptionLength); f != nil {
		return nil, f
	}
	return s.send(c, m)
}

func (s *Server) send(c *chat, m *message) (any, *failure) {
	if f := s.limit(c); f != nil {
		return nil, f
	}
	c.add(m)
	s.heard(c, m.ReplyTo)
	s.show(Shown{What: Sent, Chat: c.id, Thread: m.Thread, Message: m.Message})
	return m.wire(), nil
}

// File returns what is in the document of a message, nil if there is none.
func (s *Server) File(chat int64, id int) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := s.find(chat, id)
	if err != nil {
		return nil
	}
	return slices.Clone(m.bytes)
}

func (s *Server) sendChatAction(r *request) (any, *failure) {
	c, m, f := s.place(r)
	if f != nil {
		return nil, f
	}
	if r.values["action"] != "typing" {
		s.fault("sendChatAction: %q is not played here", r.values["action"])
	}
	s.show(Shown{What: Typing, Chat: c.id, Thread: m.Thread})
	return true, nil
}

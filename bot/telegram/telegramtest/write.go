package telegramtest

import (
	"fmt"
	"slices"
	"strings"
)

// Writing is what somebody sends.
type Writing struct {
	From    *Person
	Chat    int64 // 0: the private chat with the bot
	Thread  int   // the topic, 0 for none
	Text    string
	ReplyTo int    // a message of the chat
	Quote   string // what is selected of that message; of one of another chat if ReplyTo is 0
	Forward bool   // it was forwarded from elsewhere
	Kind    string // photo or sticker; "" is a text
}

// Write sends a message and returns its id. The bot is told of it where Telegram would tell it: see privacy mode.
func (s *Server) Write(w Writing) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.write(w).ID
}

func (s *Server) write(w Writing) *message {
	c := s.chats[w.Chat]
	if w.Chat == 0 {
		c = s.chats[w.From.ID]
	}
	if c.kind == "private" {
		c.started = true
	}
	m := &message{from: w.From.user(), at: s.clock.now(), kind: w.Kind, forward: w.Forward}
	m.Text, m.Entities, m.ReplyTo, m.Thread = w.Text, detect(w.Text), w.ReplyTo, w.Thread
	m.quote = w.Quote
	if to, ok := c.messages[w.ReplyTo]; ok && m.Thread == 0 {
		m.Thread = to.Thread
	}
	before := c.lastBot
	c.add(m)
	if s.sees(m, before) {
		s.deliver("message", m)
		if s.addressed(m, before) {
			s.hear(m)
		}
	}
	s.bell.ring()
	return m
}

// Edit changes the text of somebody's message.
func (s *Server) Edit(chat int64, id int, text string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := s.find(chat, id)
	if err != nil {
		return err
	}
	m.Text, m.Entities, m.edited = text, detect(text), s.clock.now()
	if s.sees(m, 0) {
		s.deliver("edited_message", m)
	}
	return nil
}

// Start opens the private chat by a link t.me/<bot>?start=payload and returns the id of the message that the phone sends
// then. The payload may be empty.
func (s *Server) Start(p *Person, payload string) int {
	return s.Write(Writing{From: p, Text: strings.TrimSpace("/start " + payload)})
}

// Block makes somebody block the bot, or let it in again.
func (s *Server) Block(p *Person, blocked bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p.blocked = blocked
}

// sees reports whether Telegram tells the bot of a message in a chat whose last bot to write was before.
func (s *Server) sees(m *message, before int64) bool {
	c := m.chat
	switch {
	case m.from.IsBot:
		return false
	case c.kind == "private":
		return !c.person.blocked
	}
	return s.addressed(m, before)
}

// addressed reports whether a message speaks to the bot: in privacy mode it learns of no others in groups.
func (s *Server) addressed(m *message, before int64) bool {
	c := m.chat
	if c.kind == "private" || m.via != nil && m.via.ID == s.Bot.ID {
		return c.kind == "private" && m.via == nil
	}
	if to, ok := c.messages[m.ReplyTo]; ok && to.From == s.Bot.ID {
		return true
	}
	for _, e := range m.Entities {
		said := piece(m.Text, e.Offset, e.Length)
		name, to, named := strings.Cut(strings.TrimPrefix(said, "/"), "@")
		switch e.Type {
		case "bot_command":
			if e.Offset == 0 && name != "" && (named && strings.EqualFold(to, s.Bot.Username) || !named && before == s.Bot.ID) {
				return true
			}
		case "mention":
			if strings.EqualFold(to, s.Bot.Username) {
				return true
			}
		}
	}
	return false
}

// Message returns a message as the phones have it now.
func (s *Server) Message(chat int64, id int) (Message, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := s.find(chat, id)
	if err != nil {
		return Message{}, err
	}
	return m.Message, nil
}

// Messages returns what stands in a chat, oldest first.
func (s *Server) Messages(chat int64) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []Message
	if c, ok := s.chats[chat]; ok {
		for _, m := range c.messages {
			all = append(all, m.Message)
		}
	}
	slices.SortFunc(all, func(a, b Message) int { return a.ID - b.ID })
	return all
}

func (s *Server) find(chat int64, id int) (*message, error) {
	c, ok := s.chats[chat]
	if !ok {
		return nil, fmt.Errorf("there is no chat %d", chat)
	}
	m, ok := c.messages[id]
	if !ok {
		return nil, fmt.Errorf("there is no message %d in %s", id, c.title)
	}
	return m, nil
}

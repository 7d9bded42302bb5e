package telegramtest

import (
	"cmp"
	"time"
)

// Person is somebody with a phone. Name and Language may be anything Telegram allows; Language may be empty, as it is for
// some people in fact.
type Person struct {
	ID       int64  // 0: the server gives one
	Name     string // the first name
	Username string // without @; may be empty
	Language string // an IETF tag, as zh-hans or pt-br
	IsBot    bool   // another bot, whose messages this bot never sees

	blocked, deleted bool
}

func (p *Person) user() *User {
	return &User{ID: p.ID, IsBot: p.IsBot, FirstName: p.Name, Username: p.Username, LanguageCode: p.Language}
}

// chat is a private chat (its id is that of the person), a group or a supergroup.
type chat struct {
	id      int64
	kind    string // private, group, supergroup
	title   string
	forum   bool
	person  *Person // of a private chat
	members map[int64]bool
	started bool // private: the person has written, so the bot may write
	isIn    bool // groups: the bot is a member
	isAdmin bool // groups: the bot is an administrator, who sees everything

	topics     map[int]*topic
	messages   map[int]*message
	newest     int
	lastBot    int64 // the last bot that wrote here
	migratedTo int64
	unheard    []*message // to the bot, and nothing has followed yet
	rate       chatRate
}

type topic struct {
	name    string
	closed  bool
	creator *User
}

// message is one in a chat, with all that the Bot API tells of it.
type message struct {
	Message
	chat    *chat
	from    *User
	via     *User
	quote   *wireQuote
	service wireMessage // what a service message has beside the usual
	forward bool
	kind    string // what it is instead of a text: photo, sticker, voice, location
	bytes   []byte // of its document
	at      time.Time
	edited  time.Time
	handed  time.Time // to the bot, as an update
}

// Message is what a phone has of a message.
type Message struct {
	Chat     int64
	ID       int
	Thread   int // the topic, 0 outside of topics
	From     int64
	Text     string // or the caption
	Entities []Entity
	Keyboard [][]Button
	ReplyTo  int    // a message of the chat, 0 where it is no reply
	Document string // the name of its file
	Inline   string // the id of a message that was sent by way of the bot
}

// AddPerson makes somebody. Who has no id gets one.
func (s *Server) AddPerson(p Person) *Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	p.ID = cmp.Or(p.ID, int64(s.nextID()))
	s.people[p.ID] = &p
	c := s.addChat(p.ID, "private", p.Name)
	c.person = &p
	return &p
}

func (s *Server) addChat(id int64, kind, title string) *chat {
	c := &chat{id: id, kind: kind, title: title, members: map[int64]bool{}, topics: map[int]*topic{}, messages: map[int]*message{}}
	s.chats[id] = c
	s.order = append(s.order, id)
	return c
}

// Kind is the kind of a group.
type Kind int

// The kinds of groups: a basic group, a supergroup, and a supergroup with topics.
const (
	Group Kind = iota
	Supergroup
	Forum
)

// AddGroup makes a group with the bot in it and returns its id.
func (s *Server) AddGroup(kind Kind, title string, members ...*Person) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.addChat(-int64(s.nextID()), "group", title)
	if kind != Group {
		delete(s.chats, c.id)
		c.id = -1_000_000_000_000 + c.id // the ids of supergroups begin with -100
		c.kind, c.forum = "supergroup", kind == Forum
		c.newest = 1 // the first message says that the group was made; topic General bears its number
		s.chats[c.id] = c
		s.order[len(s.order)-1] = c.id
	}
	for _, m := range members {
		c.members[m.ID] = true
	}
	c.isIn = true
	return c.id
}

// AddTopic opens a topic in a forum and returns its thread.
func (s *Server) AddTopic(chat int64, name string, creator *Person) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chats[chat]
	m := c.add(&message{from: creator.user(), at: s.clock.now(), service: wireMessage{TopicCreated: &topicCreated{name, 7322096}}})
	m.Thread = m.ID
	c.topics[m.ID] = &topic{name: name, creator: creator.user()}
	return m.ID
}

// CloseTopic closes a topic: nobody but administrators may write there then.
func (s *Server) CloseTopic(chat int64, thread int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.chats[chat].topics[thread].closed = true
}

// Promote makes the bot an administrator of a group.
func (s *Server) Promote(chat int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.chats[chat].isAdmin = true
}

// Migrate makes a supergroup of a group, as Telegram does when it grows, and returns the new id. The old one is dead.
func (s *Server) Migrate(old int64) int64 {
	s.mu.Lock()
	from := s.chats[old]
	s.mu.Unlock()
	id := s.AddGroup(Supergroup, from.title)
	s.mu.Lock()
	defer s.mu.Unlock()
	to := s.chats[id]
	to.members, to.isIn, to.isAdmin = from.members, from.isIn, from.isAdmin
	from.migratedTo = id
	sender := &User{ID: 1087968824, IsBot: true, FirstName: "Group", Username: "GroupAnonymousBot"}
	s.deliver("message", from.add(&message{from: sender, at: s.clock.now(), service: wireMessage{MigrateTo: id}}))
	s.deliver("message", to.add(&message{from: sender, at: s.clock.now(), service: wireMessage{MigrateFrom: old}}))
	return id
}

// name is what a person calls the chat.
func (c *chat) name() string { return c.title }

func (c *chat) wire() wireChat {
	w := wireChat{ID: c.id, Type: c.kind, IsForum: c.forum}
	if c.kind == "private" {
		w.FirstName, w.Username = c.person.Name, c.person.Username
	} else {
		w.Title = c.title
	}
	return w
}

// add gives a message the next id of the chat.
func (c *chat) add(m *message) *message {
	c.newest++
	m.chat, m.Chat, m.ID = c, c.id, c.newest
	if m.from != nil {
		m.From = m.from.ID
		if m.from.IsBot {
			c.lastBot = m.from.ID
		}
	}
	c.messages[m.ID] = m
	return m
}

// wire is the message as an update or a result tells it. Of the message that it replies to, no further reply is told.
func (m *message) wire() *wireMessage {
	w := m.wireAlone()
	if m.ReplyTo != 0 {
		if to, ok := m.chat.messages[m.ReplyTo]; ok {
			w.ReplyTo = to.wireAlone()
			w.Quote = m.quote
		}
	} else if t, ok := m.chat.topics[m.Thread]; ok && m.service.TopicCreated == nil && t != nil {
		w.ReplyTo = m.chat.messages[m.Thread].wireAlone() // what a bot must not take for a reply
	}
	return w
}

func (m *message) wireAlone() *wireMessage {
	w := m.service
	w.ID, w.Thread, w.From, w.Chat, w.Date = m.ID, m.Thread, m.from, m.chat.wire(), m.at.Unix()
	if !m.edited.IsZero() {
		w.EditDate = m.edited.Unix()
	}
	_, w.InTopic = m.chat.topics[m.Thread]
	if w.Thread == 0 && m.ReplyTo != 0 && m.chat.kind == "supergroup" {
		w.Thread = m.chat.root(m) // a thread of replies, which is no topic and can not be written to
	}
	w.ViaBot = m.via
	if m.forward {
		w.Forward = map[string]any{"type": "hidden_user", "sender_user_name": "Somebody", "date": w.Date - 60}
	}
	if m.Document != "" {
		w.Document = &document{ID: "file" + itoa(m.ID), UniqueID: "unique" + itoa(m.ID), Name: m.Document, Size: len(m.bytes)}
	}
	thing := []map[string]any{{"file_id": "file" + itoa(m.ID), "file_unique_id": "unique" + itoa(m.ID), "width": 90, "height": 90}}
	switch m.kind {
	case "photo":
		w.Photo = thing
	case "sticker":
		thing[0]["type"], thing[0]["is_animated"], thing[0]["is_video"], thing[0]["emoji"] = "regular", false, false, "👍"
		w.Sticker = thing[0]
	case "voice":
		w.Voice = map[string]any{"file_id": "file" + itoa(m.ID), "file_unique_id": "unique" + itoa(m.ID), "duration": 3}
	case "location":
		w.Location = map[string]any{"latitude": 31.23, "longitude": 121.47}
	}
	if m.kind != "" || m.Document != "" {
		w.Caption = m.Text
	} else {
		w.Text, w.Entities = m.Text, m.Entities
	}
	if len(m.Keyboard) > 0 {
		w.Keyboard = &keyboard{m.Keyboard}
	}
	return &w
}

// root is the first message of the thread of replies that m is in.
func (c *chat) root(m *message) int {
	for {
		to, ok := c.messages[m.ReplyTo]
		if !ok {
			return m.ID
		}
		m = to
	}
}

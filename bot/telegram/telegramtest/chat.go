package telegramtest

// Person is somebody with a phone. Name and Language may be anything Telegram allows; Language may be empty, as it is for
// some people in fact.
type Person struct {
	ID       int64  // the server gives it
	Name     string // the first name
	Username string // without @; may be empty
	Language string // an IETF tag, as zh-hans or pt-br
	IsBot    bool   // another bot, whose messages this bot never sees

	blocked bool
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
	started bool    // private: the person has written, so the bot may write

	topics   map[int]string // their names, by thread
	messages map[int]*message
	newest   int
	lastBot  int64      // the last bot that wrote here
	unheard  []*message // to the bot, and nothing has followed yet
	rate     chatRate
}

// AddPerson makes somebody, and gives the person an id.
func (s *Server) AddPerson(p Person) *Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	p.ID = int64(s.nextID())
	s.people[p.ID] = &p
	c := s.addChat(p.ID, "private", p.Name)
	c.person = &p
	return &p
}

func (s *Server) addChat(id int64, kind, title string) *chat {
	c := &chat{id: id, kind: kind, title: title, topics: map[int]string{}, messages: map[int]*message{}}
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
func (s *Server) AddGroup(kind Kind, title string) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := -int64(s.nextID())
	if kind == Group {
		return s.addChat(id, "group", title).id
	}
	c := s.addChat(-1_000_000_000_000+id, "supergroup", title) // the ids of supergroups begin with -100
	c.forum = kind == Forum
	c.newest = 1 // the first message says that the group was made; topic General bears its number
	return c.id
}

// AddTopic opens a topic in a forum and returns its thread.
func (s *Server) AddTopic(chat int64, name string, creator *Person) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chats[chat]
	m := c.add(&message{from: creator.user(), at: s.clock.now(), topic: &topicCreated{name, 7322096}})
	m.Thread = m.ID
	c.topics[m.ID] = name
	return m.ID
}

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

package telegramtest

import (
	"net/url"
	"regexp"
	"strings"
)

// payload is what a deep link may carry.
var payload = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// Open follows an address that stands in a chat. One that leads to the bot starts it; any other is only shown.
func (s *Server) Open(p *Person, chat int64, address string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.follow(p, s.chats[chat], address)
}

func (s *Server) follow(p *Person, c *chat, address string) {
	if start, ok := s.deepLink(address); ok {
		s.write(Writing{From: p, Text: strings.TrimSpace("/start " + start)})
		return
	}
	s.show(Shown{What: Opened, Chat: c.id, Person: p.ID, Text: address})
	s.bell.ring()
}

// deepLink returns what t.me/<bot>?start=… carries. One that carries what none can is a fault: Telegram drops it.
func (s *Server) deepLink(address string) (string, bool) {
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Host != "t.me" || !strings.EqualFold(strings.Trim(u.Path, "/"), s.Bot.Username) {
		return "", false
	}
	start := u.Query().Get("start")
	if start != "" && !payload.MatchString(start) {
		s.fault("the link %s carries what no link can; 1 to 64 of A-Z a-z 0-9 _ - can be carried", address)
		return "", false
	}
	return start, true
}

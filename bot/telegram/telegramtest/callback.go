package telegramtest

import (
	"fmt"
	"slices"
	"time"
)

// reach is how old a message may be for a bot to be shown it when one of its buttons is tapped.
const reach = 48 * time.Hour

// callbackQuery is a tap on a button. Until the bot answers, the button spins.
type callbackQuery struct {
	id       string
	data     string
	person   *Person
	chat     *chat
	thread   int
	asked    time.Time
	answered bool
}

// Tap taps the button of a message that has this label. What a tap does that is not for the bot is shown: an address is
// opened; a link to the bot itself starts it. The id is that of the callback query, "" if there is none.
func (s *Server) Tap(p *Person, chat int64, message int, label string) (query string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := s.find(chat, message)
	if err != nil {
		return "", err
	}
	buttons := slices.Concat(m.Keyboard...)
	i := slices.IndexFunc(buttons, func(b Button) bool { return b.Text == label })
	switch {
	case i < 0:
		return "", fmt.Errorf("message %d in %s has no button %q", message, m.chat.title, label)
	case buttons[i].Data != "":
		return s.tap(p, m, buttons[i].Data), nil
	}
	s.follow(p, m.chat, buttons[i].URL)
	return "", nil
}

// TapData is a tap that carries any data, as an old keyboard or a forged client may send it.
func (s *Server) TapData(p *Person, chat int64, message int, data string) (query string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := s.find(chat, message)
	if err != nil {
		return "", err
	}
	return s.tap(p, m, data), nil
}

func (s *Server) tap(p *Person, m *message, data string) string {
	q := &callbackQuery{id: itoa(s.nextID()), data: data, person: p, chat: m.chat, thread: m.Thread, asked: s.clock.now()}
	s.taps[q.id] = q
	s.spins[q.id] = spin{fmt.Sprintf("the tap on %q has no answer", data), q.asked.Add(lifeOfCallback)}
	content := map[string]any{"id": q.id, "from": p.user(), "chat_instance": "instance" + itoa(int(m.Chat)), "data": data}
	if s.clock.now().Sub(m.at) > reach { // too old: the bot is not shown it any more
		content["message"] = map[string]any{"chat": m.chat.wire(), "message_id": m.ID, "date": 0}
	} else {
		content["message"] = m.wire()
	}
	s.enqueue("callback_query", m.Chat, lifeOfCallback, content)
	if !s.queue.wants("callback_query") {
		s.fault("callback_query is not among the allowed_updates, so the button %q can do nothing", data)
	}
	s.bell.ring()
	return q.id
}

// tooOld is what Telegram says to an answer that comes late, and to one for nothing.
const tooOld = "query is too old and response timeout expired or query ID is invalid"

func (s *Server) answerCallbackQuery(r *request) (any, *failure) {
	q, ok := s.taps[r.values["callback_query_id"]]
	if ok && q.answered {
		s.fault("answerCallbackQuery: the tap on %q is answered twice", q.data)
	}
	if !ok || q.answered || s.clock.now().After(q.asked.Add(lifeOfCallback)) {
		return nil, badRequest(tooOld)
	}
	text := r.values["text"]
	if len([]rune(text)) > maxCallbackLength {
		return nil, badRequest("MESSAGE_TOO_LONG")
	}
	q.answered = true
	delete(s.spins, q.id)
	if r.bool("show_alert") {
		s.fault("answerCallbackQuery: an alert is not played here")
	}
	if text != "" {
		s.show(Shown{What: Toast, Chat: q.chat.id, Thread: q.thread, Person: q.person.ID, Text: text})
	}
	if address := r.values["url"]; address != "" {
		s.follow(q.person, q.chat, address)
	}
	return true, nil
}

// Answered reports whether the bot has answered a tap or an inline query.
func (s *Server) Answered(query string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if q, ok := s.taps[query]; ok {
		return q.answered
	}
	q, ok := s.queries[query]
	return ok && q.answered
}

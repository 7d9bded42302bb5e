package telegramtest

import (
	"encoding/json"
	"slices"
	"time"
)

// How long the Bot API keeps what the bot has not fetched, from tdlib/telegram-bot-api.
const (
	lifeOfMessage  = 24 * time.Hour
	lifeOfCallback = 150 * time.Second
	lifeOfInline   = 30 * time.Second
)

// queue holds the updates that the bot has not confirmed.
type queue struct {
	updates []update
	allowed []string // as the bot gave them; none: all

	poll        chan *failure // of the poll that waits: ends it; nil if none waits
	lastOffset  int64
	lastPoll    time.Time
	nextRefusal time.Time
}

type update struct {
	id   int64
	chat int64
	ends time.Time
	body json.RawMessage
}

func newQueue() queue { return queue{lastOffset: -1 << 62} }

func (q *queue) wants(kind string) bool {
	return len(q.allowed) == 0 || slices.Contains(q.allowed, kind)
}

// allow remembers which updates the bot wants, as long as nothing else is said: what is no array says nothing.
func (q *queue) allow(r *request) {
	var kinds []string
	if ok, err := r.json("allowed_updates", &kinds); ok && err == nil {
		q.allowed = kinds
	}
}

// waiting counts the updates that are still of use.
func (q *queue) waiting(now time.Time) int {
	q.expire(now)
	return len(q.updates)
}

func (q *queue) expire(now time.Time) {
	q.updates = slices.DeleteFunc(q.updates, func(u update) bool { return now.After(u.ends) })
}

// confirm forgets the updates below an offset. A negative one keeps that many of the newest.
func (q *queue) confirm(offset int64) {
	if offset < 0 {
		q.updates = q.updates[max(0, len(q.updates)+int(offset)):]
		return
	}
	q.updates = slices.DeleteFunc(q.updates, func(u update) bool { return u.id < offset })
}

// enqueue puts an update before the bot, if it wants such updates.
func (s *Server) enqueue(kind string, chat int64, life time.Duration, content any) {
	if !s.queue.wants(kind) {
		return
	}
	id := int64(s.nextID())
	body, err := json.Marshal(map[string]any{"update_id": id, kind: content})
	if err != nil {
		s.fault("an update cannot be written: %v", err)
		return
	}
	s.queue.updates = append(s.queue.updates, update{id: id, chat: chat, ends: s.clock.now().Add(life), body: body})
	s.bell.ring()
}

func (s *Server) deliver(kind string, m *message) {
	s.enqueue(kind, m.Chat, lifeOfMessage, m.wire())
}

// Waiting reports whether a poll of the bot waits for updates.
func (s *Server) Waiting() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.queue.poll != nil
}

// Unconfirmed returns how many updates the bot has not confirmed, fetched or not.
func (s *Server) Unconfirmed() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.queue.waiting(s.clock.now())
}

// take returns the oldest updates. They stay until they are confirmed.
func (q *queue) take(limit int, now time.Time) []json.RawMessage {
	q.expire(now)
	bodies := []json.RawMessage{}
	for _, u := range q.updates[:min(limit, len(q.updates))] {
		bodies = append(bodies, u.body)
	}
	return bodies
}

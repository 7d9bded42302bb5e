package telegramtest

import "time"

// Limits are the rates above which Telegram answers 429. A zero field is no limit.
type Limits struct {
	PerChat     float64 // messages and edits a second in one chat
	Burst       int     // how many may come at once after a rest, in one chat; at least 1
	GroupMinute int     // messages and edits a minute in one group
	Overall     float64 // a second, over all chats, with a second's worth at once
}

// Telegram returns the limits of the Bots FAQ: one a second in a chat, with short bursts, 20 a minute in a group, and
// about 30 a second in all. How long a burst may be, nobody has published; three is what is seen to pass.
func Telegram() Limits { return Limits{PerChat: 1, Burst: 3, GroupMinute: 20, Overall: 30} }

// Keep has the server refuse what is sent faster than this from now on.
func (s *Server) Keep(limits Limits) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.limits = limits
}

// Floods returns how many requests were refused because the bot sent too much.
func (s *Server) Floods() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.floods
}

// chatRate is how much the bot has lately sent to one chat.
type chatRate struct {
	bucket bucket
	minute []time.Time // of sends in a group, within the last minute
	banned time.Time   // until then, each request is refused
}

// bucket holds what may still be sent at once. Its zero value is full.
type bucket struct {
	spent float64
	at    time.Time
}

// take takes one out, or says how long it takes until there is one.
func (b *bucket) take(rate, size float64, now time.Time) time.Duration {
	b.spent = max(0, b.spent-rate*now.Sub(b.at).Seconds())
	b.at = now
	if b.spent+1 > size {
		return time.Duration((b.spent + 1 - size) / rate * float64(time.Second))
	}
	b.spent++
	return 0
}

// limit counts a message or an edit, or refuses it.
func (s *Server) limit(c *chat) *failure {
	now, l := s.clock.now(), s.limits
	if now.Before(c.rate.banned) {
		return tooMany(c.rate.banned.Sub(now))
	}
	var wait time.Duration
	if l.PerChat > 0 {
		wait = c.rate.bucket.take(l.PerChat, float64(max(1, l.Burst)), now)
	}
	if wait == 0 && l.GroupMinute > 0 && c.kind != "private" {
		wait = c.rate.group(l.GroupMinute, now)
	}
	if wait > 0 {
		c.rate.banned = now.Add(wait)
	} else if l.Overall > 0 {
		wait = s.overall.take(l.Overall, l.Overall, now)
	}
	if wait > 0 {
		return tooMany(wait)
	}
	return nil
}

func (r *chatRate) group(most int, now time.Time) time.Duration {
	for len(r.minute) > 0 && now.Sub(r.minute[0]) >= time.Minute {
		r.minute = r.minute[1:]
	}
	if len(r.minute) >= most {
		return time.Minute - now.Sub(r.minute[0])
	}
	r.minute = append(r.minute, now)
	return 0
}

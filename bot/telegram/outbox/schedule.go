package outbox

import (
	"container/heap"
	"slices"
	"time"
)

// chat is a chat that is not at rest: it has jobs, or has had so many that it must not have another at once. Between
// calls of the outbox's methods it is in one of three places: busy with its first job, among the resting, or ready.
type chat struct {
	id    int64
	group bool
	line  []*turn // a preview is the last, if there is one that is not being done
	busy  bool    // the first of the line is being done
	ready bool
	wait  time.Time // Telegram, or a failure, said not before
	pace  bucket
	slow  bucket    // the group's
	last  time.Time // when something last left
	at    time.Time
	index int // among the resting, or -1
}

// turn is a job in the line of a chat.
type turn struct {
	Job
	chat *chat
	call chan error    // nil: it is its turn; an error: it never will be
	hold time.Duration // how long the chat has to wait when the job has left
	left bool          // Leaving was called, and Stayed not since
	tried
}

// next returns when the first of the line may be done.
func (o *Outbox) next(c *chat) time.Time {
	at := latest(c.wait, c.pace.next(o.limits.Chat))
	if c.group {
		at = latest(at, c.slow.next(o.limits.Group))
	}
	if c.line[0].Preview {
		at = latest(at, c.last.Add(o.limits.Preview))
	}
	return at
}

// enter puts a job into the line of its chat; nil is a preview that gives way.
func (o *Outbox) enter(job Job) *turn {
	o.mu.Lock()
	defer o.mu.Unlock()
	now := time.Now()
	c := o.chat(job.Chat, job.Group)
	o.dropPreview(c)
	if job.Preview && c.wait.After(now) {
		return nil
	}
	t := &turn{Job: job, chat: c, call: make(chan error, 1)}
	c.line = append(c.line, t)
	o.place(c, now)
	o.serve(now)
	return t
}

func (o *Outbox) chat(id int64, group bool) *chat {
	c := o.chats[id]
	if c == nil {
		c = &chat{id: id, index: -1}
		o.chats[id] = c
	}
	c.group = c.group || group
	return c
}

// dropPreview takes the preview that waits in a line out of it.
func (o *Outbox) dropPreview(c *chat) {
	last := len(c.line) - 1
	if last < 0 || !c.line[last].Preview || last == 0 && c.busy {
		return
	}
	c.line[last].call <- ErrGaveWay
	c.line = slices.Delete(c.line, last, last+1)
}

// leave takes a job out of the outbox, wherever it stands.
func (o *Outbox) leave(t *turn) {
	o.mu.Lock()
	defer o.mu.Unlock()
	now := time.Now()
	if t.hold > 0 {
		t.chat.wait = now.Add(t.hold)
		o.dropPreview(t.chat)
	}
	o.step(t, now)
	o.serve(now)
}

// step takes a job out of its line, if it is still there.
func (o *Outbox) step(t *turn, now time.Time) {
	c := t.chat
	i := slices.Index(c.line, t)
	if i < 0 {
		return
	}
	if i == 0 {
		c.busy = false
	}
	c.line = slices.Delete(c.line, i, i+1)
	o.place(c, now)
}

// again lets a job that was being done wait for its next turn, first of its line.
func (o *Outbox) again(t *turn, wait time.Duration) {
	o.mu.Lock()
	defer o.mu.Unlock()
	now := time.Now()
	t.chat.busy = false
	t.chat.wait = now.Add(wait)
	if wait > 0 {
		o.dropPreview(t.chat)
	}
	o.place(t.chat, now)
	o.serve(now)
}

// move puts a job at the end of another chat's line: the group has become that chat.
func (o *Outbox) move(t *turn, to int64) {
	o.mu.Lock()
	defer o.mu.Unlock()
	now := time.Now()
	o.step(t, now)
	c := o.chat(to, t.Group)
	o.dropPreview(c)
	t.chat, t.Chat = c, to
	c.line = append(c.line, t)
	o.place(c, now)
	o.serve(now)
}

// place puts a chat where it belongs after a change.
func (o *Outbox) place(c *chat, now time.Time) {
	if c.busy || c.ready {
		return
	}
	if c.index >= 0 {
		heap.Remove(&o.resting, c.index)
	}
	if len(c.line) > 0 {
		c.at = o.next(c)
	} else {
		c.at = latest(c.wait, c.pace.full, c.slow.full, c.last.Add(o.limits.Preview)) // nothing is to be remembered of it after that
	}
	roomy := len(o.ready) == 0 && !o.pace.next(o.limits.Overall).After(now)
	switch {
	case c.at.After(now):
		heap.Push(&o.resting, c)
	case len(c.line) == 0:
		delete(o.chats, c.id)
	case roomy:
		o.grant(c, now)
	case c.line[0].Preview:
		o.dropPreview(c)
		o.place(c, now)
	default:
		c.ready = true
		o.ready = append(o.ready, c)
	}
}

// grant lets the first of a line be done.
func (o *Outbox) grant(c *chat, now time.Time) {
	c.busy, c.last = true, now
	c.pace.take(o.limits.Chat, now)
	if c.group {
		c.slow.take(o.limits.Group, now)
	}
	o.pace.take(o.limits.Overall, now)
	c.line[0].call <- nil
}

// serve lets go what can go now, and sets the timer for what comes next.
func (o *Outbox) serve(now time.Time) {
	for len(o.ready) > 0 && !o.pace.next(o.limits.Overall).After(now) {
		c := o.ready[0]
		o.ready[0] = nil
		o.ready = o.ready[1:]
		c.ready = false
		if len(c.line) > 0 {
			o.grant(c, now)
		} else {
			o.place(c, now)
		}
	}
	for len(o.resting) > 0 && !o.resting[0].at.After(now) {
		o.place(o.resting[0], now)
	}
	o.wake(now)
}

// wake has serve called when there is something to do.
func (o *Outbox) wake(now time.Time) {
	var at time.Time
	if len(o.ready) > 0 {
		at = o.pace.next(o.limits.Overall)
	}
	if len(o.resting) > 0 && (at.IsZero() || o.resting[0].at.Before(at)) {
		at = o.resting[0].at
	}
	switch {
	case at.IsZero() && o.timer != nil:
		o.timer.Stop()
	case at.IsZero():
	case o.timer == nil:
		o.timer = time.AfterFunc(at.Sub(now), o.tick)
	default:
		o.timer.Reset(at.Sub(now))
	}
}

func (o *Outbox) tick() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.serve(time.Now())
}

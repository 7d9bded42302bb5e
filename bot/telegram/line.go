package telegram

import "sync"

// lines lets the work of one chat be done in order, and that of different chats at the same time. A chat without work
// costs nothing, and one whose messages have to wait keeps no other.
type lines struct {
	mu    sync.Mutex
	queue map[line][]func() // the work that waits; an entry stands while a goroutine works on its line
	left  int               // pieces of work that wait or are under way
	less  sync.Cond         // there is less work, or no more to come
	work  sync.WaitGroup
	shut  bool
}

// mostWaiting is how much work may wait before no more is taken in: some 50 MB of updates. Telegram keeps what is not
// fetched for a day.
const mostWaiting = 10_000

// line is what is done in order: the questions of a chat, or what is pressed in it, commands and all that is no question among
// it. Who pages through an answer, or wants help, need not wait until the next one is found or written.
type line struct {
	chat int64
	kind lineKind
}

type lineKind byte

const (
	questions lineKind = iota
	presses
)

func newLines() *lines {
	l := &lines{queue: map[line][]func(){}}
	l.less.L = &l.mu
	return l
}

// add puts work at the end of a line. After close it is dropped.
func (l *lines) add(where line, work func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.shut {
		return
	}
	l.work.Add(1)
	l.left++
	waiting, busy := l.queue[where]
	l.queue[where] = append(waiting, work)
	if !busy {
		go l.run(where)
	}
}

// close keeps further work out.
func (l *lines) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.shut = true
	l.less.Broadcast()
}

// room returns when there is room for more work, or after close.
func (l *lines) room() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for l.left > mostWaiting && !l.shut {
		l.less.Wait()
	}
}

// total returns how many pieces of work wait or are under way.
func (l *lines) total() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.left
}

// crowded reports whether more work waits in a line than the piece that is under way.
func (l *lines) crowded(where line) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.queue[where]) > 1
}

// wait returns when all work is done, after close.
func (l *lines) wait() { l.work.Wait() }

func (l *lines) run(where line) {
	for {
		l.mu.Lock()
		waiting := l.queue[where]
		if len(waiting) == 0 {
			delete(l.queue, where)
			l.mu.Unlock()
			return
		}
		work := waiting[0]
		l.mu.Unlock()
		work()
		l.mu.Lock()
		l.queue[where] = l.queue[where][1:]
		l.left--
		l.less.Broadcast()
		l.mu.Unlock()
		l.work.Done()
	}
}

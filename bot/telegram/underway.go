package telegram

import (
	"slices"
	"sync"

	"chuchu/bot"
	"chuchu/bot/telegram/state"
)

// underway knows the tasks of each person that wait or are being handled: what is done to one from beside its queue is to
// stop a model that writes, or to forget the person.
type underway struct {
	mu    sync.Mutex
	tasks map[int64][]*task
}

func newUnderway() *underway { return &underway{tasks: map[int64][]*task{}} }

// maxWaiting is how many questions of a person may wait for their answers, and how many commands beside them. Answers leave
// one a second, so only a program has so many; and each is stored, and in a group takes four seconds that others wait for.
// TestFlood notices.
const maxWaiting = 20

// add adds a task, and reports whether it may wait. If as many of the person's wait as may, and nothing tells so in that chat
// yet, this task is added to tell it: what is on its way comes after this message too.
func (u *underway) add(t *task) (ok, tell bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	user := t.user()
	if user == 0 {
		return true, false
	}
	waiting, telling := 0, false
	for _, other := range u.tasks[user] {
		switch {
		case other.line != t.line || other.finished.Load():
		case other.refused:
			telling = telling || other.message().Chat.ID == t.message().Chat.ID
		default:
			waiting++
		}
	}
	// What was taken in before the program started stays taken in.
	t.refused = t.line != unbound && t.entry.Tries == 0 && waiting >= maxWaiting
	if !t.refused || !telling {
		u.tasks[user] = append(u.tasks[user], t)
	}
	return !t.refused, !telling
}

func (u *underway) remove(t *task) {
	u.mu.Lock()
	defer u.mu.Unlock()
	user := t.user()
	left := slices.DeleteFunc(u.tasks[user], func(other *task) bool { return other == t })
	if u.tasks[user] = left; len(left) == 0 {
		delete(u.tasks, user)
	}
}

// of returns a person's tasks that are not finished.
func (u *underway) of(user int64) []*task {
	u.mu.Lock()
	defer u.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(u.tasks[user]), func(t *task) bool { return t.finished.Load() })
}

// stopWriting stops the model that writes the answer of that id for a person, and reports whether the task of that answer is
// still there and shows it.
func (u *underway) stopWriting(user int64, id state.AnswerID) bool {
	for _, t := range u.of(user) {
		if w := t.writing.Load(); w != nil && w.id == id && !w.doubt.Load() {
			w.stop(bot.ErrEnough)
			return true
		}
	}
	return false
}

// supersede stops the model that answers a question which a person has changed meanwhile.
func (u *underway) supersede(edited *task) {
	m := edited.EditedMessage
	if m == nil {
		return
	}
	for _, t := range u.of(edited.user()) {
		w := t.writing.Load()
		if w != nil && w.to.Chat.ID == m.Chat.ID && w.to.ID == m.ID && w.to.Text != m.Text {
			w.stop(bot.ErrEnough)
		}
	}
}

// forget has nothing stored any more for a person's tasks, beside the one that wants this, and returns their updates.
// What they ask is answered, with quotes.
func (u *underway) forget(but *task) []int64 {
	var updates []int64
	for _, t := range u.of(but.user()) {
		if t == but {
			continue
		}
		t.forgotten.Store(true)
		if w := t.writing.Load(); w != nil {
			w.stop(errForgotten)
		}
		updates = append(updates, t.entry.ID)
	}
	return updates
}

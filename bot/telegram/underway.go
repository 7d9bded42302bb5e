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

func (u *underway) add(t *task) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if user := t.user(); user != 0 {
		u.tasks[user] = append(u.tasks[user], t)
	}
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

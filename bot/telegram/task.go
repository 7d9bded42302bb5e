package telegram

import (
	"cmp"
	"errors"
	"strconv"
	"sync/atomic"
	"time"

	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/screen"
	"chuchu/bot/telegram/state"
)

// task is an update on its way through the bot.
type task struct {
	api.Update
	entry     state.Entry
	came      time.Time
	id        string // by which a person can name it to the operator; it says nothing of either
	uncertain int    // messages sent for it of which nobody knows whether they arrived
	line      line   // in which it waits
	refused   bool   // for it the person is told that no more is taken in for now

	writing   atomic.Pointer[writing] // the answer that a model has been let write for it
	finished  atomic.Bool             // it is out of the inbox
	forgotten atomic.Bool             // the person was forgotten meanwhile: nothing is stored for it any more
}

// newTask reads an update of the inbox. The task can be finished even if that fails.
func newTask(entry state.Entry) (*task, error) {
	update, err := api.RawUpdate{ID: entry.ID, JSON: entry.Raw}.Decode()
	return &task{Update: update, entry: entry, came: time.Now(), id: strconv.FormatInt(entry.ID, 36)}, err
}

// queue is where a task waits for its turn.
func (t *task) queue() queueKey {
	switch {
	case t.line == asked:
		return queueKey{t.message().Chat.ID, questions}
	case t.message() != nil:
		return queueKey{t.message().Chat.ID, presses}
	}
	return queueKey{t.user(), presses}
}

// line is what of a person's waits together.
type line byte

const (
	unbound line = iota // presses, inline queries, and what is not for the bot: nothing waits with it
	told                // commands, and other messages that ask nothing
	asked               // questions, those that were changed included
)

// message is the message that the task is of, as it is now; nil if it is of something else.
func (t *task) message() *api.Message { return cmp.Or(t.Message, t.EditedMessage) }

// user is the number of the person whose task it is; 0 if it is nobody's.
func (t *task) user() int64 {
	switch {
	case t.CallbackQuery != nil:
		return t.CallbackQuery.From.ID
	case t.InlineQuery != nil:
		return t.InlineQuery.From.ID
	case t.message() != nil && t.message().From != nil:
		return t.message().From.ID
	}
	return 0
}

// sends reports whether the task is one that sends a message, which may not be repeated. All others edit, or answer a
// press.
func (t *task) sends() bool {
	if t.CallbackQuery == nil {
		return t.Message != nil
	}
	d, err := screen.ParseData(t.CallbackQuery.Data)
	return err == nil && (d.Verb == screen.Ask || d.Verb == screen.Choose)
}

// unlessForgotten drops the error that says that the task's update is gone, where it is gone because the person was
// forgotten: then there is nothing to store, and the answer is due all the same.
func (t *task) unlessForgotten(err error) error {
	if _, gone := errors.AsType[*state.NotPendingError](err); gone && t.forgotten.Load() {
		return nil
	}
	return err
}

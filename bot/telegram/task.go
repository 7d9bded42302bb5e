package telegram

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strconv"
	"sync/atomic"
	"time"

	"chuchu/bot/metrics"
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/state"
	"chuchu/retrieval"
)

// task is an update on its way through the bot.
type task struct {
	api.Update
	entry    state.Entry
	came     time.Time
	id       string // by which a person can name it to the operator; it tells nothing of either
	doubts   int    // messages sent for it of which nobody knows whether they arrived
	finished bool   // it is out of the inbox
	aside    bool   // it asks nothing, so it need not wait for an answer that is being written

	writing   atomic.Pointer[writing] // the answer that a model has been let write for it
	forgotten atomic.Bool             // the person was forgotten meanwhile: nothing is stored for it any more
}

// receive stores updates and takes on those that are new. Where too much waits already, it returns only when there is room,
// and so does who asks for the next ones.
func (v *Service) receive(raw []api.RawUpdate) error {
	entries := make([]state.Entry, len(raw))
	for i, u := range raw {
		entries[i] = state.Entry{ID: u.ID, Raw: u.JSON}
	}
	fresh, err := v.state.Receive(entries)
	for _, entry := range fresh {
		v.take(entry)
	}
	v.lines.room()
	return err
}

// take puts an update of the inbox into the line of its chat.
func (v *Service) take(entry state.Entry) {
	update, err := api.RawUpdate{ID: entry.ID, JSON: entry.Raw}.Decode()
	t := &task{Update: update, entry: entry, came: time.Now(), id: strconv.FormatInt(entry.ID, 36)}
	if err != nil {
		v.log.Error("an update cannot be read and is given up", "id", t.id, "error", err)
		v.finish(t)
		return
	}
	if t.Message != nil {
		r, ok := addressed(t.Message, v.me)
		t.aside = !ok || !r.asks()
	}
	handle := v.handler(t)
	if t.doubtful() {
		v.log.Warn("an update was interrupted", "id", t.id, "stage", entry.Stage, "tries", entry.Tries)
		handle = v.interrupted
	}
	v.underway.add(t)
	v.supersede(t)
	v.lines.add(t.line(), func() { v.do(v.working, t, handle) })
}

// handler handles a kind of updates.
type handler func(context.Context, *task) error

func (v *Service) handler(t *task) handler {
	switch {
	case t.Message != nil:
		return v.message
	case t.EditedMessage != nil:
		return v.edited
	case t.CallbackQuery != nil:
		return v.pressed
	case t.InlineQuery != nil:
		return v.inline
	}
	return func(context.Context, *task) error { return nil } // of a kind that was not asked for
}

// line is where a task waits for its turn.
func (t *task) line() line {
	switch {
	case t.Message != nil && t.aside:
		return line{t.Message.Chat.ID, presses}
	case t.Message != nil:
		return line{t.Message.Chat.ID, questions}
	case t.EditedMessage != nil:
		return line{t.EditedMessage.Chat.ID, questions}
	case t.CallbackQuery != nil:
		return line{t.CallbackQuery.From.ID, presses}
	case t.InlineQuery != nil:
		return line{t.InlineQuery.From.ID, presses}
	}
	return line{}
}

// do handles an update once. What fails is logged here and nowhere else, and the person is told that it did. When ctx
// has ended the update stays in the inbox.
func (v *Service) do(ctx context.Context, t *task, handle handler) {
	if ctx.Err() != nil {
		return
	}
	v.settings.Metrics.Took(metrics.Wait, time.Since(t.came))
	err := v.guarded(ctx, t, handle)
	if t.forgotten.Load() {
		v.memory.forgetPerson(t.user()) // what it asked, too
	}
	refusal, refused := errors.AsType[*api.Error](err)
	_, handled := errors.AsType[*state.NotPendingError](err)
	switch {
	case err == nil:
		v.finish(t)
	case ctx.Err() != nil:
	case handled:
		v.underway.remove(t)
	case refused && refusal.Blocked():
		v.block(t)
		v.finish(t)
	case refused && refusal.TokenRefused():
		v.log.Error("the token is refused; what waits is answered after a start with one that is not", "id", t.id, "error", err)
	case api.Unsure(err) && t.sends():
		v.doubt(t, err)
	default:
		v.settings.Metrics.Fault()
		v.log.Error("an update could not be handled", "id", t.id, "error", err)
		v.apologise(ctx, t, err)
		v.finish(t)
	}
}

// guarded makes an error of a panic. What it says is not logged: it may quote what somebody asked.
func (v *Service) guarded(ctx context.Context, t *task, handle handler) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("panic of type %T\n%s", fault, debug.Stack())
		}
	}()
	return handle(ctx, t)
}

// finish takes an update out of the inbox, with the answers whose messages are known now.
func (v *Service) finish(t *task, answers ...state.Answer) {
	if t.finished && len(answers) == 0 {
		return
	}
	t.finished = true
	v.underway.remove(t)
	if err := v.state.Finish(t.entry.ID, answers...); err != nil {
		v.log.Error("an update that was handled could not be marked", "id", t.id, "error", err)
	}
}

// apologise tells the person that it failed, unless sending itself was what failed: then nothing more would arrive.
func (v *Service) apologise(ctx context.Context, t *task, err error) {
	if _, refused := errors.AsType[*api.Error](err); refused || api.Unsure(err) || t.Message == nil {
		return
	}
	view := v.viewer(t.Message.From)
	sorry := view.Failed(t.id)
	if errors.Is(err, retrieval.ErrUnreachable) {
		sorry = view.Unreachable()
	}
	if err := v.reply(ctx, t, t.Message, sorry, nil); err != nil {
		v.log.Error("the apology could not be sent", "id", t.id, "error", err)
	}
}

// block marks the chat of a message that takes nothing from the bot any more. What is written there unmarks it.
func (v *Service) block(t *task) {
	if t.Message == nil {
		return
	}
	if err := v.state.SetBlocked(v.state.Key(t.Message.Chat.ID), true); err != nil {
		v.log.Error("a chat that blocked the bot could not be marked", "id", t.id, "error", err)
	}
}

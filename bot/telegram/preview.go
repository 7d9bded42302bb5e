package telegram

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/outbox"
	"chuchu/bot/telegram/screen"
	"chuchu/bot/telegram/state"
)

// previews shows an answer while it is being written: one message, sent when the model has been at work for a while, and
// edited at the pace of the outbox. A preview that finds no room is not shown; the next sentence brings the next one.
type previews struct {
	w      *writing
	news   chan struct{} // there is something to show
	work   sync.WaitGroup
	cancel context.CancelFunc // of a preview that has not left
	fault  error              // of the first preview: the answer must not be sent then as if nothing had been
}

// errEnded keeps a preview from leaving when the answer is there.
var errEnded = errors.New("the answer is there")

// preview begins to show an answer. end must be called.
func (w *writing) preview(ctx context.Context) *previews {
	p := &previews{w: w, news: make(chan struct{}, 1)}
	ctx, p.cancel = context.WithCancel(ctx)
	p.work.Go(func() {
		if !p.await(ctx) {
			return
		}
		for p.show(ctx) {
			select {
			case <-p.news:
			case <-ctx.Done():
				return
			}
		}
	})
	return p
}

// await returns when it is time for the first preview, or false when there is none any more. A model that is done within a
// third of the pace needs none, and until then there is the sign of typing. If it has said nothing by then, its first
// sentence is waited for until the pace is over: the next preview is that much later.
func (p *previews) await(ctx context.Context) bool {
	pace := p.w.pace
	soon, late := time.NewTimer(pace/3), time.NewTimer(pace)
	defer soon.Stop()
	defer late.Stop()
	select {
	case <-soon.C:
	case <-ctx.Done():
		return false
	}
	select {
	case <-p.news:
	case <-late.C:
	case <-ctx.Done():
		return false
	}
	return true
}

// offer says that there is a sentence more.
func (p *previews) offer() {
	if p == nil {
		return
	}
	select {
	case p.news <- struct{}{}:
	default:
	}
}

// end lets no more previews leave, and returns when none is on its way: one that arrived behind the answer would stand in
// its place. An error says why the answer cannot be sent now.
func (p *previews) end() error {
	if p == nil {
		return nil
	}
	p.w.mu.Lock()
	p.w.ended = true
	leaving := p.w.leaving
	p.w.mu.Unlock()
	if !leaving {
		p.cancel()
	}
	p.work.Wait()
	p.cancel()
	return p.fault
}

// show shows what there is, and reports whether there may be more to show.
func (p *previews) show(ctx context.Context) bool {
	w := p.w
	if w.saved.Message == 0 {
		p.send(ctx)
	} else {
		p.edit(ctx)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.leaving = false
	return !w.ended && p.fault == nil
}

// send sends the first preview. Whether that arrived must be known: what is not, ends the writing, and the question gets a
// note.
func (p *previews) send(ctx context.Context) {
	w := p.w
	saved := w.saved
	saved.Draft = true
	var sent api.Message
	job := p.job("sendMessage", &sent, func() error {
		return w.sender.journal.mark(ctx, w.task, saved)
	})
	job.Stayed = func() { w.sender.journal.unmark(w.task) }
	err := w.sender.outbox.Do(ctx, job)
	switch {
	case err == nil:
		saved.Message = sent.ID
		if err := w.sender.journal.keep(ctx, w.task, saved); err != nil {
			p.fault = err
		}
		w.saved = saved
	case final(err):
		p.fault = err
		w.stop(err)
	}
}

// final reports whether an error of the first preview says that no answer is to be sent: the preview may be there, the chat or
// Telegram takes nothing, the update is handled. After any other the answer is sent as if there had been no preview.
func final(err error) bool {
	_, handled := errors.AsType[*state.NotPendingError](err)
	refusal, refused := errors.AsType[*api.Error](err)
	return api.Unsure(err) || handled || refused && (refusal.Blocked() || refusal.TokenRefused())
}

// edit shows what there is in the message. What goes wrong with it does no harm: the answer will stand there.
func (p *previews) edit(ctx context.Context) {
	w := p.w
	_ = w.sender.outbox.Do(ctx, p.job("editMessageText", nil, func() error {
		if w.saved.Draft {
			return nil
		}
		w.saved.Draft = true // in the place of an older answer
		return w.sender.journal.keep(ctx, w.task, w.saved)
	}))
}

// job is a preview, made of what there is when it leaves.
func (p *previews) job(method string, result any, leaving func() error) outbox.Job {
	w := p.w
	return outbox.Job{
		Chat: w.to.Chat.ID, Method: method, Result: result, Preview: true,
		Params: func(chat int64, plain bool) any { return w.draft(chat, plain) },
		Leaving: func() error {
			w.mu.Lock()
			w.leaving = !w.ended
			ended := w.ended
			w.mu.Unlock()
			if ended {
				return errEnded
			}
			return leaving()
		},
	}
}

// draft are the parameters that show the sentences so far.
func (w *writing) draft(chat int64, plain bool) any {
	w.mu.Lock()
	so := w.quoted
	so.Sentences = slices.Clone(w.sentences)
	w.mu.Unlock()
	s := w.view.Draft(so, screen.Saved{ID: w.id.String()})
	if w.saved.Message == 0 {
		return sendParams(w.to, s, chat, plain)
	}
	return editParams(w.saved.Message, s, chat, plain)
}

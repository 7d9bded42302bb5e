// Package telegram is the bot in Telegram. It joins the rooms beside it: updates come in (inbox), are stored (state),
// handled in the order of their chat (line.go), and what is said to them (screen) leaves by turns (outbox).
//
// # What is guaranteed
//
// A question is stored before Telegram is told that it arrived, and stays stored until its answer has been taken. A
// process that ends at any moment, however it ends, therefore finds it again and answers it then. An answer is marked
// before it leaves. When the process ends between that mark and Telegram's word that the message arrived, nobody can
// tell whether the reader has it: Telegram does not say, and has no way to send a message once only. It is then not
// sent a second time. The reader gets a short note instead, with a button that turns the note itself into the answer,
// which can be repeated without harm. So no question is lost and none is answered twice; what can happen is a note under
// an answer that did arrive.
package telegram

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"chuchu/bot"
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/inbox"
	"chuchu/bot/telegram/outbox"
	"chuchu/bot/telegram/state"
)

// Settings say which bot it is, and for whom.
type Settings struct {
	Token   api.Token
	API     string   // address of the Bot API server; "" is Telegram's
	State   string   // path of the state file
	Allowed Audience // whom the bot answers, besides the admins
	Admins  Audience // whom it obeys
	Rates   outbox.Limits
	Free    bool // nobody is kept from asking too fast: for measuring
	Reload  func(context.Context) error // reads the texts anew; nil where that cannot be done
}

// Service is the bot at work.
type Service struct {
	settings Settings
	bot      *bot.Bot
	log      *slog.Logger
	client   *api.Client
	state    *state.State
	inbox    *inbox.Inbox
	outbox   *outbox.Outbox
	me       api.User
	lines    *lines
	memory   *memory
	limits   *limits
	thinking chan struct{} // a place for each question that may be thought about at once
	examples []string
	tally    tally
}

// thinkers is how many questions are thought about at once. One takes a millisecond or two of one processor.
const thinkers = 16

// updates are the kinds that the bot handles.
var updates = []string{api.UpdateMessage, api.UpdateEditedMessage, api.UpdateCallbackQuery, api.UpdateInlineQuery}

// New opens the state and makes the bot ready. It does not connect. Close it after use. The error is a sentence for the
// operator.
func New(s Settings, b *bot.Bot, log *slog.Logger) (*Service, error) {
	client, err := api.New(s.Token, s.API)
	if err != nil {
		return nil, err
	}
	st, err := state.Open(s.State)
	if err != nil {
		return nil, err
	}
	v := &Service{settings: s, bot: b, log: log, client: client, state: st, lines: newLines(), memory: newMemory(b),
		limits: newLimits(s.Free), thinking: make(chan struct{}, thinkers)}
	v.tally.since = time.Now()
	v.outbox = outbox.New(client.Call, s.Rates)
	v.inbox = inbox.New(client, updates, log, v.receive)
	return v, nil
}

// Close lets go of the state.
func (v *Service) Close() error { return v.state.Close() }

// drain is how long work under way may take when the bot is told to stop. What is not done by then is found again.
const drain = 700 * time.Millisecond

// Run answers until ctx ends, and stops within a second then. An error is for the operator: the token is refused, or the
// state cannot be read.
func (v *Service) Run(ctx context.Context) error {
	me, err := v.inbox.Greet(ctx)
	if err != nil {
		return v.unless(ctx, err)
	}
	v.me = me
	v.examples = v.chooseExamples(ctx)
	pending, err := v.state.Pending()
	if err != nil {
		return err
	}
	offset, err := v.state.Offset()
	if err != nil {
		return err
	}
	v.announce(len(pending))
	working, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	v.begin(working)
	for _, entry := range pending {
		v.take(entry)
	}
	var side sync.WaitGroup
	side.Go(func() { v.dress(ctx) })
	side.Go(func() { v.sweep(ctx) })
	err = v.inbox.Poll(ctx, offset, func(string) bool { return true })
	v.finish(cancel)
	side.Wait()
	return v.unless(ctx, err)
}

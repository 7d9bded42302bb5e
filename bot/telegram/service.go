// Package telegram is the bot in Telegram. It joins the rooms beside it: updates come in (inbox) and are stored (state). The
// dispatcher has each of them handled once, in the order of its chat. The router decides what an update wants: a message is
// a question or a command (command.go), a press is an action (press.go). The answerer turns a question into an answer, which
// is a screen with buttons (screen, answer.go). The sender brings it to Telegram, no faster than that takes it (outbox).
//
// # What is guaranteed
//
// A question is stored before Telegram is told that it arrived, and stays stored until its answer has been taken. A
// process that ends at any moment, however it ends, therefore finds it again and answers it then. An answer is marked
// before it leaves. When the process ends between that mark and Telegram's word that the message arrived, or when that
// word is lost on the way, nobody can report whether the reader has it: Telegram does not say, and has no way to send a
// message once only. It is then not sent a second time. The reader gets a short note instead (router.interrupted), with a button
// that turns the note itself into the answer, which can be repeated without harm. So no question is lost and none is
// answered twice; what can happen is a note under an answer that did arrive, and a second note where the first is in
// doubt too.
//
// If a model writes (writing.go), the quotes are found first, and they are the answer whatever becomes of the model. In a
// private chat its sentences are shown while they come (preview.go): one message is sent, edited, and in the end edited to be
// the answer. Only the sending can be in doubt. When the message's number is stored, which it is before anything else is done
// with it, all that follows are edits, and a process that ends at any moment is followed by one that makes that message the
// answer; it asks the model anew, unless the answer was stored already. A process that ends between the sending and the
// storing leaves a draft and a note below; the draft's button turns it into the answer as the note's does. No preview
// leaves once the answer is there, and the answer waits for one that is on its way, so none can stand in its place. When
// the bot is told to stop, no model is waited for: the quotes are sent, or the question is found again.
//
// Who has all that is stored of him deleted while he is being answered gets the quotes, without buttons: his updates leave
// the inbox in the same commit, and nothing is stored for an update that is not there.
//
// What is not guaranteed: commands and other messages that are no questions are not repeated when in doubt; a press is
// repeated after a crash, but Telegram forgets one after minutes, and then the person presses again; what Telegram itself
// throws away after 24 hours without a bot; and what a disk loses that it had confirmed.
package telegram

import (
	"context"
	"fmt"
	"log/slog"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"chuchu/bot"
	"chuchu/bot/metrics"
	"chuchu/bot/spending"
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/inbox"
	"chuchu/bot/telegram/outbox"
	"chuchu/bot/telegram/screen"
	"chuchu/bot/telegram/state"
	"chuchu/retrieval"
)

// Settings say which bot it is, and for whom.
type Settings struct {
	Token    api.Token
	API      string   // address of the Bot API server; "" is Telegram's
	State    string   // path of the state file
	Allowed  Audience // whom the bot answers, besides the admins
	Admins   Audience // whom it obeys
	Rates    outbox.Limits
	Webhook  string                      // the address where Telegram delivers, [Service.ServeHTTP]; "" to ask Telegram instead
	Reload   func(context.Context) error // reads the texts anew; it logs why it cannot
	Metrics  *metrics.Metrics            // nil counts nothing
	Model    *Model                      // puts answers into words; nil leaves them to quotes
	Embedder string                      // the model that questions are sent to, to be compared by meaning, as people are told it; "" is none
}

// Model is what puts answers into words.
type Model struct {
	Name   string // as people are told it
	Author *bot.Author
	Ledger *spending.Ledger
}

// name is the model's name; "" if there is none.
func (m *Model) name() string {
	if m == nil {
		return ""
	}
	return m.Name
}

// Service is the bot at work.
type Service struct {
	settings   Settings
	bot        *bot.Bot
	log        *slog.Logger
	journal    *journal
	sender     *sender
	inbox      *inbox.Inbox
	queues     *queues
	dispatcher *dispatcher // from when Telegram has said who the bot is
	delivered  atomic.Bool // updates that are delivered to the webhook are taken
}

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
	if st.Emptied() {
		log.Warn("the state was an empty file and begins anew: if it held something, stop the bot and restore a copy", "file", s.State)
	}
	v := &Service{settings: s, bot: b, log: log, journal: &journal{st, log}, queues: newQueues()}
	v.sender = &sender{client: client, journal: v.journal, metrics: s.Metrics, log: log}
	v.sender.outbox = outbox.New(v.sender.call, s.Rates)
	v.inbox = inbox.New(client, updates, log, func(raw []api.RawUpdate) error { return v.dispatcher.receive(raw) })
	s.Metrics.Queue("chats", v.queues.total)
	return v, nil
}

// Close lets go of the state and of the network, after Run.
func (v *Service) Close() error {
	v.sender.client.Close()
	return v.journal.Close()
}

// Health tells how well updates come in.
func (v *Service) Health() inbox.Health { return v.inbox.Health() }

// drainTime is how long work under way may take when the bot is told to stop. What is not done by then is found again.
const drainTime = 700 * time.Millisecond

// Run answers until ctx ends, and stops within a second then, with nil. An error is for the operator: the token is
// refused, or the state cannot be read.
func (v *Service) Run(ctx context.Context) error {
	me, err := v.inbox.Greet(ctx)
	if err != nil {
		return unlessEnded(ctx, err)
	}
	if err := v.claim(me); err != nil {
		return err
	}
	pending, err := v.journal.Pending()
	if err != nil {
		return err
	}
	offset, err := v.journal.Offset()
	if err != nil {
		return err
	}
	v.announce(me, len(pending))

	listening, stop := context.WithCancel(ctx)
	defer stop()
	working, abandon := context.WithCancel(context.WithoutCancel(ctx))
	defer abandon()
	context.AfterFunc(listening, func() { time.AfterFunc(drainTime, abandon) })
	v.dispatcher = v.newDispatcher(me, listening.Done())
	for _, entry := range pending {
		v.dispatcher.take(entry)
	}
	var work sync.WaitGroup
	work.Go(func() { v.sender.syncProfile(listening, v.settings.Admins) })
	work.Go(func() { v.removeOld(listening) })
	work.Go(func() { v.queues.serve(working) })
	err = v.listen(listening, offset)
	stop()
	v.queues.close()
	work.Wait()
	return unlessEnded(ctx, err)
}

// newDispatcher joins the parts that handle updates. quitting is closed when the bot is told to stop: models are not waited
// for then.
func (v *Service) newDispatcher(me api.User, quitting <-chan struct{}) *dispatcher {
	s := v.settings
	people := &viewers{bot: v.bot, journal: v.journal, username: me.Username}
	counts := &tally{metrics: s.Metrics, log: v.log, stats: screen.Stats{Since: time.Now()}}
	questions := newAsker(v.bot, s.Model)
	answers := &answerer{asker: questions, sender: v.sender, journal: v.journal, viewers: people, tally: counts, metrics: s.Metrics}
	if s.Model != nil {
		answers.writer = &writer{
			model: s.Model, sender: v.sender, queues: v.queues, slots: make(places, maxWriters), pace: s.Rates.Preview,
			quitting: quitting, metrics: s.Metrics, log: v.log,
		}
	}
	tasks := newUnderway()
	return &dispatcher{
		router: &router{
			settings: s, me: me, taps: newTaps(), underway: tasks, journal: v.journal, viewers: people,
			asker: questions, answerer: answers, sender: v.sender, tally: counts,
		},
		journal: v.journal, queues: v.queues, underway: tasks, metrics: s.Metrics, log: v.log,
	}
}

// unlessEnded drops an error that only says that the bot was told to stop.
func unlessEnded(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// claim makes sure that the state is this bot's: the offset and the messages of another one mean nothing to it.
func (v *Service) claim(me api.User) error {
	const owner = "bot"
	id := strconv.FormatInt(me.ID, 10)
	known, err := v.journal.Note(owner)
	switch {
	case err != nil:
		return err
	case len(known) == 0:
		return v.journal.SetNote(owner, []byte(id))
	case string(known) != id:
		return fmt.Errorf("the state %s belongs to bot %s, and this is bot %s (@%s): name another folder with DATA_DIR, or move the file away",
			v.settings.State, known, id, me.Username)
	}
	return nil
}

// announce tells the operator what runs, and for whom.
func (v *Service) announce(me api.User, pending int) {
	texts := 0
	v.bot.With(func(c *retrieval.Collection) { texts = len(c.Texts()) })
	v.log.Info("the bot is up", "bot", "@"+me.Username, "texts", texts, "pending", pending)
	switch a := v.settings.Allowed; {
	case a.Everybody():
		v.log.Info("everybody may ask")
	case a.Empty() && v.settings.Admins.Empty():
		v.log.Warn("nobody may ask yet: write to the bot, it tells you your number, and set TELEGRAM_ALLOWED to it, or to * for everybody")
	}
}

// removeEvery is how often what is too old is removed.
const removeEvery = time.Hour

func (v *Service) removeOld(ctx context.Context) {
	for {
		if _, err := v.journal.RemoveOld(ctx, time.Now()); err != nil && ctx.Err() == nil {
			v.log.Error("what is too old could not be removed", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(removeEvery):
		}
	}
}

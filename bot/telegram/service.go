// Package telegram is the bot in Telegram. It joins the rooms beside it: updates come in (inbox), are stored (state),
// handled in the order of their chat (line.go), and what is said to them (screen) leaves by turns (outbox).
//
// # What is guaranteed
//
// A question is stored before Telegram is told that it arrived, and stays stored until its answer has been taken. A
// process that ends at any moment, however it ends, therefore finds it again and answers it then. An answer is marked
// before it leaves. When the process ends between that mark and Telegram's word that the message arrived, or when that
// word is lost on the way, nobody can tell whether the reader has it: Telegram does not say, and has no way to send a
// message once only. It is then not sent a second time. The reader gets a short note instead (doubt.go), with a button
// that turns the note itself into the answer, which can be repeated without harm. So no question is lost and none is
// answered twice; what can happen is a note under an answer that did arrive, and a second note where the first is in
// doubt too.
//
// Where a model writes (writing.go), the quotes are found first, and they are the answer whatever becomes of the model. In a
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
	Free     bool                        // nobody is kept from asking too fast: for measuring
	Webhook  string                      // the address where Telegram delivers, [Service.ServeHTTP]; "" to ask Telegram instead
	Reload   func(context.Context) error // reads the texts anew; it logs why it cannot
	Metrics  *metrics.Metrics            // nil counts nothing
	Model    *Model                      // puts answers into words; nil leaves them to quotes
	Embedder string                      // the model that questions are sent to, to be compared by meaning, as people are told it; "" is none
}

// Model is who puts answers into words.
type Model struct {
	Name   string // as people are told it
	Author *bot.Author
	Ledger *spending.Ledger
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
	me       api.User // known from the beginning of Run
	lines    *lines
	memory   *memory
	limits   *limits
	thinking chan struct{} // a place for each question that may be thought about at once
	wording  chan struct{} // a place for each question that a model may put in other words at once
	writers  chan struct{} // a place for each answer that a model may write at once
	underway *underway
	starters starters
	hearing  atomic.Bool // updates that are delivered are taken
	tally    tally
	told     context.Context // that of Run
	tell     context.CancelFunc
	working  context.Context // of what is being handled; it ends a little after that of Run
	cancel   context.CancelFunc
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
	v := &Service{
		settings: s, bot: b, log: log, client: client, state: st,
		lines: newLines(), memory: newMemory(b), limits: newLimits(s.Free), underway: newUnderway(),
		thinking: make(chan struct{}, thinkers), wording: make(chan struct{}, writers), writers: make(chan struct{}, writers),
		tally: tally{Stats: screen.Stats{Since: time.Now()}},
	}
	v.outbox = outbox.New(v.call, s.Rates)
	s.Metrics.Queue("chats", v.lines.total)
	v.told, v.tell = context.WithCancel(context.Background())
	v.working, v.cancel = context.WithCancel(context.Background())
	v.inbox = inbox.New(client, updates, log, v.receive)
	return v, nil
}

// Close lets go of the state and of the network, after Run.
func (v *Service) Close() error {
	v.tell()
	v.cancel()
	v.client.Close()
	return v.state.Close()
}

// Health tells how well updates come in.
func (v *Service) Health() inbox.Health { return v.inbox.Health() }

// drain is how long work under way may take when the bot is told to stop. What is not done by then is found again.
const drain = 700 * time.Millisecond

// Run answers until ctx ends, and stops within a second then, with nil. An error is for the operator: the token is
// refused, or the state cannot be read.
func (v *Service) Run(ctx context.Context) error {
	me, err := v.inbox.Greet(ctx)
	if err != nil {
		return unless(ctx, err)
	}
	v.me = me
	if err := v.claim(me); err != nil {
		return err
	}
	pending, err := v.state.Pending()
	if err != nil {
		return err
	}
	offset, err := v.state.Offset()
	if err != nil {
		return err
	}
	v.announce(len(pending))
	for _, entry := range pending {
		v.take(entry)
	}
	aside, leave := context.WithCancel(ctx)
	defer leave()
	var side sync.WaitGroup
	side.Go(func() { v.dress(aside) })
	side.Go(func() { v.sweep(aside) })
	stop := context.AfterFunc(ctx, v.expire) // not only when the last poll is over
	defer stop()
	err = v.hear(ctx, offset)
	leave()
	v.end()
	side.Wait()
	return unless(ctx, err)
}

// unless drops an error that only says that the bot was told to stop.
func unless(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// claim makes sure that the state is this bot's: the offset and the messages of another one mean nothing to it.
func (v *Service) claim(me api.User) error {
	const owner = "bot"
	id := strconv.FormatInt(me.ID, 10)
	known, err := v.state.Note(owner)
	switch {
	case err != nil:
		return err
	case len(known) == 0:
		return v.state.SetNote(owner, []byte(id))
	case string(known) != id:
		return fmt.Errorf("the state %s belongs to bot %s, and this is bot %s (@%s): name another folder with DATA_DIR, or move the file away",
			v.settings.State, known, id, me.Username)
	}
	return nil
}

// announce tells the operator what runs, and for whom.
func (v *Service) announce(pending int) {
	texts := 0
	v.bot.With(func(c *retrieval.Collection) { texts = len(c.Texts()) })
	v.log.Info("the bot is up", "bot", "@"+v.me.Username, "texts", texts, "pending", pending)
	switch a := v.settings.Allowed; {
	case a.Everybody():
		v.log.Info("everybody may ask")
	case a.Empty() && v.settings.Admins.Empty():
		v.log.Warn("nobody may ask yet: write to the bot, it tells you your number, and set TELEGRAM_ALLOWED to it, or to * for everybody")
	}
}

// expire ends the work under way when it has had its time. Models are not waited for.
func (v *Service) expire() {
	v.tell()
	time.AfterFunc(drain, v.cancel)
}

// end lets the work under way come to its end, while it has time.
func (v *Service) end() {
	v.lines.close()
	v.expire()
	v.lines.wait()
}

// sweepEvery is how often what is too old is removed.
const sweepEvery = time.Hour

func (v *Service) sweep(ctx context.Context) {
	for {
		if _, err := v.state.Sweep(ctx, time.Now()); err != nil && ctx.Err() == nil {
			v.log.Error("what is too old could not be removed", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(sweepEvery):
		}
	}
}

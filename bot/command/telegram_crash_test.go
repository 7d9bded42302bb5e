package command

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"chuchu/bot/telegram/state"
	"chuchu/bot/telegram/telegramtest"
)

const (
	// crashes is how often the program is killed in an ordinary test. CHUCHU_CRASHES sets another number: .ci/run kills it
	// hundreds of times.
	crashes = 32
	// crashWorlds is how many bots are killed at the same time: much of it is waiting for them to start.
	crashWorlds = 2
	// restEvery is after how many kills the program may come to an end with all it has to do. One that is killed each fifth of
	// a second for ever gets ever less done: what it was about to send is in doubt, and wants a note.
	restEvery = 20
	// momentComes is how long a program may take to the moment it is to be killed at. Without the race detector, on a quiet
	// machine, it takes a fifth of a second; .ci/run has seen a second for one answer.
	momentComes = 5 * time.Second
)

// TestTelegramIsKilled kills the program at chosen and at random moments, again and again, while people ask, press and
// edit, and while a slow model writes in every third life. In the end each question must have its answer, once, or a note
// whose button turns it into the answer; and no message may be left as a draft, unless there is a note below.
func TestTelegramIsKilled(t *testing.T) {
	kills := crashes
	if n, err := strconv.Atoi(os.Getenv("CHUCHU_CRASHES")); err == nil {
		kills = n
	}
	for seed := range uint64(crashWorlds) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			w := newCrashWorld(t, seed)
			w.learn()
			for w.killed < kills/crashWorlds && !t.Failed() {
				w.live()
				if w.killed%restEvery == 0 {
					w.rest()
				}
			}
			w.rest()
			w.judge()
		})
	}
}

// crashWorld is a Telegram with people, in which the bot is killed.
type crashWorld struct {
	*testing.T
	server  *telegramtest.Server
	folder  string
	log     telegramtest.Log
	random  *rand.Rand
	group   int64
	asked   []*asking
	answers map[string][]string // what the bot says to each question when nobody kills it: quotes, and by the model
	model   []string            // settings by which the model is asked
	program *process
	killed  int
	midway  int            // answers that were being written when the program was killed
	moments map[string]int // kills by moment
}

// asking is a question, and what was done with its answer.
type asking struct {
	from     *telegramtest.Person
	chat     int64 // his own, or the group
	message  int
	question string
	edited   string // what it was edited to
	voted    int    // the message whose 👍 was tapped
}

var crashQuestions = []string{"江苏省委书记是谁？", "五个中心是哪五个？", "How long is the fishing ban on the Yangtze?", "怎么做红烧肉？", "上海期货交易所"}

func newCrashWorld(t *testing.T, seed uint64) *crashWorld {
	w := &crashWorld{T: t, folder: t.TempDir(), random: rand.New(rand.NewPCG(7, seed)), answers: map[string][]string{}, moments: map[string]int{}}
	w.model = slowModel(t, 30*time.Millisecond)
	w.server = telegramtest.New(t)
	w.group = w.server.AddGroup(telegramtest.Supergroup, "Readers")
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("the programs said\n%s", w.log.String())
		}
		for _, f := range w.server.Faults() { // what a press did when the bot was killed is done again, its little word too
			if !strings.Contains(f, "is answered twice") {
				t.Error(f)
			}
		}
	})
	return w
}

// learn asks each question in peace, without the model and with it.
func (w *crashWorld) learn() {
	for _, model := range [][]string{nil, w.model} {
		known := len(w.asked)
		w.startWhole(model...)
		for _, q := range crashQuestions {
			w.ask(q, false)
		}
		w.quiet()
		w.program.stop(w)
		for _, a := range w.asked[known:] {
			w.answers[a.question] = append(w.answers[a.question], w.shown(a)[0].Text)
		}
	}
	for question := range modelSays {
		if quoted, written := w.answers[question][0], w.answers[question][1]; quoted == written || strings.Contains(written, "模型") {
			w.Fatalf("the model's answer to %q is %q", question, written)
		}
	}
}

// says reports whether a text is an answer to a question. One that was to be written by the model when the program was told to
// stop is the quotes, and says so.
func (w *crashWorld) says(text, question string) bool {
	return slices.Contains(w.answers[question], strings.TrimPrefix(text, modelAway))
}

func (w *crashWorld) start(settings ...string) {
	w.program = startTelegram(w, w.server, w.folder, &w.log, settings...)
}

// startWhole starts the program and returns when it polls.
func (w *crashWorld) startWhole(settings ...string) {
	polls := w.server.Count("getUpdates")
	w.start(settings...)
	w.until("the program does not come up", func() bool { return w.server.Count("getUpdates") > polls })
}

func (w *crashWorld) until(fault string, holds func() bool) {
	w.Helper()
	ctx, cancel := context.WithTimeout(w.Context(), time.Minute)
	defer cancel()
	if err := w.server.Until(ctx, holds); err != nil {
		w.Fatalf("%s: %v", fault, err)
	}
}

// quiet returns when all is answered, and nothing is being written.
func (w *crashWorld) quiet() {
	ctx, cancel := context.WithTimeout(w.Context(), time.Minute)
	defer cancel()
	if err := w.server.Quiet(ctx); err != nil {
		w.Fatal(err)
	}
	w.until("a draft stays a draft", func() bool { return len(w.drafts()) == 0 })
}

// drafts are the questions with a message that is not finished, and without a note.
func (w *crashWorld) drafts() []*asking {
	var found []*asking
	for _, a := range w.asked {
		if shown := w.shown(a); slices.ContainsFunc(shown, isDraft) && !slices.ContainsFunc(shown, isNote) {
			found = append(found, a)
		}
	}
	return found
}

// ask has a new person ask, in a chat of his own or in the group.
func (w *crashWorld) ask(question string, inGroup bool) {
	a := &asking{from: w.server.AddPerson(telegramtest.Person{Name: "Asker", Language: "zh-hans"}), question: question}
	a.chat = a.from.ID
	text := question
	if inGroup {
		a.chat, text = w.group, "/ask@chuchu_bot "+question
	}
	a.message = w.server.Write(telegramtest.Writing{From: a.from, Chat: a.chat, Text: text})
	w.asked = append(w.asked, a)
}

// shown returns what the bot has sent for a question.
func (w *crashWorld) shown(a *asking) []telegramtest.Message {
	return slices.DeleteFunc(w.server.Messages(a.chat), func(m telegramtest.Message) bool {
		return m.From != w.server.Bot.ID || isPlace(m) || a.chat == w.group && m.ReplyTo != a.message
	})
}

// moment is when the program is killed: at a request, before it has an effect or after, or a little later.
type moment struct {
	method string
	kind   telegramtest.TroubleKind
	later  time.Duration // at most
}

var moments = []moment{
	{"getUpdates", telegramtest.LostRequest, 0},              // stored, not confirmed
	{"getUpdates", telegramtest.LostResponse, 0},             // handed out, not received
	{"getUpdates", telegramtest.Slow, 8 * time.Millisecond},  // received, stored, thought about
	{"sendMessage", telegramtest.LostRequest, 0},             // marked, not sent
	{"sendMessage", telegramtest.LostResponse, 0},            // sent, not heard of
	{"sendMessage", telegramtest.Slow, 3 * time.Millisecond}, // heard of, about to be taken out of the inbox
	{"editMessageText", telegramtest.LostRequest, 0},
	{"editMessageText", telegramtest.LostResponse, 0},
	{"answerCallbackQuery", telegramtest.LostRequest, 0},
	{"answerCallbackQuery", telegramtest.LostResponse, 0},
}

// live has the program live until it is killed, while people use it.
func (w *crashWorld) live() {
	for range w.random.IntN(3) {
		w.ask(crashQuestions[w.random.IntN(len(crashQuestions))], w.random.IntN(4) == 0)
	}
	polls := w.server.Count("getUpdates")
	at, armed := w.moment()
	if at.method == "editMessageText" || w.random.IntN(3) == 0 {
		w.start(w.model...)
	} else {
		w.start()
	}
	program := w.program
	died := make(chan error, 1)
	alive, dies := context.WithTimeout(w.Context(), momentComes)
	defer dies()
	go func() {
		died <- program.Wait()
		dies()
		w.server.Advance(0) // whoever waits for a change at the server has a look
	}()
	if armed {
		w.arm(program, at)
	}
	w.until("the program does not come up", func() bool { return len(died) > 0 || w.server.Count("getUpdates") > polls })
	for range 1 + w.random.IntN(4) {
		w.use()
		w.wait(20 * time.Millisecond)
	}
	if armed {
		w.server.Quiet(alive) // its error is that the moment has come, or that it takes too long to
	} else {
		w.wait(150 * time.Millisecond)
	}
	program.Process.Kill() // where it is dead already, that is no error to speak of
	err := <-died
	w.server.Relent()
	if !wasKilled(err) {
		w.Errorf("the program ended by itself: %v", err)
	}
	w.killed++
	w.midway += len(w.drafts())
}

// moment returns when the program is to be killed, and whether at a moment: every second one is, the others die at random.
func (w *crashWorld) moment() (at moment, armed bool) {
	if w.killed%2 == 1 {
		return moment{}, false
	}
	return moments[w.killed/2%len(moments)], true
}

// arm has the program killed at a moment, if it comes to that.
func (w *crashWorld) arm(program *process, m moment) {
	later := time.Duration(0)
	if m.later > 0 {
		later = time.Duration(w.random.Int64N(int64(m.later)))
	}
	if before := w.random.IntN(3); before > 0 {
		w.server.Next(telegramtest.Trouble{Method: m.method, Kind: telegramtest.Slow, Times: before})
	}
	name := fmt.Sprint(m.method, " ", map[telegramtest.TroubleKind]string{
		telegramtest.LostRequest: "before", telegramtest.LostResponse: "after", telegramtest.Slow: "later"}[m.kind])
	w.server.Next(telegramtest.Trouble{Method: m.method, Kind: m.kind, Then: func() {
		w.moments[name]++
		if later == 0 {
			program.Process.Kill()
			return
		}
		time.AfterFunc(later, func() { program.Process.Kill() })
	}})
}

func (w *crashWorld) wait(most time.Duration) {
	time.Sleep(time.Duration(w.random.Int64N(int64(most))))
}

// use does what people do: ask, press a button, edit a question.
func (w *crashWorld) use() {
	a := w.asked[w.random.IntN(len(w.asked))]
	shown := w.shown(a)
	if len(shown) == 0 || a.edited != "" || a.voted != 0 || isNote(shown[0]) || !hasVotes(shown[0]) {
		w.ask(crashQuestions[w.random.IntN(len(crashQuestions))], w.random.IntN(4) == 0)
		return
	}
	if w.random.IntN(2) == 0 || a.chat == w.group {
		a.voted = shown[0].ID
		if _, err := w.server.Tap(a.from, a.chat, a.voted, "👍"); err != nil {
			w.Error(err)
		}
		return
	}
	a.edited = crashQuestions[w.random.IntN(2)]
	if err := w.server.Edit(a.chat, a.message, a.edited); err != nil {
		w.Error(err)
	}
}

// rest lets the bot live until its inbox is empty.
func (w *crashWorld) rest() {
	for range 20 {
		w.startWhole()
		w.quiet()
		w.program.stop(w)
		s, err := state.Open(filepath.Join(w.folder, "telegram.db"))
		if err != nil {
			w.Fatal(err)
		}
		left, err := s.Pending()
		if err := s.Close(); err != nil {
			w.Error(err)
		}
		if err != nil {
			w.Fatal(err)
		}
		if len(left) == 0 {
			return
		}
	}
	w.Fatal("the inbox does not become empty")
}

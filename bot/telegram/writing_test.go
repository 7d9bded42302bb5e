package telegram

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"chuchu/bot/spending"
	"chuchu/bot/telegram/state"
	"chuchu/bot/telegram/telegramtest"
)

const (
	asksSecretary = "江苏省委书记是谁？"
	saysAway      = "模型暂时不可用，以下为原文。"
	saysWriting   = "正在写……"
)

// TestModelIsSlow: a model that does not come to an end writes for so many people as it may, and those beyond have their
// quotes at once. When the bot is told to stop, nobody has lost his answer, and it stops in time.
func TestModelIsSlow(t *testing.T) {
	if _, err := seeds(); err != nil {
		t.Fatal(err)
	}
	server, m := telegramtest.New(t), newModel(t, "")
	before := goleak.IgnoreCurrent()
	r := run(t, server, Settings{State: filepath.Join(t.TempDir(), "state"), Model: m.asked(t, spending.Limits{}, false)})
	people := map[int64]bool{}
	ask := func() {
		p := server.AddPerson(telegramtest.Person{Name: "Person", Language: "zh-hans"})
		server.Write(telegramtest.Writing{From: p, Text: asksSecretary})
		people[p.ID] = true
	}
	for range maxWriters {
		ask()
	}
	r.until("the model does not write for all that it may", func() bool { return m.count() == maxWriters && r.showing(saysWriting, people) == maxWriters })
	for range 5 {
		ask()
	}
	r.until("who is beyond waits", func() bool { return r.showing(saysAway, people) == 5 })
	if n := m.count(); n != maxWriters {
		t.Errorf("the model was asked %d times", n)
	}
	if err := r.end(); err != nil {
		t.Error(err)
	}
	if n := r.showing(saysAway, people); n != len(people) {
		t.Errorf("%d of %d have an answer", n, len(people))
	}
	goleak.VerifyNone(t, before, goleak.IgnoreAnyFunction("net/http.(*conn).serve")) // of the servers, in this process too
	r.log.KeepsSecret(t, "江苏", "Person", modelKey)
}

// showing counts the private chats whose last message says words.
func (r *running) showing(words string, people map[int64]bool) int {
	n := 0
	for p := range people {
		if all := r.server.Messages(p); len(all) > 0 && strings.Contains(all[len(all)-1].Text, words) {
			n++
		}
	}
	return n
}

// TestModelInACrowdedGroup: a slow model holds up who asked, and after him those behind have quotes; the last is alone again.
func TestModelInACrowdedGroup(t *testing.T) {
	server := telegramtest.New(t)
	m := newModel(t, "> "+asksSecretary+"\n(waits)\n江苏省委书记是信长星 [@信长星]。\n")
	r := run(t, server, Settings{State: filepath.Join(t.TempDir(), "state"), Model: m.asked(t, spending.Limits{}, false)})
	defer r.end()
	group := server.AddGroup(telegramtest.Supergroup, "Readers")
	for i := range 4 {
		p := server.AddPerson(telegramtest.Person{Name: fmt.Sprint("Person ", i), Language: "zh-hans"})
		server.Write(telegramtest.Writing{From: p, Chat: group, Text: "/ask@chuchu_bot " + asksSecretary})
		if i == 0 {
			r.until("the model is not asked", func() bool { return m.count() == 1 })
		}
	}
	r.until("not all wait", func() bool { return r.queues.total() == 4 })
	for _, want := range [][2]int{{1, 2}, {2, 2}} { // answers of the model, and quotes
		if err := m.do("goes on"); err != nil {
			t.Fatal(err)
		}
		r.until("those behind wait for the model, too", func() bool {
			said := fmt.Sprint(server.Messages(group))
			return strings.Count(said, "根据文章") == want[0] && strings.Count(said, saysAway) == want[1]
		})
	}
}

// TestForgottenWhileWriting looks through the state for a person who had all deleted while a model wrote.
func TestForgottenWhileWriting(t *testing.T) {
	server, path := telegramtest.New(t), filepath.Join(t.TempDir(), "state")
	m := newModel(t, "> "+asksSecretary+"\n江苏省委书记是信长星 [@信长星]。他\n(waits)\n")
	r := run(t, server, Settings{State: path, Model: m.asked(t, spending.Limits{}, false)})
	anna := server.AddPerson(telegramtest.Person{Name: "Anna", Language: "zh-hans"})
	people := map[int64]bool{anna.ID: true}
	server.Write(telegramtest.Writing{From: anna, Text: "/forget"})
	r.until("nothing is asked", func() bool { return len(server.Messages(anna.ID)) == 2 })
	server.Write(telegramtest.Writing{From: anna, Text: asksSecretary})
	r.until("nothing is written", func() bool { return r.showing(saysWriting, people) == 1 })
	server.Write(telegramtest.Writing{From: anna, Text: asksSecretary}) // behind it, not begun
	if _, err := server.Tap(anna, anna.ID, server.Messages(anna.ID)[1].ID, "删除"); err != nil {
		t.Fatal(err)
	}
	r.until("not both are answered with quotes", func() bool {
		return strings.Count(fmt.Sprint(server.Messages(anna.ID)), "文章里说") == 2
	})
	for _, message := range server.Messages(anna.ID)[3:] {
		if len(message.Keyboard) > 0 {
			t.Errorf("an answer of which nothing is stored has buttons: %v", message.Keyboard)
		}
	}
	r.end()
	st, err := state.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if left, err := st.Pending(); len(left) > 0 || err != nil {
		t.Errorf("%d updates are left, %v", len(left), err)
	}
	for message := range 20 {
		if a, ok, err := st.AnswerAt(st.Key(anna.ID), int64(message)); ok || err != nil {
			t.Errorf("message %d has an answer: %+v, %v", message, a, err)
		}
	}
}

// TestWhatLeavesForAModel: the question and the passages, and nothing of who asked. What it took is in the ledger.
func TestWhatLeavesForAModel(t *testing.T) {
	server := telegramtest.New(t)
	m := newModel(t, "> "+asksSecretary+"\n江苏省委书记是信长星 [@信长星]。\n")
	limits := spending.Limits{Prices: spending.Prices{In: spending.Unit, Out: 3 * spending.Unit}, Budget: 5 * spending.Unit}
	r := run(t, server, Settings{State: filepath.Join(t.TempDir(), "state"), Model: m.asked(t, limits, false)})
	anna := server.AddPerson(telegramtest.Person{Name: "Anna", Username: "anna_k", Language: "zh-hans"})
	server.Write(telegramtest.Writing{From: anna, Text: asksSecretary})
	r.until("nothing is answered", func() bool { return r.showing("根据文章", map[int64]bool{anna.ID: true}) == 1 })
	key := r.journal.Key(anna.ID).String()
	if today, _ := r.settings.Model.Ledger.Today(""); today.Answers != 1 || today.In != 2000 || today.Out != 100 || today.Cost.String() != "0.0023" {
		t.Errorf("the ledger has %+v", today)
	}
	r.end()
	told := m.told.String()
	for _, secret := range []string{"Anna", "anna_k", fmt.Sprint(anna.ID), key, "chuchu_bot", server.Token} {
		if strings.Contains(told, secret) {
			t.Errorf("the model was told %q", secret)
		}
	}
	if !strings.Contains(told, asksSecretary) {
		t.Error("the model was not told the question")
	}
}

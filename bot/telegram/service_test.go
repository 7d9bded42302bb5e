package telegram

import (
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"chuchu/bot/telegram/outbox"
	"chuchu/bot/telegram/state"
	"chuchu/bot/telegram/telegramtest"
)

// TestSyncProfile: the profile is set once, and again only if it would be another.
func TestSyncProfile(t *testing.T) {
	server, path := telegramtest.New(t), filepath.Join(t.TempDir(), "state")
	sync := func(admins string) {
		t.Helper()
		v := service(t, server, Settings{State: path, Admins: audience(t, admins)}, slog.DiscardHandler, func(*Settings) {})
		v.sender.syncProfile(t.Context(), v.settings.Admins)
		if err := v.Close(); err != nil {
			t.Error(err)
		}
	}
	for _, test := range []struct {
		name   string
		admins string
		want   [3]int // calls so far
	}{
		{"first", "", [3]int{4, 2, 2}},
		{"the same", "", [3]int{4, 2, 2}},
		{"an admin more", "77", [3]int{10, 4, 4}},
		{"the same", "77", [3]int{10, 4, 4}},
	} {
		sync(test.admins)
		got := [3]int{server.Count("setMyCommands"), server.Count("setMyDescription"), server.Count("setMyShortDescription")}
		if got != test.want {
			t.Errorf("%s: commands, descriptions and short descriptions were set %v times, want %v", test.name, got, test.want)
		}
	}
	server.Next(telegramtest.Trouble{Method: "setMyDescription", Kind: telegramtest.BadGateway})
	sync("78")
	if got := server.Count("setMyShortDescription"); got != 6 {
		t.Errorf("one part that failed kept others from being set: %d", got)
	}
	sync("78")
	if got := server.Count("setMyShortDescription"); got != 8 {
		t.Errorf("after a failure the next start does not do it again: %d", got)
	}
}

// TestBlocked: a chat that takes nothing is marked; what is written there unmarks it.
func TestBlocked(t *testing.T) {
	server, path := telegramtest.New(t), filepath.Join(t.TempDir(), "state")
	anna := server.AddPerson(telegramtest.Person{Name: "Anna"})
	for i, test := range []struct {
		name    string
		refused bool
		blocked bool // after it
	}{
		{"who has not blocked it", false, false},
		{"who blocks it", true, true},
		{"who still does", true, true},
		{"who lets it in again", false, false},
	} {
		r := run(t, server, Settings{State: path})
		if test.refused {
			server.Next(telegramtest.Trouble{Method: "sendMessage", Status: 403, Says: "Forbidden: bot was blocked by the user"})
		}
		server.Write(telegramtest.Writing{From: anna, Text: "/new"})
		r.until("nothing is sent", func() bool { return server.Count("sendMessage") == i+1 })
		r.end()
		st, err := state.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := st.Blocked(st.Key(anna.ID)); got != test.blocked || err != nil {
			t.Errorf("%s: the mark is %v, %v", test.name, got, err)
		}
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestDeadToken: a token that is revoked ends the bot with a sentence for the operator, also in the midst of work.
func TestDeadToken(t *testing.T) {
	server := telegramtest.New(t)
	r := run(t, server, Settings{State: filepath.Join(t.TempDir(), "state")})
	server.Revoke()
	select {
	case err := <-r.ended:
		for _, words := range []string{"the token of bot 110201543 is refused", "@BotFather", "TELEGRAM_BOT_TOKEN"} {
			if err == nil || !strings.Contains(err.Error(), words) {
				t.Errorf("got %v, want it to say %q", err, words)
			}
		}
		if err != nil && strings.Contains(err.Error(), server.Token) {
			t.Error("the error holds the token")
		}
	case <-time.After(20 * time.Second):
		t.Error("the bot goes on")
	}
	r.ended <- nil
	r.end()
}

// TestSecondBot: a second process with the token is told plainly, and the state of another bot is not used.
func TestSecondBot(t *testing.T) {
	server := telegramtest.New(t)
	path := filepath.Join(t.TempDir(), "state")
	r := run(t, server, Settings{State: path})
	b, err := seeds()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := New(Settings{Token: r.settings.Token, API: server.URL, State: path}, b, slog.New(slog.DiscardHandler)); err == nil || !strings.Contains(err.Error(), "another process holds it") {
		t.Errorf("the same state: got %v", err)
	}
	other := run(t, server, Settings{State: filepath.Join(t.TempDir(), "state")})
	r.until("nobody says that there are two", func() bool {
		return strings.Contains(r.log.String(), "another process receives this bot's updates")
	})
	r.end()
	other.end()

	elsewhere := telegramtest.New(t)
	elsewhere.Bot.ID++ // getMe tells it
	settings := Settings{Token: r.settings.Token, API: elsewhere.URL, State: path, Rates: outbox.Unlimited()}
	stranger, err := New(settings, b, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer stranger.Close()
	if err := stranger.Run(t.Context()); err == nil || !strings.Contains(err.Error(), "belongs to bot 110201543, and this is bot 110201544") {
		t.Errorf("the state of another bot: got %v", err)
	}
}

// TestStop: however much is under way, the bot stops at once, leaves no goroutine behind, and what was not done
// is done after the next start.
func TestStop(t *testing.T) {
	if _, err := seeds(); err != nil { // the texts stay open when the bot has stopped
		t.Fatal(err)
	}
	server := telegramtest.New(t)
	before := goleak.IgnoreCurrent()
	path := filepath.Join(t.TempDir(), "state")
	r := run(t, server, Settings{State: path})
	const asked = 200
	server.Next(telegramtest.Trouble{Method: "sendMessage", Kind: telegramtest.Hang, Times: asked / 2})
	for i := range asked {
		p := server.AddPerson(telegramtest.Person{Name: fmt.Sprint("Person ", i), Language: "zh-hans"})
		server.Write(telegramtest.Writing{From: p, Text: "江苏省委书记是谁？"})
	}
	r.until("nothing is sent", func() bool { return server.Count("sendMessage") > asked/2 })
	if err := r.end(); err != nil {
		t.Error(err)
	}
	goleak.VerifyNone(t, before, goleak.IgnoreAnyFunction("net/http.(*conn).serve")) // of the server, in this process too

	again := run(t, server, Settings{State: path})
	again.until("somebody got nothing", func() bool {
		sent := map[int64]bool{}
		for _, s := range server.Shown(0) {
			if s.What == telegramtest.Sent {
				sent[s.Chat] = true
			}
		}
		return len(sent) == asked
	})
	again.end()
	for _, log := range []*telegramtest.Log{r.log, again.log} {
		log.KeepsSecret(t, "江苏", "Person", server.Token, strings.SplitN(server.Token, ":", 2)[1])
	}
}

// TestTooManyTaps: who presses and types in inline mode like a program is told to go slower, or is offered nothing, and the
// texts are not searched for it.
func TestTooManyTaps(t *testing.T) {
	server := telegramtest.New(t)
	r := run(t, server, Settings{State: filepath.Join(t.TempDir(), "state")})
	defer r.end()
	anna := server.AddPerson(telegramtest.Person{Name: "Anna", Language: "en"})
	server.Write(telegramtest.Writing{From: anna, Text: "五个中心是哪五个？"})
	r.until("nothing is answered", func() bool { return len(server.Messages(anna.ID)) == 2 })
	slower := func() bool {
		shown := server.Shown(0)
		last := shown[len(shown)-1]
		return last.What == telegramtest.Toast && strings.HasPrefix(last.Text, "Please tap again in ")
	}
	presses := 0
	for ; !slower(); presses++ { // a machine that takes a second for each is never told
		query, err := server.Tap(anna, anna.ID, server.Messages(anna.ID)[1].ID, []string{"▸ 2/7", "◂ 1/7"}[presses%2])
		if err != nil {
			t.Fatal(err)
		}
		r.until("a press is not answered", func() bool {
			return server.Answered(query) && (slower() || server.Count("editMessageText") > presses)
		})
	}
	if edits := server.Count("editMessageText"); edits != presses-1 || edits < tapBurst {
		t.Errorf("of %d presses %d were obeyed", presses, edits)
	}
	for offered := 1; offered > 0; {
		query := server.Ask(anna, "五个中心是哪五个？")
		r.until("an inline query is not answered", func() bool { _, ok := server.InlineAnswer(query); return ok })
		answer, _ := server.InlineAnswer(query)
		offered = len(answer.Results)
	}
}

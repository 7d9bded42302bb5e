package command

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"chuchu/bot/telegram/telegramtest"
	"chuchu/bot/web/webtest"
)

// start starts chuchu serve.
func start(t *testing.T, env ...string) *process {
	t.Helper()
	p := &process{exec.Command("chuchu", "serve"), new(telegramtest.Log), syscall.SIGTERM}
	p.Env, p.Dir = append(os.Environ(), env...), t.TempDir()
	p.begin(t)
	return p
}

// nobody is the token of no bot.
const nobody = "TELEGRAM_BOT_TOKEN=110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw8"

// botOf are the settings of a bot of a server, which answers everybody, and some more.
func botOf(api *telegramtest.Server, more ...string) []string {
	return append([]string{"TELEGRAM_BOT_TOKEN=" + api.Token, "TELEGRAM_API_URL=" + api.URL, "TELEGRAM_ALLOWED=*"}, more...)
}

func freeAddress(t *testing.T) string {
	t.Helper()
	address, err := webtest.FreeAddress()
	if err != nil {
		t.Fatal(err)
	}
	return address
}

// TestServeTelegram asks the real process from many chats by way of a Bot API server, while its texts change and it is
// stopped amid the questions and goes on with a copy of its data. Each question must be answered once, or, if nobody can know whether its
// answer left, have a note; and the log must not hold a word of any.
func TestServeTelegram(t *testing.T) {
	for _, way := range []string{"polling", "webhook"} {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			api := telegramtest.New(t)
			address, texts, data, restored := freeAddress(t), t.TempDir(), t.TempDir(), t.TempDir()
			env := botOf(api, unlimited, "HTTP_ADDR="+address, "TEXTS_DIR="+texts)
			if way == "webhook" {
				env = append(env, "TELEGRAM_WEBHOOK_URL=http://"+address+"/telegram")
			}
			write := func(name, text string) {
				if err := os.WriteFile(filepath.Join(texts, name), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			write("a.txt", "The captain of the Titanic was Edward Smith.\n")

			people := newCrowd(api, 25, "Who was the captain of the Titanic?")
			bot := start(t, append(env, "DATA_DIR="+data)...)
			people.ask(3)
			waitFor(t, api, people.answered, bot)
			write("b.txt", "The captain of the Carpathia was Arthur Rostron.\n")
			if err := bot.Process.Signal(syscall.SIGHUP); err != nil {
				t.Error(err)
			}
			people.ask(3)
			waitFor(t, api, people.answered, bot)
			checkServing(t, address, people.asked*len(people.all))
			checkWebhook(t, address, way == "webhook")
			people.ask(5)
			bot.stop(t)                                                 // amid these
			if err := os.CopyFS(restored, os.DirFS(data)); err != nil { // a backup, which goes on elsewhere
				t.Fatal(err)
			}
			again := start(t, append(env, "DATA_DIR="+restored)...)
			people.ask(1)
			waitFor(t, api, people.answered, bot, again)
			again.stop(t)

			noted := 0
			for _, p := range people.all {
				answers, notes := replies(api, p)
				noted += notes
				if answers > people.asked {
					t.Errorf("%s asked %d questions and has %d answers", p.Name, people.asked, answers)
				}
			}
			t.Logf("%d questions in %d chats; %d of them have a note", people.asked*len(people.all), len(people.all), noted)
			for _, p := range []*process{bot, again} {
				p.log.KeepsSecret(t, "Titanic", "Person", api.Token, strings.Split(api.Token, ":")[1], fmt.Sprint(people.all[0].ID))
			}
			if log := bot.log.String() + again.log.String(); !strings.Contains(log, `msg="the texts were reloaded" texts=2`) || !strings.Contains(log, "msg=question") {
				t.Errorf("the log tells of no reading, or of no question:\n%s", log)
			}
		})
	}
}

// crowd is people who ask one and the same question.
type crowd struct {
	api      *telegramtest.Server
	all      []*telegramtest.Person
	question string
	asked    int // times
}

func newCrowd(api *telegramtest.Server, people int, question string) *crowd {
	c := &crowd{api: api, question: question}
	for i := range people {
		c.all = append(c.all, api.AddPerson(telegramtest.Person{Name: fmt.Sprint("Person ", i), Language: "en"}))
	}
	return c
}

func (c *crowd) ask(times int) {
	for range times {
		for _, p := range c.all {
			c.api.Write(telegramtest.Writing{From: p, Text: c.question})
		}
	}
	c.asked += times
}

// answered reports whether each question has an answer or a note.
func (c *crowd) answered() bool {
	return !slices.ContainsFunc(c.all, func(p *telegramtest.Person) bool {
		answers, notes := replies(c.api, p)
		return answers+notes < c.asked
	})
}

// waitFor waits until something holds at the Bot API server, or shows what the processes logged.
func waitFor(t *testing.T, api *telegramtest.Server, holds func() bool, processes ...*process) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := api.Until(ctx, holds); err != nil {
		for _, p := range processes {
			t.Log(p.log.String())
		}
		t.Fatal("waited in vain")
	}
}

// replies counts the answers in a private chat, and the notes of answers that may have got lost.
func replies(api *telegramtest.Server, p *telegramtest.Person) (answers, notes int) {
	for _, m := range api.Messages(p.ID) {
		switch {
		case m.From == p.ID:
		case strings.Contains(m.Text, "I was interrupted"):
			notes++
		case strings.Contains(m.Text, "Edward Smith"):
			answers++
		}
	}
	return answers, notes
}

// checkServing checks what the HTTP side says after so many answers.
func checkServing(t *testing.T, address string, questions int) {
	t.Helper()
	if _, got := ask(t, address, "/readyz"); got != "ready: index\nready: telegram\n" {
		t.Errorf("/readyz: %q", got)
	}
	_, figures := ask(t, address, "/metrics")
	for _, want := range []string{
		fmt.Sprintf("chuchu_questions_total{band=\"answered\",language=\"en\"} %d\n", questions),
		fmt.Sprintf("chuchu_stage_seconds_count{stage=\"answer\"} %d\n", questions),
		"chuchu_telegram_calls_total{method=\"sendMessage\",outcome=\"ok\"} ",
		"chuchu_queue_depth{queue=\"chats\"} ",
		"chuchu_ready{condition=\"telegram\"} 1\n",
		"chuchu_texts 2\n",
	} {
		if !strings.Contains(figures, want) {
			t.Errorf("/metrics has no %s", want)
		}
	}
}

// checkWebhook checks that nobody but Telegram can deliver, and that the figures do not tell where it does.
func checkWebhook(t *testing.T, address string, there bool) {
	t.Helper()
	want := http.StatusNotFound
	if there {
		want = http.StatusUnauthorized
	}
	response, err := http.Post("http://"+address+"/telegram", "application/json", strings.NewReader(`{"update_id":1}`))
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != want {
		t.Errorf("a stranger at the webhook: got %s, want %d", response.Status, want)
	}
	_, figures := ask(t, address, "/metrics")
	if strings.Contains(figures, `route="/telegram"`) || there != strings.Contains(figures, `route="webhook",status="401"} 1`) {
		t.Error("the figures show the webhook's path, or not what happened there")
	}
}

// TestTelegramFaults: what is wrong with the bot itself ends the process with one sentence, and /readyz tells deafness.
func TestTelegramFaults(t *testing.T) {
	t.Run("the token is refused", func(t *testing.T) {
		t.Parallel()
		api := telegramtest.New(t)
		api.Revoke()
		bot := start(t, "TELEGRAM_BOT_TOKEN="+api.Token, "TELEGRAM_API_URL="+api.URL, "DATA_DIR="+t.TempDir(), "HTTP_ADDR="+freeAddress(t))
		err := bot.Wait()
		if exit := bot.ProcessState.ExitCode(); err == nil || exit != 2 || !strings.Contains(bot.log.String(), "chuchu: the token of bot 110201543 is refused") {
			t.Errorf("got %v, status %d, log:\n%s", err, exit, bot.log.String())
		}
	})
	t.Run("two with one data folder", func(t *testing.T) {
		t.Parallel()
		api := telegramtest.New(t)
		env := []string{"TELEGRAM_BOT_TOKEN=" + api.Token, "TELEGRAM_API_URL=" + api.URL, "DATA_DIR=" + t.TempDir()}
		first := start(t, append(env, "HTTP_ADDR="+freeAddress(t))...)
		waitFor(t, api, api.Waiting, first)
		second := start(t, append(env, "HTTP_ADDR="+freeAddress(t))...)
		if err := second.Wait(); err == nil || !strings.Contains(second.log.String(), "another process") {
			t.Errorf("the second: got %v, log:\n%s", err, second.log.String())
		}
		first.stop(t)
	})
	t.Run("Telegram is not there", func(t *testing.T) {
		t.Parallel()
		address := freeAddress(t)
		bot := start(t, nobody, "TELEGRAM_API_URL=https://bot-api.invalid", "DATA_DIR="+t.TempDir(), "HTTP_ADDR="+address)
		for end, said := time.Now().Add(patience), ""; !strings.Contains(said, "not ready: telegram: no contact since"); time.Sleep(50 * time.Millisecond) {
			health := exec.Command("chuchu", "health")
			health.Env, health.Dir = append(os.Environ(), "HTTP_ADDR="+address), t.TempDir()
			out, _ := health.Output() // it fails as long as it is not ready, which is always
			if said = string(out); time.Now().After(end) {
				t.Fatalf("got %q, log:\n%s", said, bot.log.String())
			}
		}
		bot.stop(t)
		if !strings.Contains(bot.log.String(), "Telegram cannot be reached") {
			t.Errorf("log:\n%s", bot.log.String())
		}
	})
}

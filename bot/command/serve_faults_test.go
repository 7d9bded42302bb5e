package command

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"chuchu/bot/telegram/telegramtest"
)

// TestStateDamaged: a telegram.db that was damaged while the bot was off is not touched, and the bot says so and ends.
func TestStateDamaged(t *testing.T) {
	texts, question := titanic(t)
	data := t.TempDir()
	path := filepath.Join(data, "telegram.db")
	api := telegramtest.New(t)
	bot := start(t, botOf(api, "HTTP_ADDR="+freeAddress(t), "TEXTS_DIR="+texts, "DATA_DIR="+data)...)
	p := api.AddPerson(telegramtest.Person{Name: "Person", Language: "en"})
	api.Write(telegramtest.Writing{From: p, Text: question})
	waitFor(t, api, func() bool { n, _ := replies(api, p); return n == 1 }, bot)
	bot.stop(t)
	sound, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	page := os.Getpagesize()
	for name, damage := range map[string]struct {
		content []byte
		says    string
	}{
		"another file":  {[]byte(strings.Repeat("These are my notes.\n", 1000)), "it is not a state file of chuchu, or it is damaged; nothing in it was changed"},
		"the end cut":   {sound[:3*page], "the file is damaged ("},
		"pages of zero": {append(bytes.Clone(sound[:2*page]), make([]byte, len(sound)-2*page)...), "damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			file := filepath.Join(folder, "telegram.db")
			if err := os.WriteFile(file, damage.content, 0o600); err != nil {
				t.Fatal(err)
			}
			ends(t, folder, damage.says)
			if after, err := os.ReadFile(file); err != nil || !bytes.Equal(after, damage.content) {
				t.Errorf("the file is not what it was: %v", err)
			}
		})
	}
}

// TestTelegramHangs has Telegram take requests and answer nothing. What hangs for one person keeps nobody else waiting; the
// bot stops in time all the same, and after the next start the person has a note, or the answer.
func TestTelegramHangs(t *testing.T) {
	texts, question := titanic(t)
	api := telegramtest.New(t)
	address := freeAddress(t)
	env := botOf(api, "HTTP_ADDR="+address, "TEXTS_DIR="+texts, "DATA_DIR="+t.TempDir())

	api.Next(telegramtest.Trouble{Method: "getMe", Kind: telegramtest.Hang})
	deaf := start(t, env...)
	waitFor(t, api, func() bool { return api.Count("getMe") == 1 }, deaf)
	if status, said := ask(t, address, "/readyz"); status != http.StatusServiceUnavailable || !strings.Contains(said, "not ready: telegram: no contact yet") {
		t.Errorf("/readyz: got %d, %s", status, said)
	}
	stopsInTime(t, deaf)

	bot := start(t, env...)
	waitFor(t, api, api.Waiting, bot)
	api.Next(telegramtest.Trouble{Method: "sendMessage", Kind: telegramtest.Hang})
	first := api.AddPerson(telegramtest.Person{Name: "First", Language: "en"})
	second := api.AddPerson(telegramtest.Person{Name: "Second", Language: "en"})
	api.Write(telegramtest.Writing{From: first, Text: question})
	waitFor(t, api, func() bool { return api.Count("sendMessage") == 1 }, bot)
	api.Write(telegramtest.Writing{From: second, Text: question})
	waitFor(t, api, func() bool { n, _ := replies(api, second); return n == 1 }, bot)
	if answers, notes := replies(api, first); answers+notes != 0 {
		t.Errorf("before anything arrived there are %d answers and %d notes", answers, notes)
	}
	stopsInTime(t, bot)

	again := start(t, env...)
	waitFor(t, api, func() bool { answers, notes := replies(api, first); return answers+notes == 1 }, again)
	again.stop(t)
}

// stopsInTime stops a bot, and wants that within what Docker grants.
func stopsInTime(t *testing.T, bot *process) {
	t.Helper()
	told := time.Now()
	bot.stop(t)
	if took := time.Since(told); took > drainTime+2*time.Second {
		t.Errorf("it took %s to stop", took)
	}
}

// ask fetches a page of the HTTP side.
func ask(t *testing.T, address, path string) (status int, body string) {
	t.Helper()
	response, err := http.Get("http://" + address + path)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(content)
}

// titanic writes a text that answers the question of replies.
func titanic(t *testing.T) (texts, question string) {
	t.Helper()
	texts = t.TempDir()
	if err := os.WriteFile(filepath.Join(texts, "a.txt"), []byte("The captain of the Titanic was Edward Smith.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return texts, "Who was the captain of the Titanic?"
}

// ends starts a bot on a data folder, and wants it to end with one sentence that says so much.
func ends(t *testing.T, data, says string) {
	t.Helper()
	texts, _ := titanic(t)
	bot := start(t, nobody, "TELEGRAM_API_URL=https://bot-api.invalid", "HTTP_ADDR="+freeAddress(t), "TEXTS_DIR="+texts, "DATA_DIR="+data)
	err := bot.Wait()
	log := bot.log.String()
	if bot.ProcessState.ExitCode() != 2 || strings.Count("\n"+log, "\nchuchu: ") != 1 || !strings.Contains(log, says) || strings.Contains(log, "panic") {
		t.Errorf("got %v, want status 2 and one sentence with %q; log:\n%s", err, says, log)
	}
}

// waitLog waits until the log says one of some things.
func (s *process) waitLog(t *testing.T, says ...string) {
	t.Helper()
	said := func() bool {
		log := s.log.String()
		return slices.ContainsFunc(says, func(line string) bool { return strings.Contains(log, line) })
	}
	for end := time.Now().Add(patience); !said(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain for %q in the log:\n%s", says, s.log.String())
		}
	}
}

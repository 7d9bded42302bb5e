package telegram

import (
	"bytes"
	"context"
	"flag"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"chuchu/bot"
	"chuchu/bot/spending"
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/outbox"
	"chuchu/bot/telegram/telegramtest"
	"chuchu/retrieval"
	"chuchu/retrieval/reading"
)

var (
	update = flag.Bool("update", false, "write what the phones show into testdata/play/*.txtar as what they should show")
	page   = flag.String("page", "", "write the conversations of testdata/play as a page of chat bubbles into this file, to be looked at")
)

// seeds is a bot for the texts in seeds/, opened once for all tests.
var seeds = sync.OnceValues(func() (*bot.Bot, error) { return open(os.DirFS("../../seeds")) })

// textsOf is a bot for the texts of a script, its parts NAME.txt, or for the seeds if it has none.
func textsOf(t *testing.T, file string) *bot.Bot {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	texts := fstest.MapFS{}
	for _, f := range archive.Files {
		if strings.HasSuffix(f.Name, ".txt") {
			texts[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	if len(texts) == 0 {
		b, err := seeds()
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	b, err := open(texts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}

func open(folder fs.FS) (*bot.Bot, error) {
	var texts []reading.Text
	for text, err := range reading.Folder(context.Background(), folder) {
		if err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	c, err := retrieval.Open(context.Background(), texts, retrieval.Glossary{})
	if err != nil {
		return nil, err
	}
	return bot.New(c), nil
}

// TestPlay plays testdata/play/*.txtar: what people do, and what their phones show. A file there is a test that needs no
// Go to write; telegramtest/script.go tells how. Files whose name begins with "admin" are played to a bot that obeys the
// first person; those with "closed" to a bot that answers nobody. A part "model" is what a model says (model_test.go); limitsOf is
// what may be spent on it, and with "rewording" in the name it may put questions in other words. Parts NAME.txt are the texts, in the place of those in seeds/.
func TestPlay(t *testing.T) {
	files, err := filepath.Glob("testdata/play/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	recordings := make([]*telegramtest.Recording, len(files))
	t.Cleanup(func() { writePage(t, recordings) }) // when all have been played
	for i, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			settings := Settings{State: filepath.Join(t.TempDir(), "state"), Rates: outbox.Unlimited()}
			switch name := filepath.Base(file); {
			case strings.HasPrefix(name, "admin"):
				settings.Allowed, settings.Admins = audience(t, "*"), audience(t, "700000001")
			case !strings.HasPrefix(name, "closed"):
				settings.Allowed = audience(t, "*")
			}
			var log telegramtest.Log
			player := telegramtest.Player{Update: *update}
			if m := modelOf(t, file); m != nil {
				settings.Model, player.Model = m.asked(t, limitsOf(file), strings.Contains(file, "rewording")), m.do
			}
			player.Start = starter(t, settings, textsOf(t, file), &log)
			recordings[i] = player.Play(t, file)
			keepsSecret(t, file, &log)
		})
	}
}

// limitsOf are what may be spent on the model in a script: a million tokens cost 1 in and 3 out; in those with "quota" in
// their name a person has one answer a day, and in those with "budget" there is not enough for any.
func limitsOf(file string) spending.Limits {
	l := spending.Limits{Prices: spending.Prices{In: spending.Unit, Out: 3 * spending.Unit}}
	if strings.Contains(file, "quota") {
		l.Answers = 1
	}
	if strings.Contains(file, "budget") {
		l.Budget = 1
	}
	return l
}

// keepsSecret wants that nothing of what people wrote in a conversation stands in the log.
func keepsSecret(t *testing.T, file string, log *telegramtest.Log) {
	t.Helper()
	script, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(script)) {
		_, said, ok := strings.Cut(strings.TrimSpace(line), "> ")
		if strings.HasPrefix(said, "/") {
			_, said, _ = strings.Cut(said, " ")
		}
		if ok && len(said) >= 4 && !strings.HasPrefix(line, " ") && !strings.HasPrefix(line, "<") {
			log.KeepsSecret(t, said)
		}
	}
}

// writePage writes the conversations that were played as a page, if one is wanted.
func writePage(t *testing.T, recordings []*telegramtest.Recording) {
	if *page == "" {
		return
	}
	played := slices.DeleteFunc(recordings, func(r *telegramtest.Recording) bool { return r == nil }) // -run may choose
	var b bytes.Buffer
	if err := telegramtest.WritePage(&b, "chuchu in Telegram", played); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(*page, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func audience(t *testing.T, list string) Audience {
	t.Helper()
	a, err := ParseAudience(list)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// starter starts a service with these settings, as often as it is wanted.
func starter(t *testing.T, settings Settings, b *bot.Bot, log io.Writer) func(url, token string) (stop func()) {
	return func(url, token string) func() {
		settings := settings
		settings.API = url
		var err error
		if settings.Token, err = api.ParseToken(token); err != nil {
			t.Fatal(err)
		}
		v, err := New(settings, b, slog.New(slog.NewTextHandler(io.MultiWriter(t.Output(), log), nil)))
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(context.Background())
		ended := make(chan error, 1)
		go func() { ended <- v.Run(ctx) }()
		return func() {
			cancel()
			if err := <-ended; err != nil {
				t.Errorf("Run: %v", err)
			}
			if err := v.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}

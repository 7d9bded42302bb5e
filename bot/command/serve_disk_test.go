//go:build unix

package command

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"chuchu/bot/telegram/telegramtest"
)

// fillDisk leaves no room on the disk of a folder, and returns what to call for room.
func fillDisk(t *testing.T, folder string) (empty func()) {
	t.Helper()
	path := filepath.Join(folder, "ballast")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	endless, err := os.Open("/dev/zero")
	if err != nil {
		t.Fatal(err)
	}
	defer endless.Close()
	if _, err := io.Copy(file, endless); !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("filling the disk: %v", err)
	}
	return func() {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
}

// What the operator is told of what cannot be stored.
const (
	noUpdate = "updates cannot be stored; they wait at Telegram"
	noAnswer = "an answer waits until it can be stored"
)

// TestStateDiskFull fills the disk of DATA_DIR while people ask. What cannot be stored waits at Telegram, what was stored waits
// there, the operator is told, and each question has its one answer when there is room again. Of many who ask at a time
// the updates are what there is no room for; of one it is the answer, unless the disk was full before the bot had noted that its profile
// is set.
func TestStateDiskFull(t *testing.T) {
	for _, c := range []struct {
		name         string
		people, room int // room in KB; what there is none for first depends on it, too
		says         []string
		stopped      bool // while it is full, and started again when there is room
	}{
		{"many ask", 20, 1500, []string{noUpdate}, false},
		{"one asks", 1, 200, []string{noAnswer, noUpdate}, false},
		{"one asks, and it is stopped", 1, 200, []string{noAnswer, noUpdate}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			fullState(t, c.people, c.room, c.says, c.stopped)
		})
	}
}

func fullState(t *testing.T, asking, room int, says []string, stopped bool) {
	data := mount(t, room)
	texts, question := titanic(t)
	api := telegramtest.New(t)
	env := botOf(api, unlimited, "HTTP_ADDR="+freeAddress(t), "TEXTS_DIR="+texts, "DATA_DIR="+data)
	bot := start(t, env...)
	waitFor(t, api, api.Waiting, bot)
	empty := fillDisk(t, data)
	people := newCrowd(api, asking, question)
	full := func() bool { return strings.Contains(bot.log.String(), "the disk is full") }
	for !full() { // one round after another, so that it may be full at any step
		if people.asked == 500 {
			t.Fatalf("the disk is never full; log:\n%s", bot.log.String())
		}
		people.ask(1)
		for end := time.Now().Add(patience); !people.answered() && !full(); time.Sleep(time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("neither an answer nor a word; log:\n%s", bot.log.String())
			}
		}
	}
	people.ask(5)
	bot.waitLog(t, says...)
	log := ""
	if stopped {
		stopsInTime(t, bot)
		log = bot.log.String()
	}
	empty()
	if stopped {
		bot = start(t, env...)
	}
	waitFor(t, api, people.answered, bot)
	bot.stop(t)
	for _, p := range people.all {
		if answers, notes := replies(api, p); answers != people.asked || notes != 0 {
			t.Errorf("%d questions have %d answers and %d notes", people.asked, answers, notes)
		}
	}
	if log += bot.log.String(); strings.Contains(log, "could not be handled") || strings.Contains(log, "panic") {
		t.Errorf("log:\n%s", log)
	}
}

// TestIndexDiskFull fills the disk of INDEX_DIR while texts change: those from before go on answering, that is said, and the
// changed ones are taken up when there is room.
func TestIndexDiskFull(t *testing.T) {
	t.Parallel()
	l := newShelf(t, mount(t, 400))
	address := freeAddress(t)
	bot := start(t, "HTTP_ADDR="+address, "TEXTS_DIR="+l.texts, "INDEX_DIR="+l.index)
	bot.waitLog(t, `msg="the texts are read" texts=1`)
	l.put(t, "many.txt", many(1000))
	bot.waitLog(t, `msg="changed texts could not be loaded; still answering from the previous ones" error="bringing the index in `)
	bot.waitLog(t, "no space left on device; make room, or let --index or INDEX_DIR name another folder")
	health := exec.Command("chuchu", "health")
	health.Env, health.Dir = append(os.Environ(), "HTTP_ADDR="+address), t.TempDir()
	if out, err := health.Output(); err != nil {
		t.Errorf("it is not ready any more: %v, %s", err, out)
	}
	l.put(t, "many.txt", many(10)) // it fits
	bot.waitLog(t, `msg="the texts were reloaded" texts=2 paragraphs=11`)
	bot.stop(t)
}

// TestDataFolderReadOnly: a bot that cannot keep what it is asked does not begin, and says why.
func TestDataFolderReadOnly(t *testing.T) {
	t.Parallel()
	data := mount(t, 1500)
	if out, err := exec.Command("mount", "-o", "remount,ro", data).CombinedOutput(); err != nil {
		t.Skipf("a disk cannot be made read-only here: %v: %s", err, out)
	}
	ends(t, data, "it must name a writable folder")
}

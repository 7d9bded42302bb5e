package command

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"chuchu/bot/telegram/telegramtest"
)

// process is the real program at work.
type process struct {
	*exec.Cmd
	log  *logBook
	ends os.Signal // that tells it to stop
}

func (p *process) begin(t testing.TB) {
	t.Helper()
	p.Stdout, p.Stderr = p.log, p.log
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Process.Kill() }) // it has ended, unless the test failed
}

// stop tells the process to stop, and wants it to end well.
func (p *process) stop(t testing.TB) {
	t.Helper()
	if err := p.Process.Signal(p.ends); err != nil {
		t.Error(err)
	}
	if err := p.Wait(); err != nil {
		t.Errorf("the program was told to stop and ended with %v; it said\n%s", err, p.log)
	}
}

// startTelegram starts chuchu telegram. It keeps what it must not forget in folder, answers everybody, as fast as it can.
func startTelegram(t testing.TB, s *telegramtest.Server, folder string, log *logBook, settings ...string) *process {
	t.Helper()
	p := &process{exec.Command("chuchu", "telegram"), log, os.Interrupt}
	p.Dir = folder // where there is no .env
	p.Env = append([]string{filesFolder + "=" + os.Getenv(filesFolder), "HOME=" + folder, "READER_BUDGET=0", "DATA_DIR=" + folder, "TELEGRAM_API_URL=" + s.URL, "TELEGRAM_BOT_TOKEN=" + s.Token,
		"TELEGRAM_ALLOWED=*", unlimited}, settings...)
	p.begin(t)
	return p
}

// wasKilled reports whether a process ended by a signal, and not by itself.
func wasKilled(err error) bool {
	exit, ok := errors.AsType[*exec.ExitError](err)
	return ok && !exit.Exited()
}

// logBook keeps what programs write, also of several at a time.
type logBook struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logBook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logBook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// keepsSecret wants that none of the words stands in the log.
func (l *logBook) keepsSecret(t testing.TB, words ...string) {
	t.Helper()
	log := l.String()
	for _, w := range words {
		if strings.Contains(log, w) {
			t.Errorf("the log holds %q", w)
		}
	}
}

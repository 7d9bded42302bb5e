package command

import (
	"errors"
	"os"
	"os/exec"
	"testing"

	"chuchu/bot/telegram/telegramtest"
)

// process is the real program at work.
type process struct {
	*exec.Cmd
	log  *telegramtest.Log
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
func startTelegram(t testing.TB, s *telegramtest.Server, folder string, log *telegramtest.Log, settings ...string) *process {
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

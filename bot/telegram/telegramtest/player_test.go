package telegramtest

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestPlayer plays testdata/play/*.txtar to a small bot: what a script can say, file by file.
func TestPlayer(t *testing.T) {
	files, err := filepath.Glob("testdata/play/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			Player{Start: startEcho, Update: *updating}.Play(t, file)
		})
	}
}

// TestPage draws a script as chat bubbles.
func TestPage(t *testing.T) {
	rec := Player{Start: startEcho}.Play(t, "testdata/play/private.txtar")
	var page bytes.Buffer
	if err := WritePage(&page, "Conversations", []*Recording{rec}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"<h2>Anna talks to the bot alone.</h2>", "<div>you said: 你好</div>", "<summary><blockquote><div>so it is<br><b>written</b> &lt;here&gt;</div></blockquote>",
		`<a href="https://t.me/chuchu_bot?start=p_1">the <i>book</i></a>`, `<div class="key">📖 open ↗</div>`, `<div class="toast">thank you</div>`,
	} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("the page does not hold %s", want)
		}
	}
	// go test -run Page -artifacts -outputdir=… leaves the page to be looked at
	if err := os.WriteFile(filepath.Join(t.ArtifactDir(), "page.html"), page.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// failing is a test that notes what it is told, as one does that is expected to fail.
type failing struct {
	testing.TB
	said []string
}

func (f *failing) Errorf(format string, args ...any) {
	f.said = append(f.said, fmt.Sprintf(format, args...))
}
func (f *failing) Failed() bool { return len(f.said) > 0 }

// TestPlayerFails plays scripts that are wrong, and checks what a reader is told.
func TestPlayerFails(t *testing.T) {
	for _, test := range []struct{ name, script, want string }{
		{"another answer", "> hello\n< you said: goodbye\n", "-< you said: goodbye\n+< you said: hello\n"},
		{"no answer", "> /silence\n< you said: hello\n\n> hello\n< you said: hello\n", " > /silence\n-< you said: hello\n"},
		{"one too many", "> hello\n", " > hello\n+< you said: hello\n"},
		{"no such button", "> hello\n< you said: hello\ntap [👍]\n", "conversation line 3: tap [👍]: no message has the button [👍]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "wrong.txtar")
			if err := os.WriteFile(file, []byte("wrong\n-- conversation --\n"+test.script), 0o644); err != nil {
				t.Fatal(err)
			}
			noted := &failing{TB: t}
			Player{Start: startEcho, Patience: 50 * time.Millisecond}.Play(noted, file)
			if len(noted.said) == 0 || !strings.Contains(noted.said[0], test.want) {
				t.Errorf("got %q, want %q", noted.said, test.want)
			}
		})
	}
}

// TestScriptFaults reads scripts that cannot be played.
func TestScriptFaults(t *testing.T) {
	for script, want := range map[string]string{
		"-- phones --\nanna: Anna\n":                         "there is no part -- conversation --",
		"-- conversation --\n< hello\n":                      "line 1: \"< hello\" belongs to nothing that somebody does",
		"-- conversation --\n> a\nanna waves\n":              "line 2: nothing tells what \"anna waves\" writes",
		"-- conversation --\ntap 👍\n":                        "a tap is on a button in brackets, as [👍], not on \"👍\"",
		"-- conversation --\nnext sendMessage: broken\n":     "line 1: \"broken\" is no trouble",
		"-- conversation --\nnext getMe: slow soon\n":        "line 1: time: invalid duration",
		"-- conversation --\n> a\n< b\n# c\n  left behind\n": "line 4: \"  left behind\" belongs to nothing",
	} {
		if _, err := readScript([]byte(script)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", script, err, want)
		}
	}
}

//go:build unix

package command

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// shelf is a folder of texts and one for their index, on which the real program is let loose.
type shelf struct{ texts, index string }

func newShelf(t *testing.T, index string) shelf {
	t.Helper()
	l := shelf{t.TempDir(), index}
	l.put(t, "ship.txt", "Her captain was Edward Smith. He went down with the ship.\n")
	return l
}

func (l shelf) put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(l.texts, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// many is a text that takes a while to index.
func many(paragraphs int) string {
	var b strings.Builder
	for i := range paragraphs {
		for k := range 40 {
			fmt.Fprintf(&b, "Sentence %d of paragraph %d says word%d. ", k, i, (i*41+k*k)%9973)
		}
		b.WriteString("\n\n")
	}
	return b.String()
}

const captain = "Who was the captain who went down with the ship?"

// ask prepares the program to answer a question.
func (l shelf) ask() *exec.Cmd {
	c := exec.Command("chuchu", "--texts", l.texts, "--index", l.index, "ask", captain)
	c.Stdout, c.Stderr = new(bytes.Buffer), new(bytes.Buffer)
	return c
}

// progressLine matches what a busy machine, where reading and indexing take long, is told of them on standard error.
var progressLine = regexp.MustCompile(`(?m)^chuchu: (read \d+ (of \d+ )?files|indexed \d+ of \d+ paragraphs).*\n`)

// stderr returns what a program that has ended wrote to standard error, its progress apart.
func stderr(c *exec.Cmd) string { return progressLine.ReplaceAllString(fmt.Sprint(c.Stderr), "") }

// answers runs the program, and wants an answer, and nothing on standard error.
func (l shelf) answers(t *testing.T) {
	t.Helper()
	c := l.ask()
	if err := c.Run(); err != nil || !strings.Contains(fmt.Sprint(c.Stdout), "Edward Smith") || stderr(c) != "" {
		t.Errorf("got %v, %s, and on standard error %q", err, c.Stdout, c.Stderr)
	}
}

// fails runs the program, and wants an error that says so much.
func (l shelf) fails(t *testing.T, says ...string) {
	t.Helper()
	c := l.ask()
	err := c.Run()
	if c.ProcessState.ExitCode() != 2 {
		t.Errorf("got %v, %s; want status 2", err, c.Stdout)
	}
	for _, s := range says {
		if got := stderr(c); !strings.Contains(got, s) || strings.Count(got, "\n") != 1 {
			t.Errorf("got %q, want one line with %q", got, s)
		}
	}
}

// untilIndexing starts the program and returns while it writes the index.
func (l shelf) untilIndexing(t *testing.T) *exec.Cmd {
	t.Helper()
	before, c := len(l.snapshots(t)), l.ask()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Process.Kill() })
	for end := time.Now().Add(30 * time.Second); len(l.snapshots(t)) == before; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("it writes no index")
		}
	}
	return c
}

func (l shelf) snapshots(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(l.index, "snapshot-*"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestKilledWhileIndexing: kill -9 loses nothing, neither of the first index nor of one that is brought up to date.
func TestKilledWhileIndexing(t *testing.T) {
	l := newShelf(t, filepath.Join(t.TempDir(), "index"))
	manifest := filepath.Join(l.index, "chuchu-index.json")
	kill := func() {
		t.Helper()
		c := l.untilIndexing(t)
		if err := c.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		if c.Wait() == nil {
			t.Error("it had ended before it was killed")
		}
	}
	l.put(t, "many.txt", many(800))
	kill()
	if _, err := os.Stat(manifest); err == nil {
		t.Error("a half-written index is taken for one")
	}
	l.answers(t)
	before, err := os.ReadFile(manifest)
	if err != nil {
		t.Fatal(err)
	}
	l.put(t, "more.txt", many(801))
	kill()
	if after, err := os.ReadFile(manifest); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the index that was there is not what it was: %v", err)
	}
	l.answers(t)
	if n := len(l.snapshots(t)); n != 1 {
		t.Errorf("%d snapshots lie there", n)
	}
}

// TestTwoProcesses: while one process makes the index, another says so; a finished one serves both.
func TestTwoProcesses(t *testing.T) {
	l := newShelf(t, filepath.Join(t.TempDir(), "index"))
	l.put(t, "many.txt", many(500))
	first := l.untilIndexing(t)
	if err := first.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	l.fails(t, "another process is making an index in this folder; wait for it, or give each its own folder")
	if err := first.Process.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	if err := first.Wait(); err != nil || !strings.Contains(fmt.Sprint(first.Stdout), "Edward Smith") {
		t.Errorf("the first process: %v, %s%s", err, first.Stdout, first.Stderr)
	}
	l.answers(t)
}

// mount gives a disk of its own, of so many kilobytes.
func mount(t *testing.T, kilobytes int) string {
	t.Helper()
	folder := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", fmt.Sprintf("size=%dk", kilobytes), "tmpfs", folder).CombinedOutput(); err != nil {
		t.Skipf("no disk of its own can be mounted here, which takes root: %v: %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", folder).CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
	})
	return folder
}

// TestReadOnlyDisk: an index that is up to date serves from a disk that cannot be written to; one that is not says so.
func TestReadOnlyDisk(t *testing.T) {
	l := newShelf(t, mount(t, 1000))
	l.answers(t)
	if out, err := exec.Command("mount", "-o", "remount,ro", l.index).CombinedOutput(); err != nil {
		t.Skipf("a disk cannot be made read-only here: %v: %s", err, out)
	}
	l.answers(t)
	l.put(t, "more.txt", "The Carpathia came.\n")
	l.fails(t, "read-only file system; --index or INDEX_DIR must name a writable folder, or be left out")
	if err := os.Remove(filepath.Join(l.texts, "more.txt")); err != nil {
		t.Fatal(err)
	}
	l.answers(t)
}

// TestFullDisk: where the disk is full, that is said, and the index that was there still serves.
func TestFullDisk(t *testing.T) {
	l := newShelf(t, mount(t, 300))
	l.answers(t)
	l.put(t, "many.txt", many(1000))
	l.fails(t, "no space left on device; make room, or let --index or INDEX_DIR name another folder")
	if n := len(l.snapshots(t)); n != 1 {
		t.Errorf("%d snapshots lie there", n)
	}
	if err := os.Remove(filepath.Join(l.texts, "many.txt")); err != nil {
		t.Fatal(err)
	}
	l.answers(t)
}

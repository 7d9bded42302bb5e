package state

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	crashes = 200                  // how often a process is killed
	worlds  = 4                    // how many states they use
	longest = 60                   // how many steps one tells of before it is killed, at most
	late    = 2 * time.Millisecond // how long after that it lives, at most: about as long as a commit takes
)

// crashEnv names the state for the process that is to be killed, and which of them it is.
const crashEnv = "CHUCHU_CRASH_STATE"

func TestMain(m *testing.M) {
	if path := os.Getenv(crashEnv); path != "" {
		err := beKilled(path, os.Stdout)
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// beKilled handles updates, several at a time, until it is killed. It tells before and after each step, in lower and
// upper case, what it does: "r 12" and then "R 12". What it found pending it finishes first.
func beKilled(path string, out io.Writer) error {
	s, err := Open(path)
	if err != nil {
		return err
	}
	left, err := s.Pending()
	if err != nil {
		return err
	}
	offset, err := s.Offset()
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "open", offset)
	for _, e := range left[:len(left)/2] { // the others lie there for the next one
		if err := step(out, "f", e.ID, func() error { return s.Finish(e.ID) }); err != nil {
			return err
		}
	}
	faults := make(chan error)
	var ids sync.Mutex
	next := offset + 1 // ids of updates have gaps
	for range 4 {
		go func() {
			for {
				ids.Lock()
				id := next
				next += 3
				ids.Unlock()
				if err := handle(s, out, id); err != nil {
					faults <- err
					return
				}
			}
		}()
	}
	return <-faults
}

// handle takes one update through its life. Each seventh stays where it is.
func handle(s *State, out io.Writer, id int64) error {
	var fresh []Entry
	err := step(out, "r", id, func() (err error) {
		fresh, err = s.Receive([]Entry{{ID: id, Raw: fmt.Append(nil, "update ", id)}})
		return err
	})
	if err != nil || len(fresh) == 0 || id%7 == 0 { // it may have been stored though the process before could not tell
		return err
	}
	a := sample(s, id)
	if err := step(out, "s", id, func() error { return s.Sending(id, a) }); err != nil || id%7 == 1 {
		return err
	}
	return step(out, "f", id, func() error { return s.Finish(id, a) })
}

// step tells each line with one write, so that lines of several goroutines do not mix.
func step(out io.Writer, name string, id int64, do func() error) error {
	fmt.Fprintf(out, "%s %d\n", name, id)
	if err := do(); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s %d\n", strings.ToUpper(name), id)
	return nil
}

// life is what is known of an update from what the processes told: the letters of its steps, "r" for one that began to be
// received and may have been, "R" for one that was for certain.
type life string

func (l life) has(step string) bool { return strings.Contains(string(l), step) }

// TestKill kills a process that uses the state, again and again at random moments, and looks each time at what is left:
// nothing that was received is gone, nothing that is finished comes back, and a mark that something was sent stays.
// SIGKILL leaves what the kernel has been given, so this proves the order of writes and not the disk's.
func TestKill(t *testing.T) {
	kills := crashes
	if testing.Short() {
		kills = 20
	}
	for world := range uint64(worlds) { // much of the time is spent waiting for processes to start
		t.Run(fmt.Sprint(world), func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "state.db")
			random := rand.New(rand.NewPCG(5, world))
			lives := map[int64]life{}
			for n := range kills / worlds {
				runAndKill(t, path, random.IntN(longest), time.Duration(random.Int64N(int64(late))), lives)
				checkLives(t, path, lives)
				if t.Failed() {
					t.Fatalf("after kill %d", n)
				}
			}
			summarize(t, lives, kills/worlds)
		})
	}
}

// summarize makes sure that the kills came in the midst of work.
func summarize(t *testing.T, lives map[int64]life, kills int) {
	told := map[string]int{}
	cut := 0
	for _, l := range lives {
		for _, step := range []string{"R", "S", "F"} {
			if l.has(step) {
				told[step]++
			}
		}
		if l.has("r") && !l.has("R") || l.has("s") && !l.has("S") || l.has("f") && !l.has("F") {
			cut++
		}
	}
	t.Logf("%d kills; %d received, %d sent, %d finished; %d steps cut short", kills, told["R"], told["S"], told["F"], cut)
	if told["F"] < kills || cut < kills/4 {
		t.Error("too little was done between the kills, or at the moment of one")
	}
}

// runAndKill starts the process, kills it when it has told of so many steps and a while has passed, and adds what it told.
func runAndKill(t *testing.T, path string, steps int, while time.Duration, lives map[int64]life) {
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), crashEnv+"="+path)
	var complaint strings.Builder
	command.Stderr = &complaint
	out, err := command.StdoutPipe()
	must(t, err)
	must(t, command.Start())
	told := 0
	for lines := bufio.NewScanner(out); lines.Scan(); told++ {
		if told == steps {
			defer time.AfterFunc(while, func() { command.Process.Kill() }).Stop()
		}
		var name string
		var id int64
		if _, err := fmt.Sscan(lines.Text(), &name, &id); err != nil {
			continue // cut by the kill
		}
		lives[id] += life(name)
	}
	command.Wait()
	if told <= steps || complaint.Len() > 0 {
		t.Fatalf("the process ended by itself: %s", complaint.String())
	}
}

// checkLives compares the file with what is known of each update. Lives that are over are left out: Receive would have
// them all stored again if they were not known.
func checkLives(t *testing.T, path string, lives map[int64]life) {
	t.Helper()
	s, err := Open(path)
	must(t, err)
	defer s.Close()
	left := map[int64]Entry{}
	for _, e := range pending(t, s) {
		left[e.ID] = e
		if string(e.Raw) != fmt.Sprint("update ", e.ID) {
			t.Errorf("%d holds %q", e.ID, e.Raw)
		}
	}
	offset, err := s.Offset()
	must(t, err)
	var again []Entry
	for id, l := range lives {
		e, isLeft := left[id]
		switch {
		case l.has("F") && isLeft:
			t.Errorf("%d is finished and came back", id)
		case l.has("R") && !l.has("f") && !isLeft:
			t.Errorf("%d was received and is lost", id)
		case l.has("S") && isLeft && e.Stage != Sending:
			t.Errorf("%d was being sent and is %v", id, e.Stage)
		case isLeft && !l.has("s") && e.Stage != Received:
			t.Errorf("%d was never sent and is %v", id, e.Stage)
		}
		if l.has("S") {
			chat := s.Key(id)
			if _, ok, err := s.AnswerAt(chat, 2*id+1); !ok || err != nil {
				t.Errorf("the answer to %d is lost: %v", id, err)
			}
		}
		if l.has("R") {
			again = append(again, Entry{ID: id})
			if offset <= id-4*3 { // as many as are received at a time may commit in any order
				t.Errorf("the offset is %d though %d was received", offset, id)
			}
		}
	}
	fresh, err := s.Receive(again)
	must(t, err)
	if len(fresh) > 0 {
		t.Errorf("%v came again and are taken for new", ids(fresh))
	}
}

package state

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
)

// open opens a state in a folder of the test's own.
func open(t testing.TB) *State {
	t.Helper()
	return reopen(t, filepath.Join(t.TempDir(), "telegram", "state.db"))
}

// reopen opens the state at path, and closes it when the test ends.
func reopen(t testing.TB, path string) *State {
	t.Helper()
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// each does something n times at the same time, so that the commits are few.
func each(t testing.TB, n int64, do func(int64) error) {
	t.Helper()
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			if err := do(i); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

// filled returns the path of a closed state that holds something of everything.
func filled(t testing.TB) string {
	t.Helper()
	s := open(t)
	each(t, 300, func(id int64) error {
		_, received := s.Receive([]Entry{{ID: id, Raw: []byte(strings.Repeat("a question ", 40))}})
		a := sample(s, id)
		saved := save(s, a)
		if id%3 > 0 {
			return errors.Join(received, saved)
		}
		_, judged := s.SaveVerdict(a.ID, s.Key(id), Down, WrongQuote)
		return errors.Join(received, saved, judged, s.Finish(id), s.SetLanguage(s.Key(id), "zh-Hans"))
	})
	must(t, s.SetNote("commands", []byte("1")))
	must(t, s.Close())
	return s.path
}

// save stores an answer, as what handles an update does beside it.
func save(s *State, a Answer) error {
	return s.update("saving an answer", func(tx *bolt.Tx) error { return saveAnswers(tx, []Answer{a}) })
}

// sample returns an answer to the user n in the private chat with them.
func sample(s *State, n int64) Answer {
	return Answer{
		ID: s.NewAnswerID(), User: s.Key(n), Chat: s.Key(n), Asked: 2*n + 1, Message: 2*n + 2,
		Question: fmt.Sprintf("问题%d?", n), Language: "zh-Hans", Confidence: 0.75,
		Sources: []Source{{Passage: "p1", File: "a.txt", Line: 12, Quote: "引文一二三"}, {Passage: "p2", File: "b.txt", Line: 1, Quote: "另一段"}},
	}
}

func TestOpenMakesFolderAndFileForTheOwnerOnly(t *testing.T) {
	s := open(t)
	for path, want := range map[string]os.FileMode{s.path: 0o600, filepath.Dir(s.path): 0o700} {
		info, err := os.Stat(path)
		must(t, err)
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %o, want %o", path, got, want)
		}
	}
}

func TestOpenTwice(t *testing.T) {
	s := open(t)
	_, err := Open(s.path)
	wantError(t, err, s.path, "another process holds it")
	must(t, s.Close())
	reopen(t, s.path)
}

// TestOpenUnfinished opens what a process leaves that is killed before the layout is made. A file without a byte may also have been
// emptied, and is told of.
func TestOpenUnfinished(t *testing.T) {
	for _, test := range []struct {
		write   func(path string) error
		emptied bool
	}{
		{textFile(""), true},
		{os.Remove, false},
		{func(path string) error {
			db, err := bolt.Open(path, 0o600, nil)
			must(t, err)
			return db.Close()
		}, false},
	} {
		path := filepath.Join(t.TempDir(), "state.db")
		must(t, os.WriteFile(path, nil, 0o600))
		must(t, test.write(path))
		s := reopen(t, path)
		if got := s.Emptied(); got != test.emptied {
			t.Errorf("emptied: got %v, want %v", got, test.emptied)
		}
		must(t, s.SetNote("a", []byte("b")))
	}
}

// TestOpenRefuses opens what is no state, and wants the file as it was.
func TestOpenRefuses(t *testing.T) {
	sound, err := os.ReadFile(filled(t))
	must(t, err)
	tests := []struct {
		name string
		make func(path string) error
		want string
	}{
		{"a folder", func(path string) error { return os.Mkdir(path, 0o700) }, "not a file"},
		{"a short text", textFile("TELEGRAM_BOT_TOKEN=…\n"), "not a state file of chuchu"},
		{"a long text", textFile(strings.Repeat("All is well that ends well.\n", 5000)), "not a state file of chuchu"},
		{"zeros", textFile(strings.Repeat("\x00", 1<<16)), "not a state file of chuchu"},
		{"another program's bbolt file", boltFile("users", "x", "y"), "not a state file of chuchu"},
		{"another program's file with our bucket", boltFile("about", "version", "1"), "not a state file of chuchu"},
		{"a newer program's", boltFile("about", string(formatName), string(number(format+1))), "newer chuchu"},
		{"a format that is no number", boltFile("about", string(formatName), "one"), "damaged"},
		{"a file that was cut", textFile(string(sound[:len(sound)/3])), "damaged"},
		{"a file cut within its head", textFile(string(sound[:5000])), ""},
		{"a file without its head", textFile(string(sound[8192:])), "not a state file of chuchu"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "state.db")
			must(t, test.make(path))
			before, _ := os.ReadFile(path)
			_, err := Open(path)
			wantError(t, err, path, test.want)
			if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
				t.Error("the file is not as it was")
			}
			if _, again := Open(path); again == nil || strings.Contains(again.Error(), "another process") {
				t.Errorf("the second time: %v", again)
			}
		})
	}
}

func textFile(content string) func(string) error {
	return func(path string) error { return os.WriteFile(path, []byte(content), 0o600) }
}

func boltFile(bucket, key, value string) func(string) error {
	return func(path string) error {
		db, err := bolt.Open(path, 0o600, nil)
		if err != nil {
			return err
		}
		err = db.Update(func(tx *bolt.Tx) error {
			b, err := tx.CreateBucket([]byte(bucket))
			if err != nil {
				return err
			}
			return b.Put([]byte(key), []byte(value))
		})
		return errors.Join(err, db.Close())
	}
}

// TestOpenDamaged writes over random places of a sound file. Either that is found out and the file stays as it was, or
// everything in it can be read.
func TestOpenDamaged(t *testing.T) {
	sound, err := os.ReadFile(filled(t))
	must(t, err)
	path := filepath.Join(t.TempDir(), "state.db")
	random := rand.New(rand.NewPCG(1, 2))
	found := 0
	for range 300 {
		broken := bytes.Clone(sound)
		at := random.IntN(len(broken))
		if random.IntN(2) == 0 {
			at = at &^ 4095 // the heads of pages are what hurts
		}
		for i := range min(len(broken)-at, 1+random.IntN(64)) {
			broken[at+i] = byte(random.Uint32())
		}
		must(t, os.WriteFile(path, broken, 0o600))
		s, err := Open(path)
		if err != nil {
			found++
			if !strings.Contains(err.Error(), "newer chuchu") { // where the format's number was hit
				wantError(t, err, path, "damaged")
			}
			if after, _ := os.ReadFile(path); !bytes.Equal(broken, after) {
				t.Fatal("the file is not as it was")
			}
			continue
		}
		s.Pending() // may say that an update is cut; must not panic
		s.Verdicts()
		must(t, s.Close())
	}
	if found == 0 {
		t.Error("no damage was found")
	}
	t.Logf("%d of 300 damages found", found)
}

func wantError(t *testing.T, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Fatal("no error")
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Fatalf("the error is %q, without %q", err, part)
		}
	}
}

func TestAfterClose(t *testing.T) {
	s := open(t)
	must(t, s.Close())
	_, received := s.Receive([]Entry{{ID: 1}})
	_, offset := s.Offset()
	for _, err := range []error{received, offset, s.Finish(1), s.SetNote("a", nil)} {
		if !errors.Is(err, ErrClosed) {
			t.Errorf("got %v, want ErrClosed", err)
		}
	}
}

// TestKeys looks for ids of people and chats in the file.
func TestKeys(t *testing.T) {
	const user = 7001234567
	s := open(t)
	first := sample(s, user)
	first.Question = "?"
	must(t, save(s, first))
	must(t, s.SetLanguage(s.Key(user), "en"))
	must(t, s.SetBlocked(s.Key(user), true))
	a, _, err := s.AnswerAt(s.Key(user), 2*user+1)
	must(t, err)
	_, err = s.SaveVerdict(a.ID, s.Key(user), Up, NoReason)
	must(t, err)
	key, other := s.Key(user), open(t)
	must(t, s.Close())
	file, err := os.ReadFile(s.path)
	must(t, err)
	for _, id := range [][]byte{fmt.Append(nil, int64(user)), number(user)} {
		if bytes.Contains(file, id) {
			t.Errorf("the file holds %q", id)
		}
	}
	if again := reopen(t, s.path); again.Key(user) != key {
		t.Error("the key is another one after opening again")
	}
	if other.Key(user) == key {
		t.Error("another file has the same key")
	}
}

func TestAnswerIDs(t *testing.T) {
	s := open(t)
	start := time.Now()
	last := s.NewAnswerID()
	for range 10_000 {
		id := s.NewAnswerID()
		if id <= last {
			t.Fatalf("%d after %d", id, last)
		}
		last = id
	}
	if off := time.UnixMilli(int64(last >> idsPerMilli)).Sub(start).Abs(); off > time.Minute {
		t.Errorf("the time of an id is off by %v", off)
	}
	must(t, save(s, Answer{ID: last + 5<<40}))
	must(t, s.Close())
	if id := reopen(t, s.path).NewAnswerID(); id <= last+5<<40 {
		t.Errorf("%d was given out though %d is in the file", id, last+5<<40)
	}
}

func FuzzParseAnswerID(f *testing.F) {
	f.Add("")
	f.Add(AnswerID(1).String())
	f.Add("AAAAAAAAAAB")
	f.Fuzz(func(t *testing.T, s string) {
		id, err := ParseAnswerID(s)
		if err == nil && id.String() != s {
			t.Errorf("%q is read as %q", s, id)
		}
	})
}

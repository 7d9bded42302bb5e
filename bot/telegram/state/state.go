// Package state is what the Telegram bot must not forget: updates that it has received and not yet handled, the answers
// behind its buttons, what people chose and what they thought of an answer. All of it lies in one bbolt file that one
// process holds at a time.
//
// Writes that come at the same time are committed together, and a write is on the disk when its method returns. A
// process that is killed at any moment therefore loses nothing that a method returned for.
//
// People and chats are stored as a [Key]. The only place where the file holds what Telegram calls a person is the text
// of an update that is being handled; [State.Finish] removes it.
//
// # The file
//
//	about     format, salt
//	inbox     update id → stage, tries, time, update      what is not handled yet
//	done      update id → time                            what must not be handled again
//	offset    "offset" → next update id, time
//	answers   answer id → JSON                            in the order of time
//	messages  chat key, message id → answer id            the question's message and the answer's
//	asked     user key, answer id → nothing               what Forget deletes by
//	verdicts  answer id, user key → JSON
//	settings  user key → JSON
//	blocked   chat key → time                             who does not want to hear from the bot
//	notes     name → a few bytes
package state

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"
)

// State is an open state file. It is safe for concurrent use.
type State struct {
	path    string
	db      *bolt.DB
	salt    []byte
	last    atomic.Uint64 // the newest AnswerID
	emptied bool          // see Emptied

	mu         sync.Mutex
	waiting    []*write // for the next commit
	committing bool
	closed     bool
	idle       sync.WaitGroup // one while committing
}

const (
	lockTimeout = time.Second // another process that is just ending lets go within that time
	// mapped is how much of the file is mapped into memory from the start, in bytes of address space, not of memory.
	// Up to that size a growing file never waits for readers.
	mapped = 64 << 20
	// grown is by how many bytes the file grows: at a thousand questions a second, about once a second.
	grown = 1 << 20
)

// Open opens the state at path. A file that is not there is made, readable by its owner only, and so is its folder.
// Errors say what to do: another process holds the file, it is damaged, it is no state or one of a newer program, or it
// cannot be written. None of them changes the file.
func Open(path string) (*State, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("making the folder of the state: %w", storageFault(err))
	}
	s := &State{path: path}
	if err := s.open(); err != nil {
		return nil, fmt.Errorf("opening the state %s: %w", path, openFault(err))
	}
	return s, nil
}

func (s *State) open() error {
	if err := inspect(s.path); err != nil {
		return err
	}
	info, err := os.Stat(s.path)
	s.emptied = err == nil && info.Size() == 0
	if s.db, err = bolt.Open(s.path, 0o600, options(false)); err != nil {
		return err
	}
	s.db.AllocSize = grown
	if err = s.create(); err == nil {
		err = s.claim()
	}
	if err != nil {
		s.db.Close()
	}
	return err
}

// Emptied reports whether there was a file with nothing in it, which became a new state: what it held is lost, unless the process
// that made it ended before it could write.
func (s *State) Emptied() bool { return s.emptied }

func options(readOnly bool) *bolt.Options {
	return &bolt.Options{
		Timeout:         lockTimeout,
		FreelistType:    bolt.FreelistMapType,
		InitialMmapSize: mapped,
		NoStatistics:    true,
		ReadOnly:        readOnly,
	}
}

// inspect looks at a file without writing to it. An error means that it is no sound state.
func inspect(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return errors.New("it is not a file")
	case info.Size() == 0:
		return nil
	}
	db, err := bolt.Open(path, 0, options(true))
	if err != nil {
		return err
	}
	defer db.Close()
	if info, err = os.Stat(path); err != nil { // again, since the process before may have been writing
		return err
	}
	return guard(func() error {
		return db.View(func(tx *bolt.Tx) error {
			if info.Size() < tx.Size() {
				return &damage{fmt.Sprintf("it has %d bytes of %d", info.Size(), tx.Size())}
			}
			if first(tx.Cursor()) == nil {
				return nil // made by a process that ended before it could lay anything out
			}
			if err := known(tx); err != nil {
				return err
			}
			return walk(tx)
		})
	})
}

// claim reads what the methods need to know of the file.
func (s *State) claim() error {
	return s.db.View(func(tx *bolt.Tx) error {
		s.salt = append(s.salt, tx.Bucket(about).Get(saltName)...)
		if id, _ := tx.Bucket(answers).Cursor().Last(); len(id) == 8 {
			s.last.Store(binary.BigEndian.Uint64(id))
		}
		return nil
	})
}

// Close waits for the writes that have begun and closes the file. Further writes fail.
func (s *State) Close() error {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.idle.Wait()
	if err := s.db.Close(); err != nil {
		return fmt.Errorf("closing the state %s: %w", s.path, err)
	}
	return nil
}

// number is n as eight bytes that sort as numbers do.
func number(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// moment is a time as eight bytes that sort as times do, to the millisecond.
func moment(t time.Time) []byte { return number(uint64(t.UnixMilli())) }

// momentIn reads what moment wrote; the zero time where b is too short.
func momentIn(b []byte) time.Time {
	if len(b) < 8 {
		return time.Time{}
	}
	return time.UnixMilli(int64(binary.BigEndian.Uint64(b)))
}

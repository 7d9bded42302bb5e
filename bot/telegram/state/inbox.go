package state

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"
)

// Entry is an update in the inbox.
type Entry struct {
	ID       int64     // Telegram's update_id
	Raw      []byte    // the update as it came
	Received time.Time // set by the state, as are the following
	Stage    Stage
	Tries    int // how often Pending has given it out: a question that ends the process each time can be told by it; at most 255
}

// Stage says how far the handling of an update came.
type Stage byte

const (
	Received Stage = 'r' // nothing has left for it that cannot be repeated
	Sending  Stage = 's' // a message left, or was about to: whether it arrived is not known
)

func (s Stage) String() string {
	switch s {
	case Received:
		return "received"
	case Sending:
		return "sending"
	}
	return fmt.Sprintf("stage %d", byte(s))
}

// An entry is stored as its stage, its tries, its time and the update.
const entryHead = 1 + 1 + 8

func (e Entry) value() []byte {
	value := append([]byte{byte(e.Stage), byte(min(e.Tries, 255))}, moment(e.Received)...)
	return append(value, e.Raw...)
}

// entry reads what value wrote.
func entry(id, value []byte) (Entry, error) {
	if len(id) != 8 || len(value) < entryHead {
		return Entry{}, &damage{"an update in the inbox is cut"}
	}
	return Entry{
		ID:       int64(binary.BigEndian.Uint64(id)),
		Stage:    Stage(value[0]),
		Tries:    int(value[1]),
		Received: momentIn(value[2:]),
		Raw:      bytes.Clone(value[entryHead:]),
	}, nil
}

// Receive stores the updates that were not seen before and moves the offset behind all of them, in one commit. It
// returns those stored, in the order given, each once: they are to be handled, whatever happens to the process. The
// others were handled, are being handled, or are given out by Pending.
func (s *State) Receive(updates []Entry) (fresh []Entry, err error) {
	if len(updates) == 0 {
		return nil, nil
	}
	now := time.Now()
	err = s.update("storing updates", func(tx *bolt.Tx) error {
		fresh = fresh[:0]
		newest := updates[0].ID
		in, handled := tx.Bucket(inbox), tx.Bucket(done)
		for _, e := range updates {
			newest = max(newest, e.ID)
			id := number(uint64(e.ID))
			if in.Get(id) != nil || handled.Get(id) != nil {
				continue
			}
			e.Stage, e.Tries, e.Received = Received, 0, now
			if err := in.Put(id, e.value()); err != nil {
				return err
			}
			fresh = append(fresh, e)
		}
		return tx.Bucket(position).Put(position, append(number(uint64(newest+1)), moment(now)...))
	})
	if err != nil {
		return nil, err
	}
	return fresh, nil
}

// OffsetLife is how long an offset is good for. Telegram keeps updates for 24 hours, so an older one confirms nothing;
// and after a week without updates it may number them anew from anywhere, when an old offset could confirm unseen ones.
// It is shorter than [DoneLife], so that what comes again is known.
const OffsetLife = 24 * time.Hour

// Offset returns the offset for the next getUpdates: the id after the newest of the updates received last. It is 0,
// which asks for whatever there is, if nothing was received for [OffsetLife].
func (s *State) Offset() (int64, error) {
	var offset int64
	err := s.view("reading the offset", func(tx *bolt.Tx) error {
		value := tx.Bucket(position).Get(position)
		if len(value) == 16 && time.Since(momentIn(value[8:])) < OffsetLife {
			offset = int64(binary.BigEndian.Uint64(value))
		}
		return nil
	})
	return offset, err
}

// Pending returns what was received and not finished, in the order it came, and counts the try. It is for the start of
// the program: what another part of it is handling is among it.
func (s *State) Pending() ([]Entry, error) {
	var pending []Entry
	err := s.update("reading the inbox", func(tx *bolt.Tx) error {
		pending = pending[:0]
		in := tx.Bucket(inbox)
		err := in.ForEach(func(id, value []byte) error {
			e, err := entry(id, value)
			pending = append(pending, e)
			return err
		})
		if err != nil {
			return err
		}
		for i := range pending {
			pending[i].Tries = min(pending[i].Tries+1, 255)
			if err := in.Put(number(uint64(pending[i].ID)), pending[i].value()); err != nil {
				return err
			}
		}
		return nil
	})
	slices.SortFunc(pending, func(a, b Entry) int {
		return cmp.Or(a.Received.Compare(b.Received), cmp.Compare(a.ID, b.ID))
	})
	return pending, err
}

// NotPendingError says that an update is not in the inbox: it was never received, or is finished. Nothing must be sent
// for it.
type NotPendingError struct{ ID int64 }

func (e *NotPendingError) Error() string {
	return fmt.Sprintf("update %d is not in the inbox: it is handled, or was never received", e.ID)
}

// Sending marks an update before something leaves for it that cannot be repeated, and saves the answers whose buttons
// leave with it, in the same commit. If it fails, nothing may leave; a *NotPendingError says that the update is
// finished. Marking it again does no harm.
func (s *State) Sending(id int64, with ...Answer) error {
	return s.mark("marking an update", id, Sending, with)
}

// Stayed takes the mark of Sending away: what was about to leave surely did not arrive. Errors are those of Sending.
func (s *State) Stayed(id int64) error { return s.mark("marking an update", id, Received, nil) }

// mark sets the stage of an update in the inbox, and saves answers, in one commit.
func (s *State) mark(doing string, id int64, stage Stage, with []Answer) error {
	return s.whilePending(doing, id, func(tx *bolt.Tx, value []byte) error {
		value = bytes.Clone(value)
		value[0] = byte(stage)
		if err := tx.Bucket(inbox).Put(number(uint64(id)), value); err != nil {
			return err
		}
		return saveAnswers(tx, with)
	})
}

// Keep saves answers of an update that is being handled, each in the place of the one with the same id if there is one. They
// can be found by id, and by their chat with either message, until they are [AnswerLife] old. A *NotPendingError says that the
// update is handled no more, and that nothing was saved: it is finished, or the person was forgotten meanwhile.
func (s *State) Keep(id int64, with ...Answer) error {
	return s.whilePending("saving an answer", id, func(tx *bolt.Tx, _ []byte) error { return saveAnswers(tx, with) })
}

// whilePending applies a change where an update is in the inbox.
func (s *State) whilePending(doing string, id int64, apply func(tx *bolt.Tx, value []byte) error) error {
	pending := false
	err := s.update(doing, func(tx *bolt.Tx) error {
		value := tx.Bucket(inbox).Get(number(uint64(id)))
		if pending = len(value) >= entryHead; !pending {
			return nil
		}
		return apply(tx, value)
	})
	if err == nil && !pending {
		return &NotPendingError{id}
	}
	return err
}

// Finish takes an update out of the inbox: it is handled and will not be again, though Telegram should send it again
// within [DoneLife]. The answers given, whose messages are known now, are saved in the same commit, unless the update was
// finished before: then the person may have been forgotten meanwhile. Finishing again does no harm.
func (s *State) Finish(id int64, with ...Answer) error {
	now := time.Now()
	return s.update("finishing an update", func(tx *bolt.Tx) error {
		pending := tx.Bucket(inbox).Get(number(uint64(id))) != nil
		if err := finish(tx, id, now); err != nil || !pending {
			return err
		}
		return saveAnswers(tx, with)
	})
}

func finish(tx *bolt.Tx, id int64, now time.Time) error {
	if err := tx.Bucket(inbox).Delete(number(uint64(id))); err != nil {
		return err
	}
	return tx.Bucket(done).Put(number(uint64(id)), moment(now))
}

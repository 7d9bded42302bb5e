package state

import (
	"bytes"
	"context"
	"encoding/binary"
	"time"

	bolt "go.etcd.io/bbolt"
)

// How long things are kept. TestRemoveOld holds each.
const (
	// AnswerLife is how long the buttons of an answer work: a season. Nobody pages through older ones.
	AnswerLife = 90 * 24 * time.Hour
	// VerdictLife gives the operator time to learn from verdicts, and is an end all the same, since they hold people's
	// questions. It counts from the answer.
	VerdictLife = 365 * 24 * time.Hour
	// DoneLife is how long the id of a handled update is known. Telegram keeps updates for 24 hours, so none comes again
	// after that; twice as long bears a clock that is wrong by a day.
	DoneLife = 48 * time.Hour
	// BlockedLife is how long a chat that refused a message is left alone at most.
	BlockedLife = 90 * 24 * time.Hour
)

// removedAtOnce is how many entries are looked at, and removed, in one step. Others can write between two steps.
const removedAtOnce = 500

// RemoveOld removes what is older than its life at the given time, and returns how many entries that were. It is to be
// called now and then, once an hour say, and ends early with ctx.
func (s *State) RemoveOld(ctx context.Context, now time.Time) (n int, err error) {
	timed := func(life time.Duration) func(_, value []byte) bool {
		return func(_, value []byte) bool { return momentIn(value).Before(now.Add(-life)) }
	}
	named := func(life time.Duration) func(key, _ []byte) bool {
		oldest := number(uint64(firstID(now.Add(-life))))
		return func(key, _ []byte) bool { return bytes.Compare(key, oldest) < 0 }
	}
	for _, part := range []struct {
		bucket []byte
		old    func(key, value []byte) bool
		sorted bool // by age: behind the first that is young enough there are no old ones
	}{
		{done, timed(DoneLife), false},
		{blocked, timed(BlockedLife), false},
		{answers, named(AnswerLife), true},
		{verdicts, named(VerdictLife), true},
	} {
		var from []byte
		for more := true; more; {
			if err := context.Cause(ctx); err != nil {
				return n, err
			}
			var old [][]byte
			if old, from, err = s.old(part.bucket, from, part.old, part.sorted); err != nil {
				return n, err
			}
			if len(old) > 0 {
				if err := s.remove(part.bucket, old); err != nil {
					return n, err
				}
				n += len(old)
			}
			more = from != nil
		}
	}
	return n, nil
}

// old returns the keys of old entries among the next few of a bucket, and where to go on; nil at the end.
func (s *State) old(bucket, from []byte, is func(key, value []byte) bool, sorted bool) (keys [][]byte, next []byte, err error) {
	err = s.view("looking for what is old", func(tx *bolt.Tx) error {
		c := tx.Bucket(bucket).Cursor()
		key, value := c.Seek(from)
		for range removedAtOnce {
			if key == nil {
				return nil
			}
			old := is(key, value)
			if old {
				keys = append(keys, bytes.Clone(key))
			} else if sorted {
				return nil
			}
			key, value = c.Next()
		}
		next = bytes.Clone(key)
		return nil
	})
	return keys, next, err
}

func (s *State) remove(bucket []byte, keys [][]byte) error {
	return s.update("removing what is old", func(tx *bolt.Tx) error {
		for _, key := range keys {
			if err := removeEntry(tx, bucket, key); err != nil {
				return err
			}
		}
		return nil
	})
}

// removeEntry removes an entry of a bucket, and what leads to it.
func removeEntry(tx *bolt.Tx, bucket, key []byte) error {
	if string(bucket) != string(answers) {
		return tx.Bucket(bucket).Delete(key)
	}
	a, ok, err := answerIn(tx, AnswerID(binary.BigEndian.Uint64(key)))
	if err != nil || !ok {
		return err
	}
	return a.remove(tx)
}

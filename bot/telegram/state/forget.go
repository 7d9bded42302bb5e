package state

import (
	"bytes"
	"encoding/binary"
	"time"

	bolt "go.etcd.io/bbolt"
)

// Forget removes what is stored of a person, in one commit: settings, answers to their questions, their verdicts, others'
// verdicts on those answers, and the updates given, which are theirs and being handled: nothing is stored for those any more,
// and no start finds them again. It returns how many entries that were. What is left are updates that were not given, until
// they are finished, and bytes in pages of the file that are free and will be written over.
func (s *State) Forget(user Key, handled ...int64) (n int, err error) {
	now := time.Now()
	err = s.update("forgetting a person", func(tx *bolt.Tx) error {
		n = 0
		for _, id := range handled {
			if tx.Bucket(inbox).Get(number(uint64(id))) == nil {
				continue
			}
			if err := finish(tx, id, now); err != nil {
				return err
			}
			n++
		}
		for _, name := range [][]byte{settings, blocked} {
			b := tx.Bucket(name)
			if b.Get(user[:]) == nil {
				continue
			}
			if err := b.Delete(user[:]); err != nil {
				return err
			}
			n++
		}
		forgotten, err := forgetAnswers(tx, user)
		if err != nil {
			return err
		}
		n += forgotten
		forgotten, err = forgetVerdicts(tx, user)
		n += forgotten
		return err
	})
	return n, err
}

func forgetAnswers(tx *bolt.Tx, user Key) (n int, err error) {
	var ids []AnswerID
	c := tx.Bucket(asked).Cursor()
	for key, _ := c.Seek(user[:]); bytes.HasPrefix(key, user[:]) && len(key) == len(user)+8; key, _ = c.Next() {
		ids = append(ids, AnswerID(binary.BigEndian.Uint64(key[len(user):])))
	}
	for _, id := range ids {
		a, ok, err := answerIn(tx, id)
		if err != nil {
			return n, err
		}
		if !ok {
			continue
		}
		if err := a.remove(tx); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// forgetVerdicts looks at all verdicts: there are few, and a person is in them as the one who asked or the one who judged.
func forgetVerdicts(tx *bolt.Tx, user Key) (n int, err error) {
	var keys [][]byte
	err = tx.Bucket(verdicts).ForEach(func(key, value []byte) error {
		v, err := verdict(key, value)
		if err == nil && (v.By == user || v.Of.User == user) {
			keys = append(keys, bytes.Clone(key))
		}
		return err
	})
	if err != nil {
		return 0, err
	}
	for _, key := range keys {
		if err := tx.Bucket(verdicts).Delete(key); err != nil {
			return 0, err
		}
	}
	return len(keys), nil
}

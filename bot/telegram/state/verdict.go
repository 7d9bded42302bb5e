package state

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"iter"
	"time"

	bolt "go.etcd.io/bbolt"
)

// Verdict is what a person thought of an answer. It holds all that is needed to learn from it, and outlives the answer.
type Verdict struct {
	Answer AnswerID  `json:"-"`
	By     Key       `json:"-"`
	Given  time.Time `json:"given"`
	Vote   Vote      `json:"vote"`
	Reason Reason    `json:"reason,omitempty"`
	// Of is the answer as it was given.
	Of Answer `json:"of"`
}

// Vote is 👍 or 👎.
type Vote string

const (
	Up   Vote = "up"
	Down Vote = "down"
)

// Reason says what is wrong with an answer.
type Reason string

const (
	NoReason     Reason = ""
	WrongPassage Reason = "wrong passage"
	WrongQuote   Reason = "wrong quote"
	NotAnAnswer  Reason = "not an answer"
	OutOfDate    Reason = "out of date"
)

// SaveVerdict stores what a person thinks of an answer, in place of what the same person thought of it before. It is
// false where the answer is not there any more.
func (s *State) SaveVerdict(answer AnswerID, by Key, vote Vote, reason Reason) (ok bool, err error) {
	now := time.Now()
	err = s.update("saving a verdict", func(tx *bolt.Tx) error {
		var of Answer
		var err error
		if of, ok, err = answerIn(tx, answer); err != nil || !ok {
			return err
		}
		value, err := json.Marshal(Verdict{Given: now.UTC().Truncate(time.Second), Vote: vote, Reason: reason, Of: of})
		if err != nil {
			return err
		}
		return tx.Bucket(verdicts).Put(append(number(uint64(answer)), by[:]...), value)
	})
	return ok && err == nil, err
}

// Verdict returns what a person thinks of an answer, if it is known.
func (s *State) Verdict(answer AnswerID, by Key) (v Verdict, ok bool, err error) {
	err = s.view("reading a verdict", func(tx *bolt.Tx) (err error) {
		key := append(number(uint64(answer)), by[:]...)
		value := tx.Bucket(verdicts).Get(key)
		if ok = value != nil; ok {
			v, err = verdict(key, value)
		}
		return err
	})
	return v, ok && err == nil, err
}

// verdictsAtOnce is how many verdicts are read from one moment of the file. A reader that kept one for long would keep
// the file from growing.
const verdictsAtOnce = 100

// Verdicts returns all verdicts in the order of their answers, oldest first. The one with an error is the last. The
// state can be used meanwhile; what is saved behind the place reached is among them.
func (s *State) Verdicts() iter.Seq2[Verdict, error] {
	return func(yield func(Verdict, error) bool) {
		var from []byte // the key of the last one given
		for {
			some, err := s.verdictsAfter(from)
			for _, v := range some {
				if !yield(v, nil) {
					return
				}
				from = append(number(uint64(v.Answer)), v.By[:]...)
			}
			if err != nil {
				yield(Verdict{}, err)
			}
			if err != nil || len(some) == 0 {
				return
			}
		}
	}
}

func (s *State) verdictsAfter(from []byte) (some []Verdict, err error) {
	err = s.view("reading verdicts", func(tx *bolt.Tx) error {
		c := tx.Bucket(verdicts).Cursor()
		key, value := c.Seek(from)
		if from != nil && string(key) == string(from) {
			key, value = c.Next()
		}
		for ; key != nil && len(some) < verdictsAtOnce; key, value = c.Next() {
			v, err := verdict(key, value)
			if err != nil {
				return err
			}
			some = append(some, v)
		}
		return nil
	})
	return some, err
}

func verdict(key, value []byte) (Verdict, error) {
	var v Verdict
	if len(key) != 8+len(v.By) {
		return v, &damage{"the key of a verdict is cut"}
	}
	if err := json.Unmarshal(value, &v); err != nil {
		return v, &damage{fmt.Sprintf("a verdict: %v", err)}
	}
	v.Answer = AnswerID(binary.BigEndian.Uint64(key))
	v.By = Key(key[8:])
	v.Of.ID = v.Answer
	return v, nil
}

package state

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
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
// false if the answer is not there any more.
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

// Verdicts returns all verdicts in the order of their answers, oldest first. There are few.
func (s *State) Verdicts() ([]Verdict, error) {
	var all []Verdict
	err := s.view("reading verdicts", func(tx *bolt.Tx) error {
		return tx.Bucket(verdicts).ForEach(func(key, value []byte) error {
			v, err := verdict(key, value)
			all = append(all, v)
			return err
		})
	})
	return all, err
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

package state

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"
)

// Answer is what a button or a reply needs to know of an answer that was given, after a restart and on old messages too.
type Answer struct {
	ID         AnswerID `json:"-"` // from NewAnswerID
	User       Key      `json:"user"`
	Chat       Key      `json:"chat"`              // zero if the answer went through inline mode, which does not tell
	Asked      int64    `json:"asked,omitempty"`   // the question's message id in the chat; 0 if there is none
	Message    int64    `json:"message,omitempty"` // the answer's message id in the chat; 0 until it is known
	Question   string   `json:"question"`
	Understood string   `json:"understood,omitempty"` // the whole question it was taken for, where it leant on others
	Placed     string   `json:"placed,omitempty"`     // the words whose place was wanted
	Before     []string `json:"before,omitempty"`     // the questions before, the newest first, where the answer rests on them
	About      string   `json:"about,omitempty"`      // the file of the text that was spoken of then
	Scope      string   `json:"scope,omitempty"`      // of several things, the one that was spoken of
	Choices    []Choice `json:"choices,omitempty"`    // the others, or all
	Language   string   `json:"language,omitempty"`   // BCP 47
	Refused    bool     `json:"refused,omitempty"`    // the texts do not hold it; the sources are merely the nearest passages
	Confidence float64  `json:"confidence"`
	Sources    []Source `json:"sources,omitempty"` // best first; of an answer by a model, in the order of their numbers

	Draft     bool       `json:"draft,omitempty"`     // a model is writing it, and its message shows what is there so far
	Sentences []Sentence `json:"sentences,omitempty"` // of a model; none if the answer is of quotes
	Dropped   int        `json:"dropped,omitempty"`   // sentences of it that are not shown
	Outcome   string     `json:"outcome,omitempty"`   // what became of a model's answer; "" if none was asked
}

// Choice is one of the things that a question may be about.
type Choice struct {
	Label    string `json:"label"`
	Question string `json:"question"` // that asks about it
	Source   int    `json:"source"`   // the number of the one that answers it, from 1
}

// Source is a passage under an answer.
type Source struct {
	Passage string   `json:"passage"` // its id
	File    string   `json:"file"`
	Line    int      `json:"line"`             // on which it begins, from 1
	Quote   string   `json:"quote,omitempty"`  // what was shown of it
	Quoted  [][2]int `json:"quoted,omitempty"` // for a model's sentence: what that is in the passage, in bytes from and to
}

// Sentence is a sentence of a model, as it was shown.
type Sentence struct {
	Text       string `json:"text"`
	Sources    []int  `json:"sources"` // their numbers, from 1
	Unverified bool   `json:"unverified,omitempty"`
	Stored     string `json:"stored,omitempty"` // what its sources have in the place of what could not be verified
}

// AnswerID names an answer. Ids grow with time: the upper bits are the milliseconds since 1970. They are no secret and
// easily guessed; whoever is given one checks that the answer's chat or user is the one that asks for it.
type AnswerID uint64

// idsPerMilli is how many ids a millisecond has, as bits. More than that many answers a millisecond borrow from the
// next.
const idsPerMilli = 10

func firstID(t time.Time) AnswerID { return AnswerID(max(0, t.UnixMilli())) << idsPerMilli }

// String returns the id as eleven characters of A-Za-z0-9_-, fit for a button.
func (id AnswerID) String() string { return base64.RawURLEncoding.EncodeToString(number(uint64(id))) }

// ParseAnswerID reads what String wrote; it may come from anybody.
func ParseAnswerID(s string) (AnswerID, error) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(s)
	if err != nil || len(b) != 8 {
		return 0, errors.New("no id of an answer")
	}
	return AnswerID(binary.BigEndian.Uint64(b)), nil
}

// NewAnswerID returns an id that no answer has, nor will have. It stores nothing.
func (s *State) NewAnswerID() AnswerID {
	now := uint64(firstID(time.Now()))
	for {
		last := s.last.Load()
		id := max(now, last+1)
		if s.last.CompareAndSwap(last, id) {
			return AnswerID(id)
		}
	}
}

func saveAnswers(tx *bolt.Tx, list []Answer) error {
	for _, a := range list {
		if err := a.save(tx); err != nil {
			return err
		}
	}
	return nil
}

func (a Answer) save(tx *bolt.Tx) error {
	if old, ok, err := answerIn(tx, a.ID); err != nil {
		return err
	} else if ok && (old.User != a.User || old.Chat != a.Chat || old.Asked != a.Asked || old.Message != a.Message) {
		if err := old.remove(tx); err != nil {
			return err
		}
	}
	value, err := json.Marshal(a)
	if err != nil {
		return err
	}
	id := number(uint64(a.ID))
	if err := tx.Bucket(answers).Put(id, value); err != nil {
		return err
	}
	for _, place := range a.places() {
		if err := tx.Bucket(messages).Put(place, id); err != nil {
			return err
		}
	}
	return tx.Bucket(asked).Put(a.asker(), nil)
}

// remove takes an answer out of the file, and what leads to it.
func (a Answer) remove(tx *bolt.Tx) error {
	id := number(uint64(a.ID))
	for _, place := range a.places() {
		if string(tx.Bucket(messages).Get(place)) != string(id) {
			continue // a later answer stands there: the question was edited
		}
		if err := tx.Bucket(messages).Delete(place); err != nil {
			return err
		}
	}
	if err := tx.Bucket(asked).Delete(a.asker()); err != nil {
		return err
	}
	return tx.Bucket(answers).Delete(id)
}

// places are the keys of its messages.
func (a Answer) places() [][]byte {
	var places [][]byte
	for _, message := range []int64{a.Asked, a.Message} {
		if message != 0 && a.Chat != (Key{}) {
			places = append(places, place(a.Chat, message))
		}
	}
	return places
}

func place(chat Key, message int64) []byte {
	return binary.BigEndian.AppendUint64(chat[:], uint64(message))
}

func (a Answer) asker() []byte { return binary.BigEndian.AppendUint64(a.User[:], uint64(a.ID)) }

// answerIn reads an answer.
func answerIn(tx *bolt.Tx, id AnswerID) (a Answer, ok bool, err error) {
	value := tx.Bucket(answers).Get(number(uint64(id)))
	if value == nil {
		return Answer{}, false, nil
	}
	if err := json.Unmarshal(value, &a); err != nil {
		return Answer{}, false, &damage{fmt.Sprintf("answer %s: %v", id, err)}
	}
	a.ID = id
	return a, true, nil
}

// Answer returns an answer, if it is there: it may be too old, or forgotten.
func (s *State) Answer(id AnswerID) (a Answer, ok bool, err error) {
	err = s.view("reading an answer", func(tx *bolt.Tx) (err error) {
		a, ok, err = answerIn(tx, id)
		return err
	})
	return a, ok, err
}

// AnswerAt returns the answer that stands in a message of a chat, or that answers it, if there is one. Of several
// answers to one question it is the one saved last.
func (s *State) AnswerAt(chat Key, message int64) (a Answer, ok bool, err error) {
	err = s.view("reading an answer", func(tx *bolt.Tx) (err error) {
		id := tx.Bucket(messages).Get(place(chat, message))
		if len(id) != 8 {
			return nil
		}
		a, ok, err = answerIn(tx, AnswerID(binary.BigEndian.Uint64(id)))
		return err
	})
	return a, ok, err
}

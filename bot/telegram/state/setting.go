package state

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"
)

// Settings is what a person chose.
type Settings struct {
	Language string `json:"language,omitempty"` // of the interface, BCP 47; "" if Telegram's own word for it counts
}

// Settings returns what a person chose; the zero value if it was nothing.
func (s *State) Settings(user Key) (Settings, error) {
	var chosen Settings
	err := s.view("reading settings", func(tx *bolt.Tx) error {
		value := tx.Bucket(settings).Get(user[:])
		if value == nil {
			return nil
		}
		if err := json.Unmarshal(value, &chosen); err != nil {
			return &damage{fmt.Sprintf("settings: %v", err)}
		}
		return nil
	})
	return chosen, err
}

// SetLanguage stores the language that a person chose for the interface; "" takes the choice back.
func (s *State) SetLanguage(user Key, language string) error {
	return s.update("saving settings", func(tx *bolt.Tx) error {
		if language == "" {
			return tx.Bucket(settings).Delete(user[:])
		}
		value, err := json.Marshal(Settings{Language: language})
		if err != nil {
			return err
		}
		return tx.Bucket(settings).Put(user[:], value)
	})
}

// Blocked reports whether a chat is known not to take messages from the bot.
func (s *State) Blocked(chat Key) (is bool, err error) {
	err = s.view("reading who blocked the bot", func(tx *bolt.Tx) error {
		is = tx.Bucket(blocked).Get(chat[:]) != nil
		return nil
	})
	return is, err
}

// SetBlocked marks a chat that does not take messages from the bot, or takes the mark away. If nothing would change,
// nothing is written. A mark is forgotten after [BlockedLife].
func (s *State) SetBlocked(chat Key, is bool) error {
	if was, err := s.Blocked(chat); err != nil || was == is {
		return err
	}
	now := time.Now()
	return s.update("marking who blocked the bot", func(tx *bolt.Tx) error {
		if !is {
			return tx.Bucket(blocked).Delete(chat[:])
		}
		return tx.Bucket(blocked).Put(chat[:], moment(now))
	})
}

// Note returns what SetNote stored under a name; nil if it was nothing.
func (s *State) Note(name string) (value []byte, err error) {
	err = s.view("reading a note", func(tx *bolt.Tx) error {
		value = bytes.Clone(tx.Bucket(notes).Get([]byte(name)))
		return nil
	})
	return value, err
}

// SetNote stores a few bytes under a name, for what the bot wants to know of itself after a restart. Notes are kept for
// ever and Forget does not know them, so neither name nor value may tell of a person. An empty value removes the note.
func (s *State) SetNote(name string, value []byte) error {
	return s.update("saving a note", func(tx *bolt.Tx) error {
		if len(value) == 0 {
			return tx.Bucket(notes).Delete([]byte(name))
		}
		return tx.Bucket(notes).Put([]byte(name), value)
	})
}

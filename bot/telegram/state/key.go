package state

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
)

// Key stands for a person or a chat in the file, where no id is. It is the same for the same id as long as the file
// lives, and different in every other file. Telegram numbers people and chats in one row, so a private chat has the key
// of its person.
//
// Whoever holds the file can test whether a given id is in it, since the salt is there too, and could try all ids; the
// file names nobody by itself.
type Key [16]byte

// Key returns the key of a person or a chat.
func (s *State) Key(id int64) Key {
	hash := hmac.New(sha256.New, s.salt)
	hash.Write(binary.BigEndian.AppendUint64(nil, uint64(id)))
	return Key(hash.Sum(nil)) // its first half
}

// String returns the key in hexadecimal.
func (k Key) String() string { return hex.EncodeToString(k[:]) }

// MarshalText writes the key in hexadecimal.
func (k Key) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (k *Key) UnmarshalText(text []byte) error {
	if len(text) != 2*len(k) {
		return hex.ErrLength
	}
	_, err := hex.Decode(k[:], text)
	return err
}

package state

import (
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"
)

// format is the version of the file's layout. A change that an older program would misread needs the next number, and
// a step in [Open] that brings older files to it.
const format = 1

// The buckets of the file; the package comment says what is in them.
var (
	about    = []byte("about")
	inbox    = []byte("inbox")
	done     = []byte("done")
	position = []byte("offset")
	answers  = []byte("answers")
	messages = []byte("messages")
	asked    = []byte("asked")
	verdicts = []byte("verdicts")
	settings = []byte("settings")
	blocked  = []byte("blocked")
	notes    = []byte("notes")

	contents = [][]byte{inbox, done, position, answers, messages, asked, verdicts, settings, blocked, notes}
)

var (
	formatName = []byte("chuchu telegram state")
	saltName   = []byte("salt")
)

const saltLength = 32 // bytes, as many as SHA-256 gives

func first(c *bolt.Cursor) []byte {
	key, _ := c.First()
	return key
}

// known reports whether the file is a state that this program can read.
func known(tx *bolt.Tx) error {
	a := tx.Bucket(about)
	if a == nil || a.Get(formatName) == nil {
		return errForeign
	}
	version := a.Get(formatName)
	if len(version) != 8 {
		return &damage{"its format is no number"}
	}
	if n := binary.BigEndian.Uint64(version); n != format {
		return fmt.Errorf("it has format %d and this program knows format %d: it was written by a newer chuchu; "+
			"run that one, or name another file", n, format)
	}
	if len(a.Get(saltName)) != saltLength {
		return &damage{"its salt is missing"}
	}
	for _, name := range contents {
		if tx.Bucket(name) == nil {
			return &damage{fmt.Sprintf("its %s are missing", name)}
		}
	}
	return nil
}

// create makes the layout of a file that has none, in one commit, and the file's name in its folder durable.
func (s *State) create() error {
	empty := false
	err := s.db.View(func(tx *bolt.Tx) error {
		empty = first(tx.Cursor()) == nil
		return nil
	})
	if err != nil || !empty {
		return err
	}
	err = s.db.Update(func(tx *bolt.Tx) error {
		for _, name := range contents {
			if _, err := tx.CreateBucket(name); err != nil {
				return err
			}
		}
		a, err := tx.CreateBucket(about)
		if err != nil {
			return err
		}
		salt := make([]byte, saltLength)
		rand.Read(salt) // never fails
		if err := a.Put(saltName, salt); err != nil {
			return err
		}
		return a.Put(formatName, number(format))
	})
	if err != nil {
		return err
	}
	folder, err := os.Open(filepath.Dir(s.path))
	if err != nil {
		return err
	}
	defer folder.Close()
	return folder.Sync()
}

package store

import (
	"crypto/sha256"
	"encoding/binary"
	"time"

	"chuchu/retrieval/reading"
)

// Stamp tells whether a file has changed since it was read.
type Stamp struct {
	Size     int64             // in bytes
	Modified int64             // nanoseconds since 1970; 0 where that tells nothing
	Sum      [sha256.Size]byte // of its content; all 0 where it could not be read
}

// lateChange is how soon after a change a file may change again and still show the same time of change: two seconds on
// FAT, less elsewhere.
const lateChange = 2 * time.Second

// StampOf stamps a file, which it reads for that. One that cannot be read gets a stamp that says so.
func StampOf(f reading.File) Stamp {
	stamp := Stamp{Size: f.Size}
	sum, err := f.Sum()
	if err != nil {
		return stamp
	}
	stamp.Sum = sum
	if !f.Modified.IsZero() && time.Since(f.Modified) > lateChange {
		stamp.Modified = f.Modified.UnixNano()
	}
	return stamp
}

// Fits tells whether a file is still as it was when it was stamped, and returns the stamp that it has now. Its content is
// read where size and time do not tell.
func (s Stamp) Fits(f reading.File) (now Stamp, fits bool) {
	switch {
	case s.Size != f.Size:
		return s, false
	case s.Modified != 0 && s.Modified == f.Modified.UnixNano():
		return s, true
	}
	now = StampOf(f)
	return now, now.Sum == s.Sum
}

func (s *Stamp) append(b []byte) []byte {
	b = binary.AppendVarint(binary.AppendVarint(b, s.Size), s.Modified)
	return append(b, s.Sum[:]...)
}

func (s *Stamp) read(d *decoder) {
	s.Size, s.Modified = d.signed(), d.signed()
	copy(s.Sum[:], d.bytes(sha256.Size))
}

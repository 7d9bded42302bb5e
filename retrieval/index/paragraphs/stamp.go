package paragraphs

import (
	"crypto/sha256"
	"encoding/binary"
	"time"

	"chuchu/retrieval/reading"
)

// Stamp reports whether a file has changed since it was read.
type Stamp struct {
	Size     int64             // in bytes
	Modified int64             // nanoseconds since 1970; 0 where that tells nothing
	Sum      [sha256.Size]byte // of its content; all 0 where it could not be read, or need not be
}

// lateChange is how soon after a change a file may change again and still show the same time of change: two seconds on
// FAT, less elsewhere.
const lateChange = 2 * time.Second

// StampOf stamps a file. With sum, or where its time of change tells nothing, its content is read.
func StampOf(f reading.File, sum bool) Stamp {
	stamp := Stamp{Size: f.Size}
	if !f.Modified.IsZero() && time.Since(f.Modified) > lateChange {
		stamp.Modified = f.Modified.UnixNano()
	}
	if sum || stamp.Modified == 0 {
		var err error
		if stamp.Sum, err = f.Sum(); err != nil {
			return Stamp{Size: f.Size}
		}
	}
	return stamp
}

// Fits reports whether a file is still as it was when it was stamped, and returns the stamp that it has now. Its content is
// read where size and time do not tell.
func (s Stamp) Fits(f reading.File) (now Stamp, fits bool) {
	switch {
	case s.Size != f.Size:
		return s, false
	case s.Modified != 0 && s.Modified == f.Modified.UnixNano():
		return s, true
	}
	now = StampOf(f, true)
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

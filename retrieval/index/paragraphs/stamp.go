package paragraphs

import (
	"encoding/hex"
	"time"

	"chuchu/retrieval/reading"
)

// Stamp shows whether a file has changed since it was read.
type Stamp struct {
	Size    int64  // in bytes
	Changed int64  `json:",omitzero"` // nanoseconds since 1970; 0 if that shows nothing
	Sum     string `json:",omitzero"` // SHA-256 of its content, hexadecimal; "" if it could not be read, or need not be
}

// lateChange is how soon after a change a file may change again and still show the same time of change: two seconds on
// FAT, less elsewhere.
const lateChange = 2 * time.Second

// StampOf stamps a file. With sum, or if its time of change shows nothing, its content is read.
func StampOf(f reading.File, sum bool) Stamp {
	stamp := Stamp{Size: f.Size}
	if !f.Changed.IsZero() && time.Since(f.Changed) > lateChange {
		stamp.Changed = f.Changed.UnixNano()
	}
	if sum || stamp.Changed == 0 {
		content, err := f.Sum()
		if err != nil {
			return Stamp{Size: f.Size}
		}
		stamp.Sum = hex.EncodeToString(content[:])
	}
	return stamp
}

// Fits reports whether a file is still as it was when it was stamped, and returns the stamp that it has now. Its content
// is read if size and time do not show it.
func (s Stamp) Fits(f reading.File) (now Stamp, fits bool) {
	switch {
	case s.Size != f.Size:
		return s, false
	case s.Changed != 0 && s.Changed == f.Changed.UnixNano():
		return s, true
	}
	now = StampOf(f, true)
	return now, now.Sum == s.Sum
}

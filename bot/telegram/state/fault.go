package state

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime/debug"
	"syscall"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// ErrClosed is the error of whatever is asked of a state after its Close.
var ErrClosed = errors.New("the state is closed")

// errForeign cannot tell a file of another program from one whose head is damaged.
var errForeign = errors.New("it is not a state file of chuchu, or it is damaged; nothing in it was changed: name another file, " +
	"restore a copy, or move it away to start over")

// damage says what is wrong with a file that was a state once.
type damage struct{ what string }

func (d *damage) Error() string {
	return fmt.Sprintf("the file is damaged (%s); nothing in it was changed: restore a copy, or move it away to start over",
		d.what)
}

// guard runs f, which reads pages that may be damaged. bbolt panics over some, and a reference may lead out of the file,
// where the memory faults.
func guard(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = &damage{fmt.Sprint(p)}
		}
	}()
	return f()
}

// walk reads every key and value, and compares what is used with what is said to be free, so that a damaged file is
// found out before anything is written to it.
func walk(tx *bolt.Tx) error {
	sum := byte(0)
	err := tx.ForEach(func(_ []byte, b *bolt.Bucket) error {
		return b.ForEach(func(key, value []byte) error {
			for _, part := range [][]byte{key, value} {
				if len(part) > 0 {
					sum ^= part[0] ^ part[len(part)-1]
				}
			}
			return nil
		})
	})
	if err != nil {
		return &damage{err.Error()}
	}
	var found error
	for err := range tx.Check() {
		if found == nil {
			found = &damage{err.Error()}
		}
	}
	return found
}

// openFault puts an error of opening in words of the operator.
func openFault(err error) error {
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return errors.New("another process holds it; only one bot can run on a state, so stop the other one first")
	case errors.Is(err, bolterrors.ErrVersionMismatch), errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrChecksum):
		return fmt.Errorf("%w (%w)", errForeign, err)
	}
	return storageFault(err)
}

// full reports whether an error says that the disk is full, or what the user may use of it. The change was not made, and can be
// tried again.
func full(err error) bool { return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) }

// storageFault adds to an error of the file system what the operator can do about it.
func storageFault(err error) error {
	switch {
	case full(err):
		return fmt.Errorf("the disk is full; nothing is lost, but make room: %w", err)
	case errors.Is(err, syscall.EROFS):
		return fmt.Errorf("the file system is read-only; name a file where it can be written: %w", err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("no permission; let the bot's user write there, or name another file: %w", err)
	}
	return err
}

package state

import (
	"fmt"
	"slices"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// write is a change that waits for its commit. apply may run more than once, so it must not keep anything from a run
// before.
type write struct {
	apply func(*bolt.Tx) error
	done  chan error
}

// update applies a change and returns when it is on the disk. What waits while a commit is under way goes into the next
// one together, so the cost of a commit is shared by as many as there are, and a single write waits for nobody. (bbolt's
// own Batch waits for a timer, which a bot that answers one person at a time would feel in every step.) doing names the
// change in errors.
func (s *State) update(doing string, apply func(*bolt.Tx) error) error {
	w := &write{apply, make(chan error, 1)}
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return fmt.Errorf("%s: %w", doing, ErrClosed)
	}
	s.waiting = append(s.waiting, w)
	if !s.committing {
		s.committing = true
		s.idle.Go(s.commit)
	}
	s.mu.Unlock()
	if err := <-w.done; err != nil {
		return &WriteError{fmt.Errorf("%s in the state %s: %w", doing, s.path, storageFault(err))}
	}
	return nil
}

// WriteError says that a change is not on the disk. What was there before is there still.
type WriteError struct{ err error }

func (e *WriteError) Error() string { return e.err.Error() }
func (e *WriteError) Unwrap() error { return e.err }

// commit commits until nothing waits.
func (s *State) commit() {
	for {
		s.mu.Lock()
		batch := s.waiting
		s.waiting = nil
		s.committing = len(batch) > 0
		s.mu.Unlock()
		if len(batch) == 0 {
			return
		}
		s.commitAll(batch)
	}
}

// commitAll commits a batch. A change that fails is left out, and the others are applied again without it.
func (s *State) commitAll(batch []*write) {
	for len(batch) > 0 {
		failed := -1
		err := s.db.Update(func(tx *bolt.Tx) error {
			for i, w := range batch {
				if err := w.apply(tx); err != nil {
					failed = i
					return err
				}
			}
			return nil
		})
		if failed < 0 {
			for _, w := range batch {
				w.done <- err
			}
			return
		}
		batch[failed].done <- err
		batch = slices.Delete(batch, failed, failed+1)
	}
}

// view reads from one moment of the file. What it reads is valid until it returns.
func (s *State) view(doing string, read func(*bolt.Tx) error) error {
	err := s.db.View(read)
	if err == bolterrors.ErrDatabaseNotOpen {
		err = ErrClosed
	}
	if err != nil {
		return fmt.Errorf("%s in the state %s: %w", doing, s.path, err)
	}
	return nil
}

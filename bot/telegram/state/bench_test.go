package state

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// raw is as long as an update with a question in it.
var raw = []byte(strings.Repeat("x", 600))

// BenchmarkQuestion takes questions through their life, as many at a time as are asked at a time, on a file that is
// synced to the disk with every commit. A question is received, marked with its answer, and finished with it. The plain peer
// does the same writes through bbolt's own Batch.
func BenchmarkQuestion(b *testing.B) {
	value := Entry{Stage: Received, Raw: raw}.value()
	for _, way := range []struct {
		name   string
		handle func(s *State, id int64, a Answer) error
	}{
		{"state", func(s *State, id int64, a Answer) error {
			_, err := s.Receive([]Entry{{ID: id, Raw: raw}})
			return errors.Join(err, s.Sending(id, a), s.Finish(id, a))
		}},
		{"batch", func(s *State, id int64, a Answer) error {
			key := number(uint64(id))
			return errors.Join(s.db.Batch(put(inbox, key, value)), s.db.Batch(both(put(inbox, key, value), a.save)),
				s.db.Batch(both(put(done, key, key), a.save)))
		}},
	} {
		for _, atOnce := range []int{1, 100, 1000} {
			b.Run(fmt.Sprintf("%s/at-once=%d", way.name, atOnce), func(b *testing.B) {
				s := open(b)
				run(b, atOnce, func(id int64) error {
					a := sample(s, id%1000)
					a.Sources[0].Quote = strings.Repeat("字", 100)
					return way.handle(s, id, a)
				})
			})
		}
	}
}

func put(bucket, key, value []byte) func(*bolt.Tx) error {
	return func(tx *bolt.Tx) error { return tx.Bucket(bucket).Put(key, value) }
}

func both(first, second func(*bolt.Tx) error) func(*bolt.Tx) error {
	return func(tx *bolt.Tx) error { return errors.Join(first(tx), second(tx)) }
}

// run does b.N things, some at a time.
func run(b *testing.B, atOnce int, do func(id int64) error) {
	var next atomic.Int64
	var all sync.WaitGroup
	b.ResetTimer()
	for range atOnce {
		all.Go(func() {
			for id := next.Add(1); id <= int64(b.N); id = next.Add(1) {
				if err := do(id); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "questions/s")
}

// BenchmarkOpen opens a file with 100,000 answers, which is looked through whole.
func BenchmarkOpen(b *testing.B) {
	s := open(b)
	var all sync.WaitGroup
	for start := range int64(1000) {
		all.Go(func() {
			for n := range int64(100) {
				if err := save(s, sample(s, start*100+n)); err != nil {
					b.Error(err)
				}
			}
		})
	}
	all.Wait()
	must(b, s.Close())
	for b.Loop() {
		s, err := Open(s.path)
		must(b, err)
		must(b, s.Close())
	}
}

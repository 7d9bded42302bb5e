package state

import (
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// raw is as long as an update with a question in it.
var raw = []byte(strings.Repeat("x", 600))

// BenchmarkQuestion takes questions through their life, as many at a time as are asked at a time, on a file that is
// synced to the disk with every commit. A question is received, marked with its answer, and finished with it.
func BenchmarkQuestion(b *testing.B) {
	for _, at := range []struct {
		name   string
		atOnce int
	}{{"1", 1}, {"100", 100}, {"1000", 1000}} {
		b.Run("at-once="+at.name, func(b *testing.B) {
			s := open(b)
			run(b, at.atOnce, func(id int64) error {
				if _, err := s.Receive([]Entry{{ID: id, Raw: raw}}); err != nil {
					return err
				}
				a := sample(s, id%1000)
				a.Sources[0].Quote = strings.Repeat("字", 100)
				if err := s.Sending(id, a); err != nil {
					return err
				}
				return s.Finish(id, a)
			})
		})
	}
}

// BenchmarkQuestionBatch is the plain peer: the same writes through bbolt's own Batch.
func BenchmarkQuestionBatch(b *testing.B) {
	for _, at := range []struct {
		name   string
		atOnce int
	}{{"1", 1}, {"100", 100}, {"1000", 1000}} {
		b.Run("at-once="+at.name, func(b *testing.B) {
			s := open(b)
			value := Entry{Stage: Received, Raw: raw}.value()
			run(b, at.atOnce, func(id int64) error {
				key := number(uint64(id))
				if err := s.db.Batch(put(inbox, key, value)); err != nil {
					return err
				}
				a := sample(s, id%1000)
				a.Sources[0].Quote = strings.Repeat("字", 100)
				if err := s.db.Batch(both(put(inbox, key, value), a.save)); err != nil {
					return err
				}
				return s.db.Batch(both(put(done, key, key), a.save))
			})
		})
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

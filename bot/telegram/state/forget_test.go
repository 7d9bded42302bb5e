package state

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	bolt "go.etcd.io/bbolt"
)

// TestForget looks through the whole file for a person who is forgotten.
func TestForget(t *testing.T) {
	s := open(t)
	const who, another, group = 42, 43, -100
	theirs := sample(s, who)
	theirs.Question = "a question to forget"
	inGroup := theirs
	inGroup.ID, inGroup.Chat = s.NewAnswerID(), s.Key(group)
	inline := theirs
	inline.ID, inline.Chat, inline.Asked, inline.Message = s.NewAnswerID(), Key{}, 0, 0
	stays := sample(s, another)
	for _, a := range []Answer{theirs, inGroup, inline, stays} {
		must(t, save(s, a))
	}
	for _, by := range []int64{who, another} {
		for _, a := range []Answer{inGroup, stays} {
			_, err := s.SaveVerdict(a.ID, s.Key(by), Down, NoReason)
			must(t, err)
		}
		must(t, s.SetLanguage(s.Key(by), "en"))
		must(t, s.SetBlocked(s.Key(by), true))
	}
	n, err := s.Forget(s.Key(who))
	must(t, err)
	if n != 3+3+2 { // answers, verdicts, settings and mark
		t.Errorf("%d entries went", n)
	}
	want(t, s, stays, stays.Asked, stays.Message)
	counts := contentsOf(t, s, func(key, value []byte) {
		id := s.Key(who)
		for _, trace := range []string{string(id[:]), id.String(), theirs.Question} {
			if strings.Contains(string(key), trace) || strings.Contains(string(value), trace) {
				t.Errorf("%q → %q is left", key, value)
			}
		}
	})
	if diff := cmp.Diff(map[string]int{"answers": 1, "messages": 2, "asked": 1, "verdicts": 1, "settings": 1, "blocked": 1}, counts); diff != "" {
		t.Error(diff)
	}
	if n, err := s.Forget(s.Key(who)); n != 0 || err != nil {
		t.Errorf("the second time: %d, %v", n, err)
	}
}

// contentsOf shows all entries and returns how many each bucket has, apart from those about the file.
func contentsOf(t *testing.T, s *State, see func(key, value []byte)) map[string]int {
	t.Helper()
	counts := map[string]int{}
	must(t, s.view("looking", func(tx *bolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bolt.Bucket) error {
			return b.ForEach(func(key, value []byte) error {
				if string(name) != string(about) {
					counts[string(name)]++
				}
				see(key, value)
				return nil
			})
		})
	}))
	return counts
}

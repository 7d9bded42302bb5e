package paragraphs

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"
)

// A paragraph is named by its own words, so that it keeps its name when its file is renamed or grows. The name has 60
// bits: among a million paragraphs two collide with a chance of one in two million, and it is twelve characters as an id.
// That fits a link, a file name and a hand that types it.
const (
	nameBits = 60
	idLength = nameBits / 5
	idDigits = "abcdefghijklmnopqrstuvwxyz234567" // of base 32, in small letters
)

// nameOf names a paragraph by its words, white space apart; nth counts the paragraphs of the same words before it.
func nameOf(words string, nth int) uint64 {
	bare := strings.Join(strings.Fields(words), "")
	sum := sha256.Sum256(binary.AppendUvarint([]byte(bare), uint64(nth)))
	return binary.BigEndian.Uint64(sum[:]) >> (64 - nameBits)
}

// ID returns the id of a paragraph: its name as users see it, twelve letters and digits.
func (s *Store) ID(i int) string {
	name := s.places[i].name
	var id [idLength]byte
	for i := range id {
		id[idLength-1-i] = idDigits[name>>(5*i)&31]
	}
	return string(id[:])
}

// Find returns the paragraph of that id, and whether there is one.
func (s *Store) Find(id string) (i int, ok bool) {
	if len(id) != idLength {
		return 0, false
	}
	name := uint64(0)
	for _, r := range id {
		digit := strings.IndexRune(idDigits, r)
		if digit < 0 {
			return 0, false
		}
		name = name<<5 | uint64(digit)
	}
	sorted := s.byName()
	at, ok := slices.BinarySearchFunc(sorted, name, func(i int, name uint64) int { return cmp.Compare(s.places[i].name, name) })
	if !ok {
		return 0, false
	}
	return sorted[at], true
}

func (s *Store) sortedByName() []int {
	sorted := make([]int, s.Size())
	for i := range sorted {
		sorted[i] = i
	}
	slices.SortFunc(sorted, func(a, b int) int { return cmp.Compare(s.places[a].name, s.places[b].name) })
	return sorted
}

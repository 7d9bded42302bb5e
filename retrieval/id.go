package retrieval

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"
	"unicode"
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
	bare := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, words)
	sum := sha256.Sum256(binary.AppendUvarint([]byte(bare), uint64(nth)))
	return binary.BigEndian.Uint64(sum[:]) >> (64 - nameBits)
}

// passageID writes a name as users see it.
func passageID(name uint64) string {
	var id [idLength]byte
	for i := range id {
		id[idLength-1-i] = idDigits[name>>(5*i)&31]
	}
	return string(id[:])
}

// nameOfID is the inverse of passageID.
func nameOfID(id string) (name uint64, ok bool) {
	if len(id) != idLength {
		return 0, false
	}
	for _, r := range id {
		digit := strings.IndexRune(idDigits, r)
		if digit < 0 {
			return 0, false
		}
		name = name<<5 | uint64(digit)
	}
	return name, true
}

// find returns the paragraph of that id, and whether there is one.
func (c *Collection) find(id string) (ordinal int, ok bool) {
	name, ok := nameOfID(id)
	if !ok {
		return 0, false
	}
	ordinals := c.byName()
	i, ok := slices.BinarySearchFunc(ordinals, name, func(i int, name uint64) int {
		return cmp.Compare(c.paragraphs.Name(i), name)
	})
	if !ok {
		return 0, false
	}
	return ordinals[i], true
}

func (c *Collection) sortedByName() []int {
	ordinals := make([]int, c.Size())
	for i := range ordinals {
		ordinals[i] = i
	}
	slices.SortFunc(ordinals, func(a, b int) int { return cmp.Compare(c.paragraphs.Name(a), c.paragraphs.Name(b)) })
	return ordinals
}

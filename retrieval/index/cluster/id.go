package cluster

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"runtime"
	"slices"

	"chuchu/retrieval/index"
)

// id is what an object is called: a UUID of version 8 (RFC 9562), made of what the object holds. So the same paragraph
// has the same id whoever sends it, and sending it again changes nothing.
type id [16]byte

func idOf(content string) id {
	sum := sha256.Sum256([]byte(content))
	var made id
	copy(made[:], sum[:])
	made[6] = made[6]&0x0f | 0x80
	made[8] = made[8]&0x3f | 0x80
	return made
}

func (i id) String() string {
	h := hex.EncodeToString(i[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// MarshalText returns the id as Weaviate writes it.
func (i id) MarshalText() ([]byte, error) { return []byte(i.String()), nil }

// UnmarshalText is the inverse.
func (i *id) UnmarshalText(s []byte) error {
	if len(s) == 36 {
		digits := slices.Concat(s[:8], s[9:13], s[14:18], s[19:23], s[24:])
		if _, err := hex.Decode(i[:], digits); err == nil {
			return nil
		}
	}
	return fmt.Errorf("%q is not the id of an object", s)
}

// idsOf names the paragraphs. It fails when ctx ends first, or if a paragraph cannot be read.
func idsOf(ctx context.Context, p index.Paragraphs) ([]id, error) {
	ids := make([]id, p.Size())
	return ids, index.Parallel(ctx, len(ids), 1000, runtime.GOMAXPROCS(0), func(_ context.Context, from, to int) error {
		for i := from; i < to; i++ {
			words, err := p.Words(i)
			if err != nil {
				return err
			}
			ids[i] = idOf(words)
		}
		return nil
	})
}

// names says which paragraphs an object stands for: several if a collection says the same twice. They are in order, and
// take 16 bytes a paragraph. Two ids with the same first eight bytes are taken for one, and their paragraphs both looked
// at: that costs a little time and changes no answer.
type names []name

type name struct {
	key uint64 // the first eight bytes of the id
	doc int32
}

func namesOf(ids []id) names {
	n := make(names, len(ids))
	for doc, i := range ids {
		n[doc] = name{key(i), int32(doc)}
	}
	slices.SortFunc(n, func(a, b name) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.doc, b.doc)) })
	return n
}

func key(i id) uint64 { return binary.BigEndian.Uint64(i[:]) }

// of returns the paragraphs of an id; none if the collection has no such paragraph.
func (n names) of(i id) names {
	k := key(i)
	from, _ := slices.BinarySearchFunc(n, k, func(a name, k uint64) int { return cmp.Compare(a.key, k) })
	to := from
	for to < len(n) && n[to].key == k {
		to++
	}
	return n[from:to]
}

// distinct is how many objects there are.
func (n names) distinct() (count int) {
	for i := range n {
		if i == 0 || n[i].key != n[i-1].key {
			count++
		}
	}
	return count
}

// distinct returns the ids in order, none twice.
func distinct(ids []id) []id {
	sorted := slices.Clone(ids)
	slices.SortFunc(sorted, compareIDs)
	return slices.Compact(sorted)
}

func compareIDs(a, b id) int { return bytes.Compare(a[:], b[:]) }

// versionOf names a set of paragraphs, whatever their order and the files that they stand in.
func versionOf(distinct []id) string {
	sum := sha256.New()
	for _, i := range distinct {
		sum.Write(i[:])
	}
	return hex.EncodeToString(sum.Sum(nil)[:12])
}

//go:build ignore

package main

import (
	"encoding/binary"
	"maps"
	"slices"
)

// blockSize is how many entries share a place in the index of a table: the first of a block has its key whole. Eight
// rather than sixteen would cost 2 % of the file.
const blockSize = 16

// writeTable writes entries by their keys, in the order of bytes; table.go reads it. Within a block a key is written as
// the number of bytes it shares with the one before and the rest.
func writeTable(entries map[string][]byte) []byte {
	var starts, blocks []byte
	before := ""
	for i, key := range slices.Sorted(maps.Keys(entries)) {
		if i%blockSize == 0 {
			starts = binary.BigEndian.AppendUint32(starts, uint32(len(blocks)))
			before = ""
		}
		shared := commonPrefix(before, key)
		blocks = appendLengths(blocks, shared, len(key)-shared)
		blocks = append(blocks, key[shared:]...)
		blocks = appendBytes(blocks, string(entries[key]))
		before = key
	}
	return assemble(len(entries), starts, blocks)
}

// writeVocabulary writes words by their places in the list, as a table without keys.
func writeVocabulary(words []string) []byte {
	var starts, blocks []byte
	for i, w := range words {
		if i%blockSize == 0 {
			starts = binary.BigEndian.AppendUint32(starts, uint32(len(blocks)))
		}
		blocks = appendBytes(blocks, w)
	}
	return assemble(len(words), starts, blocks)
}

// assemble puts the number of entries and the size of blocks before where each block starts, and the blocks behind.
func assemble(entries int, starts, blocks []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(entries))
	out = binary.BigEndian.AppendUint32(out, blockSize)
	return append(append(out, starts...), blocks...)
}

// appendLengths writes two lengths as the halves of one byte, if they fit there; else 255 and each as an uvarint.
func appendLengths(to []byte, shared, rest int) []byte {
	if shared < 15 && rest <= 15 {
		return append(to, byte(shared<<4|rest))
	}
	return binary.AppendUvarint(binary.AppendUvarint(append(to, 255), uint64(shared)), uint64(rest))
}

func appendBytes(to []byte, s string) []byte {
	return append(binary.AppendUvarint(to, uint64(len(s))), s...)
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

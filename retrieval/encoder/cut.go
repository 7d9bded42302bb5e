package encoder

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// space stands in pieces for the space before a word.
const space = "▁"

// normalize returns the text as the pieces have it.
func (v *vocabulary) normalize(text string) string {
	var b strings.Builder
	begun, blank := false, false // the last was a space
	for _, r := range text {
		to, changed := v.normal[r]
		if !changed {
			to = string(r)
		}
		for _, r := range to {
			if !begun && r != ' ' {
				b.WriteString(space)
			}
			if r != ' ' {
				b.WriteRune(r)
			} else if !blank {
				b.WriteString(space)
			}
			begun, blank = true, r == ' '
		}
	}
	return b.String()
}

// cut returns the numbers of the pieces of a text.
func (v *vocabulary) cut(text string) []int32 {
	text = v.normalize(text)
	type way struct { // the best to come to a byte
		score float32
		piece int32
		from  int
	}
	ways := make([]way, len(text)+1)
	for i := range ways {
		ways[i].score = -math.MaxFloat32
	}
	ways[0].score = 0
	improve := func(from, to int, piece int32, score float32) {
		if score += ways[from].score; score > ways[to].score {
			ways[to] = way{score, piece, from}
		}
	}
	for from := range text {
		_, size := utf8.DecodeRuneInString(text[from:])
		hash := uint64(firstHash)
		for to, next := from, size; to+next-from <= v.longest; {
			hash = hashed(hash, text[to:to+next])
			to += next
			if piece, ok := v.find(text[from:to], hash); ok {
				improve(from, to, piece, v.scores[piece])
			}
			if to == len(text) {
				break
			}
			_, next = utf8.DecodeRuneInString(text[to:])
		}
		improve(from, from+size, v.unknown, v.worst)
	}
	var pieces []int32
	for at := len(text); at > 0; at = ways[at].from {
		pieces = append(pieces, ways[at].piece)
	}
	slices.Reverse(pieces)
	return pieces
}

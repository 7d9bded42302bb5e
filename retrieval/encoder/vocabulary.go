package encoder

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"
)

// vocabulary cuts text into pieces of words, each a number to the model: of all ways to cut, the likeliest by the pieces'
// frequencies (Kudo, Subword Regularization, 2018: a unigram model, as SentencePiece makes them).
type vocabulary struct {
	begin, end, unknown int32
	text                string // all pieces, one behind the other
	ends                []uint32
	scores              []float32 // logarithms of how frequent each is
	longest             int       // bytes
	worst               float32   // the score of a character in no piece
	slots               []int32   // the pieces by their hash, 1 more than the number of each
	normal              map[rune]string
}

// unknownPenalty is how much less likely a character in no piece is than the rarest piece, as a logarithm; as SentencePiece has it.
const unknownPenalty = 10

// readVocabulary reads the pieces of a model that knows so many words.
func readVocabulary(s *source, words int32) (*vocabulary, error) {
	var head struct {
		Pieces, Begin, End, Pad, Unknown int32
		Bytes                            uint64
	}
	s.next(&head)
	for _, special := range []int32{head.Begin, head.End, head.Unknown} {
		if s.err == nil && (head.Pieces > words || special < 0 || special >= head.Pieces) {
			return nil, fmt.Errorf("%w: %d pieces of %d words", ErrFile, head.Pieces, words)
		}
	}
	ends := s.bytes(4 * (int64(head.Pieces) + 1))
	scores := s.bytes(4 * int64(head.Pieces))
	text := s.bytes(int64(min(head.Bytes, math.MaxInt64)))
	if s.err != nil {
		return nil, s.err
	}
	v := &vocabulary{begin: head.Begin, end: head.End, unknown: head.Unknown, text: string(text)}
	v.ends, v.scores = make([]uint32, head.Pieces+1), make([]float32, head.Pieces)
	for i := range v.ends {
		v.ends[i] = binary.LittleEndian.Uint32(ends[i*4:])
		if int(v.ends[i]) > len(text) || i > 0 && v.ends[i] < v.ends[i-1] {
			return nil, fmt.Errorf("%w: piece %d is nowhere", ErrFile, i)
		}
	}
	for i := range v.scores {
		v.scores[i] = math.Float32frombits(binary.LittleEndian.Uint32(scores[i*4:]))
		v.worst = min(v.worst, v.scores[i])
		if !(v.scores[i] <= 0 && v.scores[i] > -1e6) {
			return nil, fmt.Errorf("%w: piece %d has score %g", ErrFile, i, v.scores[i])
		}
	}
	v.worst -= unknownPenalty
	v.index()
	return v, v.readNormal(s)
}

// readNormal reads what characters are taken for others: full-width letters, ligatures, controls.
func (v *vocabulary) readNormal(s *source) error {
	v.normal = map[rune]string{}
	count := s.count(utf8.MaxRune)
	s.count(math.MaxUint32) // bytes, as is told by the records themselves
	for range count {
		var of uint32
		var runes [1]byte
		s.next(&of)
		s.next(&runes)
		to := make([]uint32, runes[0])
		s.next(to)
		if s.err != nil {
			break
		}
		var b strings.Builder
		for _, r := range to {
			b.WriteRune(rune(min(r, utf8.MaxRune+1)))
		}
		v.normal[rune(min(of, utf8.MaxRune+1))] = b.String()
	}
	return s.err
}

func (v *vocabulary) piece(i int) string { return v.text[v.ends[i]:v.ends[i+1]] }

// index makes the slots. A piece that is as likely as can be is none, but a mark of the model's, such as that of the end.
func (v *vocabulary) index() {
	size := 2
	for size < 2*len(v.scores) {
		size *= 2
	}
	v.slots = make([]int32, size)
	for i, score := range v.scores {
		p := v.piece(i)
		if score == 0 || p == "" {
			continue
		}
		v.longest = max(v.longest, len(p))
		slot := hashed(firstHash, p) & uint64(size-1)
		for v.slots[slot] != 0 {
			slot = (slot + 1) & uint64(size-1)
		}
		v.slots[slot] = int32(i) + 1
	}
}

// find returns the number of a piece whose hash is known.
func (v *vocabulary) find(p string, hash uint64) (int32, bool) {
	last := uint64(len(v.slots) - 1)
	for slot := hash & last; v.slots[slot] != 0; slot = (slot + 1) & last {
		if i := v.slots[slot] - 1; v.piece(int(i)) == p {
			return i, true
		}
	}
	return 0, false
}

const firstHash = 14695981039346656037

// hashed continues the hash of what stands before (FNV-1a).
func hashed(h uint64, s string) uint64 {
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

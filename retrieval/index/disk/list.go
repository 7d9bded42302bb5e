package disk

import "encoding/binary"

// list says of one term which paragraphs hold it, in order, and how often. The paragraphs 3, 4 and
// 9, of which the second holds the term five times and the others once, are the numbers
//
//	3<<1   0<<1|1 3   4<<1
//
// A posting is how many paragraphs stand between it and the one before, shifted by a bit that reports whether another number
// follows: how often it is held, less two. Each number takes as many bytes as it needs (a varint), which is mostly one.
type list struct {
	bytes []byte // all paragraphs but the last
	count uint32 // paragraphs
	least uint32 // the lowest paragraph that the next posting can say
	last  uint32 // the last paragraph
	times uint32 // that it holds the term
}

// add adds one more occurrence in a paragraph: the last one, or a later one.
func (l *list) add(doc uint32) {
	if l.count > 0 && l.last == doc {
		l.times++
		return
	}
	l.flush()
	l.last, l.times = doc, 1
	l.count++
}

// flush writes the last paragraph to the bytes. Only another paragraph may be added then.
func (l *list) flush() {
	if l.count > 0 {
		l.bytes = appendPosting(l.bytes, l.last-l.least, l.times)
		l.least = l.last + 1
	}
}

func appendPosting(b []byte, gap, times uint32) []byte {
	if times == 1 {
		return binary.AppendUvarint(b, uint64(gap)<<1)
	}
	return binary.AppendUvarint(binary.AppendUvarint(b, uint64(gap)<<1|1), uint64(times-2))
}

// posting reads what appendPosting wrote; size is 0 if there is none.
func posting(b []byte) (gap, times uint32, size int) {
	if len(b) > 0 && b[0] < 0x80 && b[0]&1 == 0 { // most are so
		return uint32(b[0] >> 1), 1, 1
	}
	v, size := binary.Uvarint(b)
	if size <= 0 || v >= 1<<33 {
		return 0, 0, 0
	}
	if v&1 == 0 {
		return uint32(v >> 1), 1, size
	}
	more, n := binary.Uvarint(b[size:])
	if n <= 0 || more >= 1<<31 {
		return 0, 0, 0
	}
	return uint32(v >> 1), uint32(more) + 2, size + n
}

package disk

// entry is what the dictionary has of a term. Most terms of a natural language stand in one paragraph of a collection only:
// their entry is the posting, and they have no list.
//
//	paragraph, times in 8 bits, 1    one paragraph
//	where the list begins, paragraphs in 24 bits, 0
type entry uint64

const (
	timesBits = 8
	countBits = 24
)

// none is the entry of a term that no paragraph holds.
const none entry = 0

func listEntry(at uint64, count uint32) entry { return entry(at<<countBits|uint64(count)) << 1 }

// entryOf returns the entry of a whole list that would begin there, and whether it has to be written.
func entryOf(l *list, at uint64) (e entry, written bool) {
	if gap, times, size := posting(l.bytes); l.count == 1 && size > 0 && times < 1<<timesBits {
		return entry(uint64(gap)<<timesBits|uint64(times))<<1 | 1, false
	}
	return listEntry(at, l.count), true
}

// paragraphs is how many paragraphs hold the term.
func (e entry) paragraphs() int {
	if e&1 == 1 {
		return 1
	}
	return int(e >> 1 & MaxParagraphs)
}

// single returns the one posting of an entry that has no list.
func (e entry) single() (doc uint64, times uint32, ok bool) {
	return uint64(e >> (1 + timesBits)), uint32(e>>1) & (1<<timesBits - 1), e&1 == 1
}

// list is where the list of the term begins.
func (e entry) list() (at uint64) { return uint64(e >> (1 + countBits)) }

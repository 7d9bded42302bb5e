package manuscript

import "slices"

// segment is a stretch of a manuscript's text, with where it stands in the source.
type segment struct {
	at       int  // byte of the text
	from, to int  // bytes of the source
	literal  bool // letter for letter
}

// Place returns where a stretch of Text stands in Source, as half-open ranges of bytes. The stretch has to begin and end
// with words.
func (m *Manuscript) Place(start, end int) (from, to int) {
	if m.origin == nil {
		return start, end
	}
	first, last := m.segment(start), m.segment(end-1)
	from, to = first.from, last.to
	if first.literal {
		from += start - first.at
	}
	if last.literal {
		to = min(to, last.from+end-last.at)
	}
	return from, to
}

// segment finds the last segment that begins at a byte of the text or before it.
func (m *Manuscript) segment(at int) segment {
	n, _ := slices.BinarySearchFunc(m.origin, at+1, func(s segment, at int) int { return s.at - at })
	return m.origin[max(0, n-1)]
}

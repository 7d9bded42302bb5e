package reading

import (
	"slices"

	"chuchu/retrieval/reading/line"
)

// origin says where the words of a manuscript stand in the source, in the order of the manuscript.
type origin []segment

type segment struct {
	at       int  // byte of the manuscript
	from, to int  // bytes of the source
	literal  bool // letter for letter
}

// span is where a span of the manuscript, that begins and ends with words, stands in the source.
func (o origin) span(s Span) Span {
	first := o[max(0, o.after(s.Start)-1)]
	last := o[max(0, o.after(s.End-1)-1)]
	in := Span{first.from, last.to}
	if first.literal {
		in.Start += s.Start - first.at
	}
	if last.literal {
		in.End = min(last.to, last.from+s.End-last.at)
	}
	return in
}

// after is the first segment that begins behind a byte of the manuscript.
func (o origin) after(at int) int {
	n, _ := slices.BinarySearchFunc(o, at+1, func(s segment, at int) int { return s.at - at })
	return n
}

// ruler counts the lines of a source, as editors do.
type ruler []int // where each line begins

func newRuler(source string) ruler {
	r := ruler{0}
	for at := 0; at < len(source); {
		_, at = line.End(source, at)
		r = append(r, at)
	}
	return r
}

func (r ruler) line(at int) int {
	n, _ := slices.BinarySearch(r, at+1)
	return n
}

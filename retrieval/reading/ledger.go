package reading

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"chuchu/retrieval/reading/line"
)

// SourceLine is a line of a text's Source, with the blocks that its words went to.
type SourceLine struct {
	Number int    // counted from 1
	Text   string // without its end, otherwise letter for letter
	Blocks []int  // of Text.Blocks, in the order of the line; none if it is blank or shows nothing
}

// Lines accounts for the whole Source, line by line. A text without Source has no lines.
func (t Text) Lines() iter.Seq[SourceLine] {
	type stretch struct {
		Span
		block int
	}
	var stretches []stretch
	for b, block := range t.Blocks {
		for _, span := range block.Spans {
			stretches = append(stretches, stretch{span, b})
		}
	}
	slices.SortStableFunc(stretches, func(a, b stretch) int { return cmp.Compare(a.Start, b.Start) })
	return func(yield func(SourceLine) bool) {
		rest := stretches
		for at, number := 0, 1; at < len(t.Source); number++ {
			end, next := line.End(t.Source, at)
			for len(rest) > 0 && rest[0].End <= at {
				rest = rest[1:]
			}
			l := SourceLine{Number: number, Text: t.Source[at:end]}
			for _, s := range rest {
				if s.Start >= end {
					break
				}
				words := t.Source[max(s.Start, at):min(max(s.End, at), end)]
				if !slices.Contains(l.Blocks, s.block) && strings.TrimSpace(words) != "" {
					l.Blocks = append(l.Blocks, s.block)
				}
			}
			if !yield(l) {
				return
			}
			at = next
		}
	}
}

package reading

import (
	"slices"
	"strings"

	"chuchu/retrieval/reading/line"
)

// trails puts each block under the headings before it. A heading closes those of its own rank and of inner ones.
func (p *page) trails() {
	plain := p.plainRank()
	rankOf := func(d *draft) line.Rank {
		if d.numeral.Rank == line.Unranked {
			return plain
		}
		return d.numeral.Rank
	}
	trail := trailOf(p.above)
	for _, d := range p.drafts {
		if ends := d.first().Ends; ends > 0 {
			p.close(line.Hashes+line.Rank(ends), rankOf)
			trail = trailOf(p.above)
		}
		if d.kind != Heading || d.title {
			d.trail = trail
			continue
		}
		p.close(rankOf(d), rankOf)
		d.trail = trailOf(p.above)
		p.above = append(p.above, d)
		trail = trailOf(p.above)
	}
}

// close closes the headings of a rank and of inner ones.
func (p *page) close(from line.Rank, rankOf func(*draft) line.Rank) {
	for n := len(p.above); n > 0 && rankOf(p.above[n-1]) >= from; n-- {
		p.above = p.above[:n-1]
	}
}

func trailOf(stack []*draft) []string {
	var trail []string
	for _, d := range stack {
		trail = append(trail, headingText(d))
	}
	return trail
}

// headingText returns a heading without the # of Markdown. A number stays, since people refer to it, and one that only a
// program shows is put before it.
func headingText(d *draft) string {
	if n := len(d.number); n > 0 {
		number := d.number[n-1]
		if !line.EndsIn(number, "、，）．") { // 第一章 总则, 1.1 Scope, but 一、总则
			number += " "
		}
		return number + d.text
	}
	if r := d.numeral.Rank; r > line.Unranked && r <= line.Hashes+6 && d.numeral.Size > 0 {
		return strings.TrimSpace(strings.TrimRight(d.text[d.numeral.Size:], "#"))
	}
	return d.text
}

// plainRank returns the rank of headings without number. They stand above the numbered ones only if the numbers begin anew
// under them.
func (p *page) plainRank() line.Rank {
	restarts := map[line.Rank]int{}
	for _, d := range p.drafts {
		if d.kind == Heading && d.numeral.Value == 1 {
			restarts[d.numeral.Rank]++
		}
	}
	first := slices.IndexFunc(p.drafts, func(d *draft) bool {
		return d.kind == Heading && !d.title && d.numeral.Rank >= line.PlainOuter
	})
	if first >= 0 && restarts[p.drafts[first].numeral.Rank] < 2 {
		return line.PlainInner
	}
	return line.PlainOuter
}

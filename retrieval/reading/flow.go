package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/reading/line"
)

const (
	// narrow is the share of the measure below which the open first line of wrapped text is a headline.
	narrow = 0.75
	// wider is the share of the measure above which a line does not belong to the wrapped text.
	wider = 1.3
)

// inside is punctuation that prose has and a headline seldom has.
const inside = "。！？，；"

// flow joins the lines of the page into drafts: first between gaps, then across them if a page or a column ended amid a
// sentence.
func (p *page) flow() {
	runs := p.runs()
	all := make([]pair, 0, len(p.lines))
	for i := range runs {
		from := len(all)
		all = p.pairs(runs[i].lines, all)
		runs[i].pairs = len(all) - from
	}
	overall := 0
	if len(all) >= minPairs {
		overall = measureOf(all)
	}
	var drafts []*draft
	for i, r := range runs {
		measure := p.measure(r, all[:r.pairs], overall)
		all = all[r.pairs:]
		drafts = append(drafts, p.paragraphs(r, measure, i == 0)...)
	}
	sloppy := p.isSloppy(drafts)
	for _, d := range drafts {
		if n := len(p.drafts); n > 0 && p.continues(p.drafts[n-1], d, sloppy) {
			before := p.drafts[n-1]
			before.lines = append(before.lines, d.lines...)
			before.width += d.width
			before.measure = d.measure
			before.lone = false
			continue
		}
		p.drafts = append(p.drafts, d)
	}
	p.write()
}

// write gives the drafts their texts. A line that is taken as it is would hold the source in memory: if the page is packed,
// all are copied into one string.
func (p *page) write() {
	var b strings.Builder
	if p.packed {
		b.Grow(len(p.source)) // the text is never longer
	}
	for _, d := range p.drafts {
		at := b.Len()
		switch {
		case d.first().Row != nil:
			d.text, d.cells = shown(d.first().Row)
			continue
		case d.title:
			b.WriteString(p.joins.headline(d.lines))
		case len(d.lines) == 1:
			b.WriteString(p.joins.fold(d.first().text(p.source)))
		default:
			p.joins.lines(&b, d.lines)
		}
		if d.text = b.String()[at:]; !p.packed {
			b = strings.Builder{}
		}
	}
}

// run is a stretch of lines without a gap.
type run struct {
	lines []pageLine
	pairs int  // how many of its lines are evidence of its measure
	wall  bool // nothing flows into it from what stands before it
}

// runs cuts the page at its gaps. Page numbers, page headers and jump lines count as gaps, since they may fall anywhere;
// everything else that was set aside is a wall.
func (p *page) runs() []run {
	var runs []run
	begin, wall := 0, false
	end := func(at int) {
		if at > begin {
			runs = append(runs, run{lines: p.lines[begin:at:at], wall: wall})
			wall = false
		}
		begin = at
	}
	for i := range p.lines {
		switch l := &p.lines[i]; {
		case l.Aside != "":
			end(i)
			begin = i + 1
			wall = wall || !isFurniture(l.Aside)
		case l.gap:
			end(i)
			wall = wall || l.Wall
		}
	}
	end(len(p.lines))
	return runs
}

// measure returns the width that a run was wrapped at: its own if it is long enough to show one, else that of the text.
func (p *page) measure(r run, pairs []pair, overall int) int {
	if len(pairs) >= runPairs {
		return measureOf(pairs)
	}
	for _, l := range r.lines {
		if float64(l.width) > wider*float64(overall) {
			return 0
		}
	}
	return overall
}

// paragraphs makes drafts of a run.
func (p *page) paragraphs(r run, measure int, top bool) []*draft {
	headlines := 0
	if top {
		headlines = p.headlines(r.lines, measure)
	}
	var drafts []*draft
	begin := 0 // of the last draft
	for i, l := range r.lines {
		n := len(drafts)
		if i > 0 && (l.Join || i < headlines || i > headlines && !p.ofForm(r.lines, i) && (measure > 0 && !p.breaks(drafts[n-1], l) || p.hangs(drafts[n-1], l))) {
			before := drafts[n-1]
			before.lines = r.lines[begin : i+1 : i+1]
			before.width += l.width
			continue
		}
		begin = i
		drafts = append(drafts, &draft{
			lines: r.lines[i : i+1 : i+1], width: l.width, measure: measure,
			lone: len(r.lines) == 1, gap: i == 0, wall: i == 0 && r.wall,
		})
	}
	if headlines > 0 {
		drafts[0].kind, drafts[0].title = Heading, true
	}
	return drafts
}

// ofForm reports whether a line is a field of a form, or stands below its last: with others above or below it.
func (p *page) ofForm(lines []pageLine, at int) bool {
	field := func(i int) bool { return 0 <= i && i < len(lines) && line.IsField(lines[i].text(p.source)) }
	return field(at-1) && (field(at) || field(at-2)) || field(at) && field(at+1)
}

// hangs reports whether a line continues the item of a list that it is indented below. Since a numbered heading may stand
// above an indented paragraph too, the item has to break off amid a sentence.
func (p *page) hangs(d *draft, next pageLine) bool {
	first, before, s := d.first(), d.last().text(p.source), next.text(p.source)
	if first.Fixed || !line.IsItem(first.text(p.source)) || line.IsItem(s) || next.indent <= first.indent || len(d.lines) > 1 && next.indent != d.last().indent {
		return false
	}
	return startsSmall(s) || line.EndsIn(before, line.Commas) || endsAmid(before)
}

// breaks reports whether a line of wrapped text begins a paragraph rather than continue the one before it.
func (p *page) breaks(d *draft, next pageLine) bool {
	before, s := d.last(), next.text(p.source)
	if float64(max(before.width, next.width)) > wider*float64(d.measure) {
		return true
	}
	full := isFull(p.source, before, next, d.measure)
	ended := line.Closed(before.text(p.source))
	switch {
	case !ended && line.EndsIn(before.text(p.source), line.Commas):
		return false
	case next.indent > before.indent, line.IsItem(s), isOpener(s):
		return ended || !full || line.IsItem(d.first().text(p.source)) && line.IsItem(s)
	case ended:
		return !full || next.indent < before.indent && len(d.lines) > 1
	}
	return len(d.lines) == 1 && p.isHeadline(before) && float64(before.width) < narrow*float64(d.measure) && !full
}

// continues reports whether a draft continues in the next one: its sentence is not finished, and the next one does not look
// like a beginning. A small letter shows it; else a full line of wrapped text must, or long prose.
func (p *page) continues(a, b *draft, sloppy bool) bool {
	last, first := a.last(), b.first()
	if last.Row != nil || first.Row != nil {
		return false
	}
	end, s := last.text(p.source), first.text(p.source)
	if first.Join && !b.wall {
		return true
	}
	if a.kind == Heading || b.wall || line.Closed(end) || line.IsItem(s) || isOpener(s) || isByline(s) {
		return false
	}
	if first.indent > 0 && (len(a.lines) == 1 || first.indent > last.indent) {
		return false
	}
	full := a.measure > 0 && isFull(p.source, last, first, a.measure)
	lead := minMeasure // how wide a line must be that a small letter continues
	if b.gap {
		lead *= 2
	}
	small := startsSmall(s) && tail(end) == spaced && (full || a.width >= lead)
	amid := strings.ContainsAny(end, "，,、；") || endsAmid(end)
	if a.lone && b.gap && p.isHeadline(last) && !small && !amid {
		return false
	}
	switch {
	case small, line.BeginsIn(s, "，。、；！？）》」』,"):
		return true
	case a.measure > 0 && (amid || len(a.lines) > 1) && full:
		return !b.lone || !p.isHeadline(first) || strings.ContainsAny(s, "，、,") // with a comma it may as well be a piece of a sentence
	case p.joins.resolve(tail(end)) != dense:
		return false
	case line.EndsIn(end, "，、"):
		return a.width >= minMeasure || !b.gap
	case len(a.lines) > 1 && a.measure > 0:
		return false
	case len(b.lines) == 1 && !b.gap && a.width < line.ProseWidth:
		return strings.ContainsAny(end, inside) && a.width >= minMeasure && b.width <= a.width && line.Closed(s)
	}
	far := b.last().text(p.source)
	return !sloppy && a.width >= line.ProseWidth && strings.ContainsAny(end, inside) &&
		(line.Closed(far) || b.width >= line.ProseWidth && strings.ContainsAny(far, inside))
}

func startsSmall(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// endsAmid reports whether a line ends with an English word that no sentence ends with.
func endsAmid(s string) bool {
	switch line.TrailingLetters(s) {
	case "the", "a", "an", "of", "and", "or", "to", "in", "on", "at", "by", "for", "with", "from", "as", "that", "which",
		"is", "was", "are", "were", "be", "has", "have", "had", "its", "his", "her", "their", "into", "than":
		return true
	}
	return false
}

// isSloppy reports whether a text mostly does without final punctuation, so that its lack means nothing.
func (p *page) isSloppy(drafts []*draft) bool {
	open, all := 0, 0
	for _, d := range drafts {
		if d.width >= line.ProseWidth {
			all++
			open += count(!line.Closed(d.last().text(p.source)))
		}
	}
	return all > 2 && open*2 > all
}

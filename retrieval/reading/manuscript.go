package reading

import "strings"

// manuscript is what a format makes of a file: its words in lines, what the format says of each line, and where they
// stand in the source. A plain text is its own manuscript, and the lines of other formats go the same way as its own:
// page numbers, dates, disclaimers and numbered headings look alike in all of them.
type manuscript struct {
	source string // what Spans point into
	text   string // the words; the source itself where the origin is nil
	origin origin
	marks  []mark // one for each line of the text; none for a plain text

	// numbers are what a program shows before lines and the file does not hold, by these lines: an item's own behind
	// those of the items that it is part of.
	numbers map[int][]string

	title, date, lang string // what the file's properties say; the title may be that of its site too
	dated             bool   // the date is one of publication, and goes before what the text says
}

// mark is what a format says of a line.
type mark struct {
	page  int    // counted from 1; 0 where there are none
	level int    // of a heading, from 1; 0 where the format knows of none
	wall  bool   // nothing flows into it from the line before
	gap   bool   // a blank line stands before it
	join  bool   // it goes on with the line before, however it looks
	fixed bool   // no heading however it looks, as an item of a list or the row of a table
	whole bool   // never cut in pieces
	bold  bool   // all of its words are set in bold
	link  bool   // all of its words are links
	main  bool   // it stands in what a web page marks as its main part
	aside string // why it is no part of the prose; "" where nothing says so
}

// leastNamed is how many bytes of a headline, found in the title of a page, tell that it is the page's headline.
const leastNamed = 6

// properties adds what the file says of itself. Its words go before its properties, as these are often those of a
// template, but for the date of a publication. A heading goes before the title of a file, which mostly repeats it and
// adds the name of a site.
func (m *manuscript) properties(t *Text, p *page) {
	if t.Lang == "und" && m.lang != "" {
		t.Lang = languageTag(m.lang)
	}
	if m.date != "" && (m.dated || t.Date == "") {
		t.Date = m.date
	}
	if m.title == "" {
		return
	}
	named, titled := "", false
	for _, d := range p.drafts {
		if d.kind == Heading && d.first().level > 0 {
			titled = titled || d.title
			if named == "" && len(d.text) >= leastNamed && strings.Contains(m.title, d.text) {
				named = d.text
			}
		}
	}
	switch {
	case named != "":
		t.Title = named
	case !titled:
		t.Title = m.title
	}
}

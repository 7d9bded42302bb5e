package record

import (
	"cmp"
	"strings"

	"chuchu/bot/act"
	"chuchu/retrieval/language"
)

// parts returns the part that is named of each text that has it; all of each text if none is named.
func (r *Record) parts(named act.Reference, texts []int) []Place {
	var found []Place
	for _, i := range texts {
		if named.Part == 0 {
			found = append(found, Place{Text: i})
		} else if h, ok := r.part(named, i); ok {
			found = append(found, Place{i, &h})
		}
	}
	return found
}

// part returns the part of a text that has a number, or is called so; else the heading of that number.
func (r *Record) part(named act.Reference, text int) (Heading, bool) {
	headings := r.Headings(text)
	for _, h := range headings {
		if number, unit := numbered(h.Text); number == named.Part && (named.Unit == "" || unit == "" || unit == named.Unit) {
			return h, true
		}
	}
	outermost := Outermost(headings)
	n := named.Part
	if n < 0 {
		n += len(outermost) + 1
	}
	if named.Unit == "条" || n < 1 || n > len(outermost) {
		return Heading{}, false
	}
	return outermost[n-1], true
}

var numbering = language.NewPattern(`<numbered heading>`)

// numbered returns the number that a heading begins with, and what it calls itself, if it says so; 0 for none.
func numbered(heading string) (number int, unit string) {
	at := numbering.FindStringSubmatch(language.FoldHan(heading))
	if at == nil {
		return 0, ""
	}
	unit = at[2]
	switch strings.ToLower(unit + at[6]) {
	case "部", "part":
		unit = ""
	case "款", "article", "clause":
		unit = "条"
	case "chapter":
		unit = "章"
	case "section":
		unit = "节"
	}
	return act.Number(cmp.Or(at[1], at[3], at[4], at[5], at[7])), unit
}

// headed returns the parts of texts below a heading that has the words: those of the text that is spoken of first.
func (r *Record) headed(named act.Reference, here int) []Place {
	words := units(strings.Join(named.Words, " "))
	var first, others []Place
	for i, o := range r.outlines() {
		for _, h := range o.headings {
			of := units(h.Text)
			switch fits := share(words, of) == 1 && share(of, words) >= titleShare; {
			case fits && i == here:
				first = append(first, Place{i, &h})
			case fits:
				others = append(others, Place{i, &h})
			}
		}
	}
	return append(first, others...)
}

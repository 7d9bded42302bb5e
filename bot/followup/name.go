package followup

import "chuchu/retrieval/language"

// inName exchanges a name of the question for the fragment, where it is of the same kind beyond doubt.
func (f fragment) inName(q utterance, known evidence) (string, bool) {
	if !f.chinese() {
		return f.inCapitals(q)
	}
	if r, ok := f.officeOfPlace(q); ok {
		return q.with(r, f.raw(f.whole())), true
	}
	if r, by, ok := f.place(q, known); ok {
		return q.with(r, by), true
	}
	if r, ok := f.office(q); ok {
		return q.with(r, f.raw(f.whole())), true
	}
	if isPerson(f.utterance, known) {
		if people := persons(q, known); len(people) > 0 {
			return q.with(people[0], f.raw(f.whole())), true
		}
		if who := q.first(whoIs); who != nil {
			return q.with(who[1], f.raw(f.whole())), true
		}
		return "", false
	}
	if isPlace(f.utterance) {
		return "", false
	}
	if r, ok := f.fitting(q, known); ok {
		return agreeing(q, r, f.utterance), true
	}
	if r, ok := f.sameEnding(q); ok {
		return agreeing(q, r, f.utterance), true
	}
	return "", false
}

// whoIs matches a question after a person, with what it calls him: a fragment that names a person stands for that.
var whoIs = language.NewPattern(`<asks who somebody is>`)

// office returns the title in the question that the fragment, a title, stands for. One that names its level (mayor)
// stands for the whole of "secretary of the city", one that does not (director) for "secretary" alone.
func (f fragment) office(q utterance) (span, bool) {
	mine, theirs := f.first(wholeOffice), q.first(anyOffice)
	if mine == nil || theirs == nil {
		return span{}, false
	}
	r := theirs[0]
	if mine[1].from < 0 && theirs[1].from >= 0 {
		r = theirs[2]
	}
	return r, q.plain(r) != f.text
}

// officeOfPlace returns the office with its place in the question that the fragment, another such (上海市长), stands for.
func (f fragment) officeOfPlace(q utterance) (span, bool) {
	mine, ok := officeOfPlaceIn(f.utterance)
	if !ok || mine != f.whole() {
		return span{}, false
	}
	theirs, ok := officeOfPlaceIn(q)
	return theirs, ok && q.plain(theirs) != f.text
}

// officeOfPlaceIn returns the first place of an utterance that an office stands behind, with it.
func officeOfPlaceIn(u utterance) (span, bool) {
	for _, p := range places(u) {
		for _, match := range u.all(anyOffice) {
			if at := match[0]; at.from == p[0].to || at.from == p[1].to {
				return span{p[0].from, at.to}, true
			}
		}
	}
	return span{}, false
}

// The groups are the level, what it has of offices, and an office without a level.
var (
	anyOffice   = language.NewPattern(`<office with its level>`)
	wholeOffice = language.NewPattern(`<nothing but an office>`)
)

// place returns the place in the question that the fragment, a place, stands for, and by what it is exchanged. They
// stand for each other with or without what they are (province), and the texts may know that what is one's city committee is
// the other's provincial one.
func (f fragment) place(q utterance, known evidence) (r span, by string, ok bool) {
	mine := f.first(wholePlace)
	if mine == nil {
		return span{}, "", false
	}
	best := -1
	for _, p := range places(q) {
		name, kind := p[0], p[1]
		candidate, with := name, f.raw(f.whole())
		after := span{name.to, min(name.to+longestNeighbour, len(q.runes))}
		if kind.length() > 0 {
			after = span{kind.to, min(kind.to+longestNeighbour, len(q.runes))}
			switch {
			case mine[2].length() > 0:
				candidate = span{name.from, kind.to}
			case !known.has(f.text + q.plain(kind)):
				if other := f.kindBefore(q.plain(after), known); other != "" {
					candidate, with = span{name.from, kind.to}, with+other
				}
			}
		}
		if score := known.follows(f.text, q.plain(after)); score > best {
			best, r, by, ok = score, candidate, with, true
		}
	}
	return r, by, ok
}

// kindBefore returns what the texts put between the fragment and what follows, if that is what kind of place it is.
func (f fragment) kindBefore(after string, known evidence) string {
	for _, kind := range language.Words("division with offices") {
		if known.follows(f.text+kind, after) >= shortestNeighbour {
			return kind
		}
	}
	return ""
}

// Places, each by its name and its kind, the groups.
var (
	namedPlace = language.NewPattern(`<named place>`)
	kindPlace  = language.NewPattern(`<place by its division>`)
	wholePlace = language.NewPattern(`<nothing but a place>`)
)

// isPlace reports whether an utterance is the name of a place and nothing else.
func isPlace(u utterance) bool { return u.first(wholePlace) != nil }

// places returns the places of an utterance in order: each by its name and its kind, which may be empty.
func places(u utterance) [][2]span {
	var found [][2]span
	for _, match := range u.all(namedPlace) {
		p := [2]span{match[1], match[2]}
		if p[1].from < 0 {
			p[1] = span{p[0].to, p[0].to}
		}
		found = append(found, p)
	}
	if len(found) > 0 {
		return found
	}
	for _, segment := range u.segments() {
		part := newUtterance(u.raw(segment))
		if match := part.first(kindPlace); match != nil {
			at := func(r span) span { return span{segment.from + r.from, segment.from + r.to} }
			found = append(found, [2]span{at(match[1]), at(match[2])})
		}
	}
	return found
}

// IsPlace reports whether a phrase is the name of a place and nothing else.
func IsPlace(phrase string) bool { return isPlace(newUtterance(phrase)) }

package checking

import (
	"slices"
	"strings"

	"chuchu/retrieval/language"
)

// tenure is an office and who holds it, as a text puts them together.
type tenure struct {
	office string // with what makes another of it: 副馆长
	name   string
}

// tenures returns which of some names hold which offices by a text: one behind an office, or before one with what says that it is
// his; and which offices somebody held formerly.
func (t *text) tenures(names [][]string) []tenure {
	var all []tenure
	said := language.FoldHan(t.raw)
	for _, former := range language.Words("formerly") { // who was meant before is so now
		names = append(names[:len(names):len(names)], []string{former})
	}
	for _, characters := range names {
		name := strings.Join(characters, "")
		for at := 0; ; {
			n := strings.Index(said[at:], name)
			if n < 0 {
				break
			}
			start, end := at+n, at+n+len(name)
			at = end
			before := said[max(0, start-officeRoom):start]
			if m := officeHeld.FindStringSubmatch(before); m != nil {
				all = append(all, tenure{m[1], name})
			}
			if m := holdsOffice.FindStringSubmatch(said[end:min(len(said), end+officeRoom)]); m != nil {
				all = append(all, tenure{m[1], name})
			}
		}
	}
	return all
}

// officeRoom is how far from a name its office is looked for, in bytes.
const officeRoom = 48

var (
	officeHeld  = language.NewPattern(`([<other office>]?(?:<title>))(?:<holds>)?$`)
	holdsOffice = language.NewPattern(`^(?:<holds>)[\p{Han}]{0,8}?([<other office>]?(?:<title>))`)
)

// unseated returns an office with a name of the sentence, where the passages give the name other offices only, and have the office
// in other hands or not at all. Any passage that the model was given can add an office.
func (c *claim) unseated() string {
	var names [][]string
	for _, p := range c.passages {
		names = append(names, p.names()...)
	}
	mine := c.tenures(names)
	if len(mine) == 0 {
		return ""
	}
	var theirs []tenure
	for _, p := range c.all {
		theirs = append(theirs, p.tenures()...)
	}
	for _, t := range mine {
		named := slices.ContainsFunc(theirs, func(o tenure) bool { return o.name == t.name })
		held := slices.ContainsFunc(theirs, func(o tenure) bool { return o.office == t.office })
		if !slices.Contains(theirs, t) && (named || held) {
			return t.office + t.name
		}
	}
	return ""
}

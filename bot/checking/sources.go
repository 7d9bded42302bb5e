package checking

import (
	"path"
	"slices"
	"strings"

	"chuchu/retrieval/language"
)

// Models that were told to cite list their sources once more at the end, or put a marker where no sentence is. Neither says anything
// that could be borne out.

const (
	bareMarkers = `(?i)^(?:[\s。.，,、;；*-]*(?:` + markerForm + `|` + markerAtEndOnly + `))+[\s。.*]*$`
	entryBegin  = `(?i)^[\s*•·-]*(?:` + markerForm + `|` + markerAtEndOnly + `|<number of an item>|[*•·-])`
)

var (
	bareMarker    = language.NewPattern(bareMarkers)
	entry         = language.NewPattern(entryBegin)
	sourceHeading = language.NewPattern(`(?i)^[\s#*（(\[【_-]*(?:<heading of sources>)[\s*_]*(?:[:：]|[)）\]】]?[\s*_]*$)`)
)

// citesOnly reports whether a sentence is nothing but a marker, or stands in a list of sources: below a heading, or with the title of
// a passage alone behind its marker.
func (c *Checker) citesOnly(raw string) bool {
	folded := language.FoldHan(raw)
	if bareMarker.MatchString(folded) {
		return true
	}
	rest, headed := folded, false
	if at := sourceHeading.FindStringIndex(folded); at != nil {
		rest, headed = raw[at[1]:], true
	} else if !entry.MatchString(folded) {
		c.listing = false
		return false
	}
	rest, _ = cited(rest, len(c.evidence.passages))
	if bare := c.evidence.withoutTitles(letters(withoutOrdinal(rest))); bare == "" {
		c.listing = c.listing || headed
		return headed || c.listing || letters(rest) != ""
	}
	return c.listing && !headed
}

// withoutTitles takes the titles and the names of the files of the passages out of folded letters.
func (e *Evidence) withoutTitles(said string) string {
	var names []string
	for _, p := range e.passages {
		base := path.Base(p.Place.File)
		names = append(names, letters(p.Title), letters(base), letters(strings.TrimSuffix(base, path.Ext(base))))
	}
	slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) })
	for _, name := range names {
		said = strings.ReplaceAll(said, name, "")
	}
	return said
}

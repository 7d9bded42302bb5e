package retrieval

import (
	"fmt"
	"strings"
	"testing"
)

// TestVersions asks the collections of testdata/versions: which versions are shown.
func TestVersions(t *testing.T) { askArchives(t, "versions", 5, versionsOf) }

// versionsOf says which versions are shown, the newest first: file and line, which edition it is, in braces the words that differ, and
// what becomes of it; or "one" and the passage that is found first.
func versionsOf(found Finding) string {
	switch {
	case len(found.Passages) == 0:
		return "nothing"
	case found.Versions == 0:
		return "one " + found.Passages[0].Place.Lines()
	}
	var all []string
	for _, p := range found.Passages[:found.Versions] {
		var differ []string
		for _, s := range p.Quote.Differs {
			differ = append(differ, p.Text[s.Start:s.End])
		}
		said := fmt.Sprintf("%s %s {%s} %s", p.Place.Lines(), p.Edition, strings.Join(differ, ", "), p.Superseded)
		all = append(all, strings.Join(strings.Fields(said), " "))
	}
	return strings.Join(all, " | ")
}

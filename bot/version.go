package bot

import (
	"fmt"
	"slices"
	"strings"

	"chuchu/retrieval"
	"chuchu/retrieval/outline"
)

// quoteVersions makes the text of an answer whose first sources are versions of one another: what each says otherwise, with its edition
// or date, and then the quotes, the newest first.
func (a *Answer) quoteVersions() {
	sources := a.Sources[:a.Versions]
	inventory := a.Language.Inventory()
	names := labels(sources)
	values := make([]string, len(sources))
	var items, quotes []string
	for i, s := range sources {
		values[i] = s.differing(inventory.Comma)
		quotes = append(quotes, fmt.Sprintf("%s [%d]", s.Quoted(), s.N))
	}
	untold := slices.Contains(values, "")
	for i, s := range sources {
		name := shortened(s.Title, maxTitle)
		if names != nil {
			name = names[i]
		}
		var said []string
		if !untold {
			said = append(said, name)
			name = values[i]
		}
		if s.Edition == "" && s.Date != "" && !slices.Contains(names, s.Date) {
			said = append(said, s.Date)
		}
		if state := a.Language.Phrases().Superseded(s.Superseded); state != "" {
			said = append(said, state)
		}
		if len(said) > 0 {
			name += inventory.Open + strings.Join(said, inventory.Comma) + inventory.Close
		}
		items = append(items, name)
	}
	a.Differ = fmt.Sprintf(a.Language.Phrases().Differ, strings.Join(items, inventory.Besides))
	a.Text = a.Differ + "\n" + strings.Join(quotes, "\n")
}

// differing returns the words that a source says otherwise than its versions, as many as there is room for: those that answer if they
// are known.
func (s Source) differing(comma string) string {
	if known := s.AnswerWords(); known != "" {
		return known
	}
	words := ""
	for _, at := range s.Passage.Quote.Differs {
		word := s.Text[at.Start:at.End]
		switch {
		case words == "" && outline.Width(word) <= longestLabel:
			words = word
		case outline.Width(words+comma+word) <= longestLabel && words != "":
			words += comma + word
		case words != "":
			return words + "…"
		}
	}
	return words
}

// superseded reports whether one of the versions that an answer quotes no longer holds.
func (a Answer) superseded() bool {
	return slices.ContainsFunc(a.Sources[:a.Versions], func(s Source) bool { return s.Superseded != "" })
}

// Superseded says what became of an edition; "" if it holds.
func (p Phrases) Superseded(s retrieval.Superseded) string {
	switch s {
	case retrieval.Repealed:
		return p.Repealed
	case retrieval.Replaced:
		return p.Replaced
	}
	return ""
}

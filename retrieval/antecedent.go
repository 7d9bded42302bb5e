package retrieval

import (
	"slices"

	"chuchu/retrieval/language"
)

// antecedents is how many paragraphs before it are looked through for the name that a paragraph means by a pronoun. Stories and
// letters name somebody once and say "she" over a page; further back it is somebody else.
const antecedents = 6

// antecedent returns the terms of the question's names that a paragraph means by "she": those that it does not hold, where it has such
// a pronoun and a paragraph shortly before it in its text has the name.
func (c *Collection) antecedent(v *view, ordinal int, text string, held termSet) (termSet, error) {
	var names termSet
	lost := slices.DeleteFunc(slices.Clone(v.exact), func(e exact) bool { return e.number || e.absent || e.held(&held) })
	if len(lost) == 0 || !stands.MatchString(text) {
		return names, nil
	}
	file := c.textOf(ordinal).File
	for before := ordinal - 1; before >= max(0, ordinal-antecedents) && c.textOf(before).File == file; before-- {
		block, err := c.block(before)
		if err != nil {
			return names, err
		}
		said := v.held(block.Text)
		for _, e := range lost {
			if e.held(&said) {
				names = names.union(e.within(&said))
			}
		}
	}
	return names, nil
}

// stands matches a pronoun that stands for somebody.
var stands = language.NewPattern(`<stands for somebody>`)

package retrieval

import (
	"cmp"
	"slices"
	"strings"

	"chuchu/retrieval/language"
)

// Superseded is what a text says of an edition that no longer holds.
type Superseded string

// What may be said of it.
const (
	Repealed Superseded = "repealed"
	Replaced Superseded = "replaced"
)

// version is a passage as one of several.
type version struct {
	Passage
	ordinal int
	edition edition
}

// inOrder puts versions in order, those that hold before those that do not, the newest first, and names each as the edition that it is.
// It reports whether a question that says of an edition what asked does names one of them: that is the first then.
func (c *Collection) inOrder(group []Passage, asked mark) (named bool, err error) {
	all := make([]version, len(group))
	for i, p := range group {
		v := version{Passage: p}
		v.ordinal, _ = c.index.Paragraphs.Find(p.ID)
		if v.edition, err = c.edition(p, v.ordinal); err != nil {
			return false, err
		}
		all[i] = v
	}
	for i := range all {
		for k := range all {
			if i != k && all[k].Superseded == "" {
				if all[k].Superseded, err = c.superseded(all[k], all[i]); err != nil {
					return false, err
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b version) int {
		return cmp.Or(cmp.Compare(indicator(a.Superseded != ""), indicator(b.Superseded != "")), -a.edition.newer(b.edition))
	})
	meant := slices.IndexFunc(all, func(v version) bool { return v.is(asked) })
	named = meant >= 0 && slices.ContainsFunc(all, func(v version) bool { return !v.is(asked) })
	if last := len(all) - 1; !named && asked.age != 0 && all[0].edition.newer(all[last].edition) > 0 {
		if named, meant = true, 0; asked.age < 0 {
			meant = last
		}
	}
	for i, v := range all {
		v.Edition = v.edition.label(all[(i+1)%len(all)].edition)
		group[i] = v.Passage
	}
	if named {
		first := group[meant]
		copy(group[1:meant+1], group[:meant])
		group[0] = first
	}
	return named, nil
}

// superseded returns what two texts say of the one of them: that it no longer holds, since the other took its place. Each may say so,
// at its beginning or its end.
func (c *Collection) superseded(old, by version) (said Superseded, err error) {
	own := namesOf(old, by)
	err = c.frame(by.ordinal, func(paragraph string) bool {
		for _, s := range language.Sentences(paragraph) {
			if sentence := language.FoldString(paragraph[s.Start:s.End]); !replacedItself.MatchString(sentence) && (formerOne.MatchString(sentence) || own(sentence)) {
				said = cmp.Or(said, supersededIn(sentence))
			}
		}
		return said == ""
	})
	if err != nil || said != "" {
		return said, err
	}
	if said = supersededIn(language.FoldString(old.Title)); said != "" {
		return said, nil
	}
	err = c.frame(old.ordinal, func(paragraph string) bool {
		for _, s := range language.Sentences(paragraph) {
			said = cmp.Or(said, supersededIn(replacedItself.FindString(language.FoldString(paragraph[s.Start:s.End]))))
		}
		return said == ""
	})
	return said, err
}

// supersededIn returns what a folded sentence says of an edition.
func supersededIn(sentence string) Superseded {
	switch {
	case repeals.MatchString(sentence):
		return Repealed
	case replaces.MatchString(sentence):
		return Replaced
	}
	return ""
}

var (
	repeals        = language.NewPattern(`<repeals>`)
	replaces       = language.NewPattern(`<replaces>`)
	replacedItself = language.NewPattern(`<this one is replaced>`)
	formerOne      = language.NewPattern(`<former one>`)
)

// namesOf returns a function that reports whether a folded sentence names one text, and not another: by what its title, its file and its
// year have that the other's have not, or by its title in quotation marks.
func namesOf(one, other version) func(sentence string) bool {
	own := tellingOf(one.Title + "\n" + one.edition.file.label + "\n" + one.edition.title.date + "\n" + yearOf(one.Date))
	for t := range tellingOf(other.Title + "\n" + other.edition.file.label + "\n" + yearOf(other.Date)) {
		delete(own, t)
	}
	return func(sentence string) bool {
		for _, t := range language.Of(sentence) {
			if own[t.Text] {
				return true
			}
		}
		return strings.Contains(sentence, "《"+one.edition.title.bare)
	}
}

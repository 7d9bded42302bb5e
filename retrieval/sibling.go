package retrieval

import (
	"path"
	"slices"
	"strings"

	"chuchu/retrieval/language"
)

// Siblings are passages of texts or sections that say the same of different things: two editions of a rule, reports of two years,
// manuals of two models. What tells them apart is the year, version or name in their titles, headings or files, and their
// paragraphs seldom repeat it.

// judgeSiblings judges the candidates by the names and numbers of the question that tell siblings apart. All sentences of a passage
// say what stands above them so; a passage of another sibling than the named one says nothing of that by mentioning it.
// Where the question asks for what is so now, that is the sibling of the latest year.
func (c *Collection) judgeSiblings(q question, judged []judgement) {
	identities := map[string]map[string]bool{} // of candidates, to their terms
	of := func(j *judgement) map[string]bool {
		s := c.identity(j)
		if identities[s] == nil {
			identities[s] = termsOf(s)
		}
		return identities[s]
	}
	for i := range judged {
		j := &judged[i]
		for _, e := range j.view.exact {
			named := e.held(&j.identity)
			for k := range judged {
				other := &judged[k]
				if other.view != j.view || e.held(&other.identity) == named || !siblings(of(j), of(other)) {
					continue
				}
				if named {
					j.told = j.told.union(e.within(&j.identity))
				} else {
					j.other, j.untold = true, j.untold.union(e.terms())
				}
				break
			}
		}
	}
	if language.AsksNow(fold(q.text)) {
		years := make([]string, len(judged))
		for i := range judged {
			years[i] = latestYear(c.identity(&judged[i]))
		}
		for i := range judged {
			j := &judged[i]
			for k := range judged {
				if other := &judged[k]; years[i] != "" && years[k] > years[i] && other.view == j.view && siblings(of(j), of(other)) {
					j.other, j.older = true, 1
					break
				}
			}
		}
	}
	for i := range judged {
		if j := &judged[i]; j.other || !j.told.empty() {
			j.retell(c.meanLength)
			j.score = j.sum() * j.view.share(c.prior(j.view.script))
		}
	}
}

// identity is what says of which text, and of which part of it, a passage is.
func (c *Collection) identity(j *judgement) string {
	text := c.textOf(j.ordinal)
	year, _, _ := strings.Cut(text.Date, "-")
	name := strings.TrimSuffix(path.Base(text.File), path.Ext(text.File))
	return strings.Join(append([]string{text.Title, name, year}, j.block.Trail...), "\n")
}

// latestYear returns the latest year that an identity names, "" if it names none.
func latestYear(identity string) string {
	latest := ""
	for _, at := range language.YearsOf(identity) {
		if year := identity[at.Start:at.End]; len(year) >= 4 {
			latest = max(latest, year[:4])
		}
	}
	return latest
}

// within returns the terms of the part that the set has.
func (e exact) within(s *termSet) *termSet {
	all := e.terms()
	for i := range all {
		all[i] &= s[i]
	}
	return all
}

// terms returns the terms of the part in all its ways.
func (e exact) terms() *termSet {
	var set termSet
	for _, way := range e.ways {
		for _, t := range way {
			set.add(t)
		}
	}
	return &set
}

// retell computes the features anew, as if each sentence that says some of the question said what is told above it, too, and did not
// mention its siblings.
func (j *judgement) retell(meanLength float64) {
	m := j.match
	m.all = j.retold(&m.all)
	m.held = slices.Clone(m.held)
	for i := range m.held {
		if !m.held[i].empty() {
			m.held[i] = j.retold(&m.held[i])
		}
	}
	heading := j.view.held(j.block.Heading())
	before := j.features
	j.features = j.view.features(m, j.retold(&heading), j.retold(&j.context), meanLength)
	j.bm25, j.similar, j.older = before.bm25, before.similar, before.older
}

func (j *judgement) retold(s *termSet) termSet {
	u := s.union(&j.told)
	for i := range u {
		u[i] &^= j.untold[i]
	}
	return u
}

// siblingShare is the share of the terms of the shorter of two identities that both have, if they are siblings. By judgment: two years'
// reports, editions and models share .7 and more; letters of different people, with dates in their names, less than .4.
const siblingShare = 0.5

// siblings reports whether two identities are of texts or sections that differ in little.
func siblings(a, b map[string]bool) bool {
	return float64(shared(a, b)) >= siblingShare*float64(min(len(a), len(b)))
}

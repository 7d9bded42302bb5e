package checking

import (
	"slices"
	"strings"

	"chuchu/retrieval/language"
	"chuchu/retrieval/language/lexicon"
)

// A Chinese name is whole or it is another name: 信长 is not 信长星, and 易炼江 is not 易炼红. Nothing in the writing marks a
// name, so those of a passage are known by where they stand, and those of a sentence by what they share with them.

// misnamed are the Chinese names of the sentence that are a name of the passages changed or cut by one character, or stand where an
// office names somebody whom the passages do not.
func (c *claim) misnamed() []Reason {
	var wrong []Reason
	for i := range c.tokens {
		run := c.hanFrom(i)
		if len(run) < 2 {
			continue
		}
		if words := c.changedName(i, run); words != "" {
			return append(wrong, Reason{Misnamed, words})
		}
	}
	if words := c.cutPlace(); words != "" {
		wrong = append(wrong, Reason{Misnamed, words})
	}
	if words := c.unseated(); words != "" {
		wrong = append(wrong, Reason{Binding, words})
	}
	return wrong
}

// longestName is in characters: a double surname and two more.
const longestName = 4

// hanFrom returns the characters from a token on, as many as a name has at most.
func (t *text) hanFrom(i int) []string {
	var run []string
	for k := i; k < len(t.tokens) && len(run) < longestName; k++ {
		if !t.tokens[k].han || k > i && !t.tokens[k].joined {
			break
		}
		run = append(run, t.tokens[k].folded)
	}
	return run
}

// changedName returns the name that begins at a token, if it is none of the passages but nearly one.
func (c *claim) changedName(i int, run []string) string {
	for _, p := range c.passages {
		for _, name := range p.names() {
			if c.nearly(i, run, name) {
				for at := range p.text.tokens {
					if p.text.runAt(at, name) {
						c.keep(p, at, at+len(name))
					}
				}
				n := min(len(name), len(run))
				return c.raw[c.tokens[i].start:c.tokens[i+n-1].end]
			}
		}
	}
	if at := c.behindOffice(i); at && c.strangeName(run) {
		n := min(len(run), 3)
		return c.raw[c.tokens[i].start:c.tokens[i+n-1].end]
	}
	return ""
}

// nearly reports whether the run of characters that begins at a token is the name but for one character, which is another or is
// left out at the end, and stands nowhere so.
func (c *claim) nearly(i int, run, name []string) bool {
	if len(name) < 3 || c.saysRun(name) {
		return false
	}
	short := len(name) - 1
	if len(run) < short {
		return false
	}
	window := run[:min(len(name), len(run))]
	if len(window) == len(name) {
		if c.stands(window) {
			return false
		}
		same := 0
		for k, r := range window {
			if r == name[k] {
				same++
			}
		}
		if same == short && (window[0] == name[0] || language.Surname(window[0]) > 0 && c.beginsName(i)) && !little(c.tokens[i:i+len(window)]) {
			return true
		}
	}
	return slices.Equal(run[:short], name[:short]) && !c.standsAlone(name[:short], name[short])
}

// saysRun reports whether the sentence has the characters in a row.
func (c *claim) saysRun(run []string) bool {
	return strings.Contains(c.folded(), strings.Join(run, ""))
}

// folded returns the letters of the sentence, folded.
func (t *text) folded() string {
	if t.letters == "" {
		t.letters = letters(t.raw)
	}
	return t.letters
}

// stands reports whether passages, or what they stand under, have the characters in a row.
func (c *claim) stands(run []string) bool {
	s := strings.Join(run, "")
	return slices.ContainsFunc(c.passages, func(p *passage) bool {
		return strings.Contains(p.text.letters, s) || strings.Contains(p.context.letters, s)
	})
}

// standsAlone reports whether passages have the characters other than before the one that follows.
func (c *claim) standsAlone(run []string, next string) bool {
	s := strings.Join(run, "")
	return slices.ContainsFunc(c.passages, func(p *passage) bool {
		return strings.Count(p.text.letters, s) > strings.Count(p.text.letters, s+next)
	})
}

// little reports whether tokens have a little word among them.
func little(tokens []token) bool {
	return slices.ContainsFunc(tokens, func(tok token) bool { return tok.little })
}

// behindOffice reports whether a name may be expected at a token of the sentence: an office stands before it, or an office and
// what says who holds it.
func (c *claim) behindOffice(i int) bool {
	if c.tokens[i].little || language.Surname(c.raw[c.tokens[i].start:]) == 0 {
		return false
	}
	return officeBefore.MatchString(language.FoldHan(c.clauseBefore(i)))
}

var officeBefore = language.NewPattern(`(?:<title>)(?:<holds>)?$`)

// clauseBefore returns what stands before a token in its clause.
func (t *text) clauseBefore(i int) string {
	from, _ := t.clauseOf(i)
	return t.raw[t.tokens[from].start:t.tokens[i].start]
}

// strangeName reports whether the passages have none of the names that a run of characters may begin with.
func (c *claim) strangeName(run []string) bool {
	for n := min(3, len(run)); n >= 2; n-- {
		if c.stands(run[:n]) {
			return false
		}
	}
	return slices.ContainsFunc(c.passages, func(p *passage) bool { return len(p.names()) > 0 })
}

// beginsName reports whether what stands before a token may stand before a name.
func (t *text) beginsName(i int) bool {
	if i == 0 || !t.tokens[i].joined || !t.tokens[i-1].han {
		return true
	}
	return nameMayFollow.MatchString(language.FoldHan(t.clauseBefore(i)))
}

var (
	nameMayFollow = language.NewPattern(`<a name may follow>`)
	nameEnds      = language.NewPattern(`<a name is over>`)
)

// namesIn returns the Chinese names of a text, each once, as characters: a surname behind what names follow, and one or two
// more before what they end at. Where two would do for the end, and three, three are taken that are no two.
func namesIn(t *text, words *lexicon.Lexicon) [][]string {
	var names [][]string
	seen := map[string]bool{}
	for i, tok := range t.tokens {
		if !tok.han || tok.little {
			continue
		}
		n := language.Surname(t.raw[tok.start:])
		if n == 0 || !t.beginsName(i) {
			continue
		}
		surname := 1
		if n > tok.end-tok.start {
			surname = 2
		}
		run := t.hanFrom(i)
		if len(run) > surname && surname == 1 && words != nil && words.Has(run[0]+run[1]) {
			continue // 公司 is no 公 whom they call 司
		}
		for _, given := range []int{2, 1} {
			k := surname + given
			if k > len(run) || little(t.tokens[i:i+k]) || !ofName(run[surname:k]) {
				continue
			}
			behind := t.raw[t.tokens[i+k-1].end:]
			behind = strings.ToValidUTF8(behind[:min(len(behind), behindRoom)], "") // no character cut
			if nameEnds.MatchString(language.FoldHan(behind)) {
				if s := strings.Join(run[:k], ""); !seen[s] {
					seen[s] = true
					names = append(names, run[:k])
				}
				break
			}
		}
	}
	return names
}

// behindRoom is how much behind a name is looked at, in bytes.
const behindRoom = 24

func ofName(characters []string) bool {
	return !slices.ContainsFunc(characters, func(r string) bool { return language.OutsideNames([]rune(r)[0]) })
}

// cutPlace returns what is left of the name of a place or of a body without its last character, which says what it is: 张江科学 of
// 张江科学城. A kind of place that a name is said without as well is none.
func (c *claim) cutPlace() string {
	for j := 1; j < len(c.tokens); j++ {
		pair := c.tokens[j-1].folded + c.tokens[j].folded
		if !c.tokens[j].han || !c.tokens[j].joined || c.tokens[j-1].little || c.tokens[j].little || !c.holds(pair) {
			continue
		}
		next := ""
		if j+1 < len(c.tokens) && c.tokens[j+1].joined && c.tokens[j+1].han {
			next = c.tokens[j+1].folded
		}
		if next != "" && c.holds(c.tokens[j].folded+next) {
			continue
		}
		ending := c.alwaysBefore(pair)
		if ending == "" || ending == next || !placeEndings()[ending] || placeEndings()[c.tokens[j].folded] { // 医院 is whole before 院长
			continue
		}
		from := j - 1
		for from > 0 && c.tokens[from].joined && !c.tokens[from-1].little && c.holds(c.tokens[from-1].folded+c.tokens[from].folded) {
			from--
		}
		if j-from+1 >= 3 {
			return c.raw[c.tokens[from].start:c.tokens[j].end]
		}
	}
	return ""
}

var placeEndings = language.Set("ending of a place")

// alwaysBefore returns the character that the passages always have behind two others; "" if they have several, or none.
func (c *claim) alwaysBefore(pair string) string {
	next := ""
	for _, p := range c.passages {
		for _, at := range p.at[pair] {
			k := at + 2
			if k >= len(p.text.tokens) || !p.text.tokens[k].joined || !p.text.tokens[k].han {
				return ""
			}
			if r := p.text.tokens[k].folded; next == "" {
				next = r
			} else if next != r {
				return ""
			}
		}
	}
	return next
}

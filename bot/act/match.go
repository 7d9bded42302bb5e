package act

import (
	"slices"
	"strings"

	"chuchu/retrieval/language"
)

// slots are what stands in the slots of a form: the first and the token behind the last of each.
type slots map[string][2]int

// longestSuffix is how many tokens the words to the bot behind a question may be.
const longestSuffix = 40

// matcher compares tokens with a form.
type matcher struct {
	tokens []token
	filled []filled
}

type filled struct {
	name     string
	from, to int
}

// whole returns the first form, with slots or without, that all of the tokens have, and what stands in its slots.
func (f *forms) whole(tokens []token, slotted bool) (form, slots, bool) {
	candidates := f.begin[tokens[0].text]
	if slotted {
		candidates = slices.Concat(candidates, f.anyhow)
		slices.Sort(candidates)
	}
	last := tokens[len(tokens)-1].text
	m := matcher{tokens: tokens}
	for _, i := range candidates {
		if ends := f.all[i].ends; f.all[i].slots != slotted || ends != nil && !ends[last] {
			continue
		}
		if m.parts(f.all[i].parts, 0, func(end int) bool { return end == len(tokens) }) {
			return f.all[i], m.slots(), true
		}
	}
	return form{}, nil, false
}

// prefix returns the form that takes most of the beginning of the tokens, and how many that is; none whose name ends in
// but.
func (f *forms) prefix(tokens []token, but string) (taken form, length int) {
	if len(tokens) == 0 {
		return form{}, 0
	}
	for _, i := range f.begin[tokens[0].text] {
		if but != "" && strings.HasSuffix(f.all[i].name, but) {
			continue
		}
		m := matcher{tokens: tokens}
		m.parts(f.all[i].parts, 0, func(end int) bool {
			if end > length {
				taken, length = f.all[i], end
			}
			return false
		})
	}
	return taken, length
}

// at returns the form that takes most of the beginning of the tokens, those that begin with a slot as well, with what stands
// in its slots.
func (f *forms) at(tokens []token) (taken form, found slots, length int) {
	for _, i := range slices.Concat(f.begin[tokens[0].text], f.anyhow) {
		m := matcher{tokens: tokens}
		m.parts(f.all[i].parts, 0, func(end int) bool {
			if end > length {
				taken, found, length = f.all[i], m.slots(), end
			}
			return false
		})
	}
	return taken, found, length
}

// suffix returns the form that takes most of the end of the tokens, and where that begins; none whose name ends in
// but.
func (f *forms) suffix(tokens []token, but string) (taken form, begins int) {
	m := matcher{tokens: tokens}
	last := ""
	if len(tokens) > 0 {
		last = tokens[len(tokens)-1].text
	}
	for begins = max(0, len(tokens)-longestSuffix); begins < len(tokens); begins++ {
		for _, i := range f.begin[tokens[begins].text] {
			if ends := f.all[i].ends; (but == "" || !strings.HasSuffix(f.all[i].name, but)) && (ends == nil || ends[last]) && m.parts(f.all[i].parts, begins, func(end int) bool { return end == len(tokens) }) {
				return f.all[i], begins
			}
		}
	}
	return form{}, len(tokens)
}

// parts reports whether the tokens from at on have the parts and then what the rest wants. It tries what takes more first,
// but fills slots with as little as it can.
func (m *matcher) parts(parts []part, at int, rest func(int) bool) bool {
	if len(parts) == 0 {
		return rest(at)
	}
	p, after := parts[0], parts[1:]
	switch {
	case p.mark:
		return (at == 0 || at == len(m.tokens) || m.tokens[at].mark) && m.parts(after, at, rest)
	case p.gap:
		return (at == 0 || at == len(m.tokens) || m.tokens[at].gap) && m.parts(after, at, rest)
	case p.word != "":
		return at < len(m.tokens) && m.tokens[at].text == p.word && m.parts(after, at+1, rest)
	case p.slot != "":
		return m.slot(p, after, at, rest)
	}
	for _, choice := range p.choices {
		if m.parts(choice, at, func(end int) bool { return m.parts(after, end, rest) }) {
			return true
		}
	}
	return false
}

// slot fills a slot with as few tokens as it can.
func (m *matcher) slot(p part, after []part, at int, rest func(int) bool) bool {
	bound := bounds[p.slot]
	for end := at + 1; end <= min(at+bound.most, len(m.tokens)) && may(p.slot, m.tokens[end-1]); end++ {
		if t := m.tokens[end-1]; end-1 > at && t.mark && !t.quoted && names(p.slot) {
			break
		}
		if end < at+bound.fewest && !m.tokens[at].quoted || end < len(m.tokens) && p.next != nil && !p.next[m.tokens[end].text] {
			continue
		}
		m.filled = append(m.filled, filled{p.slot, at, end})
		if m.parts(after, end, func(last int) bool { return rest(last) && fits(p.slot, m.tokens[at:end]) }) {
			return true
		}
		m.filled = m.filled[:len(m.filled)-1]
	}
	return false
}

// bounds are how many tokens may stand in a slot.
var bounds = map[string]struct{ fewest, most int }{
	"text": {1, 24}, "about": {1, 24}, "nth": {1, 8}, "which": {1, 8}, "topic": {1, 40}, "quote": {1, 300}, "said": {4, 300}, "n": {1, 4},
}

// may reports whether a token may stand in a slot. What names a text asks nothing.
func may(slot string, t token) bool {
	switch {
	case names(slot):
		return !asking()[t.text]
	case slot == "quote":
		return t.quoted
	case slot == "n":
		return numeral(t.text)
	}
	return true
}

// names reports whether a text is named in a slot.
func names(slot string) bool {
	return slot == "text" || slot == "about" || slot == "nth" || slot == "which"
}

// asking are words and characters of which every question has one, and those that stand for something said before.
var asking = language.Set("asks or points back")

func (m *matcher) slots() slots {
	s := slots{}
	for _, f := range m.filled {
		s[f.name] = [2]int{f.from, f.to}
	}
	return s
}

// unfinished are words that no name of a text ends with.
var unfinished = map[string]bool{"about": true, "called": true, "say": true, "in": true, "of": true, "is": true, "are": true}

// leaning are words that stand for something said before: "anything about that" names no topic.
var leaning = language.Set("leaning English word")

// fits reports whether tokens may stand in a slot: a name of texts that points at some, or that tells some from others.
func fits(slot string, tokens []token) bool {
	switch slot {
	case "nth", "which":
	case "text", "about":
		return !unfinished[tokens[len(tokens)-1].text]
	case "topic":
		return len(tokens) > 1 || !leaning()[tokens[0].text]
	default:
		return true
	}
	if unfinished[tokens[len(tokens)-1].text] || unfinished[tokens[0].text] && (slot == "nth" || tokens[0].text != "in") {
		return false
	}
	said := ""
	for _, t := range tokens {
		if t.gap && said != "" {
			said += " "
		}
		said += t.text
	}
	r := ReferenceOf(said)
	if slot == "nth" {
		return len(r.Words) == 0 && (r.Number != 0 || r.Extreme != "")
	}
	return len(r.Words) == 0 && (r.Language != "" || r.Date != "" || len(r.Kinds) > 0)
}

package retrieval

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading"
)

// What an English question asks for a person by: "Who was the captain of the ship?", "Who stripped the ball?".
var (
	whoAsked  = regexp.MustCompile(`^(?:[^?]*, )?[Ww]ho |\bby whom\b`)
	whoIs     = regexp.MustCompile(`(?i)\bwho(?: is|'s|’s| was| are| were) (?:the |a |an |one |\w+['’]s )?(.*)`)
	whoDid    = regexp.MustCompile(`(?i)\bwho (\w+)`)
	latinName = regexp.MustCompile(`(?:\p{Lu}[\pL’'-]*\p{Ll}|\p{Lu}\.)(?: (?:\p{Lu}[\pL’'-]*\p{Ll}|\p{Lu}\.|(?:de|van|von|der|la|le|du|di|el|al|ibn|bin) (?:la |der )?\p{Lu}\pL+))*(?: [IVX]+\b)?`)
	copula    = regexp.MustCompile(`^ (?:is|was|are|were|became|remains|has been) `)
	apart     = regexp.MustCompile(`[;:()“”"]|, and\b`)
)

// latinPersons returns the names in capitals that are linked with the office or the deed that the question asks after.
// Capitals alone tell no person from a place or a club: of what they mark .6 is right.
func (q question) latinPersons(s string) []reading.Span {
	if !whoAsked.MatchString(q.text) {
		return nil
	}
	links, word := linksDeed, ""
	if of := whoIs.FindStringSubmatch(q.text); of != nil {
		links = linksOffice
		for w := range strings.FieldsSeq(of[1]) {
			if language.StopWord(w) {
				break
			}
			word = language.Stem(w)
		}
	} else if of := whoDid.FindStringSubmatch(q.text); of != nil && !language.StopWord(of[1]) {
		word = language.Stem(of[1])
	}
	if word == "" {
		return nil
	}
	at := slices.DeleteFunc(language.Of(s), func(t language.Term) bool {
		return t.Text != word || !strings.Contains(q.folded, fold(otherRank.FindString(s[:t.Start])))
	})
	return slices.DeleteFunc(q.latinNames(s), func(name reading.Span) bool {
		return !slices.ContainsFunc(at, func(t language.Term) bool { return links(s, name, t) })
	})
}

// latinNames returns the names in capitals of which the question has no word.
func (q question) latinNames(s string) []reading.Span {
	asked := strings.FieldsFunc(q.folded, func(r rune) bool { return !unicode.IsLetter(r) })
	var found []reading.Span
	for _, at := range latinName.FindAllStringIndex(s, -1) {
		f := reading.Span{Start: at[0], End: at[1]}
		for {
			w, _, more := strings.Cut(s[f.Start:f.End], " ")
			if !more || !language.StopWord(w) {
				break
			}
			f.Start += len(w) + 1
		}
		f.End = f.Start + len(strings.TrimSuffix(strings.TrimSuffix(s[f.Start:f.End], "'s"), "’s"))
		words := strings.Fields(fold(s[f.Start:f.End]))
		switch {
		case len(words) == 1 && (f.Start == 0 || language.StopWord(words[0])): // the first word is in capitals anyway
		case slices.ContainsFunc(words, func(w string) bool { return slices.Contains(asked, w) }):
		default:
			found = append(found, f)
		}
	}
	return found
}

// gapOf returns what stands between a name and a word, and its words; ok is false if that is too much.
func gapOf(s string, name reading.Span, word language.Term) (between string, words []string, ok bool) {
	const most = 4
	switch {
	case word.End <= name.Start:
		between = s[word.End:name.Start]
	case word.Start >= name.End:
		between = s[name.End:word.Start]
	default:
		return "", nil, false
	}
	words = strings.Fields(strings.Trim(between, " ,"))
	return between, words, len(words) <= most && !apart.MatchString(between) && !latinName.MatchString(between)
}

// linksDeed reports whether a name did what the verb says: "Miller stripped", "Miller, who stripped", "stripped by Miller".
func linksDeed(s string, name reading.Span, verb language.Term) bool {
	between, words, ok := gapOf(s, name, verb)
	by := slices.Contains(words, "by")
	switch {
	case !ok:
		return false
	case verb.End <= name.Start:
		return by
	case len(words) == 1 && words[0] == "who":
		return true
	}
	return len(words) <= 2 && !strings.Contains(between, ",") && !slices.ContainsFunc(words, func(w string) bool { return notDoing[w] })
}

// notDoing are words between a name and a verb that say that another did it.
var notDoing = map[string]bool{"by": true, "and": true, "is": true, "was": true, "are": true, "were": true, "be": true, "been": true, "being": true, "not": true, "never": true}

// otherRank matches what makes an office another one, before it.
var otherRank = regexp.MustCompile(`(?i)\b(?:deputy|vice|assistant|acting|former|ex)[ -]$`)

// linksOffice reports whether a name holds an office: "captain Smith", "the captain was Smith", "Smith, the captain".
func linksOffice(s string, name reading.Span, office language.Term) bool {
	between, words, ok := gapOf(s, name, office)
	switch {
	case !ok:
		return false
	case office.End <= name.Start:
		return len(words) == 0 || copula.MatchString(between) && len(words) == 1
	}
	return !slices.Contains(words, "of") && (strings.HasPrefix(between, ", ") || copula.MatchString(between))
}

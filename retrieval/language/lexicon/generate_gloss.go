//go:build ignore

package main

import (
	"regexp"
	"strings"
	"unicode"
)

// gloss is one meaning of a headword, as words that a text might hold.
type gloss struct {
	text     string
	sureness float64 // that it is what the headword means where it is used
}

// reference is another headword that has the meanings instead.
type reference struct {
	headword string // simplified, as CC-CEDICT writes it
	sureness float64
}

// Of a dictionary's remarks on a meaning, those that tell how often it is meant. The figures rank meanings among each
// other and were set by reading, not fitted to any questions; testdata/translate.txt shows a change.
var remarks = []struct {
	pattern  *regexp.Regexp
	sureness float64
}{
	{regexp.MustCompile(`\((archaic|arch\.|old|classical|dialect|Tw|HK|vulgar|slang|Internet slang|coll\.|derog\.|neologism|jocular)\b`), 0.6},
	{regexp.MustCompile(`\((literary|bound form|fig\.|suffix|prefix|loanword)\b`), 0.8},
	{regexp.MustCompile(`\(Japanese|\(bird species`), 0.6},
}

// prefixes that say how the rest relates to the headword.
var prefixes = []struct {
	pattern  *regexp.Regexp
	sureness float64 // 0: the rest is no meaning
}{
	{regexp.MustCompile(`^(classifier|measure word|particle|interjection|prefix|suffix|radical|used |also pr\.|Taiwan pr\.|pr\. |Japanese variant|erhua variant|CL:|sound of|onomat|place name|place in |male name|female name|name of a|abbr\. to|also written|also called|also known|also transliterated|same as|see )`), 0},
	{regexp.MustCompile(`^surname `), 0.3},
	{regexp.MustCompile(`^(abbr\. (for|of)|abbreviation (for|of)|short (name|form) (for|of)|short for|old name (for|of)|former name (for|of)|ancient name (for|of)|another name (for|of)|alternative (name|term) (for|of)|name of|word for) `), 0.6},
	{regexp.MustCompile(`^lit\. `), 0.5},
	{regexp.MustCompile(`^(fig\.|esp\.|specifically|i\.e\.|refers to|refer to|referring to|usually|generally|typically|often) `), 0.8},
}

var (
	seeOther   = regexp.MustCompile(`^(?:\([^)]*\) ?)?(see also|see|also written|same as|equivalent to|abbr\. for|(?:[a-z]+ )*variant of) (?:[^ ]+\|)?(\p{Han}[^\[\] ]*)`)
	brackets   = regexp.MustCompile(`\[[^\]]*\]`)
	innermost  = regexp.MustCompile(`\([^()]*\)`)
	han        = regexp.MustCompile(`[\p{Han}〇·，|]*\p{Han}[\p{Han}〇·，|]*`)
	someone    = regexp.MustCompile(`\b(sb's|sth's|sb|sth|one's|oneself|etc|e\.g\.|esp\.|i\.e\.|approx\.)(\W|$)`)
	article    = regexp.MustCompile(`^(to be|to|a|an|the|of) `)
	notInWords = regexp.MustCompile(`[^\pL\pN\pM' .&+%-]+`)
	spaces     = regexp.MustCompile(`\s+`)
)

// maxWords is how long a meaning may be: a longer one explains, and its words stand in no text together.
const maxWords = 6

// meanings takes one gloss of CC-CEDICT apart: "to construct; (old) to erect" is two meanings.
func meanings(raw string) (found []gloss, other []reference) {
	if m := seeOther.FindStringSubmatch(raw); m != nil {
		sureness := 0.7
		if strings.HasPrefix(m[1], "see") || m[1] == "same as" || m[1] == "also written" {
			sureness = 0.95
		}
		other = append(other, reference{strings.Trim(m[2], ",;:."), sureness})
		if !strings.HasPrefix(m[1], "abbr") {
			return nil, other
		}
	}
	isName := strings.HasPrefix(raw, "(name)")
	sureness := 1.0
	for _, r := range remarks {
		if r.pattern.MatchString(raw) {
			sureness *= r.sureness
		}
	}
	text := brackets.ReplaceAllString(raw, "")
	for innermost.MatchString(text) {
		text = innermost.ReplaceAllString(text, " ")
	}
	for _, part := range strings.Split(text, ";") {
		part, kind := unprefixed(han.ReplaceAllString(part, " "))
		if kind == 0 {
			continue
		}
		for _, name := range alternatives(part, isName) {
			if name = plain(name); name != "" && len(strings.Fields(name)) <= maxWords {
				found = append(found, gloss{name, sureness * kind})
			}
		}
		sureness *= 0.92
	}
	return found, other
}

func unprefixed(part string) (rest string, sureness float64) {
	part, sureness = strings.TrimSpace(part), 1
	for _, p := range prefixes {
		if at := p.pattern.FindStringIndex(part); at != nil {
			part, sureness = part[at[1]:], sureness*p.sureness
		}
	}
	return part, sureness
}

// alternatives cuts off what explains a meaning after a comma; in a name it may be another spelling.
func alternatives(part string, isName bool) []string {
	pieces := regexp.MustCompile(`, (?:or )?| or `).Split(part, -1)
	if isName {
		return pieces
	}
	first, _, _ := strings.Cut(part, ", ")
	if capital(first) {
		if left, right, ok := strings.Cut(first, " or "); ok && capital(right) && strings.Count(left, " ") <= 1 {
			return []string{left, right}
		}
	}
	return []string{first}
}

// plain leaves of a meaning the words, without article, placeholders and signs.
func plain(s string) string {
	s = someone.ReplaceAllString(s, " ")
	s = notInWords.ReplaceAllString(s, " ")
	s = strings.TrimSpace(spaces.ReplaceAllString(s, " "))
	s = strings.Trim(strings.TrimRight(s, ". "), "-'")
	for article.MatchString(s) {
		s = strings.TrimSpace(article.ReplaceAllString(s, ""))
	}
	return s
}

func capital(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r)
	}
	return false
}

// kinds are words for what a place is: "Shanghai municipality" is Shanghai.
const kinds = `[Cc]ity|[Cc]ounty|[Dd]istrict|[Pp]rovince|[Mm]unicipality|[Rr]iver|[Pp]refecture|[Tt]ownship|[Tt]own|[Ii]slands?|[Mm]ountains?|[Ll]ake|[Ss]tate|[Dd]ynasty|[Rr]egion|[Aa]utonomous [Rr]egion|[Aa]utonomous [Pp]refecture|[Aa]utonomous [Cc]ounty|language|people`

var (
	kindThenPlace = regexp.MustCompile(`^(.+? (?:` + kinds + `)) (?:of|in|on|at|near) .*`)
	placeOfKind   = regexp.MustCompile(`^((?:\p{Lu}[\pL'-]* ?)+?) (?:(?:prefecture|county)[ -]level )?(?:special |subprovincial )?(?:` + kinds + `)$`)
	lived         = regexp.MustCompile(`\((?:c\. ?)?(?:born )?-?\d{3,4} ?[-–)]`)
)

// placeName returns a place's name without what lies around it, and its bare name: "Ili River in central Asia" is "Ili
// River" and "Ili".
func placeName(s string) (name, bare string) {
	if m := kindThenPlace.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	if m := placeOfKind.FindStringSubmatch(s); m != nil {
		return s, m[1]
	}
	return s, ""
}

// lastName returns the last name of a person whom the dictionary gives with the years he lived in.
func lastName(raw, name string) string {
	words := strings.Fields(name)
	if !lived.MatchString(raw) || len(words) < 2 || len(words) > 4 || !capital(words[len(words)-1]) {
		return ""
	}
	return words[len(words)-1]
}

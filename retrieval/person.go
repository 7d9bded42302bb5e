package retrieval

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/language"
	"chuchu/retrieval/language/lexicon"
	"chuchu/retrieval/reading"
)

// persons returns where s names persons that may be the one asked for. In Chinese that is a name beside the office or
// the deed that the question asks after, and if there is none, any in foreign form.
func (q question) persons(s string, in script) []reading.Span {
	if in == latin {
		return q.latinPersons(s)
	}
	if language.ScriptOf(q.text) != han {
		return nil // of the only name in foreign form .8 is right, for what the question says is not told from it
	}
	asked := strings.TrimRight(q.folded, " ？?。.")
	if m := officeAsked.FindStringSubmatch(asked); m != nil {
		office := q.officeOf(m[1] + m[2])
		if office == "" {
			return nil
		}
		if found := q.holders(s, m[1]+m[2], office); len(found) > 0 {
			return found
		}
	} else if m := deedAsked.FindStringSubmatch(asked); m != nil {
		if found := q.doers(s, m[1]); len(found) > 0 {
			return found
		}
	}
	return q.foreignNames(s, asked)
}

// What a Chinese question asks for a person by: "who is the captain", "who chaired the meeting".
var (
	officeAsked = language.NewPattern(`<asks holder of an office>`)
	deedAsked   = language.NewPattern(`<asks doer of a deed>`)
)

// officeOf returns the word that an office ends in, "secretary" or "mayor"; nothing if it is a name itself.
func (q question) officeOf(title string) string {
	units := q.lexicon.Translate(title)
	if len(units) == 0 {
		return ""
	}
	last := units[len(units)-1]
	switch {
	case last.End != len(title) || len(last.Translations) == 0 || capital(last.Translations[0].Text):
		return ""
	case len(last.Source) > character:
		return title[last.Start:]
	case len(title) >= 2*character && language.EndsTitle(last.Source):
		return title[len(title)-2*character:]
	}
	return ""
}

// holders returns the names beside a title; or beside its last word alone, if nothing else is before
// that and the sentence has the rest elsewhere: "the secretary of Shanghai, C, and the mayor, G".
func (q question) holders(s, title, office string) []reading.Span {
	if found := q.beside(s, title, ""); len(found) > 0 || title == office {
		return found
	}
	of := placeOfOffice.FindStringSubmatch(strings.TrimSuffix(title, office))
	if of[1] == "" || !strings.Contains(s, of[2]) {
		return nil
	}
	return q.beside(s, office, of[1])
}

// beside returns the names that stand right behind a title; where "of" is given, only behind one that nothing joins but
// that.
func (q question) beside(s, title, of string) []reading.Span {
	var found []reading.Span
	for at := 0; ; {
		i := strings.Index(s[at:], title)
		if i < 0 {
			return found
		}
		before, end := s[:at+i], at+i+len(title)
		at = end
		last, _ := utf8.DecodeLastRuneInString(before)
		alone := !unicode.Is(unicode.Han, last) || beforeOffice()[string(last)] || of != "" && strings.HasSuffix(before, of)
		if of != "" && !alone || otherOffice()[string(last)] {
			continue
		}
		gap := len(s[end:]) - len(strings.TrimLeft(s[end:], " "))
		if n := q.nameAt(s[end+gap:]); n > 0 {
			found = append(found, reading.Span{Start: end + gap, End: end + gap + n})
		}
	}
}

var (
	placeOfOffice = language.NewPattern(`<place of an office>`) // its groups are the place, and that without what kind of place it is
	beforeOffice  = language.Set("before an office")
	otherOffice   = language.Set("other office") // before an office these make it another one
)

// doers returns the names right before a deed: "chairman H presided".
func (q question) doers(s, asked string) []reading.Span {
	units := q.lexicon.Translate(asked)
	if len(units) == 0 || units[0].Start > 0 || units[0].End <= character {
		return nil
	}
	var found []reading.Span
	for at, deed := 0, asked[:units[0].End]; ; {
		i := strings.Index(s[at:], deed)
		if i < 0 {
			return found
		}
		if n := q.nameBefore(s[:at+i]); n > 0 {
			found = append(found, reading.Span{Start: at + i - n, End: at + i})
		}
		at += i + len(deed)
	}
}

// foreignNames returns the names in foreign form, of which the parts are parted by dots, of which the question has no part.
func (q question) foreignNames(s, asked string) []reading.Span {
	if !strings.ContainsAny(s, dots) {
		return nil // sooner seen than by the pattern
	}
	var found []reading.Span
	for _, at := range dotted.FindAllStringIndex(s, -1) {
		f := q.fit(s, reading.Span{Start: at[0], End: at[1]})
		parts := strings.FieldsFunc(fold(s[f.Start:f.End]), func(r rune) bool { return strings.ContainsRune(dots, r) })
		known := slices.ContainsFunc(parts, func(part string) bool { return len(part) > character && strings.Contains(asked, part) })
		if len(parts) > 1 && !known {
			found = append(found, f)
		}
	}
	return found
}

// fit takes from a name in foreign form what is of the words around it; nothing is left if that is not clear.
func (q question) fit(s string, f reading.Span) reading.Span {
	first, last := f.Start+strings.IndexAny(s[f.Start:f.End], dots), f.Start+strings.LastIndexAny(s[f.Start:f.End], dots)
	_, size := utf8.DecodeRuneInString(s[last:])
	for f.Start < first && !q.endsWord(s[:f.Start]) {
		f.Start += character
	}
	for f.End > last+size && !q.beginsWord(s[f.End:]) {
		f.End -= character
	}
	if f.Start >= first || f.End <= last+size {
		return reading.Span{Start: f.Start, End: f.Start}
	}
	return f
}

// oneOfSeveral reports whether a name stands beside another one, and so is only part of the answer. In
// "secretary C and mayor G" it does not.
func (q question) oneOfSeveral(text string, name reading.Span) bool {
	if afterOne.MatchString(text[:name.Start]) {
		return true
	}
	and := beforeOne.FindString(text[name.End:])
	rest := text[name.End+len(and):]
	next, _ := utf8.DecodeRuneInString(rest)
	return and != "" && (unicode.IsUpper(next) || q.nameAt(rest) > 0 && !q.beginsWord(rest))
}

var (
	afterOne  = language.NewPattern(`<behind another name>`)
	beforeOne = language.NewPattern(`<before another name>`)
)

// dots part the names of a foreigner, as they are written in Chinese.
const dots = "·•・"

// dotted matches a name in foreign form, written with the characters that are used for the sounds of foreign names.
var dotted = regexp.MustCompile(`[` + lexicon.Sounds + `]{1,6}(?:[` + dots + `](?:[A-Z]|[` + lexicon.Sounds + `]{1,6})){0,4}[` + dots + `][` + lexicon.Sounds + `]{1,7}`)

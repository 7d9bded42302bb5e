package retrieval

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading"
)

// counted is what a question names by its number and kind, and wants listed: the five centres of "which are the five
// centres?" A text that answers seldom repeats the number. It lists: the economic centre, the financial centre, and so on.
type counted struct {
	n    int
	kind string // the word that each item ends in, folded
}

// A question wants a list where what it counts is asked for at once: "which are the five centres", "what do they include".
var (
	listAsked = language.NewPattern(`<asks for the list>`)
	listNamed = language.NewPattern(`^<counted thing>$`)
	listWhich = language.NewPattern(`<asks which of a list>`)
)

// countedIn returns what a question wants listed, if it wants that, and the words that name it; folded is the folded
// question.
func countedIn(folded string) (c counted, words string, ok bool) {
	found := listAsked.FindStringSubmatch(folded)
	if found == nil {
		found = listWhich.FindStringSubmatch(folded)
	}
	if found == nil { // what is named is all of the question, or its meaning is asked for
		of := string(definitionIn(folded))
		if of == "" {
			of = strings.TrimRight(withoutMarks(folded), " ?？。.!！")
		}
		found = listNamed.FindStringSubmatch(of)
	}
	if found == nil {
		return counted{}, "", false
	}
	n := language.Numeral(found[1])
	kind := []rune(found[2])
	return counted{n, string(kind[len(kind)-2:])}, found[0], n >= 2
}

// list returns where a sentence lists exactly n things of the kind, and whether it does.
func (c counted) list(sentence string) (reading.Span, bool) {
	folded := language.FoldHan(sentence)
	var items []reading.Span // of the list so far
	for at := 0; ; {
		i := strings.Index(folded[at:], c.kind)
		if i < 0 || len(items) > 0 && !joins.MatchString(folded[at:at+i]) {
			if len(items) == c.n {
				return reading.Span{Start: itemStart(folded, items), End: at}, true
			}
			items = items[:0]
		}
		if i < 0 {
			return reading.Span{}, false
		}
		end := at + i + len(c.kind)
		items = append(items, reading.Span{Start: at, End: end})
		if len(items) == 1 {
			items[0].Start = at + i
		}
		at = end
	}
}

// itemStart returns where the first item begins: it has no mark in front of it, so it is taken to be no longer than the
// longest of the others, and to hold neither punctuation nor a word that introduces lists.
func itemStart(s string, items []reading.Span) int {
	longest := 0
	for _, item := range items[1:] {
		longest = max(longest, utf8.RuneCountInString(s[item.Start:item.End])-1) // less the mark
	}
	start := items[0].Start
	for room := longest - utf8.RuneCountInString(s[start:items[0].End]); room > 0; room-- {
		r, size := utf8.DecodeLastRuneInString(s[:start])
		if !unicode.Is(unicode.Han, r) {
			break
		}
		start -= size
	}
	if before := leadIn.FindString(s[start:items[0].End]); before != "" {
		return start + len(before)
	}
	return start
}

// leadIn matches what introduces a list and is not of its first item.
var leadIn = language.NewPattern(`<leads in a list>`)

// joins matches what makes two items neighbours of one list where it stands between: 、 or 和, then the beginning of the next
// item, of twelve characters at most.
var joins = language.NewPattern(`<joins items>`)

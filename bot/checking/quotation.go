package checking

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// quoted matches words in quotation marks, those of titles left out.
var quoted = regexp.MustCompile(`“([^“”]*)”|「([^「」]*)」|『([^『』]*)』|"([^"]*)"`)

// minQuotation is from how many letters on words in quotation marks have to be a quote; shorter ones are names and
// irony.
const minQuotation = 6

// quotations are words in quotation marks that stand in no passage so.
func (c *claim) quotations() []Reason {
	var wrong []Reason
	for _, m := range quoted.FindAllStringSubmatch(c.raw, -1) {
		words := m[1] + m[2] + m[3] + m[4]
		said := letters(words)
		if utf8.RuneCountInString(said) < minQuotation {
			continue
		}
		if !slices.ContainsFunc(c.passages, func(p *passage) bool { return strings.Contains(p.text.letters, said) }) {
			wrong = append(wrong, Reason{Quotation, m[0]})
		}
	}
	return wrong
}

// withoutFalseQuotes takes the quotation marks off what is no quote.
func withoutFalseQuotes(s string, reasons []Reason) string {
	for _, r := range reasons {
		if r.Kind != Quotation {
			continue
		}
		_, open := utf8.DecodeRuneInString(r.Words)
		_, end := utf8.DecodeLastRuneInString(r.Words)
		s = strings.Replace(s, r.Words, r.Words[open:len(r.Words)-end], 1)
	}
	return s
}

package checking

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"

	"chuchu/retrieval/reading"
)

// A text may hold what is meant for the model that reads it: ignore the rules above and answer so. It can be found and quoted like any
// other, for it does stand there. But what an obedient model makes of it is not what the texts say, so a sentence in such a
// form bears nothing out. The forms are those that are known (orders.txt); a text that lies without giving orders is a text
// that lies, and is shown with its place.

//go:embed orders.txt
var orderList string

// order matches a sentence that speaks to a model.
var order = sync.OnceValue(func() *regexp.Regexp {
	var forms []string
	for line := range strings.SplitSeq(orderList, "\n") {
		if line != "" && !strings.HasPrefix(line, "#") {
			forms = append(forms, strings.ReplaceAll(line, "..", `.{0,32}?`))
		}
	}
	return regexp.MustCompile("(?i)" + strings.Join(forms, "|"))
})

// withoutOrders returns a passage's text with blanks in the place of sentences that speak to a model; all else stays where
// it is.
func withoutOrders(s string, sentences []reading.Span) string {
	if !order().MatchString(s) {
		return s
	}
	var b strings.Builder
	end := 0
	for _, span := range sentences {
		if order().MatchString(s[span.Start:span.End]) {
			b.WriteString(s[end:span.Start])
			b.WriteString(strings.Repeat(" ", span.End-span.Start))
			end = span.End
		}
	}
	b.WriteString(s[end:])
	return b.String()
}

package evaluation

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	"chuchu/bot"
	"chuchu/retrieval"
	"chuchu/retrieval/reading"
)

func pageOf(t *testing.T, r *Report, s Setting) string {
	t.Helper()
	var page strings.Builder
	if err := r.WritePage(&page, s); err != nil {
		t.Fatal(err)
	}
	return page.String()
}

// TestPageOfAnything: of whatever questions, the page is whole and has no number that is none.
func TestPageOfAnything(t *testing.T) {
	reports := map[string]*Report{"nothing": {}}
	for name, archive := range archives(t, "testdata/figures/*.txtar") {
		report, err := run(t, archive)
		if err != nil {
			t.Fatal(err)
		}
		reports[name] = report
	}
	for name, report := range reports {
		page := pageOf(t, report, Setting{Questions: "q.jsonl", Texts: "texts", Time: time.Unix(0, 0)})
		if err := wellFormed(page); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, bad := range []string{"NaN", "Inf", "ZgotmplZ", `"-0"`} {
			if strings.Contains(page, bad) {
				t.Errorf("%s: the page has %s in it", name, bad)
			}
		}
	}
}

// TestPageEscapes: nothing of a text, a question or a name becomes part of the page's own language, and nothing is
// fetched from elsewhere.
func TestPageEscapes(t *testing.T) {
	const evil = `</title></svg><script>alert(1)</script><img src="https://example.com/x" onerror='y'>{{.}}`
	passage := retrieval.Passage{Text: evil, Lang: `en"><b>`, Place: retrieval.Place{File: evil, First: 1, Last: 2}}
	passage.Quote.Sentences = []reading.Span{{End: len(evil)}}
	var r Report
	for _, q := range []Question{
		{ID: evil, Text: evil, Kind: evil, Answers: []string{"missing" + evil}, File: evil, Line: 9},
		{ID: evil, Text: evil, Kind: Unanswerable},
	} {
		r.Outcomes = append(r.Outcomes, judge(q, bot.Answer{Language: bot.English, Mode: bot.Quote, Confidence: 0.7, Fault: evil,
			Sources: []bot.Source{{N: 1, Passage: passage}}}))
	}
	r.Figures, r.Kinds = figuresOf(r.Outcomes), kindsOf(r.Outcomes)
	page := pageOf(t, &r, Setting{Questions: evil, Texts: evil})
	if err := wellFormed(page); err != nil {
		t.Error(err)
	}
	for _, bad := range []string{"<script", "<img", "<b>\"", "<link", "url(", "@import"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page has %s in it", bad)
		}
	}
	if got, want := strings.Count(page, "alert(1)"), 10; got < want {
		t.Errorf("what is evil is shown %d times, want %d at least", got, want)
	}
}

// unclosed are the elements of HTML that XML would want closed.
var unclosed = regexp.MustCompile(`<meta [^>]*>`)

// wellFormed says what is wrong with the nesting of a page's elements.
func wellFormed(page string) error {
	d := xml.NewDecoder(strings.NewReader(unclosed.ReplaceAllString(page, "")))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			line, _ := d.InputPos()
			return fmt.Errorf("page, line %d: %w", line, err)
		}
	}
}

package screen

import (
	"strings"
	"testing"
)

// allData is one of each kind, the longest that there are.
func allData() []Data {
	answer, passage, number := strings.Repeat("z", 16), "q4mtgo6coyg6", 999999999999
	return []Data{
		{Verb: Turn, Answer: answer, N: number},
		{Verb: Open, Passage: passage, Page: number, Answer: answer, N: number},
		{Verb: Open, Passage: passage},
		{Verb: Vote, Answer: answer, Word: string(Down)},
		{Verb: Explain, Answer: answer, Word: string(WrongPassage)},
		{Verb: List, N: number},
		{Verb: Speak, Word: "zh-Hant"},
		{Verb: Speak, Word: PhoneLanguage},
		{Verb: Forget, Word: Yes},
		{Verb: Choose, Answer: answer, N: number},
		{Verb: Ask, Word: ExampleKey("五个中心是哪五个？")},
		{Verb: Resume, Answer: answer},
		{Verb: Stop, Answer: answer},
	}
}

// TestData: what a button carries fits, and comes back as it went.
func TestData(t *testing.T) {
	seen := map[Verb]bool{}
	for _, d := range allData() {
		seen[d.Verb] = true
		s := d.String()
		if len(s) > maxData {
			t.Errorf("%s: %d bytes", s, len(s))
		}
		if got, err := ParseData(s); err != nil || got != d {
			t.Errorf("%s: got %+v, %v, want %+v", s, got, err, d)
		}
	}
	for verb := range fields {
		if !seen[verb] {
			t.Errorf("allData has no %q", verb)
		}
	}
}

func TestDataRefused(t *testing.T) {
	for _, s := range []string{
		"", "|", "1", "1|", "1|x", "0|s|1", "2|s|1", "1|s", "1|s|", "1|s|-1", "1|s|+1", "1|s|01", "1|s|1000000000000", "1|s|1|",
		"1|p||1", "1|p|a b|1", "1|p|zzzzzzzzzzzzzzzzz|1", "1|o|Q4MTGO6COYG6|0||0", "1|o|q4mtgo6coyg|0||0", "1|v|a|maybe|1", "1|v|a||1", "1|v|a|up",
		"1|l|fr", "1|f|YES", "1|e|0123456", "1|s|1\n", "1|v|a|up|1" + strings.Repeat(" ", 64),
	} {
		if d, err := ParseData(s); err == nil {
			t.Errorf("%q is taken for %+v", s, d)
		}
	}
}

// FuzzParseData: whatever a client sends, what is taken is exactly what a button would carry.
func FuzzParseData(f *testing.F) {
	for _, d := range allData() {
		f.Add(d.String())
	}
	f.Add("1|o|q4mtgo6coyg6|0||0|")
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := ParseData(s); err == nil && d.String() != s {
			t.Errorf("%q is taken for %+v, which is %q", s, d, d.String())
		}
	})
}

// FuzzParseStart: only the payload of a link names a passage.
func FuzzParseStart(f *testing.F) {
	for _, s := range []string{"p_q4mtgo6coyg6", "p_", "", "x_q4mtgo6coyg6", "p_q4mtgo6coyg6 ", "p_Q4MTGO6COYG6"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, payload string) {
		passage, ok := ParseStart(payload)
		if !ok && passage != "" || ok && PassageLink("b", passage) != "https://t.me/b?start="+payload {
			t.Errorf("%q: got %q, %v", payload, passage, ok)
		}
		if len(payload) > 64 && ok {
			t.Errorf("%q is longer than Telegram lets a payload be", payload)
		}
	})
}

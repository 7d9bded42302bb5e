package retrieval

import (
	"strings"
	"testing"
	"unicode/utf8"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading"
)

func TestSpans(t *testing.T) {
	for _, line := range cases(t, "spans.txt") {
		question, marked := pair(t, line)
		text := strings.NewReplacer("[", "", "]", "").Replace(marked)
		c := open(t, text)
		q, err := c.analyse(t.Context(), question)
		if err != nil {
			t.Fatal(err)
		}
		got := text
		v := q.view(language.WritingOf(text))
		if s := v.quote(text, "", v.match(reading.Block{Text: text}), q).Answer; s.Start < s.End {
			got = text[:s.Start] + "[" + text[s.Start:s.End] + "]" + text[s.End:]
		}
		if got != marked {
			t.Errorf("%s\n got %s\nwant %s", question, got, marked)
		}
	}
}

// FuzzAnswer: whatever is asked of whatever text, answering words stand within a quoted sentence and cut no character.
func FuzzAnswer(f *testing.F) {
	f.Add("江苏省委书记是谁？", "江苏省委书记信长星、浙江省委书记易炼红先后发言。")
	f.Add("谁發現了青霉素", "英国细菌学家亚历山大·弗莱明發現了青霉素，　１９２８ 年")
	f.Add("How many rooms does it have?", "It has from 20 to 30 rooms.\xff")
	f.Add("有多少户？", "其中 68,511 (43.3%)　户有孩子")
	c := open(f, "没有关系")
	f.Fuzz(func(t *testing.T, question, text string) {
		q, err := c.analyse(t.Context(), question)
		if err != nil {
			t.Fatal(err)
		}
		v := q.view(language.WritingOf(text))
		if v == nil || text == "" {
			return
		}
		quote := v.quote(text, "", v.match(reading.Block{Text: text}), q)
		s := quote.Answer
		if s.Start > s.End || s.Start < s.End && (s.Start < quote.Best.Start || quote.Best.End < s.End) {
			t.Fatalf("%q of %q: answer %v, quoted %v", question, text, s, quote.Sentences)
		}
		if s.Start < s.End && utf8.ValidString(text) && !utf8.ValidString(text[s.Start:s.End]) {
			t.Fatalf("%q of %q: %q cuts a character", question, text, text[s.Start:s.End])
		}
	})
}

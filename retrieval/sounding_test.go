package retrieval

import (
	"testing"

	"chuchu/retrieval/language"
)

// TestSoundings: a name that the lexicon lacks is found by its sound, in either characters; one of another sound is not, nor
// are letters that are no name, and pieces of a name that stand apart are none.
func TestSoundings(t *testing.T) {
	c := open(t, "克罗地亚队长莫德里奇打进点球。", "聯合國秘書長古特雷斯呼籲停火。", "莫德尔和里奇都在。", "上海建设国际金融中心。")
	for _, x := range []struct{ question, want string }{
		{"Where was Modric born?", "莫德里奇"},
		{"What does Guterres’s office want?", "古特雷斯"},
		{"What did Mackinder say?", ""},
		{"what is modric", ""},
		{"What is MODRIC?", ""},
	} {
		q, err := c.analyse(t.Context(), x.question)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, u := range q.view(language.Writing{Script: han}).units {
			if capital(u.source) && len(u.ways) > 0 && len(u.ways[0].text) > len("中中") {
				got = u.ways[0].text
			}
		}
		if got != x.want {
			t.Errorf("%s: got %q, want %q", x.question, got, x.want)
		}
	}
	for characters, want := range map[string]bool{"莫德里": true, "莫德里奇": true, "莫德尔里": false, "德里奇打进": true, "古特雷斯呼吁": true} {
		if got, err := c.stands(t.Context(), characters); err != nil || got != want {
			t.Errorf("%s stands: %v, %v", characters, got, err)
		}
	}
}

// TestPlainNames: a name that is a plain word, for which the lexicon has one character, is looked for by that; a country that
// has a name of its own is not.
func TestPlainNames(t *testing.T) {
	c := open(t, "黑豹队的防守丢了三分。", "法律是公正的。")
	for question, want := range map[string]bool{"How did the Panthers win?": true, "How did France win?": false} {
		q, err := c.analyse(t.Context(), question)
		if err != nil {
			t.Fatal(err)
		}
		got := false
		for _, u := range q.view(language.Writing{Script: han}).units {
			got = got || capital(u.source) && len(u.ways) > 0
		}
		if got != want {
			t.Errorf("%s: got %v", question, got)
		}
	}
}

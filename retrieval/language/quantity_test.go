package language

import (
	"fmt"
	"strings"
	"testing"
)

func TestQuantities(t *testing.T) {
	for text, want := range map[string]string{
		"75.24万人，占全国的百分之五十":                           "752400 50%",
		"752 thousand people on 3,000 km":             "752000 3000km",
		"四支队伍、六所学校和兩個中心":                              "4 6 2",
		"twenty-one of the two hundred and five":      "21 205",
		"the third of a dozen, twice in two trillion": "3 12 2 2000000000000",
		"1990s 20th A380":                             "1990 20",
		"一个人 one man":                                 "",
	} {
		var got []string
		for _, q := range Quantities(text, Of(text)) {
			got = append(got, fmt.Sprintf("%.0f%s", q.Value, q.Unit))
		}
		if got := strings.Join(got, " "); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

// FuzzFoldHan: it keeps every place.
func FuzzFoldHan(f *testing.F) {
	f.Add("誰主持了會議\xff\xffＡ")
	f.Fuzz(func(t *testing.T, s string) {
		folded := FoldHan(s)
		if len(folded) != len(s) || FoldHan(folded) != folded {
			t.Errorf("%q: %q", s, folded)
		}
	})
}

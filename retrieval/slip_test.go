package retrieval

import (
	"strings"
	"testing"
)

// TestSlips: a slip of one character or letter is seen for what the texts have, and what only stands in no text is none.
func TestSlips(t *testing.T) {
	c := open(t, "江苏省委书记信长星、浙江省委书记易炼红先后发言。", "聚焦建设五个中心的重要使命。", "上海期货交易所要发挥作用。",
		"长三角一体化要着力扩大投资。", "北京队在决赛中赢得了锦标赛。", "馆内不得吸烟，因为馆藏古籍怕火。", "The party secretary of Jiangsu spoke.", "He visited the futures exchange in May.")
	for _, line := range cases(t, "slips.txt") {
		question, want, _ := strings.Cut(line, " =>")
		got, err := c.meant(t.Context(), question)
		if err != nil {
			t.Fatal(err)
		}
		if got != strings.TrimSpace(want) {
			t.Errorf("%s: meant %q, want %q", question, got, strings.TrimSpace(want))
		}
	}
}

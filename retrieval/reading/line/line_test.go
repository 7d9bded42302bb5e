package line_test

import (
	"testing"

	"chuchu/retrieval/reading/line"
)

func TestLeadingDate(t *testing.T) {
	for _, c := range []struct{ s, date, rest string }{
		{"2024-01-24 10:30 星期三", "2024-01-24", ""},
		{"2024/1/24，北京", "2024-01-24", "，北京"},
		{"2024年1月24日（星期三）讯", "2024-01-24", "讯"},
		{"二〇二四年十二月 报告", "2024-12", " 报告"},
		{"2024年13月", "2024", "13月"},
		{"2024年2月30日", "2024-02", "30日"},
		{"December 3rd, 2023.", "2023-12-03", "."},
		{"Saturday, 9 March 2024", "2024-03-09", ""},
		{"Sunday December 3, 2023", "2023-12-03", ""},
		{"3 Sept. 2023", "2023-09-03", ""},
		{"2024-01-245", "", "2024-01-245"},
		{"May I ask", "", "May I ask"},
		{"2024", "", "2024"},
	} {
		date, size := line.LeadingDate(c.s)
		if date != c.date || c.s[size:] != c.rest {
			t.Errorf("%q: got %q before %q, want %q before %q", c.s, date, c.s[size:], c.date, c.rest)
		}
	}
}

func TestIsItem(t *testing.T) {
	for s, want := range map[string]bool{
		"第一章 总则": true, "一、概况": true, "（二）办法": true, "1. First": true, "1.1 Scope": true, "Chapter IV": true, "IV. The sea": true,
		"- a": true, "[1] a note": true, "③ 三": true, "### three": true,
		"1.5亿元": false, "2023年": false, "第一部电影": false, "一个人": false, "Chapter and verse": false, "-5 degrees": false,
	} {
		if got := line.IsItem(s); got != want {
			t.Errorf("%q: got %v, want %v", s, got, want)
		}
	}
}

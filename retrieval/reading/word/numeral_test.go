package word

import "testing"

// TestNumeral writes numbers in the formats of Word. Those that are not known, or not sure, are none.
func TestNumeral(t *testing.T) {
	for _, c := range []struct {
		n            int
		format, want string
	}{
		{7, "decimal", "7"}, {7, "decimalZero", "07"}, {12, "decimalFullWidth", "１２"},
		{1, "chineseCounting", "一"}, {10, "chineseCounting", "十"}, {12, "chineseCounting", "十二"}, {20, "chineseCounting", "二十"},
		{99, "japaneseCounting", "九十九"}, {105, "chineseCounting", ""}, {105, "chineseCountingThousand", "一百零五"},
		{110, "chineseCountingThousand", "一百一十"}, {342, "chineseCountingThousand", "三百四十二"}, {105, "ideographDigital", "一〇五"},
		{4, "decimalEnclosedCircleChinese", "④"}, {21, "decimalEnclosedCircle", ""}, {3, "upperLetter", "C"}, {27, "lowerLetter", ""},
		{49, "upperRoman", "XLIX"}, {9, "lowerRoman", "ix"}, {3, "hindiCounting", ""}, {0, "decimal", ""},
	} {
		if got := numeral(c.n, c.format); got != c.want {
			t.Errorf("%d as %s: got %q, want %q", c.n, c.format, got, c.want)
		}
	}
}

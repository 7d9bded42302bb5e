package language

import (
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
)

// TestQuantities reads testdata/numbers.txt.
func TestQuantities(t *testing.T) {
	file, err := os.ReadFile("testdata/numbers.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(file)) {
		text, want, ok := strings.Cut(line, " => ")
		if !ok || strings.HasPrefix(text, "#") {
			continue
		}
		var got []string
		for _, q := range Quantities(text, Of(text)) {
			got = append(got, strconv.FormatFloat(q.Value, 'f', -1, 64)+q.Unit)
		}
		if got := strings.Join(got, " "); got != strings.TrimSpace(want) {
			t.Errorf("%s\n got %s\nwant %s", text, got, strings.TrimSpace(want))
		}
	}
}

// TestWrittenNumbers: a number is the same however it is written.
func TestWrittenNumbers(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		n := int(random.Uint64() >> (14 + random.IntN(46)))
		if n = n % 1e12; n < 11 {
			continue
		}
		want := strconv.Itoa(n)
		plain := inChinese(n)
		cheque := strings.NewReplacer("一", "壹", "二", "贰", "三", "叁", "四", "肆", "五", "伍", "六", "陆", "七", "柒", "八", "捌", "九", "玖", "十", "拾", "百", "佰", "千", "仟").Replace(plain)
		for _, written := range []string{want, plain, cheque, inThousands(want)} {
			found := Quantities(written+"元", Of(written+"元"))
			if len(found) != 1 || strconv.FormatFloat(found[0].Value, 'f', -1, 64) != want || found[0].Unit != "yuan" {
				t.Fatalf("%d as %s: got %v", n, written, found)
			}
		}
	}
}

// inChinese writes a number below 10¹² in numerals.
func inChinese(n int) string {
	switch {
	case n >= 1e8:
		return inChinese(n/1e8) + "亿" + behind(n%1e8, 1e7)
	case n >= 1e4:
		return inChinese(n/1e4) + "万" + behind(n%1e4, 1e3)
	case n >= 1000:
		return InNumerals(n/1000) + "千" + behind(n%1000, 100)
	case 10 <= n && n < 20:
		return "一" + InNumerals(n)
	}
	return InNumerals(n)
}

// behind writes what follows a unit, with 零 where the next lower place is empty.
func behind(n, place int) string {
	switch {
	case n == 0:
		return ""
	case n < place:
		return "零" + inChinese(n)
	}
	return inChinese(n)
}

// inThousands puts commas between the thousands of digits.
func inThousands(digits string) string {
	if len(digits) <= 3 {
		return digits
	}
	return inThousands(digits[:len(digits)-3]) + "," + digits[len(digits)-3:]
}

// FuzzQuantities: numbers come in order, stand in the text and are numbers.
func FuzzQuantities(f *testing.F) {
	file, err := os.ReadFile("testdata/numbers.txt")
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(file)) {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, q := range Quantities(s, Of(s)) {
			if q.Start < end || q.End <= q.Start || q.End > len(s) || math.IsNaN(q.Value) || q.Value < 0 || q.Value > 1e30 {
				t.Fatalf("%q: %+v after %d", s, q, end)
			}
			end = q.End
		}
	})
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

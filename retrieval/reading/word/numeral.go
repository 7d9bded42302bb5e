package word

import (
	"fmt"
	"strconv"
	"strings"
)

// numeral writes a number from 1 to 999 in one of the formats of Word; "" if the format is unknown.
func numeral(n int, format string) string {
	if n < 1 || n > 999 {
		return ""
	}
	switch format {
	case "decimal", "": // the default
		return strconv.Itoa(n)
	case "decimalZero":
		return fmt.Sprintf("%02d", n)
	case "decimalFullWidth", "decimalFullWidth2":
		return strings.Map(func(r rune) rune { return r - '0' + '０' }, strconv.Itoa(n))
	case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand":
		if n < 100 || strings.HasPrefix(format, "chineseCountingT") {
			return hanNumeral(n)
		}
	case "ideographDigital":
		return strings.Map(func(r rune) rune { return []rune("〇一二三四五六七八九")[r-'0'] }, strconv.Itoa(n))
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		if n <= 20 {
			return string(rune('①' + n - 1))
		}
	case "upperLetter", "lowerLetter":
		if n <= 26 {
			return string(rune(n - 1 + map[string]int{"upperLetter": 'A', "lowerLetter": 'a'}[format]))
		}
	case "upperRoman":
		return romanNumeral(n)
	case "lowerRoman":
		return strings.ToLower(romanNumeral(n))
	}
	return ""
}

// hanNumeral writes 1 to 999: 十二, 二十, 一百零五.
func hanNumeral(n int) string {
	digits := []rune("零一二三四五六七八九")
	var s []rune
	if n >= 100 {
		s = append(s, digits[n/100], '百')
		if n%100 > 0 && n%100 < 10 {
			s = append(s, '零')
		}
	}
	if tens := n % 100 / 10; tens > 1 || tens == 1 && n >= 100 {
		s = append(s, digits[tens], '十')
	} else if tens == 1 {
		s = append(s, '十')
	}
	if n%10 > 0 {
		s = append(s, digits[n%10])
	}
	return string(s)
}

func romanNumeral(n int) string {
	var b strings.Builder
	for _, r := range []struct {
		value  int
		letter string
	}{{900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= r.value; n -= r.value {
			b.WriteString(r.letter)
		}
	}
	return b.String()
}

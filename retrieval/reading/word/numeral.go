package word

import (
	"fmt"
	"strconv"
	"strings"

	"chuchu/retrieval/language"
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
			return language.InNumerals(n)
		}
	case "ideographDigital":
		return language.InDigits(n)
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

package sheet

import (
	"encoding/xml"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"chuchu/retrieval/reading/archive"
)

// format is how a number is shown, as far as it tells what the number is.
type format uint8

const (
	plain format = iota
	percent
	date
	clock
	dateAndClock
)

// readStyles reads how the styles of cells show numbers.
func (b *workbook) readStyles(entry string) error {
	custom := map[string]string{}
	within := false
	return b.archive.Tokens(entry, func(t xml.Token) {
		switch t := t.(type) {
		case xml.StartElement:
			switch {
			case t.Name.Local == "numFmt":
				custom[archive.Attribute(t, "numFmtId")] = archive.Attribute(t, "formatCode")
			case t.Name.Local == "cellXfs":
				within = true
			case t.Name.Local == "xf" && within:
				id := archive.Attribute(t, "numFmtId")
				b.formats = append(b.formats, formatOf(id, custom[id]))
			}
		case xml.EndElement:
			within = within && t.Name.Local != "cellXfs"
		}
	})
}

// formatOf tells a format by its number (ECMA-376, part 1, 18.8.30) or its code.
func formatOf(id, code string) format {
	if code == "" {
		switch n, _ := strconv.Atoi(id); {
		case n == 9 || n == 10:
			return percent
		case n >= 14 && n <= 17, n >= 27 && n <= 31, n == 36, n >= 50 && n <= 58:
			return date
		case n >= 18 && n <= 21, n >= 32 && n <= 35, n >= 45 && n <= 47:
			return clock
		case n == 22:
			return dateAndClock
		}
		return plain
	}
	code = strings.ToLower(quoted.ReplaceAllString(code, ""))
	day, hour := strings.ContainsAny(code, "yd"), strings.ContainsAny(code, "hs")
	switch {
	case day && hour:
		return dateAndClock
	case day:
		return date
	case hour:
		return clock
	case strings.Contains(code, "%"):
		return percent
	}
	return plain
}

// quoted matches what a code shows letter for letter, and what stands in brackets: colours, currencies.
var quoted = regexp.MustCompile(`"[^"]*"|\\.|\[[^\]]*\]|general`)

// shown is what a cell shows of its value: dates in ISO 8601, numbers as they are.
func (b *workbook) shown(value, kind string, style int) string {
	switch kind {
	case "s":
		if i, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && i >= 0 && i < len(b.strings) {
			return b.strings[i]
		}
		return ""
	case "b":
		return map[string]string{"0": "FALSE", "1": "TRUE"}[strings.TrimSpace(value)]
	case "e":
		return ""
	case "str", "inlineStr", "d":
		return value
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || math.IsInf(n, 0) || math.IsNaN(n) {
		return value
	}
	if style < 0 || style >= len(b.formats) {
		return number(n)
	}
	switch f := b.formats[style]; f {
	case percent:
		return number(n*100) + "%"
	case date, clock, dateAndClock:
		return b.moment(n, f)
	}
	return number(n)
}

// number writes a number with the fifteen digits that Excel keeps.
func number(n float64) string {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64)
	if err != nil {
		rounded = n
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// moment writes a number of days since the end of 1899, or since 1904.
func (b *workbook) moment(days float64, f format) string {
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if b.from1904 {
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	const lastDay = 2958465 // of the year 9999
	if days < 0 || days > lastDay {
		return number(days)
	}
	whole, part := math.Modf(days)
	at := epoch.AddDate(0, 0, int(whole)).Add(time.Duration(math.Round(part*24*60*60)) * time.Second)
	layout := map[format]string{date: time.DateOnly, clock: time.TimeOnly, dateAndClock: time.DateTime}[f]
	return strings.TrimSuffix(at.Format(layout), ":00")
}

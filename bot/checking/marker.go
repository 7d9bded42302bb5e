package checking

import (
	"chuchu/retrieval/language"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Citation markers as models write them: [1] [1,2] [1][2] [[1]] 【1】 ［1］ [^1] [1-3] 【4:0†source】, and those with a word
// before the number: [passage 1], [citation:1], (来源：[1]). Numbers have at most three digits, so that a year in
// brackets is none.
const (
	markerNumber = `\^?\s*<name of a source>?\s*[:：#]?\s*[0-9０-９]{1,3}(?:[:：][0-9]{1,3})?(?:†[^\]】］]{0,24})?\^?`
	markerList   = markerNumber + `(?:\s*(?:[,，、;；~–—-]|\]\s*[,，、]?\s*\[)\s*` + markerNumber + `){0,9}`
	markerSquare = `(?:\[\[\s*` + markerList + `\s*\]\]|[\[【［]\s*` + markerList + `\s*[\]】］])`
	markerForm   = `(?:` + markerSquare + `|[(（]\s*(?:<heading of sources>|<name of a source>)\s*[:：]?\s*(?:` + markerSquare + `\s*)+[)）]|` +
		`[(（]\s*<name of a source>\s*[:：#]?\s*[0-9０-９]{1,3}\s*[)）])`
	// Forms that are markers only at the end of a sentence, or alone: (1) ¹ ^1^ 〔1〕. Elsewhere they are the number of an item, or a power.
	markerAtEndOnly = `(?:[(（〔{]\s*[0-9０-９]{1,3}\s*[)）〕}]|\^[0-9]{1,3}\^|[⁰¹²³⁴-⁹]{1,3})`
	markersEnding   = `(?i)(?:\s*` + markerAtEndOnly + `)+([。．.！!？?；;]*\s*)$`
)

// They match what [language.FoldHan] makes of a sentence.
var (
	markers       = language.NewPattern(`(?i)\s*` + markerForm)
	markerPattern = language.NewPattern(`(?i)^` + markerForm + `$`)
	markerAtEnd   = language.NewPattern(`(?i)` + markerForm + `\s*$`)
	markersAtEnd  = language.NewPattern(markersEnding)
	markerRange   = regexp.MustCompile(`([0-9]{1,3})(?::[0-9]{1,3})?(?:†[^\]】］]*)?\s*(?:([~–—-])\s*\^?\s*([0-9]{1,3}))?`)
)

// endsInMarker reports whether a text ends in a marker.
func endsInMarker(text []rune) bool {
	from := max(0, len(text)-longestMarker)
	for len(text) > from && (text[len(text)-1] == ' ') {
		text = text[:len(text)-1]
	}
	if len(text) == 0 || !strings.ContainsRune("]】］", text[len(text)-1]) {
		return false
	}
	return markerAtEnd.MatchString(language.FoldHan(string(text[min(from, len(text)):])))
}

var digitsOfMarker = regexp.MustCompile(`[0-9]{1,3}`)

// maxInRange bounds [1-3]: a model that writes [1-99] has read nothing.
const maxInRange = 10

// cited takes the markers out of a sentence and returns the numbers that they name, each once, in order: those of
// passages.
func cited(sentence string, passages int) (text string, numbers []int) {
	add := func(n int) {
		if 1 <= n && n <= passages && !slices.Contains(numbers, n) {
			numbers = append(numbers, n)
		}
	}
	if at := markersAtEnd.FindStringSubmatchIndex(language.FoldHan(sentence)); at != nil && letters(sentence[:at[0]]) != "" {
		for _, digits := range digitsOfMarker.FindAllString(norm.NFKC.String(sentence[at[0]:at[2]]), -1) {
			n, _ := strconv.Atoi(digits)
			add(n)
		}
		if len(numbers) > 0 {
			sentence = sentence[:at[0]] + sentence[at[2]:]
		}
	}
	end := 0
	for _, at := range markers.FindAllStringIndex(language.FoldHan(sentence), -1) {
		text += sentence[end:at[0]]
		end = at[1]
		for _, m := range markerRange.FindAllStringSubmatch(norm.NFKC.String(sentence[at[0]:at[1]]), -1) {
			from, _ := strconv.Atoi(m[1])
			to, err := strconv.Atoi(m[3])
			if err != nil || to < from || to-from > maxInRange {
				add(from)
				if err == nil {
					add(to)
				}
				continue
			}
			for n := from; n <= to; n++ {
				add(n)
			}
		}
	}
	return text + sentence[end:], numbers
}

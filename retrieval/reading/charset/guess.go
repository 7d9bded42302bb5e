package charset

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading/line"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	utf16 "golang.org/x/text/encoding/unicode"
)

// Shares of characters from which a decoding reads as a language.
const (
	// minCommon is of very common characters among the Han. Chinese prose in the right encoding has some 15% of them, in the wrong one
	// below 2%.
	minCommon = 0.05
	// minKana is of kana among all beyond ASCII in Japanese, minHangul of Hangul in Korean: prose has 50% and 90% of them, and what is
	// neither has 10% at most.
	minKana   = 0.3
	minHangul = 0.7
	// minRuns is of letters beyond ASCII that stand beside another one: in Russian nearly all, in Western languages few. minVowels is of
	// the four commonest small vowels: in Russian a third, and in the wrong one of its encodings hardly any.
	minRuns   = 0.6
	minVowels = 0.15
	// minWestern is of letters within words and of punctuation, among all beyond ASCII.
	minWestern = 0.8
)

// guess returns the encoding that some bytes which are not UTF-8 read best in; zero if there is none. Chinese comes first, whatever
// the file declares: pages in GB18030 that declare another encoding are not rare.
func guess(raw []byte, declared Encoding) Encoding {
	first, second := inGB18030(), inBig5()
	firstShare, secondShare := commonShare(first.decode(raw)), commonShare(second.decode(raw))
	if secondShare > firstShare {
		first, firstShare = second, secondShare
	}
	if firstShare >= minCommon {
		return first
	}
	if declared.name != "" && declared.name != inUTF8().name && decodes(declared.decode(raw)) {
		return declared
	}
	for _, of := range []struct {
		Encoding
		min float64
		in  []*unicode.RangeTable
	}{
		{Encoding{"Shift-JIS", japanese.ShiftJIS}, minKana, []*unicode.RangeTable{unicode.Hiragana, unicode.Katakana}},
		{Encoding{"EUC-KR", korean.EUCKR}, minHangul, []*unicode.RangeTable{unicode.Hangul}},
	} {
		if s := of.decode(raw); decodes(s) && isFamiliar(s) && share(s, func(_, r, _ rune) bool { return unicode.In(r, of.in...) && r < 0xff00 }) >= of.min {
			return of.Encoding
		}
	}
	return singleByte(raw)
}

// singleByte returns the encoding of bytes that are a character each.
func singleByte(raw []byte) Encoding {
	western := Encoding{"windows-1252", charmap.Windows1252}
	cyrillic := func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }
	inRun := func(before, r, after rune) bool { return cyrillic(r) && (cyrillic(before) || cyrillic(after)) }
	isVowel := func(_, r, _ rune) bool { return strings.ContainsRune("аеио", r) }
	best, most := Encoding{}, minVowels
	for _, e := range []Encoding{{"windows-1251", charmap.Windows1251}, {"KOI8-R", charmap.KOI8R}} {
		s := e.decode(raw)
		if vowels := share(s, isVowel); vowels >= most && share(s, inRun) >= minRuns && isFamiliar(s) {
			best, most = e, vowels
		}
	}
	if best.name != "" {
		return best
	}
	ascii := func(r rune) bool { return r < utf8.RuneSelf && unicode.IsLetter(r) }
	s := western.decode(raw)
	inWord := func(before, r, after rune) bool {
		return unicode.IsLetter(r) && (ascii(before) || ascii(after)) || unicode.In(r, unicode.P, unicode.Sc, unicode.Zs) || strings.ContainsRune("°±×©®™", r)
	}
	if share(s, inWord) >= minWestern && isFamiliar(s) {
		return western
	}
	return Encoding{}
}

// share returns the share of characters beyond ASCII that fit between their neighbours.
func share(s string, fits func(before, r, after rune) bool) float64 {
	n, fitting := 0, 0
	runes := []rune(" " + s + " ")
	for i, r := range runes {
		if r < utf8.RuneSelf {
			continue
		}
		if n++; fits(runes[i-1], r, runes[i+1]) {
			fitting++
		}
	}
	return float64(fitting) / float64(max(1, n))
}

// decode decodes some bytes, with replacement characters for what does not decode.
func (e Encoding) decode(raw []byte) string {
	s, err := e.NewDecoder().Bytes(raw)
	if err != nil {
		return ""
	}
	return string(s)
}

var commonHan = sync.OnceValue(func() string { return strings.Join(language.Words("frequent character"), "") })

// commonShare returns the share of very common characters among the Han characters at the beginning of a text.
func commonShare(s string) float64 {
	han, common := 0, 0
	for _, r := range s {
		if r >= utf8.RuneSelf && (line.IsHan(r) || r >= 0xe000 && r <= 0xf8ff || r == utf8.RuneError) {
			han++
			if strings.ContainsRune(commonHan(), r) && r != utf8.RuneError {
				common++
			}
		}
	}
	return float64(common) / float64(max(1, han))
}

const (
	// minFamiliar is the share of familiar characters from which UTF-16 is believed: spaces, line ends, punctuation,
	// common Han. Chinese prose has 25% and more, English nothing else, and random bytes have 1%.
	minFamiliar = 0.05
	// maxStrange is the share of characters that do not exist: a text has hardly any, and random bytes have 12%.
	maxStrange = 0.02
	// fewRunes is how many characters are too few to have familiar ones among them.
	fewRunes = 8
)

// isFamiliar reports whether what was decoded from UTF-16 is a text: since nearly any two bytes are a character, decoding
// alone shows little.
func isFamiliar(s string) bool {
	all, familiar, strange := 0, 0, 0
	for _, r := range s {
		all++
		switch {
		case r < 0x500 && (unicode.IsPrint(r) || unicode.IsSpace(r)), r >= 0x3000 && r < 0x3100, r >= 0xff00 && r < 0xfff0, strings.ContainsRune(commonHan(), r):
			familiar++
		case !unicode.IsGraphic(r) && !unicode.Is(unicode.Cf, r):
			strange++
		}
	}
	return float64(strange) <= maxStrange*float64(all) && (all < fewRunes || float64(familiar) >= minFamiliar*float64(all))
}

// unmarked names the form of UTF-16 in which a file with NULs would be a text after all; "" if none or both. That is worth
// a hint, but not enough to read the file so.
func unmarked(head []byte) string {
	little, big := inUTF16(utf16.LittleEndian).decode(head), inUTF16(utf16.BigEndian).decode(head)
	switch {
	case utf8.RuneCountInString(little) < fewRunes, isFamiliar(little) == isFamiliar(big):
		return ""
	case isFamiliar(little):
		return "utf-16le"
	}
	return "utf-16be"
}

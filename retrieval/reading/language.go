package reading

import (
	"strings"
	"unicode"

	"chuchu/retrieval/reading/line"
)

// Characters that exist in one script only, among the most frequent ones. 后 里 面 and others that both use are left out.
const (
	simplifiedOnly  = "们这来个为国对时会发说经过还进动开长门问间见观现关学实应头东车书马鸟鱼龙风飞业产务员设议记让认论训谈请谁读调选远运连边达迁"
	traditionalOnly = "們這來個為國對時會發說經過還進動開長門問間見觀現關學實應頭東車書馬鳥魚龍風飛業產務員設議記讓認論訓談請誰讀調選遠運連邊達遷"
)

// leastStopShare is the share of English function words from which Latin text is English: prose has some 30%.
const leastStopShare = 0.12

// language tells the language of a text from its beginning: Chinese by its script, English by its function words.
func language(source string) string {
	s := source[:min(len(source), habitBytes)]
	var han, kana, letters, simplified, traditional int
	for _, r := range s {
		switch {
		case line.IsHan(r):
			han++
			simplified += count(strings.ContainsRune(simplifiedOnly, r))
			traditional += count(strings.ContainsRune(traditionalOnly, r))
		case r >= 0x3041 && r <= 0x30fe:
			kana++
		case unicode.IsLetter(r):
			letters++
		}
	}
	switch {
	case han*wordLetters > letters && kana*10 < han:
		if traditional > simplified {
			return "zh-Hant"
		}
		return "zh-Hans"
	case letters > 0 && stopShare(s) >= leastStopShare:
		return "en"
	}
	return "und"
}

func stopShare(s string) float64 {
	words, stops := 0, 0
	for w := range strings.FieldsSeq(s) {
		words++
		switch strings.ToLower(strings.Trim(w, ".,;:!?\"'“”()")) {
		case "the", "of", "and", "to", "in", "is", "that", "it", "was", "for", "with", "on", "as", "are", "this", "by",
			"be", "have", "from", "or", "an", "at", "which", "not", "you", "he", "she", "his", "her", "i", "we":
			stops++
		}
	}
	return float64(stops) / float64(max(words, 1))
}

// languageTag is the tag of a language as texts carry it, for what an author or a program wrote: zh-CN says where, and
// zh-Hans which script; English is English.
func languageTag(s string) string {
	tag := strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	switch main, region, _ := strings.Cut(strings.ToLower(tag), "-"); {
	case main == "zh" && (region == "" || region == "cn" || region == "sg" || strings.HasPrefix(region, "hans")):
		return "zh-Hans"
	case main == "zh" && (region == "tw" || region == "hk" || region == "mo" || strings.HasPrefix(region, "hant")):
		return "zh-Hant"
	case main == "en":
		return "en"
	}
	return tag
}

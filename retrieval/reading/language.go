package reading

import "strings"

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

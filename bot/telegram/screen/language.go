package screen

import (
	"strings"

	"chuchu/bot"
)

// LanguageOf returns the language of the interface for a phone's language code, an IETF tag as Telegram sends it:
// "zh-hant", "pt-br", or "" if the phone does not tell. What the bot does not speak becomes English.
func LanguageOf(code string) bot.Language {
	subtags := strings.Split(strings.ReplaceAll(strings.ToLower(code), "_", "-"), "-")
	if base := subtags[0]; base != "zh" && base != "yue" {
		return bot.English
	}
	language := bot.Simplified
	for _, subtag := range subtags[1:] {
		switch subtag {
		case "hans":
			return bot.Simplified // zh-hans-hk is written in simplified characters
		case "hant", "tw", "hk", "mo":
			language = bot.Traditional
		}
	}
	return language
}

// PhoneLanguage is the word of [Speak] that undoes a choice.
const PhoneLanguage = "auto"

// languageNames are the languages by their own names, those of texts included.
var languageNames = map[string]string{
	string(bot.Simplified): "简体中文", string(bot.Traditional): "繁體中文", string(bot.English): "English",
}

package screen

import (
	"reflect"
	"regexp"
	"testing"
	"unicode/utf8"

	"chuchu/bot"
)

// TestCatalogue: every phrase stands in every language, with the same verbs of fmt, and Telegram takes those that have
// limits.
func TestCatalogue(t *testing.T) {
	verbs := regexp.MustCompile(`%\.?\d?[a-z]`)
	english := reflect.ValueOf(catalogue[bot.English])
	for _, language := range bot.Languages() {
		values := reflect.ValueOf(catalogue[language])
		for i := range values.NumField() {
			name, phrase := values.Type().Field(i).Name, values.Field(i).String()
			if phrase == "" {
				t.Errorf("%s: %s is missing", language, name)
			}
			got, want := verbs.FindAllString(phrase, -1), verbs.FindAllString(english.Field(i).String(), -1)
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %s has the verbs %q, in English %q", language, name, got, want)
			}
		}
		if n := utf8.RuneCountInString(catalogue[language].Description); n > 512 {
			t.Errorf("%s: the description has %d characters", language, n)
		}
		if n := utf8.RuneCountInString(catalogue[language].About); n > 120 {
			t.Errorf("%s: the short description has %d characters", language, n)
		}
		for _, c := range append(catalogue[language].AdminCommands(), catalogue[language].GroupCommands()...) {
			if n := utf8.RuneCountInString(c.Description); n < 1 || n > 256 || !regexp.MustCompile(`^[a-z0-9_]{1,32}$`).MatchString(c.Name) {
				t.Errorf("%s: Telegram does not take the command %+v", language, c)
			}
		}
	}
	if len(catalogue) != len(bot.Languages()) {
		t.Errorf("the catalogue has %d languages, the chooser %d", len(catalogue), len(bot.Languages()))
	}
}

func TestLanguageOf(t *testing.T) {
	for code, want := range map[string]bot.Language{
		"zh-hans": bot.Simplified, "zh-Hant": bot.Traditional, "zh-tw": bot.Traditional, "zh-HK": bot.Traditional,
		"zh_MO": bot.Traditional, "zh": bot.Simplified, "zh-cn": bot.Simplified, "zh-hans-hk": bot.Simplified,
		"zh-hant-cn": bot.Traditional, "yue-hk": bot.Traditional, "en-gb": bot.English, "pt-br": bot.English,
		"": bot.English, "-": bot.English, "zho": bot.English,
	} {
		if got := LanguageOf(code); got != want {
			t.Errorf("LanguageOf(%q) = %s, want %s", code, got, want)
		}
	}
}

// TestHearing: a question is answered in its own script, unless that cannot be told or the person has chosen.
func TestHearing(t *testing.T) {
	for _, c := range []struct {
		phone    bot.Language
		chosen   bool
		question bot.Language
		want     bot.Language
	}{
		{bot.English, false, bot.Simplified, bot.Simplified},
		{bot.English, false, bot.Traditional, bot.Traditional},
		{bot.Simplified, false, bot.Traditional, bot.Traditional},
		{bot.Traditional, false, bot.Simplified, bot.Traditional}, // 上海 is written so in both
		{bot.Simplified, false, bot.English, bot.Simplified},      // it may be pinyin
		{bot.English, true, bot.Traditional, bot.English},
	} {
		v := Viewer{Language: c.phone, Chosen: c.chosen}
		if got := v.Hearing(c.question).Language; got != c.want {
			t.Errorf("%+v: got %s", c, got)
		}
	}
}

package bot

import (
	"reflect"
	"regexp"
	"testing"
)

// TestCatalogue: every phrase stands in every language, with the same verbs of fmt.
func TestCatalogue(t *testing.T) {
	checkCatalogue(t, catalogue)
	checkCatalogue(t, inventoryCatalogue)
}

func checkCatalogue[P any](t *testing.T, catalogue map[Language]P) {
	verbs := regexp.MustCompile(`%.`)
	english := reflect.ValueOf(catalogue[English])
	for _, language := range []Language{English, Simplified, Traditional} {
		phrases, ok := catalogue[language]
		if !ok {
			t.Errorf("%s: not in the catalogue", language)
		}
		values := reflect.ValueOf(phrases)
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
	}
}

func TestLanguageOf(t *testing.T) {
	for question, want := range map[string]Language{
		"五个中心是哪五个？": Simplified, "五個中心是哪五個？": Traditional, "What is 五个中心?": Simplified,
		"What are the five centers?": English, "wuge zhongxin": English, "": English, "???": English,
		"上海市の書記は誰ですか": English, "ガイドは何人": English,
	} {
		if got := languageOf(question); got != want {
			t.Errorf("languageOf(%q) = %s, want %s", question, got, want)
		}
	}
}

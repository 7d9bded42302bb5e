package screen

import (
	"crypto/sha256"
	"encoding/hex"

	"chuchu/bot/telegram/markup"
)

// ExampleKey names a question on a button, which has no room for the question itself. It stays the same as long as the
// question does, so a button of before the texts changed never asks something else.
func ExampleKey(question string) string {
	sum := sha256.Sum256([]byte(question))
	return hex.EncodeToString(sum[:4])
}

// Example returns the question of the viewer's examples that a key names, and whether there is one.
func (v Viewer) Example(key string) (string, bool) {
	for _, question := range v.questions() {
		if ExampleKey(question) == key {
			return question, true
		}
	}
	return "", false
}

// withExamples is a phrase with the examples below it.
func (v Viewer) withExamples(phrase string) Screen {
	return Screen{markup.Text(phrase), v.examples()}
}

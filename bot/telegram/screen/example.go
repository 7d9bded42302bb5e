package screen

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"

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
	questions := v.questions()
	if i := slices.IndexFunc(questions, func(q string) bool { return ExampleKey(q) == key }); i >= 0 {
		return questions[i], true
	}
	return "", false
}

// buttonWidth is how much a phone held upright shows of a button that has a row to itself, in columns. What is longer is
// cut.
const buttonWidth = 36

// withExamples puts the questions that the collection answers below what is said, to be tapped: each on a button where
// they fit, else as a list with a button for each number. rows are the buttons below.
func (v Viewer) withExamples(said markup.Node, rows ...[]Button) Screen {
	var whole Keyboard
	var numbers []Button
	var list []markup.Node
	fit := true
	for i, question := range v.questions() {
		n := strconv.Itoa(i + 1)
		data := Data{Verb: Ask, Word: ExampleKey(question)}
		whole = append(whole, []Button{{Text: question, Data: data}})
		list = append(list, markup.Text(n+". "+question))
		numbers = append(numbers, Button{Text: n, Data: data})
		fit = fit && columns(question) <= buttonWidth
	}
	if fit {
		return Screen{said, append(whole, rows...)}
	}
	return Screen{parts(said, lines(list...)), append(Keyboard{numbers}, rows...)}
}

// Package prompts holds what a model is told: the texts in *.tmpl, a function for each prompt. It talks to no model.
package prompts

import (
	"crypto/rand"
	"embed"
	"fmt"
	"regexp"
	"strings"
	"text/template"
	"unicode"

	"chuchu/retrieval"
)

//go:embed *.tmpl
var files embed.FS

var templates = template.Must(template.ParseFS(files, "*.tmpl"))

// Prompt is one exchange with a chat model.
type Prompt struct {
	System string // the rules
	User   string // passages and question
	Most   int    // tokens of the reply; 0 where it may be a whole answer
}

// Answer asks for an answer to the question from the passages, which are numbered from 1 in their order. refusal is
// the sentence by which the model says that they do not hold it.
//
// Passages are strangers' words. They stand between fences that nobody can guess, cleaned of the tokens by which chat
// templates mark turns and of characters that cannot be seen, so that nothing in them can end the data or begin a turn.
func Answer(question string, passages []retrieval.Passage, refusal string) (Prompt, error) {
	data := struct {
		Fence, Question, Refusal string
		Passages                 []passage
	}{Fence: "passages-" + strings.ToLower(rand.Text()[:12]), Question: clean(question), Refusal: refusal}
	for i, p := range passages {
		data.Passages = append(data.Passages, passage{i + 1, clean(p.Title), p.Date, clean(p.Text)})
	}
	return prompt("answer", data, 0)
}

// prompt fills in both templates of a name.
func prompt(name string, data any, most int) (Prompt, error) {
	system, err := render(name+".system.tmpl", data)
	if err != nil {
		return Prompt{}, err
	}
	user, err := render(name+".user.tmpl", data)
	return Prompt{system, user, most}, err
}

type passage struct {
	N                 int
	Title, Date, Text string
}

func render(name string, data any) (string, error) {
	var b strings.Builder
	if err := templates.ExecuteTemplate(&b, name, data); err != nil {
		return "", fmt.Errorf("rendering the prompt %s: %w", name, err)
	}
	return b.String(), nil
}

// templateToken matches what chat templates set turns apart by: <|im_start|>, <|eot_id|>, [INST], <<SYS>>, <start_of_turn>.
var templateToken = regexp.MustCompile(`<\|[^<>|]{0,40}\|>|</?s>|\[/?INST\]|<</?SYS>>|</?(start|end)_of_turn>`)

func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s)
	for templateToken.MatchString(s) { // what is left of one may be another
		s = templateToken.ReplaceAllString(s, " ")
	}
	return s
}

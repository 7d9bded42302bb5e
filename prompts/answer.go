// Package prompts holds what a model is told: the texts in *.tmpl, a function for each prompt. It talks to no model.
package prompts

import (
	"crypto/rand"
	"embed"
	"fmt"
	"strings"
	"text/template"

	"chuchu/retrieval"
)

//go:embed *.tmpl
var files embed.FS

var templates = template.Must(template.ParseFS(files, "*.tmpl"))

// Prompt is one exchange with a chat model.
type Prompt struct {
	System    string // the rules
	User      string // passages and question
	MaxTokens int    // of the reply; 0 if it may be a whole answer
}

// Form is how an answer is to be, in the words of the prompt.
type Form string

// The forms.
const (
	FewSentences Form = "in a few sentences"
	OneSentence  Form = "in one sentence"
	SentenceEach Form = "with one sentence for each thing that is asked for"
)

// Answer asks for an answer to the question, in a language and a form, from the passages, which are numbered from 1 in their order.
// refusal is the sentence by which the model says that they do not hold it. The prompt takes at most limit tokens, as [Tokens] counts:
// if it would take more, passages are left out from the end, the weakest first; rules, question and passages are never
// shortened. kept is how many passages are in it. The error is a *[TooLongError] if not even the first has room.
//
// The first so many passages are versions of one another, the newest first, if versions is above 1: the model is told so, and to say
// how they differ.
//
// What was said before is none of it. A question that leans on the last is whole by the time that it comes here
// (package bot), and every word of a conversation would be one more that the passages do not hold.
//
// Passages are strangers' words. They stand between fences that nobody can guess, cleaned of the tokens by which chat
// templates mark turns and of characters that cannot be seen, so that nothing in them can end the data or begin a turn.
// Each is one line, indented, since only the program begins a line with a passage's number.
func Answer(question, language string, form Form, passages []retrieval.Passage, versions int, refusal string, limit int) (p Prompt, kept int, err error) {
	data := struct {
		Fence, Question, Language, Refusal string
		Form                               Form
		Passages                           []passage
		Versions                           int
		Newest                             bool // it is known of the versions that the first one is
	}{Fence: "passages-" + strings.ToLower(rand.Text()[:12]), Question: clean(question), Language: language, Form: form, Refusal: refusal}
	for i, p := range passages {
		data.Passages = append(data.Passages, passage{i + 1, clean(p.Title), clean(p.Date), clean(p.Text), p.Superseded})
	}
	for {
		if data.Versions = min(versions, len(data.Passages)); data.Versions > 1 {
			data.Newest = newest(passages[0], passages[1])
		}
		if p, err = prompt("answer", data, 0); err != nil {
			return Prompt{}, 0, err
		}
		kept = len(data.Passages)
		takes := Tokens(p.System) + Tokens(p.User)
		switch {
		case takes <= limit:
			return p, kept, nil
		case kept <= 1:
			return Prompt{}, 0, &TooLongError{takes, limit}
		}
		data.Passages = data.Passages[:kept-1]
	}
}

// TooLongError says that a question with its best passage has no room in a prompt.
type TooLongError struct{ Takes, Limit int }

func (e *TooLongError) Error() string {
	return fmt.Sprintf("the question and its best passage take %d tokens, and a prompt may take %d", e.Takes, e.Limit)
}

// prompt fills in both templates of a name.
func prompt(name string, data any, maxTokens int) (Prompt, error) {
	system, err := render(name+".system.tmpl", data)
	if err != nil {
		return Prompt{}, err
	}
	user, err := render(name+".user.tmpl", data)
	return Prompt{system, user, maxTokens}, err
}

type passage struct {
	N                 int
	Title, Date, Text string
	Superseded        retrieval.Superseded
}

// newest reports whether the first of versions is known to be newer than the second.
func newest(first, second retrieval.Passage) bool {
	return first.Edition != "" || second.Superseded != "" || first.Date > second.Date && second.Date != ""
}

func render(name string, data any) (string, error) {
	var b strings.Builder
	if err := templates.ExecuteTemplate(&b, name, data); err != nil {
		return "", fmt.Errorf("rendering the prompt %s: %w", name, err)
	}
	return b.String(), nil
}

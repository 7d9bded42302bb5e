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

// Tokens returns how many tokens a prompt takes, as [Tokens] counts.
func (p Prompt) Tokens() int { return Tokens(p.System) + Tokens(p.User) }

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
// a passage that would take more than half of them is cut around the sentence that answers, and then passages are left out from the
// end, the weakest first. The first is cut to the room that there is, but never to less than leastExcerpt. kept is how many passages are
// in it.
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
		data.Passages = append(data.Passages, passage{i + 1, clean(p.Title), clean(p.Date), clean(excerpt(p, max(limit/2, leastExcerpt))), p.Superseded})
	}
	for cut := false; ; {
		if data.Versions = min(versions, len(data.Passages)); data.Versions > 1 {
			data.Newest = newest(passages[0], passages[1])
		}
		if p, err = prompt("answer", data, 0); err != nil {
			return Prompt{}, 0, err
		}
		kept = len(data.Passages)
		over := p.Tokens() - limit
		if over <= 0 || cut || kept == 0 {
			return p, kept, nil
		}
		if cut = kept == 1; cut {
			first := &data.Passages[0]
			first.Text = clean(excerpt(passages[0], max(Tokens(first.Text)-over, leastExcerpt)))
		} else {
			data.Passages = data.Passages[:kept-1]
		}
	}
}

// leastExcerpt is how many tokens of the best passage are in a prompt at least: a long sentence or two. A prompt that is a little too long
// is worth sending, for what Tokens counts is an upper bound.
const leastExcerpt = 200

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

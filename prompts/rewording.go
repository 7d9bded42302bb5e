package prompts

// Turn is the question before another, and the words that answered it, "" if they are not sure.
type Turn struct{ Question, Answer string }

// rewordingTokens is the most that a rewording may take: a question of two lines, in any tokens.
const rewordingTokens = 120

// Rewording asks to put a question so that it can be looked up in texts of a language (Chinese, English). before is the
// turn that it may lean on; the zero Turn where it leans on none. All of it is what one person said, but for the answering
// words, and the reply is a query, never an answer.
func Rewording(question, language string, before Turn) (Prompt, error) {
	data := struct {
		Question, Language string
		Before             Turn
	}{clean(question), language, Turn{clean(before.Question), clean(before.Answer)}}
	return prompt("rewording", data, rewordingTokens)
}

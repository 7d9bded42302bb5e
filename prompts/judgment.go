package prompts

import (
	"crypto/rand"
	"strings"
)

// judgmentTokens is the most that a judgment may take: one word, in any tokens.
const judgmentTokens = 8

// Judgment asks whether quotes say all of what a statement says, for one word of reply. The statement is a model's and the
// quotes are strangers' words: both are data, cleaned and fenced as passages are.
func Judgment(statement string, quotes []string) (Prompt, error) {
	data := struct {
		Fence, Statement string
		Quotes           []string
	}{Fence: "data-" + strings.ToLower(rand.Text()[:12]), Statement: clean(statement)}
	for _, q := range quotes {
		data.Quotes = append(data.Quotes, clean(q))
	}
	return prompt("judgment", data, judgmentTokens)
}

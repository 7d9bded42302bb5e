// Package llmtest is what servers of chat models need that tests talk to.
package llmtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
)

// Asked is what a model is asked.
type Asked struct{ System, User string }

// AskedOf reads the request of a chat completion with one message of the system and one of the user.
func AskedOf(r *http.Request) (Asked, error) {
	var body struct {
		Messages []struct{ Content string }
	}
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil || len(body.Messages) != 2 {
		return Asked{}, fmt.Errorf("not a request: %v, %d messages", err, len(body.Messages))
	}
	return Asked{body.Messages[0].Content, body.Messages[1].Content}, nil
}

// Citing puts the numbers of passages into what a model says: [@words] becomes the number of the passage of the prompt that has
// these words.
func Citing(said, prompt string) string {
	passages := regexp.MustCompile(`(?m)^passage (\d+), from .*:\n(.*)$`).FindAllStringSubmatch(prompt, -1)
	return regexp.MustCompile(`\[@(.+?)\]`).ReplaceAllStringFunc(said, func(mark string) string {
		for _, p := range passages {
			if strings.Contains(p[2], mark[2:len(mark)-1]) {
				return "[" + p[1] + "]"
			}
		}
		return mark
	})
}

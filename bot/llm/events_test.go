package llm

import (
	"strings"
	"testing"

	"chuchu/bot/spending"
)

// FuzzReply: whatever an endpoint sends, it is read to an end without a panic, in pieces as at once, what it counts can be, and no
// thought that is whole is among the words.
func FuzzReply(f *testing.F) {
	for _, seed := range []string{
		"data: {\"choices\":[{\"delta\":{\"content\":\"Yes [1].\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n",
		"\ufeffevent: error\r\ndata: {\"message\":\"no\"}\r\n\r\n", "{\"choices\":[{\"message\":{\"content\":[{\"type\":\"thinking\",\"thinking\":[\"hm\"]},\"a\"]}}]}",
		"data: {\"choices\":{\"index\":\"1e999\",\"delta\":[]},\ndata: \"usage\":{\"prompt_tokens\":\"NaN\",\"completion_tokens\":1e99}}\n\n",
		"data: data: {\"choices\":[{\"delta\":{\"content\":\"<think>a</thi\"}}]}\n: c\ndata: {\"choices\":[{\"delta\":{\"content\":\"nk>b\"}}]}\n", "<html>", "[[[[", "data: ok\n\ndata: [done]",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		whole, usage := heard(t, body, len(body)+1)
		if usage.In < 0 || usage.Out < 0 || usage.In > saneTokens || usage.Out > saneTokens {
			t.Errorf("it counted %+v", usage)
		}
		if pieces, _ := heard(t, body, 3); pieces != whole {
			t.Errorf("in pieces %q, at once %q", pieces, whole)
		}
		if opening.MatchString(whole) && closing.MatchString(whole) && opening.FindStringIndex(whole)[1] <= closing.FindStringIndex(whole)[0] {
			t.Errorf("a thought is among the words: %q", whole)
		}
	})
}

// heard returns the words of a reply that arrives in pieces of so many bytes.
func heard(t *testing.T, body string, size int) (words string, usage spending.Usage) {
	m := newModel(Settings{Model: "test"}, "", impatient)
	var a answer
	err := m.hear(&inPieces{strings.NewReader(body), size}, &a, func(w string) error {
		words += w
		return nil
	})
	if err == nil && !a.begun && a.finished && words != "" {
		t.Error("words out of nothing")
	}
	return words + a.thoughts.rest(), a.Usage
}

// inPieces is a body that arrives in pieces.
type inPieces struct {
	*strings.Reader
	size int
}

func (r *inPieces) Read(p []byte) (int, error) { return r.Reader.Read(p[:min(len(p), r.size)]) }

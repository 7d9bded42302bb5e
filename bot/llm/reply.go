package llm

import (
	"encoding/json"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"chuchu/bot/spending"
)

// piece is what an event says. All that is known of the shapes of replies stands here: servers that claim to speak OpenAI's API
// differ in the names and in the types of nearly every field, and none of that is a reason to throw an answer away.
type piece struct {
	words    string
	thoughts string
	ending   ending
	err      error // the endpoint reports one, or ended with one
	usage    spending.Usage
	thought  bool // by the usage: it took tokens to think
}

// ending is how a reply ended.
type ending int

const (
	goesOn ending = iota
	ended
	tooLong
	filtered
	failed
)

// read reads an event.
func read(e event) piece {
	root := unwrapped(e.value)
	choice := choiceOf(root)
	if choice == nil || get(root, "error") != nil || get(choice, "error") != nil {
		if r := refusalOf(e.name, root, choice); r != nil {
			return piece{err: r}
		}
	}
	if choice == nil && e.entire {
		return piece{err: errNoAPI}
	}
	var p piece
	p.usage, p.thought = usageOf(firstNonNil(get(root, "usage"), get(choice, "usage"), get(get(root, "x_groq"), "usage")))
	message := firstNonNil(get(choice, "delta"), get(choice, "message"), get(choice, "text"))
	p.words, p.thoughts = contentOf(firstNonNil(get(message, "content"), get(message, "text"), asText(message)))
	for _, name := range []string{"reasoning_content", "reasoning", "thinking", "reasoning_details"} {
		if p.thoughts == "" {
			p.thoughts = text(get(message, name))
		}
	}
	reason := text(get(choice, "finish_reason", "finishReason"))
	p.ending = endingOf(reason)
	switch {
	case text(get(message, "refusal")) != "":
		p.ending = filtered
	case p.ending == failed:
		p.err = &refusal{message: "it ended its answer with " + reason}
	case p.ending == goesOn && e.entire && get(choice, "message") != nil:
		p.ending = ended
	}
	return p
}

// unwrapped returns the object that has the choices: relays put it into another one, or into a list.
func unwrapped(v any) any {
	if list, ok := v.([]any); ok && len(list) == 1 {
		v = list[0]
	}
	for _, name := range []string{"data", "output", "result", "response"} {
		if inner := get(v, name); get(v, "choices") == nil && get(inner, "choices") != nil {
			return inner
		}
	}
	return v
}

// choiceOf returns the first of the choices; nil if there is none. One was asked for, but some endpoints send more.
func choiceOf(root any) any {
	choices, ok := get(root, "choices").([]any)
	if !ok {
		return get(root, "choices")
	}
	for _, c := range choices {
		if n, _ := number(get(c, "index")); n == 0 {
			return c
		}
	}
	return nil
}

// contentOf tells the words of a message's content from the thoughts in it. It may be text, or a list of parts that say what they are.
func contentOf(content any) (words, thoughts string) {
	parts, ok := content.([]any)
	if !ok {
		return text(content), ""
	}
	for _, p := range parts {
		if kind := text(get(p, "type")); strings.Contains(kind, "think") || strings.Contains(kind, "reason") {
			thoughts += text(p)
		} else {
			words += text(p)
		}
	}
	return words, thoughts
}

// The words for how a reply ended: OpenAI's, and those of models that stand behind gateways (MAX_TOKENS, model_length; SAFETY, sensitive, guardrail_intervened; network_error, insufficient_system_resource).
var (
	lengthWords = regexp.MustCompile(`length|max_?(?:output_?|completion_?)?tokens|token_?limit|truncat`)
	filterWords = regexp.MustCompile(`filter|safety|sensitive|block|prohibit|recitation|refus|guardrail|moderation|spii`)
	failWords   = regexp.MustCompile(`error|fail|abort|cancel|interrupt|timeout|insufficient|overload`)
)

func endingOf(reason string) ending {
	reason = strings.ToLower(reason)
	switch {
	case reason == "" || reason == "null" || reason == "none":
		return goesOn
	case lengthWords.MatchString(reason):
		return tooLong
	case filterWords.MatchString(reason):
		return filtered
	case failWords.MatchString(reason):
		return failed
	}
	return ended
}

// usageOf reads what an endpoint counted, and whether any of it went into thinking. Some leave thoughts out of the answer's tokens,
// but not out of the sum. What cannot be is the zero Usage.
func usageOf(v any) (u spending.Usage, thought bool) {
	in, readIn := number(get(v, "prompt_tokens", "input_tokens"))
	out, readOut := number(get(v, "completion_tokens", "output_tokens"))
	total, _ := number(get(v, "total_tokens"))
	thoughts, _ := number(get(firstNonNil(get(v, "completion_tokens_details", "output_tokens_details"), v), "reasoning_tokens"))
	if out = max(out, total-in); readIn && readOut && in > 0 && out >= 0 {
		u = spending.Usage{In: in, Out: out}
	}
	return u, thoughts > 0
}

// get returns the first field of an object that is there, by its names; nil if none is, or if it is no object.
func get(v any, names ...string) any {
	object, _ := v.(map[string]any)
	for _, name := range names {
		if v := object[name]; v != nil {
			return v
		}
	}
	return nil
}

func firstNonNil(values ...any) any {
	if i := slices.IndexFunc(values, func(v any) bool { return v != nil }); i >= 0 {
		return values[i]
	}
	return nil
}

// text returns what a value says: text, numbers and lists of them as they stand, of an object the field that holds its text.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case []any:
		var b strings.Builder
		for _, part := range v {
			b.WriteString(text(part))
		}
		return b.String()
	case map[string]any:
		return text(get(v, "text", "content", "thinking", "reasoning", "summary", "value"))
	}
	return ""
}

// asText is a value that is text, or nil.
func asText(v any) any {
	if s, ok := v.(string); ok {
		return s
	}
	return nil
}

// number reads a number, however it is written; 0 and false if it is none, or larger than any that can be meant.
func number(v any) (int, bool) {
	f, err := strconv.ParseFloat(text(v), 64)
	if err != nil || math.IsNaN(f) || math.Abs(f) > saneTokens {
		return 0, false
	}
	return int(f), true
}

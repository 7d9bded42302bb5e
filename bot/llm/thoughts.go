package llm

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// thoughts takes out of a model's words what it thinks aloud: <think>…</think>, in all the spellings that models were trained to and
// that their servers do not keep in a field of its own, wherever it stands. It does not matter how the words are cut.
type thoughts struct {
	held   string // what may still become a tag
	inside bool
	seen   bool // there was a thought
	stray  bool // one ended that had not begun: the template of the model had begun it in the prompt
}

// The tags: <think>, <thinking>, <thought>, <reasoning>, <seed:think>, ◁think▷, [THINK], <|begin_of_thought|>, <|START_THINKING|>, and
// the channels of <|channel|>analysis<|message|>, which end where the channel of the answer begins.
const (
	thoughtWord  = `(?:\pL{1,12}:)?(?:think(?:ing)?|thoughts?|reasoning|reflection|analysis|scratchpad)`
	openingTag   = `<` + thoughtWord + `(?:\s[^<>\n]{0,40})?>|◁` + thoughtWord + `▷|\[think(?:ing)?\]|<\|(?:begin_of_|start_(?:of_)?)?` + thoughtWord + `\|>`
	closingTag   = `</` + thoughtWord + `\s?>|◁/` + thoughtWord + `▷|\[/think(?:ing)?\]|<\|(?:/|end_(?:of_)?)` + thoughtWord + `\|>`
	channelTag   = `(?:<\|start\|>\s?assistant\s?)?<\|channel\|>`
	answerTag    = `(?:^|<\|channel\|>)\s?final[^<>]{0,40}<\|message\|>`
	longestTag   = 64 // characters
	tagBeginning = `(?:<|◁|\[)[^\n>▷\]]{0,40}$|<\|start\|>\s?\pL{0,10}\s?(?:<[^\n>]{0,40})?$`
)

var (
	opening   = regexp.MustCompile(`(?i)` + openingTag + `|` + channelTag)
	closing   = regexp.MustCompile(`(?i)` + closingTag)
	closed    = regexp.MustCompile(`(?i)` + closingTag + `|` + answerTag)
	beginning = regexp.MustCompile(`(?i)` + tagBeginning)
)

// strayEnd is what stands for the end of a thought that had not begun. Package checking takes what comes before it for one.
const strayEnd = "</think>"

// strip takes the next words and returns those that are no thought.
func (t *thoughts) strip(words string) string {
	t.held += words
	var said strings.Builder
	for {
		switch {
		case t.inside:
			end := closed.FindStringIndex(t.held)
			if end == nil {
				t.held = lastOf(t.held, longestTag)
				return said.String()
			}
			t.held, t.inside = strings.TrimLeft(t.held[end[1]:], " \r\n\t"), false
		default:
			begin, end := opening.FindStringIndex(t.held), closing.FindStringIndex(t.held)
			switch {
			case end != nil && (begin == nil || end[0] < begin[0]):
				t.seen, t.stray = true, true
				said.WriteString(strayEnd)
				t.held = strings.TrimLeft(t.held[end[1]:], " \r\n\t")
			case begin != nil:
				t.seen, t.inside = true, true
				said.WriteString(t.held[:begin[0]])
				t.held = t.held[begin[1]:]
			default:
				n := len(t.held)
				if at := beginning.FindStringIndex(t.held); at != nil {
					n = at[0]
				}
				said.WriteString(t.held[:n])
				t.held = t.held[n:]
				return said.String()
			}
		}
	}
}

// rest returns what was held back when the words ended. A thought that never ended is none of the answer.
func (t *thoughts) rest() string {
	if t.inside {
		return ""
	}
	return t.held
}

// lastOf returns the last characters of a text.
func lastOf(s string, n int) string {
	at := len(s)
	for ; at > 0 && n > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
	}
	return s[at:]
}

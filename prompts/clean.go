package prompts

import (
	"regexp"
	"strings"
	"unicode"
)

// clean makes one line of a stranger's words: without the tokens by which chat templates and our own fences mark where
// something begins or ends, and without characters that cannot be seen.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.In(r, unicode.Zs, unicode.Zl, unicode.Zp) || unicode.IsControl(r) && unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || invisible(r):
			return -1
		}
		return r
	}, s)
	for mark.MatchString(s) { // what is left of one may be another
		s = mark.ReplaceAllString(s, " ")
	}
	return s
}

// invisible reports whether nobody sees a character: zero-width ones, those that turn the direction of writing, tags and
// selectors in which words can be hidden.
func invisible(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// mark matches what sets turns apart in the templates of models, and what looks like a fence of ours: <|im_start|>,
// <｜User｜>, [INST], <<SYS>>, <start_of_turn>, <think>, <tool_call>, <bos>, </passages-…>.
var mark = regexp.MustCompile(`(?i)<[|｜][^<>]{0,60}[|｜]>|</?s>|\[/?(?:INST|TOOL_CALLS|AVAILABLE_TOOLS|TOOL_RESULTS|SYSTEM_PROMPT|gMASK)\]|` +
	`<</?SYS>>|</?(?:start|end)_of_(?:turn|image)>|</?(?:think|thinking|tool_call|tool_response|tools)>|` +
	`<(?:bos|eos|pad|unk|sop|eop|0x[0-9a-f]{2})>|</?(?:passages|data)-[^<>]{0,60}>`)

package screen

import "regexp"

// wordJoiner is a character without width, and without a place to break the line.
const wordJoiner = "\u2060"

// inert writes a model's words so that Telegram makes nothing of them that could be tapped. It looks for commands, mentions,
// hashtags, cashtags and addresses in every message of a bot (tdlib/td, MessageEntity.cpp, match_bot_commands and those
// beside it), however it is formatted. A word joiner behind the sign that begins one, or between the parts of an address, is
// none of the characters that such a thing may consist of, and nobody sees it. What it stands in is no number, so that what a
// person copies from an answer is what the texts say.
func inert(words string) string {
	for _, p := range lively {
		for range 2 { // in a.b.c the second dot stands behind what the first one took
			words = p.ReplaceAllString(words, "${1}"+wordJoiner+"${2}")
		}
	}
	return words
}

// lively are the beginnings of what can be tapped; the joiner goes between the two parts.
var lively = []*regexp.Regexp{
	regexp.MustCompile(`(@)(\w)`),
	regexp.MustCompile(`((?:^|[^\pL\pN_])/)(\w)`),
	regexp.MustCompile(`(/)(/)`),
	regexp.MustCompile(`(#)([\pL\pN_])`),
	regexp.MustCompile(`(\$)([A-Z1])`),
	regexp.MustCompile(`([\pL\pN_-]\.)(\pL)`),
	regexp.MustCompile(`(\d+\.\d+\.\d+\.)(\d+)`),
}

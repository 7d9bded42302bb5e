package act

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Instructions are what a message tells the bot to do beside answering.
type Instructions struct {
	Brief    bool   // in a sentence
	Listed   bool   // as a list
	Language string // of the bot's own words, BCP 47 as the bot has them; "" if none is named
}

// The names of the forms in wrapping.txt.
const (
	before = "before" // the matter
	after  = "after"
	brief  = "brief"
	listed = "listed"
)

// unwrap returns the tokens without the words to the bot around them, and what those tell it to do. At least one token stays.
func (l *list) unwrap(tokens []token) ([]token, Instructions) {
	var i Instructions
	for {
		f, length := l.wrapping.prefix(tokens, after)
		if 0 < length && length < len(tokens) {
			i.obey(f.name)
			tokens = tokens[length:]
			continue
		}
		trimmed := withoutParticles(tokens)
		f, begins := l.wrapping.suffix(trimmed, before)
		if 0 < begins && begins < len(trimmed) {
			i.obey(f.name)
			tokens = trimmed[:begins]
			continue
		}
		return tokens, i
	}
}

func (i *Instructions) obey(name string) {
	switch name, _, _ = strings.Cut(name, " "); name {
	case before, after:
	case brief:
		i.Brief = true
	case listed:
		i.Listed = true
	default: // a language
		i.Language = name
	}
}

// matter returns what of a message the tokens that are left are, with the mark of a question behind it.
func matter(message string, tokens, left []token) string {
	if len(left) == len(tokens) || len(left) == 0 {
		return message
	}
	start, end := left[0].start, left[len(left)-1].end
	if left[0].start == tokens[0].start {
		start = 0
	} else { // a quotation mark that opens before it
		for start > 0 {
			r, size := utf8.DecodeLastRuneInString(message[:start])
			if !strings.ContainsRune(opening+quotes, r) {
				break
			}
			start -= size
		}
	}
	for end < len(message) { // what closes, and the mark of the question
		r, size := utf8.DecodeRuneInString(message[end:])
		if !strings.ContainsRune(closing+quotes+")）%％?？", r) {
			break
		}
		end += size
	}
	bare := strings.TrimFunc(message[start:end], unicode.IsSpace)
	if mark := lastMark(message); mark != "" && lastMark(bare) == "" {
		bare += mark
	}
	return bare
}

// lastMark returns the question mark at the end of a message, or "".
func lastMark(message string) string {
	message = strings.TrimRightFunc(message, unicode.IsSpace)
	for _, mark := range []string{"?", "？"} {
		if strings.HasSuffix(message, mark) {
			return mark
		}
	}
	return ""
}

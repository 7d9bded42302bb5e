package markup

import (
	"errors"
	"fmt"
	"html"
	"regexp"
	"unicode/utf8"
)

// parsed is what Telegram makes of HTML.
type parsed struct {
	text     string
	entities int
}

var (
	piece    = regexp.MustCompile(`^(?:<(/?)(\w+)[^>]*>|&(?:lt|gt|amp|quot);|[^<>&"]+)`)
	startTag = regexp.MustCompile(`^<(?:b|i|code|a href="[^"]*"|blockquote(?: expandable)?)>$`)
)

// parseHTML reads HTML by Telegram's rules (https://core.telegram.org/bots/api#html-style), less forgiving than its
// server: a tag that it does not know, or one that is not closed by its own end, is an error, and so is a lone & or >.
func parseHTML(source string) (p parsed, err error) {
	type open struct {
		tag string
		at  int
	}
	var stack []open
	if !utf8.ValidString(source) {
		return p, errors.New("no UTF-8")
	}
	for rest := source; rest != ""; {
		next := piece.FindStringSubmatch(rest)
		if next == nil {
			return p, fmt.Errorf("not escaped, or not closed: %.30q", rest)
		}
		rest = rest[len(next[0]):]
		switch tag, last := next[2], len(stack)-1; {
		case tag == "":
			p.text += html.UnescapeString(next[0])
		case next[1] == "/":
			if last < 0 || stack[last].tag != tag || stack[last].at == len(p.text) {
				return p, fmt.Errorf("the end tag %s does not match %v, or there is nothing within", tag, stack)
			}
			p.entities++
			stack = stack[:last]
		case !startTag.MatchString(next[0]):
			return p, fmt.Errorf("unsupported start tag %s", next[0])
		default:
			for _, o := range stack {
				if o.tag == "code" || o.tag == tag && (tag == "a" || tag == "blockquote") {
					return p, fmt.Errorf("%s within %s", tag, o.tag)
				}
			}
			stack = append(stack, open{tag, len(p.text)})
		}
	}
	if len(stack) > 0 {
		return p, fmt.Errorf("can't find the end tag of %s", stack[0].tag)
	}
	return p, nil
}

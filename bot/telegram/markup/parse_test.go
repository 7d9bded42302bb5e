package markup

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// parsed is what Telegram makes of HTML.
type parsed struct {
	text     string
	entities []string // "b 3 5": tag, first and last byte of text
}

// parseHTML reads HTML by Telegram's rules (https://core.telegram.org/bots/api#html-style), less forgiving than its
// server: a tag that it does not know, or one that is not closed by its own end, is an error, and so is a lone & or >.
func parseHTML(html string) (parsed, error) {
	type open struct {
		tag string
		at  int
	}
	var p parsed
	var stack []open
	var text strings.Builder
	if !utf8.ValidString(html) {
		return p, fmt.Errorf("no UTF-8")
	}
	for html != "" {
		switch {
		case strings.HasPrefix(html, "</"):
			tag, rest, ok := strings.Cut(html[2:], ">")
			if !ok || len(stack) == 0 || stack[len(stack)-1].tag != tag {
				return p, fmt.Errorf("end tag at %.30q does not match %v", html, stack)
			}
			from := stack[len(stack)-1].at
			if from == text.Len() {
				return p, fmt.Errorf("empty %s before %.30q", tag, rest)
			}
			p.entities = append(p.entities, fmt.Sprint(tag, " ", from, " ", text.Len()))
			stack, html = stack[:len(stack)-1], rest
		case strings.HasPrefix(html, "<"):
			whole, rest, ok := strings.Cut(html[1:], ">")
			tag, attribute, _ := strings.Cut(whole, " ")
			switch {
			case !ok:
				return p, fmt.Errorf("open end at %.30q", html)
			case tag == "a" && strings.HasPrefix(attribute, `href="`) && strings.Count(attribute, `"`) == 2:
			case tag == "blockquote" && (attribute == "" || attribute == "expandable"):
			case (tag == "b" || tag == "i" || tag == "code") && attribute == "":
			default:
				return p, fmt.Errorf("unsupported start tag %q", whole)
			}
			for _, o := range stack {
				if o.tag == "code" || o.tag == tag && (tag == "a" || tag == "blockquote") {
					return p, fmt.Errorf("%s within %s", tag, o.tag)
				}
			}
			stack, html = append(stack, open{tag, text.Len()}), rest
		case html[0] == '&':
			name, rest, ok := strings.Cut(html, ";")
			char := map[string]string{"&lt": "<", "&gt": ">", "&amp": "&", "&quot": `"`}[name]
			if !ok || char == "" {
				return p, fmt.Errorf("bad entity at %.30q", html)
			}
			text.WriteString(char)
			html = rest
		case html[0] == '>' || html[0] == '"':
			return p, fmt.Errorf("%q is not escaped", html[0])
		default:
			text.WriteByte(html[0])
			html = html[1:]
		}
	}
	if len(stack) > 0 {
		return p, fmt.Errorf("can't find the end tag of %s", stack[0].tag)
	}
	p.text = text.String()
	return p, nil
}

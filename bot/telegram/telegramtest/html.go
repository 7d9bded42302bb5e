package telegramtest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// parseHTML reads text in parse mode HTML, as tdlib does, into plain text and entities. The errors are Telegram's own,
// with the byte at which the trouble begins; what Telegram lets pass (an ampersand alone, &nbsp;) passes here too.
func parseHTML(source string) (string, []Entity, error) {
	p := htmlParser{source: source}
	for p.at < len(source) {
		var err error
		switch c := source[p.at]; {
		case c == '&':
			r, width := character(source[p.at:])
			p.at += width
			p.write(r)
		case c != '<':
			r, width := utf8.DecodeRuneInString(source[p.at:])
			p.at += width
			p.write(r)
		case p.peek(1) == '/':
			err = p.endTag()
		default:
			err = p.startTag()
		}
		if err != nil {
			return "", nil, err
		}
	}
	if n := len(p.open); n > 0 {
		return "", nil, malformed("Can't find end tag corresponding to start tag %q", p.open[n-1].name)
	}
	made := slices.DeleteFunc(p.entities, func(e Entity) bool { return e.Length == 0 })
	return p.text.String(), made, nil
}

// malformed is what Telegram says of a source, in its own words and capitals.
func malformed(format string, args ...any) error { return fmt.Errorf(format, args...) }

type htmlParser struct {
	source   string
	at       int // byte of source
	text     strings.Builder
	units    int // UTF-16 units of text
	open     []openTag
	entities []Entity // in the order of their start tags; without length where a tag made none
}

type openTag struct {
	name, argument string
	units, bytes   int // of the text before it
	entity         int // its place among the entities
}

// supported are the tags of parse mode HTML and the entities that they make.
var supported = map[string]string{
	"a": "text_link", "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
	"s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
	"tg-spoiler": "spoiler", "span": "spoiler", "tg-emoji": "custom_emoji", "tg-time": "date_time", "blockquote": "blockquote",
}

func (p *htmlParser) write(r rune) {
	p.text.WriteRune(r)
	p.units += utf16.RuneLen(r)
}

func (p *htmlParser) peek(ahead int) byte {
	if p.at+ahead < len(p.source) {
		return p.source[p.at+ahead]
	}
	return 0
}

func (p *htmlParser) startTag() error {
	begin := p.at
	p.at++
	for c := p.peek(0); c != 0 && !blank(c) && c != '>'; c = p.peek(0) {
		p.at++
	}
	if p.peek(0) == 0 {
		return malformed("Unclosed start tag at byte offset %d", begin)
	}
	tag := openTag{name: strings.ToLower(p.source[begin+1 : p.at]), units: p.units, bytes: p.text.Len()}
	if supported[tag.name] == "" {
		return malformed("Unsupported start tag %q at byte offset %d", tag.name, begin)
	}
	for p.peek(0) != '>' {
		name, value, err := p.attribute(tag.name, begin)
		if err != nil {
			return err
		}
		switch tag.name + " " + name {
		case "a href", "span class":
			tag.argument = value
		case "blockquote expandable":
			tag.argument = "expandable"
		}
	}
	p.at++
	if tag.name == "span" && tag.argument != "tg-spoiler" {
		return malformed("Tag \"span\" must have class \"tg-spoiler\" at byte offset %d", begin)
	}
	tag.entity = len(p.entities)
	p.entities = append(p.entities, Entity{})
	p.open = append(p.open, tag)
	return nil
}

// attribute reads one attribute and the blanks around it; behind the last one it returns an empty name.
func (p *htmlParser) attribute(tag string, begin int) (name, value string, err error) {
	unclosed := malformed("Unclosed start tag at byte offset %d", begin)
	p.blanks()
	if p.peek(0) == '>' {
		return "", "", nil
	}
	start := p.at
	for c := p.peek(0); c != 0 && !blank(c) && c != '=' && c != '>'; c = p.peek(0) {
		p.at++
	}
	name = strings.ToLower(p.source[start:p.at])
	if name == "" && p.peek(0) != 0 {
		return "", "", malformed("Empty attribute name in the tag %q at byte offset %d", tag, begin)
	}
	p.blanks()
	if p.peek(0) == '=' {
		p.at++
		p.blanks()
		if value, err = p.value(); err != nil {
			return "", "", err
		}
	}
	if p.peek(0) == 0 {
		return "", "", unclosed
	}
	return name, value, nil
}

func (p *htmlParser) value() (string, error) {
	start := p.at
	quote := p.peek(0)
	if quote != '"' && quote != '\'' {
		for c := p.peek(0); c == '.' || c == '-' || alphanumeric(c); c = p.peek(0) {
			p.at++
		}
		if c := p.peek(0); c != 0 && !blank(c) && c != '>' {
			return "", malformed("Unexpected end of name token at byte offset %d", start)
		}
		return strings.ToLower(p.source[start:p.at]), nil
	}
	var value strings.Builder
	for p.at++; p.at < len(p.source) && p.peek(0) != quote; {
		r, width := character(p.source[p.at:])
		value.WriteRune(r)
		p.at += width
	}
	if p.at < len(p.source) {
		p.at++
	}
	return value.String(), nil
}

func (p *htmlParser) endTag() error {
	begin := p.at
	if len(p.open) == 0 {
		return malformed("Unexpected end tag at byte offset %d", begin)
	}
	for p.at += 2; p.peek(0) != 0 && !blank(p.peek(0)) && p.peek(0) != '>'; {
		p.at++
	}
	name := strings.ToLower(p.source[begin+2 : p.at])
	p.blanks()
	if p.peek(0) != '>' {
		return malformed("Unclosed end tag at byte offset %d", begin)
	}
	p.at++
	tag := p.open[len(p.open)-1]
	p.open = p.open[:len(p.open)-1]
	if name != "" && name != tag.name {
		return malformed("Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\"", begin, tag.name, name)
	}
	p.close(tag)
	return nil
}

// close makes the entity of a tag. One around nothing, and a link that leads nowhere, make none.
func (p *htmlParser) close(tag openTag) {
	if p.units == tag.units {
		return
	}
	e := Entity{Type: supported[tag.name], Offset: tag.units, Length: p.units - tag.units}
	switch tag.name {
	case "a":
		if e.URL = tag.argument; e.URL == "" {
			e.URL = p.text.String()[tag.bytes:]
		}
		if e.URL = link(e.URL); e.URL == "" {
			return
		}
	case "blockquote":
		if tag.argument != "" {
			e.Type = "expandable_blockquote"
		}
	}
	p.entities[tag.entity] = e
}

func (p *htmlParser) blanks() {
	for blank(p.peek(0)) {
		p.at++
	}
}

// character decodes the character that a text begins with, which may be written as &lt;, &#20986; or &#x51fa;. What
// is none of these stays as it is.
func character(s string) (r rune, width int) {
	r, width = utf8.DecodeRuneInString(s)
	if r != '&' {
		return r, width
	}
	name := s[1:]
	if end := strings.IndexFunc(name, func(r rune) bool { return r != '#' && (r > 127 || !alphanumeric(byte(r))) }); end >= 0 {
		name = name[:end]
	}
	width = 1 + len(name)
	if width < len(s) && s[width] == ';' {
		width++
	}
	if number, ok := strings.CutPrefix(name, "#"); ok {
		base := 10
		if hex, ok := strings.CutPrefix(strings.ToLower(number), "x"); ok {
			number, base = hex, 16
		}
		n, err := strconv.ParseInt(number, base, 32)
		if err != nil || n <= 0 || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) {
			return '&', 1
		}
		return rune(n), width
	}
	if r, ok := named[name]; ok {
		return r, width
	}
	return '&', 1
}

// named are the characters that Telegram knows by names.
var named = map[string]rune{"lt": '<', "gt": '>', "amp": '&', "quot": '"'}

// link returns the address that Telegram makes of one, "" if it is none.
func link(url string) string {
	if strings.ContainsAny(url, " \n") || !strings.Contains(url, ".") && !strings.HasPrefix(url, "tg://") {
		return ""
	}
	if !strings.Contains(url, "://") {
		return "http://" + url + "/"
	}
	return url
}

func blank(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

func alphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

package pdf

import (
	"bytes"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode"
)

// lexer reads the tokens of what draws a page, and of the tables from codes to letters, which are written alike.
type lexer struct {
	content []byte
	at      int
}

// token is a token: a number, a string, a name, an operator or the array that a bracket opens.
type token struct {
	kind   byte // n, s, /, o, [ or 0 at the end
	number float64
	text   string // of a string its bytes
	array  []token
}

// maxNested is how deep arrays are read within each other: even two make no sense.
const maxNested = 4

func (l *lexer) next() token { return l.token(0) }

func (l *lexer) token(depth int) token {
	l.skipBlank()
	if l.at >= len(l.content) {
		return token{}
	}
	c := l.content[l.at]
	l.at++
	switch {
	case c == '/':
		return token{kind: '/', text: l.name()}
	case c == '(':
		return token{kind: 's', text: l.literal()}
	case c == '<' && l.at < len(l.content) && l.content[l.at] == '<', c == '>' && l.at < len(l.content) && l.content[l.at] == '>':
		l.at++
		return token{kind: 'o', text: string([]byte{c, c})}
	case c == '<':
		return token{kind: 's', text: l.hex()}
	case c == '[' && depth < maxNested:
		t := token{kind: '['}
		for {
			next := l.token(depth + 1)
			if next.kind == 0 || next.kind == 'o' && next.text == "]" {
				return t
			}
			t.array = append(t.array, next)
		}
	case isDelimiter(c):
		return token{kind: 'o', text: string(c)}
	}
	l.at--
	word := l.regular()
	if n, err := strconv.ParseFloat(word, 64); err == nil {
		return token{kind: 'n', number: n}
	}
	return token{kind: 'o', text: word}
}

func (l *lexer) skipBlank() {
	for l.at < len(l.content) {
		switch c := l.content[l.at]; {
		case c == '%':
			for l.at < len(l.content) && l.content[l.at] != '\n' && l.content[l.at] != '\r' {
				l.at++
			}
		case isBlank(c):
			l.at++
		default:
			return
		}
	}
}

func isBlank(c byte) bool {
	return c == 0 || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' '
}

func isDelimiter(c byte) bool { return strings.IndexByte("()<>[]{}/%", c) >= 0 }

func (l *lexer) regular() string {
	start := l.at
	for l.at < len(l.content) && !isBlank(l.content[l.at]) && !isDelimiter(l.content[l.at]) {
		l.at++
	}
	return string(l.content[start:l.at])
}

func (l *lexer) name() string {
	s := l.regular()
	if !strings.Contains(s, "#") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '#' && i+2 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				b.WriteByte(byte(n))
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// literal reads a string in brackets, which may hold others.
func (l *lexer) literal() string {
	var b strings.Builder
	for depth := 1; l.at < len(l.content); {
		c := l.content[l.at]
		l.at++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return b.String()
			}
		case '\\':
			l.escape(&b)
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

func (l *lexer) escape(b *strings.Builder) {
	if l.at >= len(l.content) {
		return
	}
	c := l.content[l.at]
	l.at++
	switch {
	case c >= '0' && c <= '7':
		n := int(c - '0')
		for i := 0; i < 2 && l.at < len(l.content) && l.content[l.at] >= '0' && l.content[l.at] <= '7'; i++ {
			n = n*8 + int(l.content[l.at]-'0')
			l.at++
		}
		b.WriteByte(byte(n))
	case c == '\r':
		if l.at < len(l.content) && l.content[l.at] == '\n' {
			l.at++
		}
	case c == '\n':
	default:
		if i := strings.IndexByte("nrtbf", c); i >= 0 {
			c = "\n\r\t\b\f"[i]
		}
		b.WriteByte(c)
	}
}

// hex reads a string in hexadecimal digits, between which anything else is skipped.
func (l *lexer) hex() string {
	digits, _, _ := bytes.Cut(l.content[l.at:], []byte(">"))
	l.at = min(l.at+len(digits)+1, len(l.content))
	digits = bytes.Map(func(r rune) rune {
		if unicode.Is(unicode.ASCII_Hex_Digit, r) {
			return r
		}
		return -1
	}, digits)
	if len(digits)%2 == 1 {
		digits = append(digits, '0')
	}
	n, _ := hex.Decode(digits, digits)
	return string(digits[:n])
}

// skipImage passes over a picture within what draws a page: its bytes are no tokens.
func (l *lexer) skipImage() {
	for l.at < len(l.content) {
		i := bytes.Index(l.content[l.at:min(len(l.content), l.at+1<<16)], []byte("EI"))
		if i < 0 {
			l.at += 1<<16 - 1
			continue
		}
		l.at += i + 2
		if isBlank(l.content[l.at-3]) && (l.at >= len(l.content) || isBlank(l.content[l.at])) {
			return
		}
	}
	l.at = len(l.content)
}

package web

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"

	"golang.org/x/net/html"
)

// words writes the text between two tags.
func (h *reader) words(raw string, at int) {
	if h.top().name == "head" && strings.TrimSpace(raw) != "" {
		h.pop()
	}
	top := h.top()
	switch {
	case top.name == "title" && !h.head.closed:
		h.head.title = html.UnescapeString(raw)
		h.head.closed = true
		return
	case top.data:
		h.head.data(raw)
		return
	case top.hidden:
		return
	}
	for raw != "" {
		n := 0
		switch c := raw[0]; {
		case c == '\n' || c == '\r':
			n = 1
			if strings.HasPrefix(raw, "\r\n") {
				n = 2
			}
			if top.pre {
				h.lineBreak()
				break
			}
			h.broken = true
			n += len(raw[n:]) - len(strings.TrimLeft(raw[n:], " \t\n\r\f"))
		case c == '&':
			n = h.entity(raw, at)
		default:
			if n = strings.IndexAny(raw, "&\n\r"); n < 0 {
				n = len(raw)
			} else if n == 0 {
				n = 1
			}
			h.put(raw[:n], at, n)
		}
		raw, at = raw[n:], at+n
	}
}

// entity writes what an entity at the beginning of some text stands for, and returns its length.
func (h *reader) entity(raw string, at int) int {
	end := strings.IndexAny(raw[1:], "&\n\r") + 1
	if end == 0 {
		end = len(raw)
	}
	end = min(end, maxEntity)
	shown := html.UnescapeString(raw[:end])
	n, kept := end, len(shown)
	for n > 0 && kept > 0 && raw[n-1] == shown[kept-1] {
		n, kept = n-1, kept-1
	}
	for kept < len(shown) && !utf8.RuneStart(shown[kept]) {
		n, kept = n+1, kept+1
	}
	if n == 0 {
		n, kept = 1, 1
	}
	h.put(shown[:kept], at, n)
	return n
}

// maxEntity is how many bytes an entity has at most, and a few more.
const maxEntity = 40

// put writes words that stand for n bytes of the source.
func (h *reader) put(s string, at, n int) {
	blank := strings.TrimSpace(s) == ""
	if h.broken && !blank {
		if h.inRow() {
			h.blank()
		} else if h.w.Begun() {
			h.line(manuscript.Mark{Join: true})
		}
		h.broken = false
	}
	if len(s) == n {
		h.w.Copy(s, at)
	} else {
		h.w.Render(s, at, at+n)
	}
	if !blank && h.table != nil && h.inRow() {
		if n := len(h.table.lines); n > 0 {
			h.table.lines[n-1] = h.w.Lines() - 1
		}
	}
	letters, top := 0, h.top()
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			letters += line.Columns(r)
		}
	}
	h.letters += letters
	if h.ahead != nil {
		h.ahead.put(s)
		h.ahead.letters += letters
		if top.bold {
			h.ahead.bold += letters
		}
	}
	if top.bold {
		h.bold += letters
	}
	if top.link {
		h.link += letters
	}
}

package telegramtest

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// What a text may be, in the words of the Bot API and of tdlib (MAX_USER_ENTITY_COUNT).
const (
	maxTextLength     = 4096  // UTF-16 units after entities are parsed
	maxCaptionLength  = 1024  // likewise
	maxSourceLength   = 32768 // bytes before
	maxEntities       = 100   // more are dropped without a word
	maxCallbackLength = 200   // characters of the answer to a tap
)

// length is in UTF-16 units.
func length(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// format reads the text of a request, which is its parameter of that name.
func (s *Server) format(r *request, name string, longest int) (string, []Entity, *failure) {
	if strings.HasPrefix(r.values["entities"]+r.values["caption_entities"], "[{") {
		s.fault("%s: entities are not played here; use HTML", r.method)
	}
	return s.parse(r.method, r.values[name], r.values["parse_mode"], longest)
}

// parse reads a text of the bot in its parse mode, trims it, and checks its length.
func (s *Server) parse(method, source, mode string, longest int) (text string, entities []Entity, f *failure) {
	if len(source) > maxSourceLength {
		return "", nil, badRequest("text is too long")
	}
	text = source
	switch strings.ToLower(mode) {
	case "":
	case "html":
		var err error
		if text, entities, err = parseHTML(source); err != nil {
			return "", nil, badRequest("can't parse entities: " + err.Error())
		}
	case "markdown", "markdownv2":
		s.fault("%s: parse_mode %s is not played here; use HTML", method, mode)
	default:
		return "", nil, badRequest("unsupported parse_mode")
	}
	text, entities = s.mend(method, text, entities)
	switch {
	case length(text) > longest && longest == maxCaptionLength:
		return "", nil, badRequest("message caption is too long")
	case length(text) > longest:
		return "", nil, badRequest("message is too long")
	}
	return text, entities, nil
}

// mend does to a text what Telegram does without a word, and calls a fault what no bot can have wanted: formats beyond
// the hundredth, and formats that cannot stand within each other.
func (s *Server) mend(method, text string, entities []Entity) (string, []Entity) {
	const blanks = " \n\t\u00a0\u3000"
	text = strings.Map(printable, text)
	trimmed := strings.TrimLeft(text, blanks)
	cut := length(text) - length(trimmed)
	text = strings.TrimRight(trimmed, blanks)
	total := length(text)
	var kept []Entity
	for _, e := range entities {
		from, to := max(0, e.Offset-cut), min(total, e.Offset-cut+e.Length)
		if from < to {
			e.Offset, e.Length = from, to-from
			kept = append(kept, e)
		}
	}
	slices.SortStableFunc(kept, func(a, b Entity) int {
		return cmp.Or(a.Offset-b.Offset, b.Length-a.Length)
	})
	kept = s.unnest(method, kept)
	if len(kept) > maxEntities {
		s.fault("%s: the text has %d formats; Telegram drops all but %d without a word", method, len(kept), maxEntities)
		kept = kept[:maxEntities]
	}
	return text, kept
}

// unnest takes out what cannot stand within another: a blockquote within a blockquote, anything within code.
func (s *Server) unnest(method string, entities []Entity) []Entity {
	var kept []Entity
	for _, e := range entities {
		within := slices.ContainsFunc(kept, func(outer Entity) bool {
			inside := outer.Offset <= e.Offset && e.Offset < outer.Offset+outer.Length
			return inside && (outer.Type == "code" || outer.Type == "pre" || isQuote(outer) && isQuote(e))
		})
		if within && e.Type == "code" && kept[len(kept)-1].Type == "pre" {
			continue // that is how a block of code names its language
		}
		if within {
			s.fault("%s: a %s stands where Telegram drops it", method, e.Type)
			continue
		}
		kept = append(kept, e)
	}
	return kept
}

func isQuote(e Entity) bool { return strings.HasSuffix(e.Type, "blockquote") }

// printable drops carriage returns, and makes a blank of what cannot be shown.
func printable(r rune) rune {
	switch {
	case r == '\r':
		return -1
	case r < ' ' && r != '\n' && r != '\t', r == utf8.RuneError:
		return ' '
	}
	return r
}

// detect finds in what a person wrote what her phone marks by itself: commands, mentions and addresses.
func detect(text string) []Entity {
	var found []Entity
	offset, previous := 0, rune(0)
	for at, r := range text {
		rest := text[at:]
		var kind string
		var width int
		switch {
		case word(previous) || previous == '/' || previous == '@' || previous == '.':
		case r == '/':
			kind, width = "bot_command", commandWidth(rest)
		case r == '@':
			kind, width = "mention", nameWidth(rest)
		case strings.HasPrefix(rest, "https://") || strings.HasPrefix(rest, "http://"):
			kind, width = "url", addressWidth(rest)
		}
		if width > 0 {
			found = append(found, Entity{Type: kind, Offset: offset, Length: length(rest[:width])})
		}
		offset += utf16.RuneLen(r)
		previous = r
	}
	return found
}

func word(r rune) bool {
	return r == '_' || r < 128 && alphanumeric(byte(r))
}

// wordWidth counts the bytes of the word at the start of s, at most most of them.
func wordWidth(s string, most int) int {
	n := strings.IndexFunc(s, func(r rune) bool { return !word(r) })
	if n < 0 {
		n = len(s)
	}
	return min(n, most)
}

// commandWidth is that of /name or /name@bot at the start of s, 0 if there is none.
func commandWidth(s string) int {
	n := wordWidth(s[1:], 64)
	if n == 0 {
		return 0
	}
	return 1 + n + nameWidth(s[1+n:])
}

// nameWidth is that of @name at the start of s, 0 if there is none.
func nameWidth(s string) int {
	if !strings.HasPrefix(s, "@") {
		return 0
	}
	n := wordWidth(s[1:], 32)
	if n < 3 {
		return 0
	}
	return 1 + n
}

func addressWidth(s string) int {
	if n := strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r > 127 }); n >= 0 {
		return n
	}
	return len(s)
}

// piece returns the stretch of a text between two places in UTF-16 units.
func piece(s string, offset, n int) string {
	u := utf16.Encode([]rune(s))
	from, to := min(offset, len(u)), min(offset+n, len(u))
	return string(utf16.Decode(u[from:to]))
}

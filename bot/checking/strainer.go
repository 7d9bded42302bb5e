package checking

import (
	"chuchu/retrieval/language"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// strainer takes out of a model's stream what nobody is to see or to follow: its thinking, the tokens of chat templates,
// markup, pictures, the targets of links, characters that cannot be seen. It decides rune by rune, so that it does not
// matter how the stream is cut; what may become one of these is held back until that is known.
type strainer struct {
	out      func(rune)
	partial  []byte // of a rune that the next delta completes
	held     []rune
	state    holding
	depth    int // of brackets or parentheses
	thinking bool
	onStray  func()
}

// holding says what the held runes may become.
type holding uint8

const (
	nothing  holding = iota
	bang             // ! before the bracket of a picture
	label            // the text of a link, or a citation marker
	labelled         // behind a label: a target may follow
	target           // of a link or a picture
	tag              // <…>
)

// How much is held back at most, in characters. What is longer is text, whatever it looks like; a target is dropped
// even then.
const (
	longestLabel = 300
	longestTag   = 600
)

// write takes a delta. Broken UTF-8 is left out.
func (s *strainer) write(delta string) {
	if len(s.partial) > 0 {
		delta = string(s.partial) + delta
		s.partial = nil
	}
	for i := 0; i < len(delta); {
		r, size := utf8.DecodeRuneInString(delta[i:])
		if r == utf8.RuneError && size <= 1 {
			if !utf8.FullRuneInString(delta[i:]) {
				s.partial = []byte(delta[i:])
				return
			}
			i += max(size, 1)
			continue
		}
		i += size
		switch {
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085':
			s.push('\n')
		case r == '\t':
			s.push(' ')
		case r == utf8.RuneError || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || variationSelector(r):
		default:
			s.push(r)
		}
	}
}

func variationSelector(r rune) bool {
	return 0xFE00 <= r && r <= 0xFE0F || 0xE0100 <= r && r <= 0xE01EF
}

// close releases what is held: it became nothing.
func (s *strainer) close() {
	s.partial = nil
	s.release()
}

// release gives out the held runes as text.
func (s *strainer) release() {
	held, state := s.held, s.state
	s.held, s.state, s.depth = nil, nothing, 0
	if s.thinking || state == target {
		return
	}
	if state == tag {
		held = held[1:] // an open < would open something for whoever shows it
	}
	for _, r := range held {
		s.out(r)
	}
}

func (s *strainer) push(r rune) {
	if s.thinking {
		s.think(r)
		return
	}
	switch s.state {
	case nothing:
		s.begin(r)
	case bang:
		if r == '[' {
			s.held, s.state, s.depth = append(s.held, r), label, 1
			return
		}
		s.release()
		s.begin(r)
	case label:
		s.inLabel(r)
	case labelled:
		if r == '(' {
			s.state, s.depth = target, 1
			s.showLabel()
			return
		}
		s.release()
		s.begin(r)
	case target:
		s.inTarget(r)
	case tag:
		s.inTag(r)
	}
}

func (s *strainer) begin(r rune) {
	switch r {
	case '!':
		s.held, s.state = append(s.held[:0], r), bang
	case '[':
		s.held, s.state, s.depth = append(s.held[:0], r), label, 1
	case '<':
		s.held, s.state = append(s.held[:0], r), tag
	default:
		s.out(r)
	}
}

func (s *strainer) inLabel(r rune) {
	if r == '\n' || len(s.held) >= longestLabel {
		s.release()
		s.begin(r)
		return
	}
	s.held = append(s.held, r)
	switch r {
	case '[':
		s.depth++
	case ']':
		if s.depth--; s.depth == 0 {
			s.state = labelled
		}
	}
}

// showLabel gives out what a link is written on; a citation marker keeps its brackets, a picture has nothing to show.
func (s *strainer) showLabel() {
	held := s.held
	s.held = nil
	switch {
	case held[0] == '!':
		return
	case !markerPattern.MatchString(language.FoldHan(string(held))):
		held = held[1 : len(held)-1]
	}
	for _, r := range held {
		s.out(r)
	}
}

func (s *strainer) inTarget(r rune) {
	switch r {
	case '(':
		s.depth++
	case ')':
		s.depth--
	case '\n':
		s.depth = 0
	}
	if s.depth == 0 {
		s.state = nothing
		if r == '\n' {
			s.out(r)
		}
	}
}

func (s *strainer) inTag(r rune) {
	if len(s.held) == 1 && !unicode.IsLetter(r) && !strings.ContainsRune("/!|<?", r) {
		s.state = nothing // a comparison
		s.held = nil
		s.out('<')
		s.begin(r)
		return
	}
	if r == '\n' || r == '<' && len(s.held) > 1 || len(s.held) >= longestTag {
		s.release()
		s.begin(r)
		return
	}
	s.held = append(s.held, r)
	if r != '>' {
		return
	}
	name := strings.ToLower(string(s.held))
	s.held, s.state = nil, nothing
	switch {
	case thinkOpen.MatchString(name):
		s.thinking = true
	case thinkClose.MatchString(name):
		s.onStray()
	case name == "<sup>" || name == "</sup>": // of a marker, or of a power
		s.out('^')
	}
}

// think passes over a model's thinking, to the tag that closes it.
func (s *strainer) think(r rune) {
	if s.held = append(s.held, r); len(s.held) > len("</thinking>") {
		s.held = append(s.held[:0], s.held[1:]...)
	}
	if r == '>' && thinkClose.MatchString(strings.ToLower(string(s.held))) {
		s.thinking, s.held = false, nil
	}
}

var (
	thinkOpen  = regexp.MustCompile(`^<think(?:ing)?>$`)
	thinkClose = regexp.MustCompile(`</think(?:ing)?>$`)
)

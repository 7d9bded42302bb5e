package checking

import (
	"chuchu/retrieval/language"
	"strings"
	"unicode"
)

// cutter cuts a stream of text into sentences, each with the citation markers in and behind it. A sentence is given out
// when the first rune behind it shows that neither a closing quotation mark nor a marker belongs to it any more, and whether
// it is whole.
type cutter struct {
	out   func(sentence string, whole bool)
	text  []rune // of the sentence in the making
	torn  bool   // it is the rest of one that was too long
	stop  int    // index in text of the mark that may end it, or none
	tail  []rune // behind that mark: blanks, and what may become a marker
	holds bool   // the tail ends in what may become a marker
}

const (
	none = -1
	// longestSentence is where a sentence is torn that does not end itself, in characters: four in a
	// thousand of xquad-en have more than 600.
	longestSentence = 1000
	// longestMarker bounds a marker, in characters; 【12:34†source.txt】 is among the longest.
	longestMarker = 40
)

func newCutter(out func(string, bool)) *cutter { return &cutter{out: out, stop: none} }

func (c *cutter) push(r rune) {
	switch {
	case c.holds:
		c.inMarker(r)
	case c.stop != none:
		c.behind(r)
	default:
		c.within(r)
	}
}

// within takes a rune of a sentence that has not come to an end mark.
func (c *cutter) within(r rune) {
	if r == '\n' {
		c.end()
		return
	}
	if len(c.text) == 0 && unicode.IsSpace(r) {
		return
	}
	c.text = append(c.text, r)
	switch {
	case strings.ContainsRune(endMarks, r):
		c.stop = len(c.text) - 1
	case strings.ContainsRune(clauseMarks, r) && endsInMarker(c.text[:len(c.text)-1]):
		c.stop = len(c.text) - 1
	case len(c.text) >= longestSentence:
		c.torn = true // so is what follows
		c.give()
	}
}

const (
	endMarks    = "。！？!?…."
	clauseMarks = "；;"
	closers     = "”’」』）)》\"'"
	openers     = "[【［"
)

// behind takes a rune behind a mark that may end the sentence.
func (c *cutter) behind(r rune) {
	switch {
	case r == '\n':
		c.end()
	case len(c.tail) == 0 && (strings.ContainsRune(endMarks, r) || strings.ContainsRune(closers, r)):
		c.text = append(c.text, r)
	case unicode.IsSpace(r):
		c.tail = append(c.tail, r)
	case strings.ContainsRune(openers, r):
		c.tail, c.holds = append(c.tail, r), true
	case c.ends(r):
		c.end()
		c.within(r)
	default: // a full stop that ends nothing
		c.text = append(c.text, c.tail...)
		c.stop, c.tail = none, nil
		c.within(r)
	}
}

// ends reports whether the mark ends the sentence, now that the rune behind it is known.
func (c *cutter) ends(next rune) bool {
	mark := c.text[c.stop]
	if endsInMarker(c.text[c.stop+1:]) {
		return true
	}
	if mark == '.' {
		before := string(c.text[:c.stop])
		if len(before) <= 2 && strings.Trim(before, "0123456789") == "" {
			return false // the number of an item
		}
		return language.EndsSentence(before+string(c.text[c.stop:])+string(c.tail)+string(next), len(before))
	}
	inAddress := len(c.tail) == 0 && c.stop == len(c.text)-1 && (mark == '?' || mark == '!') && next < unicode.MaxASCII
	return !inAddress
}

// inMarker takes a rune of what may be a marker behind the sentence.
func (c *cutter) inMarker(r rune) {
	start := len(c.tail) - 1
	for start > 0 && !strings.ContainsRune(openers, c.tail[start]) {
		start--
	}
	for start > 0 && strings.ContainsRune(openers, c.tail[start-1]) {
		start--
	}
	held := string(c.tail[start:]) + string(r)
	switch {
	case markerPattern.MatchString(language.FoldHan(held)) && (!strings.HasPrefix(held, "[[") || strings.HasSuffix(held, "]]")):
		c.text = append(append(c.text, c.tail...), r)
		c.tail, c.holds = nil, false
	case r != '\n' && len(held) < 4*longestMarker && len(c.tail)-start < longestMarker && mayBeMarker(r):
		c.tail = append(c.tail, r)
	default: // the sentence ended before it; what was held begins the next
		rest := append(c.tail[start:len(c.tail):len(c.tail)], r)
		c.tail = c.tail[:start]
		c.holds = false
		if c.ends(rest[0]) {
			c.end()
		} else {
			c.text = append(c.text, c.tail...)
			c.stop, c.tail = none, nil
		}
		for _, r := range rest {
			c.push(r)
		}
	}
}

// mayBeMarker reports whether a rune can stand in a marker.
func mayBeMarker(r rune) bool {
	return unicode.IsDigit(r) || unicode.IsLetter(r) || strings.ContainsRune(" ,，、;；:：-–—~^†.[]【】［］_#", r)
}

// end ends the sentence.
func (c *cutter) end() {
	c.give()
	c.torn = false
}

// give gives out what there is of the sentence, if anything.
func (c *cutter) give() {
	text := strings.TrimSpace(string(c.text))
	if c.holds { // at the end of the stream
		text += string(c.tail)
	}
	c.text, c.tail, c.stop, c.holds = c.text[:0], nil, none, false
	if text != "" {
		c.out(text, !c.torn)
	}
}

// drop forgets the sentence in the making.
func (c *cutter) drop() {
	c.text, c.tail, c.stop, c.holds, c.torn = c.text[:0], nil, none, false, false
}

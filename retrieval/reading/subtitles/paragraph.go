package subtitles

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"chuchu/retrieval/reading/line"
)

const (
	// pause is how long nothing is shown between two thoughts; within one, captions follow each other within a second.
	pause = 3 * time.Second
	// longPause is the same where the sentence is still open: a new scene.
	longPause = 10 * time.Second
	// fullWidth is how many columns a paragraph has from which on it ends with a sentence: half a minute of talk.
	fullWidth = 400
	// openWidth is the same of captions without punctuation, which never end a sentence: they are quoted as a whole.
	openWidth = 120
	// maxWidth is how many columns a paragraph has at most.
	maxWidth = 2 * fullWidth
)

// paragraphs joins lines: where a speaker pauses or another one begins, and between sentences if it gets long, another
// paragraph begins. A reply stays with its question.
func paragraphs(all []said) [][]said {
	open := 0
	for _, l := range all {
		if l.open {
			open++
		}
	}
	full, unpunctuated := fullWidth, open*10 > len(all)*9
	if unpunctuated {
		full = openWidth
	}
	var paragraphs [][]said
	begin, width := 0, 0
	for i, l := range all {
		if i > begin {
			before := all[i-1]
			silence, another := l.start-before.stop, l.start != before.start
			ended := unpunctuated || line.Closed(before.text)
			if l.opens && !line.EndsIn(before.text, "?？") || another && (silence >= longPause || width >= maxWidth || ended && (silence >= pause || width >= full)) {
				paragraphs = append(paragraphs, all[begin:i])
				begin, width = i, 0
			}
		}
		width += line.Width(l.text)
	}
	return append(paragraphs, all[begin:])
}

// isBilingual reports whether half of the captions say a thing in Chinese and in another language, a line each.
func isBilingual(all []said) bool {
	both, captions := 0, 1
	for i, l := range all[1:] {
		if l.start != all[i].start {
			captions++
		} else if l.han != all[i].han {
			both++
		}
	}
	return 2*both >= captions
}

// joined is the text of a paragraph. Of bilingual captions, what the first language says stands before the rest.
func joined(p []said, bilingual bool) string {
	if bilingual {
		var first, other []said
		for _, l := range p {
			if l.han == p[0].han {
				first = append(first, l)
			} else {
				other = append(other, l)
			}
		}
		p = append(first, other...)
	}
	var b strings.Builder
	for i, l := range p {
		if i > 0 {
			b.WriteString(between(p[i-1], l))
		}
		b.WriteString(l.text)
	}
	return b.String()
}

// between is the white space between two lines: Chinese that goes on behind a mark of punctuation has none.
func between(before, l said) string {
	first, _ := utf8.DecodeRuneInString(l.text)
	if line.IsWide(first) && !before.open && line.EndsIn(before.text, line.Finals+line.Commas) {
		return ""
	}
	return " "
}

// clock writes a time as players show it.
func clock(t time.Duration) string {
	s := int(t / time.Second)
	return fmt.Sprintf("%02d:%02d:%02d", s/3600, s/60%60, s%60)
}

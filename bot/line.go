package bot

import (
	"fmt"
	"strings"

	"chuchu/bot/act"
)

// Line is a line of an answer's text: words of the bot, or a quote.
type Line struct {
	Text   string // with the number of its source, if it is a quote
	Source int    // of a quote, from 1; 0 for words of the bot and headings
}

// Lines returns the lines of an answer that quotes: sentences one by one, each with its source, under headings and behind what
// is to be known of them.
func (a Answer) Lines() []Line {
	var lines []Line
	next := 0
	for text := range strings.SplitSeq(a.Text, "\n") {
		line := Line{Text: text}
		if next < len(a.Sources) && text == fmt.Sprintf("%s [%d]", a.Sources[next].Quoted(), a.Sources[next].N) {
			next++
			line.Source = next
		}
		lines = append(lines, line)
	}
	return lines
}

// Remark returns what is to be known of a quote before it is read: that it has not the very words, how its versions differ, the date
// that it gives by a word like "yesterday"; "" for nothing.
func (a Answer) Remark() string {
	var lines []string
	if a.Answered() && (a.Act.Kind == act.Placing || a.Act.Language != "" && a.Mode == Quote || a.Versions > 0 || a.Reckoned()) {
		for _, line := range a.Lines() {
			if line.Source > 0 {
				break
			}
			lines = append(lines, line.Text)
		}
	}
	return strings.Join(lines, "\n")
}

// Reckoned reports whether the text begins with the date that its quote gives by a word like "yesterday".
func (a Answer) Reckoned() bool {
	return a.Act.Kind == act.Question && a.Mode == Quote && !a.Vague && len(a.Parts) == 0 && len(a.Sources) > 0 && a.Sources[0].Quote.Reckoned.Date != ""
}

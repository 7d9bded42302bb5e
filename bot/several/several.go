// Package several takes a message that asks several things apart: "What does the shop sell, and how much is a locker?" into the
// questions that it holds, "How do the fares of 2022 and 2024 differ?" into one for each of the things that it is asked of.
//
// It goes by form alone, and is careful: most messages hold one question, and what is not surely several stays whole.
package several

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"chuchu/retrieval/language"
)

// Part is a question of a message.
type Part struct {
	Said string // in the words of the message; of several things of which the same is asked, with what they share
	// Whole is the question with the subject of the part before it, or with its year; "" if it needs none.
	Whole string
	// Leaning reports that Said is no question without what Whole adds: it only asks ("for how long"), or is of the same year.
	Leaning bool
	Own     bool // Said is whole, whatever was said before: it is one of several things of which the same is asked
}

// Message is what a message holds.
type Message struct {
	Parts []Part // at least one
	// Each is of how many things the only part is asked that go without a name (the two meetings); 0 if they have names.
	Each int
}

// maxParts is how many questions are answered of a message. Who pastes a questionnaire sees the first ones.
const maxParts = 6

// Split returns the questions that a message holds. A message that asks one thing is one part. orders reports of a sentence
// whether it wants something though it does not ask ("sum up the third").
func Split(message string, orders func(sentence string) bool) Message {
	var parts []Part
	before := subject{}
	for _, question := range sentences(message, orders) {
		for i, clause := range clauses(question) {
			if n, of, ok := counted(clause); ok && len(parts) == 0 && clause == strings.TrimSpace(message) {
				return Message{Parts: []Part{{Said: of}}, Each: n}
			}
			each := distribute(clause)
			for _, said := range each {
				p := Part{Said: said, Own: true}
				if len(each) == 1 {
					p = before.complete(said, i > 0)
				}
				parts = append(parts, p)
			}
			before = before.next(clause)
		}
	}
	if len(parts) == 0 {
		parts = []Part{{Said: message}}
	}
	return Message{Parts: parts[:min(maxParts, len(parts))]}
}

// sentences returns the questions of a message that marks part. What asks nothing belongs to the question behind it, at the
// end to the one before.
func sentences(message string, orders func(string) bool) []string {
	if items := enumerated(message); len(items) > 1 {
		return items
	}
	var found []string
	quoted, start := false, 0
	take := func(end int) {
		if s := strings.TrimSpace(message[start:end]); s != "" {
			found = append(found, s)
		}
		start = end
	}
	for at, r := range message {
		switch {
		case strings.ContainsRune("“‘「『《", r), r == '"' && !quoted:
			quoted = true
		case strings.ContainsRune("”’」』》\"", r):
			quoted = false
		case !quoted && strings.ContainsRune("?？", r):
			if end := at + utf8.RuneLen(r); !strings.HasPrefix(strings.TrimLeft(message[end:], " "), "?") && !strings.HasPrefix(message[end:], "？") {
				take(end)
			}
		case !quoted && strings.ContainsRune("。！", r):
			take(at + utf8.RuneLen(r))
		}
	}
	take(len(message))
	return joined(found, orders)
}

var number = regexp.MustCompile(`(?:^|\s)[(（]?(\d{1,2})[.．、)）]\s*`)

// enumerated returns the items of a message that numbers them: 1.租金多少 2. 租期多长.
func enumerated(message string) []string {
	var items []string
	marks := number.FindAllStringSubmatchIndex(message, -1)
	for i, at := range marks {
		if message[at[2]:at[3]] != strconv.Itoa(i+1) || i == 0 && at[0] > 0 {
			return nil
		}
		end := len(message)
		if i+1 < len(marks) {
			end = marks[i+1][0]
		}
		items = append(items, strings.TrimSpace(message[at[1]:end]))
	}
	return items
}

// joined puts together what does not ask with what stands behind it, or before it at the end.
func joined(pieces []string, orders func(string) bool) []string {
	var found []string
	waiting := ""
	for _, piece := range pieces {
		if waiting != "" && !language.IsChinese(waiting) {
			waiting += " "
		}
		if waiting += piece; !asks(waiting) && !orders(waiting) {
			continue
		}
		found = append(found, waiting)
		waiting = ""
	}
	switch {
	case waiting == "":
	case len(found) == 0:
		return []string{waiting}
	default:
		found[len(found)-1] += waiting
	}
	return found
}

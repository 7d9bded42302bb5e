package screen

import (
	"fmt"

	"chuchu/bot"
	"chuchu/bot/telegram/markup"
)

// Inline is a result of an inline query: what the list shows, and the message that is sent when it is tapped.
type Inline struct {
	ID          string // at most 64 bytes, different for each result of a query
	Title       string
	Description string
	Message     Screen // its buttons open addresses: nobody else's answer can be paged
}

const (
	maxInline        = 10
	descriptionWidth = 120
)

// Inline shows an answer to an inline query: up to ten results, each a quote with its source. A refusal shows none.
func (v Viewer) Inline(a bot.Answer) []Inline {
	if !a.Answered() {
		return nil
	}
	v = v.Hearing(a.Language)
	var results []Inline
	for _, s := range a.Sources[:min(maxInline, a.Relevant())] {
		results = append(results, v.inline(a, s, s.Title))
	}
	return results
}

// InlineExamples shows the answers to the examples, for a query that is still empty.
func (v Viewer) InlineExamples(answers []bot.Answer) []Inline {
	var results []Inline
	for i, a := range answers[:min(maxInline, len(answers))] {
		if a.Answered() && len(a.Sources) > 0 {
			result := v.inline(a, a.Sources[0], a.Question)
			result.ID = fmt.Sprintf("e%d_%s", i, result.ID)
			results = append(results, result)
		}
	}
	return results
}

func (v Viewer) inline(a bot.Answer, s bot.Source, title string) Inline {
	var caution markup.Node
	if !a.Sure() || s.N > 1 {
		caution = markup.Text(v.Language.Phrases().Unsure)
	}
	return Inline{
		ID:          fmt.Sprintf("%s_%d", s.ID, s.N),
		Title:       short(title, 2*titleWidth),
		Description: short(quoteOf(s.Passage).Plain(), descriptionWidth),
		Message: Screen{
			lines(markup.Bold(markup.Text(short(a.Question, questionWidth))), caution, v.quoted(s)),
			Keyboard{{{Text: v.Phrases().Open, URL: PassageLink(v.Bot, s.ID)}}},
		},
	}
}

package screen

import (
	"fmt"
	"regexp"

	"chuchu/bot"
	"chuchu/bot/telegram/markup"
	"chuchu/retrieval"
)

const (
	// writtenRoom is how much of a model's sentences is shown, in units of UTF-16: half a message, so that seven sources have
	// their place below. At most a thousand tokens are asked for, which are about as much.
	writtenRoom = 2000
	// sourcesRoom is what they and the sources share, and sourceRoom what the lines of one source take beside its quote, and
	// quoteRoom the least of a quote.
	sourcesRoom = 3800
	sourceRoom  = 120
	quoteRoom   = 120
	// buttonsInRow is how many sources' buttons fit beside each other on a narrow phone.
	buttonsInRow = 4
)

// Draft shows an answer that a model is writing: its sentences so far, and a button to stop it.
func (v Viewer) Draft(a bot.Answer, s Saved) Screen {
	v = v.Hearing(a.Language)
	p := v.Phrases()
	body := markup.Text(p.Writing)
	if sentences, _ := fitting(a.Sentences); len(sentences) > 0 {
		body = parts(lines(v.understood(a), markup.Text(a.Differ), v.lead(a), v.said(sentences)), body)
	}
	return Screen{body, Keyboard{{{Text: p.Stop, Data: Data{Verb: Stop, Answer: s.ID}}}}}
}

// written is an answer in a model's sentences: what it says, what is to be known of that, and the sources that the sentences
// cite, each with the stored words that carry them.
func (v Viewer) written(a bot.Answer) markup.Node {
	p := v.Language.Phrases()
	sentences, all := fitting(a.Sentences)
	said := []markup.Node{markup.Text(a.Differ), v.lead(a), v.said(sentences)}
	if note := v.note(a); note != "" {
		said = append(said, markup.Italic(markup.Text(note)))
	} else if !all {
		said = append(said, markup.Italic(markup.Text(p.Truncated)))
	}
	if a.Dropped > 0 {
		said = append(said, markup.Text(fmt.Sprintf(p.Dropped, a.Dropped)))
	}
	text := lines(said...)
	shown := []markup.Node{text}
	cited := cited(a)
	for _, source := range a.Sources[:cited] {
		quote := carrying(source.Passage, plainRoom)
		if cited > 1 {
			source.Also = nil
			quote = carrying(source.Passage, glanceRoom)
		}
		room := markup.Message()
		room.Units = max(quoteRoom, (sourcesRoom-text.Units())/cited-sourceRoom)
		quote, rest := quote.Cut(room)
		if rest.Units() > 0 {
			quote = markup.Join(quote, markup.Text(omission))
		}
		shown = append(shown, lines(quote, v.glosses(source.Passage), v.source(source)))
	}
	return parts(shown...)
}

// note says why a model's answer is not there, or not whole; "" if it is.
func (v Viewer) note(a bot.Answer) string {
	if a.Writing.Outcome == bot.Stopped && a.Mode == bot.Model {
		return v.Phrases().Stopped
	}
	return v.Language.Phrases().Note(a.Writing.Outcome)
}

// carrying is what of a passage carries a model's sentences, letter for letter; what is wider than the room is folded to three
// rows until it is tapped. It is not cut down to clauses: which of it carries a sentence is for the reader to see.
func carrying(p retrieval.Passage, room int) markup.Node {
	if columns(p.Quoted()) <= room {
		return markup.Quote(whole(p))
	}
	return markup.ExpandableQuote(whole(p))
}

// lead stands before a model's sentences, so that nobody takes them for a quote.
func (v Viewer) lead(a bot.Answer) markup.Node {
	if !a.Sure() {
		return markup.Text(v.Language.Phrases().Unsure)
	}
	return markup.Text(v.Phrases().Written)
}

// said is a model's sentences as text that does nothing.
func (v Viewer) said(sentences []bot.Sentence) markup.Node {
	return markup.Text(inert(bot.TextOf(sentences, v.Language.Phrases())))
}

// fitting returns the sentences that there is room for, and whether those are all.
func fitting(sentences []bot.Sentence) (some []bot.Sentence, all bool) {
	room := writtenRoom
	for i, s := range sentences {
		if room -= markup.Text(s.Text).Units(); room < 0 && i > 0 {
			return sentences[:i], false
		}
	}
	return sentences, true
}

// cited returns how many sources the sentences of an answer that are shown rest on. They are the first; 0 if the answer
// is of quotes.
func cited(a bot.Answer) int {
	if a.Mode != bot.Model {
		return 0
	}
	sentences, _ := fitting(a.Sentences)
	return min(bot.Cited(sentences), len(a.Sources))
}

// wordJoiner is a character without width, and without a place to break the line.
const wordJoiner = "\u2060"

// inert writes a model's words so that Telegram makes nothing of them that could be tapped. It looks for commands, mentions,
// hashtags, cashtags and addresses in every message of a bot (tdlib/td, MessageEntity.cpp, match_bot_commands and those
// beside it), however it is formatted. A word joiner behind the sign that begins one, or between the parts of an address, is
// none of the characters that such a thing may consist of, and nobody sees it. What it stands in is no number, so that what a
// person copies from an answer is what the texts say.
func inert(words string) string {
	for _, p := range lively {
		for range 2 { // in a.b.c the second dot stands behind what the first one took
			words = p.ReplaceAllString(words, "${1}"+wordJoiner+"${2}")
		}
	}
	return words
}

// lively are the beginnings of what can be tapped; the joiner goes between the two parts.
var lively = []*regexp.Regexp{
	regexp.MustCompile(`(@)([\pL\pN_])`),
	regexp.MustCompile(`((?:^|[^\pL\pN_])/)(\w)`),
	regexp.MustCompile(`(/)(/)`),
	regexp.MustCompile(`(#)([\pL\pN_])`),
	regexp.MustCompile(`(\$)([A-Z1])`),
	regexp.MustCompile(`([\pL\pN_-]\.)(\pL)`),
	regexp.MustCompile(`(\d+\.\d+\.\d+\.)(\d+)`),
}

package prompts

import (
	"sort"
	"strings"

	"chuchu/retrieval"
)

// excerpt returns the text of a passage, or so many whole sentences around the one that answers as take at most room tokens. That
// sentence is kept even if it takes more, cut off behind what has room.
func excerpt(p retrieval.Passage, room int) string {
	if Tokens(p.Text) <= room {
		return p.Text
	}
	sentences := p.Sentences()
	from := 0
	for i, s := range sentences {
		if s.Start <= p.Quote.Best.Start {
			from = i
		}
	}
	to := from + 1
	said := func(from, to int) string { return p.Text[sentences[from].Start:sentences[to-1].End] }
	for grown := true; grown; {
		grown = false
		if to < len(sentences) && Tokens(said(from, to+1)) <= room {
			to, grown = to+1, true
		}
		if from > 0 && Tokens(said(from-1, to)) <= room {
			from, grown = from-1, true
		}
	}
	text := firstTokens(said(from, to), room)
	if from > 0 {
		text = omission + text
	}
	if !strings.HasSuffix(p.Text, text) {
		text += omission
	}
	return text
}

// omission stands where a passage was cut.
const omission = "…"

// firstTokens returns as much of a text as takes at most n tokens.
func firstTokens(s string, n int) string {
	runes := []rune(s)
	return string(runes[:sort.Search(len(runes), func(i int) bool { return Tokens(string(runes[:i+1])) > n })])
}

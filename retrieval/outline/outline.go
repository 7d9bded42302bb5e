// Package outline picks the sentences that carry a text: an extractive gist, each sentence as it stands.
//
// Sentences are ranked by LexRank (Erkan and Radev, "LexRank: Graph-based Lexical Centrality as Salience in Text
// Summarization", JAIR 22, 2004): one is central that central ones are like. The random walk restarts by a prior (Otterbacher,
// Erkan and Radev, "Using Random Walks for Question-focused Sentence Retrieval", EMNLP 2005), which here is where a sentence
// stands. Of the ranked ones those are taken that say something new, by maximal marginal relevance (Carbonell and Goldstein,
// "The Use of MMR, Diversity-Based Reranking for Reordering Documents and Producing Summaries", SIGIR 1998), within a room.
package outline

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/language"
)

// Sentence is a sentence of a paragraph.
type Sentence struct {
	Paragraph int           // counted from 0
	Span      language.Span // of the paragraph
}

// Room is how much may be picked.
type Room struct {
	Sentences int // at most
	Width     int // of all together, as Width counts
}

const (
	// newness is what MMR subtracts for likeness to what is taken. Between .3 and .7 the share of a lead's words that an outline
	// has differs by less than .01 (TestCoverage).
	newness = 0.5
	// copyLikeness is from which cosine on two sentences say the same, and only one of them is told: a word or two differ.
	copyLikeness = 0.6
	// neighbourhood is how alike two sentences of a paragraph are taken to be at least, so that an outline is spread.
	neighbourhood = 0.4
)

// Of returns the sentences that carry paragraphs, in order. told is what was said before: it is not said again. It returns none
// if none has room. Of long texts a sample is looked at, spread evenly, so that it takes some ten milliseconds at most.
func Of(paragraphs []string, room Room, told ...string) []Sentence {
	all := candidates(paragraphs)
	for _, s := range told {
		all = append(all, candidate{text: s, told: true})
	}
	g := newGraph(all)
	worth := g.rank()
	top := 0.0
	for i := range worth {
		worth[i] *= all[i].share()
		if !all[i].told {
			top = max(top, worth[i])
		}
	}
	if top == 0 {
		return nil
	}
	var taken []int
	for i := len(all) - len(told); i < len(all); i++ {
		taken = append(taken, i)
	}
	for len(taken)-len(told) < room.Sentences {
		best, most := -1, 0.0
		for i, c := range all {
			if c.told || Width(c.text) > room.Width || slices.Contains(taken, i) {
				continue
			}
			alike := g.maxSimilarity(i, taken)
			if alike >= copyLikeness {
				continue
			}
			if value := (1-newness)*worth[i]/top - newness*alike; best < 0 || value > most {
				best, most = i, value
			}
		}
		if best < 0 {
			break
		}
		taken = append(taken, best)
		room.Width -= Width(all[best].text)
	}
	var found []Sentence
	for _, i := range taken[len(told):] {
		found = append(found, all[i].Sentence)
	}
	slices.SortFunc(found, func(a, b Sentence) int {
		return cmp.Or(a.Paragraph-b.Paragraph, a.Span.Start-b.Span.Start)
	})
	return found
}

// Width is how much room words take that are read: two for a letter, three for a character of Chinese, which says more.
func Width(s string) int {
	n := 0
	for _, r := range s {
		if n += 2; unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) || r >= 0xFF00 {
			n++
		}
	}
	return n
}

// candidate is a sentence that may be picked.
type candidate struct {
	Sentence
	text   string
	told   bool // it was said before, and is not to be picked
	first  bool // of its paragraph
	broken bool // the paragraph before ends within a sentence, or this one does
}

// maxSentences is how many sentences are compared with each other: their pairs are what takes time.
const maxSentences = 400

// candidates cuts paragraphs into sentences; if they have too many, it takes some of the paragraphs, and sentences, evenly.
func candidates(paragraphs []string) []candidate {
	var found []candidate
	stride := (len(paragraphs) + maxSentences - 1) / maxSentences
	for i := 0; i < len(paragraphs); i += stride {
		text := paragraphs[i]
		spans := language.Sentences(text)
		for j, s := range spans {
			c := candidate{Sentence: Sentence{i, s}, text: text[s.Start:s.End], first: j == 0}
			c.broken = !closed(c.text) || begun(c.text) || c.first && i > 0 && !closed(paragraphs[i-1])
			found = append(found, c)
		}
	}
	if stride := (len(found) + maxSentences - 1) / maxSentences; stride > 1 {
		var some []candidate
		for i := 0; i < len(found); i += stride {
			some = append(some, found[i])
		}
		return some
	}
	return found
}

// closed reports whether s ends with a mark that closes a sentence, or leads to what follows it.
func closed(s string) bool {
	s = strings.TrimRightFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("”’」』）)》\"'", r) })
	return s == "" || strings.ContainsAny(s[len(s)-1:], ".!?:;") || hasSuffix(s, "。", "！", "？", "…", "：", "；")
}

// begun reports whether s begins within a sentence, as what stands behind a quotation does: said the miller.
func begun(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

func hasSuffix(s string, suffixes ...string) bool {
	return slices.ContainsFunc(suffixes, func(suffix string) bool { return strings.HasSuffix(s, suffix) })
}

const (
	// What of a sentence's worth is left if it cannot stand alone: it leans on the one before; it is cut off; it asks, or
	// only leads to what follows; it is too short to say much, less wide than fullWidth. Set by reading: the acts of package bot notice.
	leaningShare = 0.5
	brokenShare  = 0.5
	askingShare  = 0.3
	shortShare   = 0.4
	fullWidth    = 48
)

var leaning = language.NewPattern(`<leans back>`)

// share is how much of its worth a sentence has that stands alone.
func (c candidate) share() float64 {
	share := 1.0
	if leaning.MatchString(c.text) {
		share *= leaningShare
	}
	if c.broken {
		share *= brokenShare
	}
	if Width(c.text) < fullWidth {
		share *= shortShare
	}
	if hasSuffix(strings.TrimRight(c.text, "”’」』\"'"), "?", "？", ":", "：") {
		share *= askingShare
	}
	return share
}

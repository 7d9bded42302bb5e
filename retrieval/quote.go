package retrieval

import (
	"math"
	"regexp"
	"slices"
	"unicode/utf8"

	"chuchu/retrieval/reading"
)

// How a sentence is scored for quoting: BM25 among the sentences of its own paragraph, each term weighted by how rare
// it is there (the topic of the paragraph is in every sentence and tells nothing), times the root of its weight in the
// collection. Measured on four question sets, no other choice mattered as much as the idf over own sentences.
const (
	quoteK1 = 0.6
	quoteB  = 0.4
	// typeBonus is added, as a share of the best score, to a sentence that holds the kind of thing asked for.
	typeBonus = 0.2
	// A second sentence is quoted where it scores secondShare of the best one and both fit quoteRoom columns of a
	// terminal, some four lines of a phone. On xquad-zh and xquad-en the right paragraph's quote then holds the answer
	// in 88 % of cases instead of 80 %, and is 17 characters (zh) longer in the mean.
	secondShare = 0.45
	quoteRoom   = 300
	// The best passage is quoted a second time where other sentences of it score restShare of the best: the answer is
	// rather there than in another passage. That lifts quote@3 from .88 to .93 on xquad-zh.
	restShare = 0.2
)

// quotes picks the sentences of the paragraph that answer, and, where others are nearly as good, a second quote of those.
func (v *view) quotes(text string, m match, asks asked) []Quote {
	marks := v.marks(m)
	if len(m.sentences) == 0 {
		return []Quote{{Sentences: []reading.Span{{End: len(text)}}, Words: marks}}
	}
	scores := v.sentenceScores(text, m, asks)
	best := slices.Index(scores, slices.Max(scores))
	if m.list != nil && m.list.sentence == best {
		return []Quote{{Sentences: []reading.Span{m.sentences[best]}, Answer: m.list.Span, Words: marks}}
	}
	quotes := []Quote{{Sentences: take(text, m.sentences, scores, best), Words: marks}}
	top := scores[best]
	for i, s := range m.sentences {
		if slices.Contains(quotes[0].Sentences, s) {
			scores[i] = 0
		}
	}
	if next := slices.Index(scores, slices.Max(scores)); scores[next] > restShare*top {
		quotes = append(quotes, Quote{Sentences: take(text, m.sentences, scores, next), Words: marks})
	}
	return quotes
}

// take returns the best sentence, with the second best where that is nearly as good and there is room, in order.
func take(text string, all []reading.Span, scores []float64, best int) []reading.Span {
	second := -1
	for i, s := range scores {
		if i != best && s > 0 && s >= secondShare*scores[best] && (second < 0 || s > scores[second]) &&
			columns(text, all[best])+columns(text, all[i]) <= quoteRoom {
			second = i
		}
	}
	if second < 0 {
		return []reading.Span{all[best]}
	}
	return []reading.Span{all[min(best, second)], all[max(best, second)]}
}

// columns is about how wide a sentence is: a Chinese character takes three bytes and two columns, a Latin letter one
// of each and, being read faster, three quarters of its column.
func columns(text string, s reading.Span) int {
	wide := 0
	for _, r := range text[s.Start:s.End] {
		if utf8.RuneLen(r) > 2 {
			wide++
		}
	}
	narrow := utf8.RuneCountInString(text[s.Start:s.End]) - wide
	return 2*wide + narrow*3/4
}

func (v *view) sentenceScores(text string, m match, asks asked) []float64 {
	n := len(m.sentences)
	holding := make([]int, len(v.terms)) // sentences that hold the term
	counts := make([][]int, n)
	for i := range counts {
		counts[i] = make([]int, len(v.terms))
	}
	for _, p := range m.places {
		if counts[p.sentence][p.term]++; counts[p.sentence][p.term] == 1 {
			holding[p.term]++
		}
	}
	mean := float64(len(text)) / float64(n)
	scores := make([]float64, n)
	for i, s := range m.sentences {
		norm := quoteK1 * (1 - quoteB + quoteB*float64(s.End-s.Start)/mean)
		for _, u := range v.units {
			scores[i] += u.bestRoot(func(t int) float64 {
				if counts[i][t] == 0 {
					return 0
				}
				freq := float64(counts[i][t])
				return idf(holding[t], n) * freq * (quoteK1 + 1) / (freq + norm)
			})
		}
	}
	top := slices.Max(scores)
	if m.list != nil {
		scores[m.list.sentence] = top + 1
	}
	if pattern := typePatterns[asks]; pattern != nil {
		for i, s := range m.sentences {
			if pattern.MatchString(text[s.Start:s.End]) {
				scores[i] += typeBonus * top
			}
		}
	}
	return scores
}

// bestRoot is value with the root of each gain.
func (u *unit) bestRoot(held func(term int) float64) float64 {
	best := 0.0
	for _, w := range u.ways {
		worth := 0.0
		for i, t := range w.terms {
			if h := held(t); h > 0 {
				worth += math.Sqrt(w.gains[i]) * h
			}
		}
		best = max(best, worth)
	}
	return best
}

// typePatterns match what a question of that kind asks for.
var typePatterns = map[asked]*regexp.Regexp{
	year: regexp.MustCompile(`\d{2,4}\s*年|[〇零一二三四五六七八九]{4}年|\b1\d{3}\b|\b20\d{2}\b`),
	time: regexp.MustCompile(`(?i)\d{1,4}\s*[年月日]|[〇零一二三四五六七八九]{4}年|[一二三四五六七八九十]{1,3}[月日]|世纪|\b1\d{3}\b|\b20\d{2}\b|` +
		`January|February|March|April|May|June|July|August|September|October|November|December|century`),
	duration: regexp.MustCompile(`[\d半一二两三四五六七八九十百千]+\s*多?个?(半)?(小时|天|年|月|周|星期|分钟|世纪)|` +
		`(?i)\b(\d+|one|two|three|four|five|six|seven|eight|nine|ten|several|half an?|an?) (hours?|days?|weeks?|months?|years?|minutes?|decades?|centur)`),
	number: regexp.MustCompile(`\d|(?:[二三四五六七八九十百千万亿两]|[一二三四五六七八九十百千万亿两]{2,})(?:[个位名次年天岁人种项条米吨元倍]|小时)|` +
		`\b(one|two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|million|billion)\b`),
}

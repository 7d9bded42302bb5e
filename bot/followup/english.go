package followup

import (
	"regexp"
	"strings"
	"unicode"
)

// capitals returns the spans of words with a capital in an English utterance, in order: names. The first word has its
// capital for another reason, unless it is of a name.
func capitals(u utterance) []span {
	var found []span
	for _, match := range u.all(englishWord) {
		word := match[0]
		named := unicode.IsUpper(u.runes[word.from]) && !functionWord.MatchString(u.plain(word))
		if !named {
			continue
		}
		if n := len(found); n > 0 && strings.TrimSpace(u.raw(span{found[n-1].to, word.from})) == "" {
			found[n-1].to = word.to
		} else {
			found = append(found, word)
		}
	}
	return found
}

var (
	englishWord = regexp.MustCompile(`[a-z0-9][a-z0-9'’\-]*[a-z0-9]|[a-z0-9]`)
	// functionWord matches what is no part of an English name or noun phrase: little words and the commonest verbs. An
	// unknown verb makes a phrase longer than it is, which costs a guess, not an error.
	functionWord = regexp.MustCompile(`^(?:a|an|the|this|that|these|those|of|in|on|at|to|for|from|by|with|about|since|until|during|before|` +
		`after|over|under|into|between|among|against|and|or|but|so|if|as|than|then|who|whom|whose|what|which|when|where|why|how|many|much|` +
		`is|are|was|were|be|been|am|do|does|did|done|has|have|had|will|would|can|could|shall|should|may|might|must|not|no|i|you|he|she|it|` +
		`we|they|me|him|her|us|them|my|your|his|its|our|their|there|here|please|tell|name|list|give|say|said|says|ok|okay|yes|thanks|hello|hi|` +
		`\w+ed|hold|held|make|made|take|took|go|went|come|came|lead|led|build|built|speak|spoke|meet|met|begin|began|start|end|get|got|` +
		`see|saw|know|knew|win|won|write|wrote|find|found|become|became|mean|happen|visit|attend|join|leave|left|live|work)$`)
	article = regexp.MustCompile(`^(?:the|a|an)\s`)
)

// inCapitals exchanges a capitalised name of the question for the fragment, if that is one: of several the one behind
// the same preposition, else the one of as many words, else the last. A fragment in small letters stands for one where
// the question has none either.
func (f fragment) inCapitals(q utterance) (string, bool) {
	mine := capitals(f.utterance)
	if len(mine) != 1 || mine[0] != f.whole() {
		return "", false
	}
	var best span
	score := -1
	for _, r := range capitals(q) {
		s := 0
		if words(q.plain(r)) == words(f.text) {
			s++
		}
		if f.before != "" && strings.HasSuffix(string(q.folded[:r.from]), f.before+" ") {
			s += 2
		}
		if s >= score {
			best, score = r, s
		}
	}
	if score < 0 || q.plain(best) == f.text {
		return "", false
	}
	return q.with(best, f.raw(f.whole())), true
}

// inPhrases returns the phrase of an English question that the fragment stands for by its form: an article's for an
// article's ("the governor" for "the secretary"), a preposition's for the same preposition's, else what stands behind
// the last preposition in as many words.
func (f fragment) inPhrases(q utterance) (best span, ok bool) {
	for _, p := range phrases(q) {
		front := strings.TrimSpace(string(q.folded[:p.from]))
		front = front[strings.LastIndexByte(front, ' ')+1:]
		said := q.plain(p)
		switch {
		case said == f.text:
			return span{}, false
		case f.before != "":
			if front == f.before {
				return p, true
			}
		case article.MatchString(f.text):
			if article.MatchString(said) {
				return p, true
			}
		case preposition.MatchString(front+" ") && words(said) == words(f.text) && !article.MatchString(said):
			best, ok = p, true
		}
	}
	return best, ok
}

// phrases returns the noun phrases of an English utterance, as far as little words show where they end: spans of words
// that are none of those, with the article in front. Behind an article a verb is a noun (the work, the visit).
func phrases(u utterance) []span {
	var found []span
	open, opened := false, false // a phrase is open; by an article, just now
	for _, match := range u.all(englishWord) {
		word := match[0]
		isArticle := article.MatchString(u.plain(word) + " ")
		switch {
		case isArticle:
			found, open = append(found, word), true
		case functionWord.MatchString(u.plain(word)) && !opened:
			open = false
		case open && strings.TrimSpace(u.raw(span{found[len(found)-1].to, word.from})) == "":
			found[len(found)-1].to = word.to
		default:
			found, open = append(found, word), true
		}
		opened = isArticle
	}
	return found
}

func words(s string) int { return len(strings.Fields(s)) }

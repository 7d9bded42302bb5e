package followup

import (
	"strings"
	"unicode"

	"chuchu/retrieval/language"
)

// capitals returns the spans of words with a capital in an English utterance, in order: names. The first word has its
// capital for another reason, unless it is of a name.
func capitals(u utterance) []span {
	var found []span
	for _, match := range u.all(englishWord) {
		word := match[0]
		if !unicode.IsUpper(u.runes[word.from]) || functionWord.MatchString(u.plain(word)) {
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
	englishWord = language.NewPattern(`<English word>`)
	// functionWord matches what is no part of an English name or noun phrase: little words and the commonest verbs. An
	// unknown verb makes a phrase longer than it is, which costs a guess, not an error.
	functionWord = language.NewPattern(`<no part of a name>`)
	article      = language.NewPattern(`<article>`)
	// beforeSubject matches what stands before the subject of a question that has its verb behind it.
	beforeSubject = language.NewPattern(`\b<auxiliary before a subject> $`)
	startsWord    = language.NewPattern(`^[a-z0-9]`)
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
// that are none of those, with the article in front. Behind an article a verb is a noun (the work, the visit); the last word of
// "does the museum shop sell" is the verb.
func phrases(u utterance) []span {
	var found []span
	defer func() {
		for i, p := range found {
			rest := strings.TrimLeft(string(u.folded[p.to:]), " ")
			if words(u.plain(p)) > 2 && beforeSubject.MatchString(string(u.folded[:p.from])) && (preposition.MatchString(rest) || !startsWord.MatchString(rest)) {
				found[i].to = p.from + len([]rune(u.plain(p)[:strings.LastIndex(u.plain(p), " ")]))
			}
		}
	}()
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

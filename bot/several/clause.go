package several

import (
	"regexp"
	"strings"

	"chuchu/bot/followup"
	"chuchu/retrieval/language"
)

// clauses returns the questions that stand in one sentence: "how long is it and who leads it". Each has to
// ask by itself.
func clauses(sentence string) []string {
	if language.IsChinese(sentence) {
		return chineseClauses(sentence)
	}
	return englishClauses(sentence)
}

var (
	commas = regexp.MustCompile(`[，,；;]\s*`)
	// joint is where the words that join questions stand; those that join things part questions only if the second names
	// its own subject: "who and who" is one.
	joint     = language.NewPattern(`<joins questions or things>`)
	links     = language.NewPattern(`<link to the question before>`)
	supposing = language.NewPattern(`<supposing>`) // begins or ends a clause that asks nothing though it holds a question word
	choosing  = language.NewPattern(`<choosing>`)  // begins what is one question with the clause before it
)

func chineseClauses(sentence string) []string {
	var pieces []string
	for _, piece := range commas.Split(sentence, -1) {
		if piece = strings.TrimSpace(piece); piece != "" {
			pieces = append(pieces, piece)
		}
	}
	var found []string
	waiting := ""
	for i, piece := range pieces {
		plain := strings.TrimRight(language.FoldString(piece), "?？")
		own := asksItself(plain) && !supposing.MatchString(plain)
		switch {
		case !own && i < len(pieces)-1:
			waiting += piece + "，"
			continue
		case !own && len(found) > 0 && waiting == "", own && choosing.MatchString(plain) && len(found) > 0:
			found[len(found)-1] += "，" + waiting + piece
		default:
			found = append(found, waiting+piece)
		}
		waiting = ""
	}
	var all []string
	for _, f := range found {
		all = append(all, atJoint(f)...)
	}
	if len(all) < 2 {
		return []string{sentence}
	}
	for i, f := range all {
		all[i] = asked(f)
	}
	return all
}

// asksItself reports whether a Chinese clause asks.
func asksItself(plain string) bool { return followup.Asks(plain) || whether.MatchString(plain) }

// atJoint parts a clause where a word joins two questions.
func atJoint(clause string) []string {
	f := newFolded(clause)
	for _, at := range joint.FindAllStringIndex(f.plain, -1) {
		left, right := f.plain[:at[0]], f.plain[at[1]:]
		if !endsAsking.MatchString(left) || !asksItself(right) || subjectless(right) || strings.HasPrefix(right, "的") {
			continue
		}
		return append([]string{f.cut(0, at[0])}, atJoint(f.cut(at[1], len(f.plain)))...)
	}
	return []string{clause}
}

var endsAsking = language.NewPattern(`<ends in asking>`)

// asked returns a clause as a question.
func asked(clause string) string {
	clause = strings.TrimRight(strings.TrimSpace(clause), "，,；;。 ")
	if f := newFolded(clause); links.MatchString(f.plain) {
		clause = f.cut(links.FindStringIndex(f.plain)[1], len(f.plain))
	}
	if strings.HasSuffix(clause, "?") || strings.HasSuffix(clause, "？") {
		return clause
	}
	if language.IsChinese(clause) {
		return clause + "？"
	}
	return clause + "?"
}

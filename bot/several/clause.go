package several

import (
	"regexp"
	"strings"
	"unicode"

	"chuchu/bot/followup"
)

// clauses returns the questions that stand in one sentence: 租金多少，租期多长 and "how long is it and who leads it". Each has to
// ask by itself.
func clauses(sentence string) []string {
	if strings.ContainsFunc(sentence, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return chineseClauses(sentence)
	}
	return englishClauses(sentence)
}

var (
	commas = regexp.MustCompile(`[，,；;]\s*`)
	// joint is where the words that join questions stand; those that join things part questions only where the second names
	// its own subject: 谁和谁 is one.
	joint = pattern(`<joins questions>|<joins things>`)
	links = pattern(`^<joins questions>`)
	// supposing begins a clause that asks nothing though it holds a question word.
	supposing = regexp.MustCompile(`^(?:如果|假如|要是|除了|无论|不管|不论|当|由于|因为|虽然|关于|对于|根据|鉴于|随着)|(?:时候?|之?后|之?前|以来|的话|之外|以外)$`)
	// sharing ends or begins what is one question in two clauses.
	choosing = regexp.MustCompile(`^还是|^或者?|^而不`)
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
		plain := strings.TrimRight(fold(piece), "?？")
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
func asksItself(plain string) bool { return followup.Asks(plain) || whether().MatchString(plain) }

// atJoint parts a clause where a word joins two questions: 租金是多少以及租期多长.
func atJoint(clause string) []string {
	f := newFolded(clause)
	for _, at := range joint().FindAllStringIndex(f.plain, -1) {
		left, right := f.plain[:at[0]], f.plain[at[1]:]
		if !endsAsking().MatchString(left) || !asksItself(right) || subjectless(right) || strings.HasPrefix(right, "的") {
			continue
		}
		return append([]string{f.cut(0, at[0])}, atJoint(f.cut(at[1], len(f.plain)))...)
	}
	return []string{clause}
}

var endsAsking = pattern(`..(?:谁|什么|多少|多[久长大高远]|哪[里儿年天]|哪[些个位]|为什么|怎么样|几[个位名次号点]|什么时候|什么地方|<whether>)[^\p{L}]*$`)

// asked returns a clause as a question.
func asked(clause string) string {
	clause = strings.TrimRight(strings.TrimSpace(clause), "，,；;。 ")
	if f := newFolded(clause); links().MatchString(f.plain) {
		clause = f.cut(links().FindStringIndex(f.plain)[1], len(f.plain))
	}
	if strings.HasSuffix(clause, "?") || strings.HasSuffix(clause, "？") {
		return clause
	}
	if strings.ContainsFunc(clause, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return clause + "？"
	}
	return clause + "?"
}

package several

import (
	"slices"
	"strings"
	"unicode/utf8"

	"chuchu/bot/followup"
	"chuchu/retrieval/language"
)

// Of some things the same is asked, of each by itself: the signs of that, and what stands between the things.

var (
	eachSign  = language.NewPattern(`<asks of each>`)
	things    = language.NewPattern(`<things joined>`)
	between   = language.NewPattern(`<joins things>`)
	comparing = language.NewPattern(`<asks how they differ>`)
	compares  = language.NewPattern(`<asks to compare>`)
	led       = language.NewPattern(`<led by>`)  // what stands before the first of the things and belongs to all of them
	soMany    = language.NewPattern(`<so many>`) // things that go without a name
)

// counted returns of how many things without a name a question is asked, and the question.
func counted(question string) (n int, of string, ok bool) {
	f := newFolded(question)
	sign := eachSign.FindStringIndex(f.plain)
	match := soMany.FindStringSubmatchIndex(f.plain)
	if sign == nil || match == nil || sign[0] < match[6] {
		return 0, "", false
	}
	if things.MatchString(f.plain[match[6]:sign[0]]) {
		return 0, "", false
	}
	n = language.Numeral(f.plain[match[2]:match[3]])
	return n, f.cut(match[6], sign[0]) + f.cut(sign[0], len(f.plain))[len(signWord(f.plain[sign[0]:])):], true
}

// signWord returns the sign alone, without the verb behind it.
func signWord(plain string) string {
	for _, sign := range language.Words("of each") {
		if strings.HasPrefix(plain, sign) {
			return sign
		}
	}
	return ""
}

// distribute returns a question for each of the things that it is asked of; the question alone where that is one.
func distribute(question string) []string {
	if two := moreSo(question); len(two) > 1 {
		return two
	}
	f := newFolded(question)
	if !language.IsChinese(f.plain) {
		if each := distributeEnglish(f); len(each) > 1 {
			return each
		}
		return alike(question)
	}
	head, tail, ok := "", "", false
	if sign := eachSign.FindStringIndex(f.plain); sign != nil {
		at := sign[0] + len(signWord(f.plain[sign[0]:]))
		head, tail, ok = f.cut(0, sign[0]), f.cut(at, len(f.plain)), true
	} else if match := comparing.FindStringSubmatchIndex(f.plain); match != nil {
		head, tail, ok = f.cut(match[2], match[3]), "", true
	} else if match := compares.FindStringSubmatchIndex(f.plain); match != nil {
		head, tail, ok = strings.TrimRight(f.cut(match[2], match[3]), "。？? "), "", true
	}
	if !ok {
		return alike(question)
	}
	some, shared := named(strings.TrimRight(head, "，,的都"))
	if len(some) < 2 || tail == "" && (utf8.RuneCountInString(shared) < 3 || asks(shared)) || slices.ContainsFunc(some, asks) {
		return []string{question} // of two things alone that are compared the texts may tell in one sentence
	}
	var each []string
	for _, thing := range some {
		each = append(each, thing+shared+tail)
	}
	return each
}

var (
	twoAlike         = language.NewPattern(`<two alike>`)
	bothEnds         = language.NewPattern(`<both ends>`) // of what is between two things, neither is asked by itself
	opensAComparison = language.NewPattern(`<opens a comparison>`)
)

// alike returns a question for each of two things that are named alike; the question alone if it has none: what is asked of
// the K40 and the K70 may stand in two places, and is told as one if it does not.
func alike(question string) []string {
	f := newFolded(question)
	match := twoAlike.FindStringSubmatchIndex(f.plain)
	if match == nil || shape(f.plain[match[4]:match[5]]) != shape(f.plain[match[8]:match[9]]) {
		return []string{question}
	}
	lead, rest := f.cut(match[2], match[3]), f.cut(match[10], match[11])
	if bothEnds.MatchString(f.plain[match[2]:match[3]]) || strings.HasPrefix(rest, "之间") {
		return []string{question}
	}
	if at := opensAComparison.FindStringIndex(language.FoldString(lead)); at != nil {
		lead = lead[at[1]:]
	}
	return []string{lead + f.cut(match[4], match[5]) + rest, lead + f.cut(match[8], match[9]) + rest}
}

// shape is a name with its figures as zeros, of which a row is one.
func shape(name string) string { return figures.ReplaceAllString(name, "0") }

var figures = language.NewPattern(`[<one to ten>\d]+`)

// named returns the things that the head of a question names, each with what stands before them all, and what stands behind
// them all.
func named(head string) (some []string, shared string) {
	f := newFolded(head)
	lead := 0
	joint := between.FindStringIndex(f.plain)
	if joint == nil || joint[0] == 0 {
		return nil, ""
	}
	if match := led.FindStringSubmatchIndex(f.plain[:joint[0]]); match != nil {
		lead = match[4]
	}
	var pieces []string
	from := lead
	for _, at := range between.FindAllStringIndex(f.plain, -1) {
		if at[0] > from {
			pieces = append(pieces, f.cut(from, at[0]))
			from = at[1]
		}
	}
	last := f.cut(from, len(f.plain))
	if strings.TrimSpace(last) == "" || slices.ContainsFunc(pieces, func(p string) bool { return utf8.RuneCountInString(p) > 16 }) {
		return nil, ""
	}
	lastThing, shared := parted(pieces[0], last)
	for _, p := range append(pieces, lastThing) {
		some = append(some, f.cut(0, lead)+p)
	}
	return some, shared
}

// parted returns the last of some things and what is said of all of them: Zhejiang and its secretary, where another thing is
// Jiangsu; "the governor of Zhejiang" whole, if that is "the secretary of Jiangsu".
func parted(first, last string) (thing, shared string) {
	if strings.Contains(first, "的") {
		return last, ""
	}
	if before, after, ok := strings.Cut(last, "的"); ok {
		return before, "的" + after
	}
	if at := yearly.FindStringIndex(last); at != nil && yearly.FindString(first) == first {
		return last[:at[1]], last[at[1]:]
	}
	shape, runes := utf8.RuneCountInString(first), []rune(last)
	if len(runes) >= 2*shape && shape >= 2 && followup.IsPlace(first) && followup.IsPlace(string(runes[:shape])) {
		return string(runes[:shape]), string(runes[shape:])
	}
	if end := strings.LastIndex(last[:len(last)-1], lastRune(first)); shape >= 2 && end > 0 && end+len(lastRune(first)) < len(last) {
		return last[:end+len(lastRune(first))], last[end+len(lastRune(first)):]
	}
	return last, ""
}

var yearly = language.NewPattern(`<dated or numbered>`)

func lastRune(s string) string {
	r, _ := utf8.DecodeLastRuneInString(s)
	return string(r)
}

package several

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	preposition = `(?:(?:in|on|at|by|for|with|from|since|until|to|of|under|about) )?`
	auxiliary   = `(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must)(?:n't)?`
	measure     = `how (?:many|much|long|old|far|big|large|tall|high|often|fast|deep|soon|late|early)`
)

var (
	opensQuestion = regexp.MustCompile(`^(?:` + preposition + `(?:what|which|who|whom|whose|why|how)\b|(?:since )?(?:when|where) ` + auxiliary + ` |` + auxiliary + ` )`)
	opensYesNo    = regexp.MustCompile(`^` + auxiliary + ` (?:i|you|we|he|she|it|they|there|the|a|an|this|that|my|your|any)\b`)
	// joins is where a question may begin within a sentence: behind "and" with a word that asks, behind a comma alone only with
	// one that no clause about a noun begins with.
	joins = regexp.MustCompile(`[,;]?\s+(?:and|plus|but|also)(?: also)?(?:,? please)?,? (` + preposition + `(?:what|which|who|whom|whose|when|where|why|how)\b` +
		`|` + auxiliary + ` (?:i|you|we|he|she|it|they|there)\b|(?:do|does|did|can|could|may|must|will|would|should) (?:the|a|an|this|that|my|your|any)\b)` +
		`|[,;]\s+(what\b|why\b|` + measure + `|(?:when|where|who|how) ` + auxiliary + `\b)`)
	// joinsWhether is where whether something is so may be asked as well, with any subject: behind a question whose word can't be
	// the subject ("how much is it, and is smoking allowed").
	joinsWhether = regexp.MustCompile(`,? and (` + auxiliary + ` \p{L})`)
	adverbial    = regexp.MustCompile(`^(?:how|when|where|why|` + auxiliary + `)\b`)
	// two words that ask with one question behind them: when and where was it built.
	twofold = regexp.MustCompile(`^(when|where|why|how|` + measure + `|(?:in )?(?:what|which) (?:year|city|country|month))(?: and|, and|,) ` +
		`(when|where|why|how|with whom|by whom|` + measure + `|(?:in )?(?:what|which) (?:year|city|country|month)) (` + auxiliary + ` .*)$`)
	relative = regexp.MustCompile(` (?:who|whom|whose|which|that|where|when|what|how|why|if|whether)\b`)
)

// englishClauses returns the questions of an English sentence. The sentence has to begin with a question, and none of its
// questions may be a clause about a noun ("the man who built it and who died").
func englishClauses(sentence string) []string {
	f := newFolded(sentence)
	if match := twofold.FindStringSubmatchIndex(f.plain); match != nil {
		rest := f.cut(match[6], match[7])
		return []string{f.cut(match[2], match[3]) + " " + rest, capital(f.cut(match[4], match[5]) + " " + rest)}
	}
	if !opensQuestion.MatchString(f.plain) {
		return []string{sentence}
	}
	var found []string
	from := 0
	at := joins.FindAllStringSubmatchIndex(f.plain, -1)
	if adverbial.MatchString(f.plain) && len(at) == 0 {
		at = joinsWhether.FindAllStringSubmatchIndex(f.plain, -1)
	}
	for _, match := range at {
		begin := match[2]
		if begin < 0 {
			begin = match[4]
		}
		left := f.plain[from:match[0]]
		if len(strings.Fields(left)) < 3 || len(strings.Fields(f.plain[begin:])) < 2 && from == 0 && !ellipsis.MatchString(f.plain[begin:]) ||
			relative.MatchString(left) {
			continue
		}
		found = append(found, f.cut(from, match[0]))
		from = begin
	}
	if len(found) == 0 {
		return []string{sentence}
	}
	found = append(found, f.cut(from, len(f.plain)))
	for i, clause := range found {
		found[i] = capital(asked(clause))
	}
	return found
}

// ellipsis is a question that is one word.
var ellipsis = regexp.MustCompile(`^(?:when|where|why|how|who)[?]?$`)

func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

var (
	// respectively is a question that is asked of each of two things; the groups are what stands before them, the things, and
	// what stands behind them.
	respectively = regexp.MustCompile(`^(.*\b(?:of|in|for|at|to|do|does|did|are|were|is|was|has|have|by|from|with)) (.+?),? and (?:(?:of|in|for|at|to|by|from|with) )?(.+?),?((?: each\b| respectively\b).*)$`)
	compared     = regexp.MustCompile(`^(?:what (?:is|are) the differences? between|how (?:do|does|did|is|are) the difference between|compare|please compare) (.+?) (?:and|with|to) (.+?)[?.]*$`)
	eachWord     = regexp.MustCompile(` (?:each|respectively)\b`)
	yearOnly     = regexp.MustCompile(`^(?:the )?(\d{4})$`)
	yearFirst    = regexp.MustCompile(`^(?:the )?\d{4}\b`)
)

// distributeEnglish is distribute for English.
func distributeEnglish(f folded) []string {
	whole := []string{string(f.said)}
	if match := respectively.FindStringSubmatchIndex(f.plain); match != nil {
		lead, rest := f.cut(match[2], match[3]), eachWord.ReplaceAllString(f.cut(match[8], match[9]), "")
		if relative.MatchString(f.plain[match[4]:match[7]]) {
			return whole
		}
		return []string{lead + " " + f.cut(match[4], match[5]) + rest, lead + " " + f.cut(match[6], match[7]) + rest}
	}
	match := compared.FindStringSubmatchIndex(f.plain)
	if match == nil {
		return whole
	}
	first, second := f.cut(match[2], match[3]), f.cut(match[4], match[5])
	at := yearFirst.FindStringIndex(second)
	if at == nil || !yearOnly.MatchString(first) || at[1] == len(second) {
		return whole // of what they are to be compared in nothing is said
	}
	first += second[at[1]:]
	return []string{capital(first) + "?", capital(second) + "?"}
}

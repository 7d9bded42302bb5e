package evaluation

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval"
	"chuchu/retrieval/language"
)

// Statement is a sentence as a model might write it, of which it is known whether the passage that it cites supports it.
type Statement struct {
	Question string     // its ID
	Form     Form       // how it was made from the question
	Made     Corruption // what was done to it; True if nothing was
	Text     string     // without citation
	Cites    int        // the cited passage, an index into the sources of the question
}

// Form is a way of making a true statement of a question, its answer and the passage that holds it.
//
// They are what can be made without understanding, in any language whose question words are known: the question with its
// answer in the place of the question word, which says it in other words than the passage does; the sentence of the
// passage that holds the answer; and that sentence lightly paraphrased. An English question keeps its order of words
// ("308 points did the defense surrender"), a Chinese one the noun behind its question word. No synonyms are put in:
// rates for a model that paraphrases freely will be lower.
type Form string

const (
	Filled     Form = "filled"
	Sentence   Form = "sentence"
	Paraphrase Form = "paraphrase"
)

// specimen is an answerable question with what statements are made from.
type specimen struct {
	Question
	passages []retrieval.Passage
	gold     int    // the passage that holds the answer
	answer   string // as the passage has it, if it has it
	kind     answerKind
	sentence string // of the gold passage, that holds the answer; "" if none does
	filled   string // the question with the answer filled in; "" if its question word is not known
}

// file names the text that holds the answer.
func (s specimen) file() string { return s.passages[s.gold].Place.File }

// newSpecimen returns what the question and the answer to it yield; ok is false if no statement can be made: the
// question has no answer, the passage that holds it was not found, or it does not hold it.
func newSpecimen(q Question, passages []retrieval.Passage) (s specimen, ok bool) {
	s = specimen{Question: q, passages: passages}
	g := q.gold()
	s.gold = slices.IndexFunc(passages, g.passage)
	if !q.Answerable() || s.gold < 0 {
		return s, false
	}
	if s.answer, ok = held(q.Answers, passages[s.gold].Text); !ok {
		return s, false
	}
	s.kind = kindOfAnswer(q.Text, s.answer)
	s.sentence = holding(passages[s.gold], q.Text, s.answer)
	s.filled = filled(q.Text, s.answer)
	return s, s.sentence != "" || s.filled != ""
}

// held returns the answer that the passage has. If it is in another language, that is the first; in the same language
// a statement of what it does not have would be called true for nothing.
func held(answers []string, passage string) (answer string, ok bool) {
	for _, answer := range answers {
		if strings.Contains(fold(passage), fold(answer)) {
			return strings.TrimSpace(answer), true
		}
	}
	return strings.TrimSpace(answers[0]), language.IsChinese(answers[0]) != language.IsChinese(passage)
}

// holding returns the sentence of the passage with the answer in it, of several the one most like the question.
func holding(p retrieval.Passage, question, answer string) string {
	best, most := "", -1
	for _, span := range p.Sentences() {
		sentence := p.Text[span.Start:span.End]
		if !strings.Contains(sentence, answer) {
			continue
		}
		alike := 0
		for _, word := range pairsOf(question) {
			if strings.Contains(sentence, word) {
				alike++
			}
		}
		if alike > most {
			best, most = sentence, alike
		}
	}
	return strings.TrimSpace(best)
}

// pairsOf returns the words of English and the pairs of neighbouring characters of Chinese.
func pairsOf(s string) []string {
	var pairs []string
	for word := range strings.FieldsSeq(s) {
		runes := []rune(word)
		if !language.IsChinese(word) {
			pairs = append(pairs, strings.Trim(word, "?.,"))
			continue
		}
		for i := 0; i+1 < len(runes); i++ {
			pairs = append(pairs, string(runes[i:i+2]))
		}
	}
	return pairs
}

// filled returns the question as a statement, its question words replaced by the answer; "" if they ask for no phrase
// that could stand in their place (why, how, name one).
func filled(question, answer string) string {
	question = strings.TrimRight(strings.TrimSpace(question), "?？。. ")
	answer = strings.TrimRight(answer, "。. ")
	if language.IsChinese(question) {
		return filledChinese(question, answer)
	}
	return filledEnglish(question, answer)
}

var (
	manner  = regexp.MustCompile(`为什么|为何|怎么|怎样|如何|列举|说出|指出|是否|吗$`)
	askWord = regexp.MustCompile(`哪一?年份?|什么年份|什么时候|什么时间|什么日期|何时|哪一?天|哪个?时[候间期]|什么地方|哪里|哪儿|何处|何地|` +
		`多少|几(?:[个位名次种项条]|\b)|谁|何人|哪(?:一|两|二|三|四|几|些)?[个位家座种类条支所项次部本场只名届款件间句门片颗]?(?:人|东西)?|什么`)
)

func filledChinese(question, answer string) string {
	at := askWord.FindStringIndex(question)
	if manner.MatchString(question) || at == nil {
		return ""
	}
	word, rest := question[at[0]:at[1]], question[at[1]:]
	if strings.HasSuffix(word, "年") && !strings.Contains(answer, "年") {
		answer += "年"
	}
	return joined(joined(question[:at[0]], answer), withoutOverlap(answer, rest)) + "。"
}

// joined puts two pieces together, a blank between them where words would run into one.
func joined(a, b string) string {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	word := func(r rune) bool { return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
	if word(last) && word(first) {
		return a + " " + b
	}
	return a + b
}

// withoutOverlap returns what follows the question word without what the answer ends in already: 次 of 多少次 behind 136 次.
func withoutOverlap(answer, rest string) string {
	for n := min(len(answer), len(rest)); n > 0; n-- {
		if utf8.RuneStart(rest[n%max(len(rest), 1)]) || n == len(rest) {
			if strings.EqualFold(answer[len(answer)-n:], rest[:n]) && utf8.ValidString(rest[:n]) {
				return rest[n:]
			}
		}
	}
	return rest
}

var (
	englishManner = regexp.MustCompile(`(?i)\bwhy\b|\bhow (?:did|do|does|is|are|was|were|can|could|has|have|had|would|should|will)\b|^(?:name|list|give|describe|explain|is|are|was|were|did|do|does|can)\b`)
	englishBe     = regexp.MustCompile(`^(?:Who|What|Which) (is|are|was|were) (.+)$`)
	englishAsk    = regexp.MustCompile(`(?i)\b(?:(?:in |on |at |during )?(?:what|which) (?:year|date|day|month|century|decade|time)|when|where|how (?:many|much|long|far|tall|old|large|big|often)|who|whom|what|which)\b`)
)

func filledEnglish(question, answer string) string {
	if englishManner.MatchString(question) {
		return ""
	}
	if m := englishBe.FindStringSubmatch(question); m != nil {
		return language.Capitalized(m[2]) + " " + m[1] + " " + answer + "."
	}
	at := englishAsk.FindStringIndex(question)
	if at == nil {
		return ""
	}
	word := strings.ToLower(question[at[0]:at[1]])
	for _, preposition := range []string{"in ", "on ", "at ", "during "} {
		if strings.HasPrefix(word, preposition) && !strings.HasPrefix(strings.ToLower(answer), preposition) {
			answer = preposition + answer
		}
	}
	rest := withoutOverlap(answer, question[at[1]:])
	return language.Capitalized(question[:at[0]]+answer+rest) + "."
}

package language

// AnswerType is the kind of thing that a question asks for.
type AnswerType uint8

const (
	AnyAnswer AnswerType = iota // not told by the question's words
	YearAnswer
	TimeAnswer
	DurationAnswer
	ContactAnswer // a telephone number, an address on the net
	MoneyAnswer
	AgeAnswer
	NumberAnswer
	NameAnswer   // what something or somebody is called
	OriginAnswer // where somebody comes from
	PersonAnswer
	PlaceAnswer
	ReasonAnswer
	MannerAnswer
)

// answerTypes are tried in this order: of 多少天 the number is a duration.
var answerTypes = []struct {
	asks AnswerType
	form *Pattern
}{
	{YearAnswer, NewPattern(`<asks year>`)},
	{TimeAnswer, NewPattern(`<asks time>`)},
	{DurationAnswer, NewPattern(`<asks duration>`)},
	{ContactAnswer, NewPattern(`<asks contact>`)},
	{MoneyAnswer, NewPattern(`<asks money>`)},
	{AgeAnswer, NewPattern(`<asks age>`)},
	{NumberAnswer, NewPattern(`<asks number>`)},
	{NameAnswer, NewPattern(`<asks name>`)},
	{OriginAnswer, NewPattern(`<asks origin>`)},
	{PersonAnswer, NewPattern(`<asks person>`)},
	{PlaceAnswer, NewPattern(`<asks place>`)},
	{ReasonAnswer, NewPattern(`<asks reason>`)},
	{MannerAnswer, NewPattern(`<asks manner>`)},
}

// AnswerTypeOf returns what a question asks for by its question words, in Chinese or English; [AnyAnswer] if they do not
// tell.
func AnswerTypeOf(question string) AnswerType {
	folded := FoldString(question)
	for _, t := range answerTypes {
		if t.form.MatchString(folded) {
			return t.asks
		}
	}
	if asksWhen.MatchString(folded) && !asksOtherwise.MatchString(folded) {
		return TimeAnswer
	}
	return AnyAnswer
}

// "when" asks for a time where a verb follows, or where it begins a short question that has no other clause ("when the shop
// opens", of which "tell me" was taken off), and no other word asks already: "how old was he when he won", "when a ship sinks,
// what …".
var (
	asksWhen      = NewPattern(`\bwhen (?:did|do|does|was|were|is|are|will|would|has|have|had|can|could|should|might)\b|\bsince when\b|\bwhen\W*$|^when(?: [\w'-]+){2,7}\W*$`)
	asksOtherwise = NewPattern(`\b(?:what|which|who|whom|whose|how|where|why)\b`)
)

package screen

// Verdict is what a person thinks of an answer; "" for nothing yet.
type Verdict string

const (
	Up   Verdict = "up"
	Down Verdict = "down"
)

// Reason says what is wrong with an answer; "" if nobody has said.
type Reason string

const (
	WrongPassage Reason = "passage"
	WrongQuote   Reason = "quote"
	NoAnswer     Reason = "none"
	OutOfDate    Reason = "old"
)

// Reasons are those that a person can choose from, in the order of the buttons.
func Reasons() []Reason { return []Reason{WrongPassage, WrongQuote, NoAnswer, OutOfDate} }

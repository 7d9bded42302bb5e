package bot

import (
	"time"

	"chuchu/bot/spending"
)

// Writing is what letting a model answer came to, for the operator's figures. The zero Writing is that of an answer which
// no model was to write.
type Writing struct {
	Outcome Outcome
	Usage   spending.Usage // of all calls for this answer
	Cost    spending.Money
	First   time.Duration // until the first sentence was shown; 0 if none was
}

// Outcome is what became of a model's answer.
type Outcome string

// The outcomes. After all but the first two the quotes are shown.
const (
	Whole       Outcome = "whole"
	Partial     Outcome = "partial"     // broken off, by its length or by the reader, and shown up to there
	Unsupported Outcome = "unsupported" // the model refused, or said nothing that the passages bear out
	Thought     Outcome = "thought"     // it thought, and wrote no answer
	Away        Outcome = "away"        // it failed
	OverBudget  Outcome = "budget"      // there was nothing left for this day
	OverQuota   Outcome = "quota"       // the person had had the answers of a day
	Stopped     Outcome = "stopped"     // by the reader or the program's end, before there was anything to show
	Busy        Outcome = "busy"        // it was not asked: it writes for as many others as it may
)

// Note says why a model's answer is not there, or not whole; "" if it is, or if none was asked.
func (a Answer) Note() string { return a.Language.Phrases().Note(a.Writing.Outcome) }

// Note says what an outcome means to a reader; "" for a whole answer, and for none.
func (p Phrases) Note(o Outcome) string {
	switch o {
	case Partial:
		return p.Truncated
	case Unsupported:
		return p.ModelEmpty
	case Thought:
		return p.OnlyThought
	case Away, Busy:
		return p.ModelAway
	case OverBudget:
		return p.BudgetUsed
	case OverQuota:
		return p.QuotaUsed
	case Stopped:
		return p.Stopped
	}
	return ""
}

// Outcomes returns all there are.
func Outcomes() []Outcome {
	return []Outcome{Whole, Partial, Unsupported, Thought, Away, OverBudget, OverQuota, Stopped, Busy}
}

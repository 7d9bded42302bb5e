package spending

import "fmt"

// Refusal says why a call may not be made. Nothing was reserved for it.
type Refusal struct {
	Reason Reason
	err    error // for the operator; nil for a person's own limit
}

func (r *Refusal) Error() string {
	switch r.Reason {
	case Quota:
		return "the model is not asked: this person has had the answers of a day"
	case Budget:
		return fmt.Sprintf("the model is not asked: the budget for today is used up: %v", r.err)
	}
	return fmt.Sprintf("the model is not asked, because its cost cannot be recorded: %v", r.err)
}

func (r *Refusal) Unwrap() error { return r.err }

// Reason is a kind of refusal.
type Reason int

// The reasons.
const (
	Budget            Reason = iota // what all may spend in a day is spent
	Quota                           // the person has had the answers of a day
	LedgerUnavailable               // the ledger's file cannot be written, and a restart would forget what was spent
)

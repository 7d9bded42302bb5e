// Package spending keeps account of what a model costs, and says no before a call that there is nothing left for.
//
// The order of things: [Ledger.Reserve] sets aside the most that a call may take, or refuses; the call is made;
// [Reservation.Settle] puts what it took in the place of that, nothing if it failed. What is reserved counts as spent
// until then, so that calls at the same time cannot run over the budget together, and it is in the ledger's file before
// the call begins, so that a process which is killed has spent it. A day's budget is therefore never overrun, unless an
// endpoint counts more than the most that it was allowed.
//
// Days are those of UTC, as endpoints count them. A ledger knows people by whatever it is told of them and shows nobody;
// who spent what is dropped when the day is over.
package spending

import (
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"
)

// Limits are what may be spent in a day. The zero Limits forbid nothing.
type Limits struct {
	Prices  Prices
	Budget  Money // of all answers together; 0 is none
	Answers int   // of one person; 0 is any number
}

// Check tells what is wrong with the limits.
func (l Limits) Check() error {
	if l.Budget > 0 && !l.Prices.known() {
		return fmt.Errorf("a budget of %s needs the prices of tokens", l.Budget)
	}
	return nil
}

// Ledger is the account of one process. It is safe for concurrent use.
type Ledger struct {
	limits Limits
	path   string // "" if nothing is kept
	now    func() time.Time

	mu     sync.Mutex
	unread error           // why the file cannot be read; nothing is spent then, and the file stays as it is
	days   map[string]*day // by date
}

// day is the account of a day.
type day struct {
	Spent  Tally            `json:"spent"`
	People map[string]Tally `json:"people,omitempty"` // of the present day only
	held   Tally            // reserved, besides
	holds  map[string]Tally // by person
}

// maxDays are kept in the file: a month of figures, for an operator who looks.
const maxDays = 31

// Open returns the ledger that the file at path keeps; a file that is not there is made with the first call. With the
// path "" nothing is kept. Two processes may not share a file. now is the clock, time.Now outside of tests. With a file that
// cannot be read the ledger refuses every call, and [Ledger.Unread] says why, until the operator has moved or mended it.
func Open(path string, limits Limits, now func() time.Time) (*Ledger, error) {
	if err := limits.Check(); err != nil {
		return nil, err
	}
	l := &Ledger{limits: limits, path: path, now: now, days: map[string]*day{}}
	if path != "" {
		l.unread = l.read()
	}
	return l, nil
}

// Unread returns why the ledger's file could not be read, if it could not; it says what to do.
func (l *Ledger) Unread() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.unread
}

// Reserve sets aside the most that a call may take. person is who asks, by an id that tells nobody who it is: it stands in
// the file until the day is over; with "" there is no limit of a person's. The error is a *[Refusal]; without one, the
// reservation has to be settled.
func (l *Ledger) Reserve(person string, most Usage) (*Reservation, error) {
	want := Tally{Answers: 1, In: most.In, Out: most.Out, Cost: l.limits.Prices.Of(most)}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.unread != nil {
		if l.unread = l.read(); l.unread != nil {
			return nil, &Refusal{Reason: LedgerUnavailable, err: l.unread}
		}
	}
	date, d := l.today()
	own := d.People[person].plus(d.holds[person])
	switch all := d.Spent.plus(d.held); {
	case l.limits.Answers > 0 && person != "" && own.Answers >= l.limits.Answers:
		return nil, &Refusal{Reason: Quota}
	case l.limits.Budget > 0 && all.Cost+want.Cost > l.limits.Budget:
		return nil, &Refusal{Reason: Budget, err: fmt.Errorf("%s of %s are spent or reserved on %s (UTC), and this call may cost %s",
			all.Cost, l.limits.Budget, date, want.Cost)}
	}
	d.hold(person, want)
	if err := l.write(); err != nil {
		d.release(person, want)
		return nil, &Refusal{Reason: LedgerUnavailable, err: err}
	}
	return &Reservation{ledger: l, day: d, person: person, held: want}, nil
}

// Reservation is what was set aside for a call.
type Reservation struct {
	ledger  *Ledger
	day     *day // in which the call began: it is settled there, though midnight passes
	person  string
	held    Tally
	settled bool
}

// Settle puts what the call took in the place of what was reserved, and returns what that cost. A call that took no
// tokens failed, and gives back all. Settling again does nothing. The error says that the ledger could not be written: what
// was reserved stands in its file then, and the next write corrects it.
func (r *Reservation) Settle(took Usage) (Money, error) {
	l := r.ledger
	l.mu.Lock()
	defer l.mu.Unlock()
	if r.settled {
		return 0, nil
	}
	r.settled = true
	r.day.release(r.person, r.held)
	if took.In+took.Out == 0 {
		return 0, l.write()
	}
	spent := Tally{Answers: r.held.Answers, In: took.In, Out: took.Out, Cost: l.limits.Prices.Of(took)}
	r.day.Spent = r.day.Spent.plus(spent)
	if r.person != "" && r.day.People != nil {
		r.day.People[r.person] = r.day.People[r.person].plus(spent)
	}
	return spent.Cost, l.write()
}

// Today returns what was spent in this day, by all and by a person, calls under way left out.
func (l *Ledger) Today(person string) (all, own Tally) {
	l.mu.Lock()
	defer l.mu.Unlock()
	_, d := l.today()
	return d.Spent, d.People[person]
}

// Limits returns what may be spent.
func (l *Ledger) Limits() Limits { return l.limits }

// today returns the present day. A clock that is set back finds the day before as it was left, but does not know who spent what.
func (l *Ledger) today() (string, *day) {
	date := l.now().UTC().Format(time.DateOnly)
	d := l.days[date]
	if d != nil && d.People != nil {
		return date, d
	}
	if d == nil {
		d = &day{holds: map[string]Tally{}}
		l.days[date] = d
	}
	for _, other := range l.days {
		other.People = nil
	}
	d.People = map[string]Tally{}
	for _, old := range slices.Sorted(maps.Keys(l.days)) {
		if len(l.days) > maxDays && old != date {
			delete(l.days, old)
		}
	}
	return date, d
}

func (d *day) hold(person string, t Tally) {
	d.held = d.held.plus(t)
	if person != "" {
		d.holds[person] = d.holds[person].plus(t)
	}
}

func (d *day) release(person string, t Tally) {
	d.held = d.held.minus(t)
	if person == "" {
		return
	}
	if d.holds[person] = d.holds[person].minus(t); d.holds[person] == (Tally{}) {
		delete(d.holds, person)
	}
}

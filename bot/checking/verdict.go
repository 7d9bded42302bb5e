package checking

// Status says what the passages have to say to a sentence of a model.
type Status string

const (
	Supported    Status = "supported"    // by the passages that it cites
	ByProgram    Status = "by program"   // it cites none, or none that there is, but a passage supports it
	Unverified   Status = "unverified"   // part of it cannot be found: to be shown with a mark
	Contradicted Status = "contradicted" // it says otherwise than the passages: not to be shown
	Uncited      Status = "uncited"      // it cites nothing, and nothing supports it: not to be shown
	Meta         Status = "meta"         // it says nothing that could be wrong: a heading, a lead-in
	Refusal      Status = "refusal"      // the model says that the passages do not hold the answer
	Repeated     Status = "repeated"     // it was said before, says the same for ever, or asks in its turn: not to be shown
)

// Shown reports whether a sentence of this status may be shown to a reader.
func (s Status) Shown() bool {
	return s == Supported || s == ByProgram || s == Unverified || s == Meta
}

// Unmarked reports whether it may be shown as supported by its sources.
func (s Status) Unmarked() bool { return s == Supported || s == ByProgram }

// Verdict is a sentence of a model, checked.
type Verdict struct {
	Text    string   // plain, without markers, links and markup; to be shown as text, never as markup
	Status  Status   // what may be done with it
	Sources []int    // numbers of its sources, from 1 in the order in which shown sentences first used them
	Reasons []Reason // why it is not supported; empty if it is
	Stored  string   // what the passages have in the place of what they do not bear out, letter for letter; "" where that is not known
}

// Reason is one thing that keeps a sentence from being supported.
type Reason struct {
	Kind  ReasonKind
	Words string // of the sentence
}

// ReasonKind names a check that a sentence did not pass.
type ReasonKind string

const (
	Number    ReasonKind = "number"    // a number that neither passage nor question has
	Unit      ReasonKind = "unit"      // a number that the passage has in another unit
	Name      ReasonKind = "name"      // a name that neither has
	Misnamed  ReasonKind = "misnamed"  // a name that is one of the passages but for a character
	Quotation ReasonKind = "quotation" // words in quotation marks that are no quote
	Wording   ReasonKind = "wording"   // too much of the wording is new
	Coverage  ReasonKind = "coverage"  // the passages hold too little of it
	Negation  ReasonKind = "negation"  // it denies what they affirm, or affirms what they deny
	Mood      ReasonKind = "mood"      // it tells an aim as a fact
	Binding   ReasonKind = "binding"   // a name, number or date stands with other things than in the passages
	Language  ReasonKind = "language"  // it is in another language, and not enough of it can be compared
	Citation  ReasonKind = "citation"  // it cites nothing that there is
)

// contradicts reports whether a reason is one not to show a sentence at all.
func (k ReasonKind) contradicts() bool { return k == Number || k == Unit || k == Name }

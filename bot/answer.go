package bot

import (
	"slices"
	"time"

	"chuchu/bot/act"
	"chuchu/retrieval"
)

// Answer is what the bot says to a question.
type Answer struct {
	Act        act.Act // what was wanted
	Question   string  // as it was put to the texts: cleaned of what cannot be shown, without the words to the bot
	Said       string  // the message if it was more than that; "" if it was the question
	Understood string  // the question that one was taken for which leans on others, or has a slip of writing; "" if it was taken as it stands
	Before     Before  // what was said before, so far as the answer rests on it
	Alone      string  // the id of the passage that the question finds first if nothing was said before; "" if that is the first
	Read       bool    // the best passages were read with the question, not only searched for its words
	Language   Language
	Mode       Mode
	Confidence float64 // that the texts hold the answer, 0 to 1, calibrated
	Text       string  // what is said: quoted sentences with the numbers of their sources, or the refusal
	Vague      bool    // the question only names something; the text asks back, the sources show where the texts speak of it
	Sources    []Source
	Versions   int           // how many sources, the first ones, are versions of one another, the newest first; 0 if there is but one
	Differ     string        // how they differ, which the text begins with; "" if there is but one
	From, To   int           // the numbers of the first and the last source that are shown to a person who asks for more; 0 elsewhere
	Parts      []Answer      // to each question of a message that holds several, in order; the sources are numbered through
	Texts      []Text        // that are told of, if the collection is asked about
	Scope      string        // of several things that compete closely, the one that was spoken of, with which the answer stays; "" elsewhere
	Choices    []Choice      // the others; all of them if it was not said which is meant, first the one that is answered
	Elapsed    time.Duration // from question to answer
	Fault      string        // why the question could not be put to the texts; "" if it could

	// Of an answer by a model.
	Sentences []Sentence // that were checked and may be shown, in order
	Dropped   int        // sentences that are not shown, since nothing bears them out
	Writing   Writing    // what that took
}

// Mode is how an answer came about.
type Mode string

const (
	Quote   Mode = "quote"   // sentences of the texts, letter for letter
	Model   Mode = "model"   // sentences of a model, each checked against the texts
	Info    Mode = "info"    // the bot's own words, of itself and of the texts as such; there are no sources
	Refusal Mode = "refusal" // the texts do not hold it, or nothing was asked; the sources are merely the nearest passages
)

// Answered reports whether the texts hold the answer, as far as the bot can tell.
func (a Answer) Answered() bool { return a.Mode != Refusal }

// Courtesy reports whether nothing was asked: a greeting, thanks, a good-bye. The text returns it.
func (a Answer) Courtesy() bool { return a.Act.Kind == act.Courtesy }

// Outlined reports whether the text is lines of which each has its own source, as Lines returns them.
func (a Answer) Outlined() bool { return a.Act.Kind == act.Gist && len(a.Sources) > 0 }

// Verbatim reports whether the wording of the texts was asked for, which no model is to put in its own.
func (a Answer) Verbatim() bool {
	return a.Act.Kind == act.Gist || a.Act.Kind == act.Placing || a.Act.Kind == act.Again
}

// Sure reports whether the answer can be shown without a word of caution.
func (a Answer) Sure() bool { return a.Answered() && a.Confidence >= retrieval.Sure }

// Band is how sure an answer is, in one word, as for a log or a metric.
type Band string

// The bands.
const (
	Sure     Band = "answered" // shown as it is
	Possibly Band = "possibly" // with a word of caution
	Refused  Band = "refused"
)

// Bands returns all there are.
func Bands() []Band { return []Band{Sure, Possibly, Refused} }

// Band returns how sure the answer is.
func (a Answer) Band() Band {
	switch {
	case a.Sure():
		return Sure
	case a.Answered():
		return Possibly
	}
	return Refused
}

// relevantShare is the share of the first source's score below which one hardly speaks of the matter: nobody looks further down. By
// judgement, on the screens of testdata.
const relevantShare = 0.5

// Relevant returns how many of the sources, the first ones, speak of the matter about as much as the first does.
func (a Answer) Relevant() int {
	if n := slices.IndexFunc(a.Sources, func(s Source) bool { return s.Score < relevantShare*a.Sources[0].Score }); n >= 0 {
		return n
	}
	return len(a.Sources)
}

// Near reports whether the sources of a refusal are near enough to be offered.
func (a Answer) Near() bool { return a.Confidence >= retrieval.Near }

// Source is a numbered passage under an answer.
type Source struct {
	N int // from 1
	retrieval.Passage
}

// Before is what was said before a question.
type Before struct {
	Questions []string // as they were understood, the newest first
	File      string   // of the text that answered last; "" for none
}

package screen

import (
	"fmt"
	"time"

	"chuchu/bot/telegram/markup"
)

// Stats are figures for the operator.
type Stats struct {
	Since             time.Time
	Texts, Paragraphs int
	Questions         int
	Answered          int // Possibly included
	Possibly          int // answered with a word of caution
	Refused           int
	Up, Down          int // verdicts
	Model             *ModelStats
}

// ModelStats are what a model took today.
type ModelStats struct {
	Calls        int
	In, Out      int    // tokens
	Cost, Budget string // amounts without a currency; "" if no prices, or no budget, are set
}

// Stats shows them.
func (v Viewer) Stats(s Stats) Screen {
	p := v.Phrases()
	return Screen{Body: lines(
		markup.Bold(markup.Text(fmt.Sprintf(p.StatsTitle, s.Since.Format("2006-01-02 15:04")))),
		markup.Text(fmt.Sprintf(p.StatsTexts, s.Texts, s.Paragraphs)),
		markup.Text(fmt.Sprintf(p.StatsAsked, s.Questions, s.Answered, s.Possibly, s.Refused)),
		markup.Text(fmt.Sprintf(p.StatsVotes, s.Up, s.Down)),
		v.modelStats(s.Model),
	)}
}

func (v Viewer) modelStats(s *ModelStats) markup.Node {
	p := v.Phrases()
	if s == nil {
		return markup.Node{}
	}
	told := fmt.Sprintf(p.StatsModel, s.Calls, s.In, s.Out)
	if s.Cost != "" {
		told += fmt.Sprintf(p.StatsCost, s.Cost)
	}
	if s.Budget != "" {
		told += fmt.Sprintf(p.StatsBudget, s.Budget)
	}
	return markup.Text(told)
}

// Reloaded says that the texts were read anew, and how many they are.
func (v Viewer) Reloaded(texts int) Screen { return Say(fmt.Sprintf(v.Phrases().Reloaded, texts)) }

// NotReloaded says that the texts could not be read anew, and why.
func (v Viewer) NotReloaded(reason string) Screen {
	return Say(fmt.Sprintf(v.Phrases().NotReloaded, reason))
}

// Feedback is what stands at the file of verdicts, or says that there are none.
func (v Viewer) Feedback(verdicts int) Screen {
	if verdicts == 0 {
		return Say(v.Phrases().FeedbackNone)
	}
	return Say(fmt.Sprintf(v.Phrases().FeedbackFile, verdicts))
}

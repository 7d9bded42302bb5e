package screen

import (
	"fmt"
	"time"

	"chuchu/bot/telegram/markup"
)

// NoQuestion says that there is nothing to look for in a message, with questions that there are answers to.
func (v Viewer) NoQuestion() Screen { return v.withExamples(markup.Text(v.phrases().NoQuestion)) }

// TooLong says that a question has more characters than are taken.
func (v Viewer) TooLong(characters, limit int) Screen {
	return plain(fmt.Sprintf(v.phrases().TooLong, characters, limit))
}

// NotText says that pictures, voices and the like cannot be read.
func (v Viewer) NotText() Screen { return plain(v.phrases().NotText) }

// Slower asks to wait, in whole seconds, at least one.
func (v Viewer) Slower(wait time.Duration) Screen {
	return plain(fmt.Sprintf(v.phrases().Slower, max(1, (wait+time.Second-1)/time.Second)))
}

// NotAllowed says that the bot is not for everybody, and gives the number that its operator can let in: a person's or a
// group's.
func (v Viewer) NotAllowed(id int64) Screen { return plain(fmt.Sprintf(v.phrases().NotAllowed, id)) }

// AdminsOnly says that a command is the operator's.
func (v Viewer) AdminsOnly() Screen { return plain(v.phrases().AdminsOnly) }

// Failed says that the fault is not the person's. The cause is the operator's affair; id is by which he finds it.
func (v Viewer) Failed(id string) Screen { return plain(fmt.Sprintf(v.phrases().Failed, id)) }

// Unreachable says that the index of the texts cannot be asked at the moment.
func (v Viewer) Unreachable() Screen { return plain(v.phrases().Unreachable) }

// Interrupted is the note under a question at which the bot was stopped. Its button makes the note the answer, which is
// the one saved under that id.
func (v Viewer) Interrupted(answer string) Screen {
	p := v.phrases()
	return Screen{markup.Text(p.Interrupted), Keyboard{{{Text: p.Resume, Data: Data{Verb: Resume, Answer: answer}}}}}
}

// NothingYet says that there is no answer to explain.
func (v Viewer) NothingYet() Screen { return plain(v.phrases().NothingYet) }

// What is said at the tap of a button, at most 200 characters as answerCallbackQuery takes.

// Outdated is for a button that is no longer good, or data that never was.
func (v Viewer) Outdated() string { return v.phrases().Outdated }

// Thanks is for a verdict.
func (v Viewer) Thanks() string { return v.phrases().Thanks }

// OpenChat is on the button above the results of an inline query, which leads to the bot.
func (v Viewer) OpenChat() string { return v.phrases().OpenChat }

// NotYours is for a button under another person's answer.
func (v Viewer) NotYours() string { return v.phrases().NotYours }

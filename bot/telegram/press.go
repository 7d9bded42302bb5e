package telegram

import (
	"context"
	"errors"

	"chuchu/bot"
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/screen"
	"chuchu/bot/telegram/state"
	"chuchu/retrieval"
	"chuchu/retrieval/reading"
)

// pressed handles a press on a button. What it carries may come from an old keyboard or from a forged client: it is
// read as a stranger's word, and an answer is only shown to whom it belongs.
func (v *Service) pressed(ctx context.Context, t *task) error {
	q := t.CallbackQuery
	view := v.viewer(&q.From)
	d, err := screen.ParseData(q.Data)
	if err != nil || q.Message == nil {
		return v.toast(ctx, q, view.Outdated())
	}
	if !v.settings.allows(q.From.ID, q.Message.Chat) {
		return v.toast(ctx, q, view.NotYours())
	}
	p := press{Service: v, task: t, query: q, data: d, view: view, at: place{q.Message.Chat, q.Message.ID}}
	if d.Answer != "" {
		id, err := state.ParseAnswerID(d.Answer)
		if err != nil {
			return v.toast(ctx, q, view.Outdated())
		}
		saved, ok, err := v.state.Answer(id)
		switch {
		case err != nil:
			return err
		case !ok || saved.Chat != v.state.Key(p.at.chat.ID):
			return v.toast(ctx, q, view.Outdated())
		case saved.User != v.state.Key(q.From.ID) && d.Verb != screen.Open:
			return v.toast(ctx, q, view.NotYours())
		}
		p.saved = saved
	}
	return p.handle(ctx)
}

// toast answers a press with words that show for a moment; "" ends the waiting sign without any. A press that nobody waits
// for any more is none's concern.
func (v *Service) toast(ctx context.Context, q *api.CallbackQuery, words string) error {
	err := v.call(ctx, "answerCallbackQuery", api.AnswerCallbackQuery{ID: q.ID, Text: words}, nil)
	if refusal, ok := errors.AsType[*api.Error](err); ok && refusal.QueryTooOld() {
		return nil
	}
	return err
}

// press is a press on a button with what it names.
type press struct {
	*Service
	task  *task
	query *api.CallbackQuery
	data  screen.Data
	saved state.Answer // that the data names, if it names one
	view  screen.Viewer
	at    place
}

func (p press) handle(ctx context.Context) error {
	switch p.data.Verb {
	case screen.Vote, screen.Explain:
		return p.vote(ctx)
	case screen.Speak:
		return p.speak(ctx)
	case screen.Forget:
		return p.forget(ctx)
	}
	if err := p.toast(ctx, p.query, ""); err != nil {
		return err
	}
	switch p.data.Verb {
	case screen.Turn:
		return p.turn(ctx)
	case screen.Open:
		return p.open(ctx)
	case screen.List:
		return p.edit(ctx, p.at, p.fromTexts(func(c *retrieval.Collection) screen.Screen { return p.view.Sources(c, p.data.N) }))
	case screen.Ask:
		return p.example(ctx)
	case screen.Resume:
		return p.turn(ctx)
	}
	return nil
}

// turn shows passage N of an answer in its place. For a note it shows the answer.
func (p press) turn(ctx context.Context) error {
	a, err := p.again(ctx, p.saved)
	if err != nil {
		return err
	}
	shown, err := p.shown(p.saved.ID)
	if err != nil {
		return err
	}
	return p.edit(ctx, p.at, p.view.Passage(a, shown, p.data.N))
}

// shown is what the buttons of an answer show: the verdict of the person, if there is one.
func (p press) shown(id state.AnswerID) (screen.Saved, error) {
	verdict, ok, err := p.state.Verdict(id, p.state.Key(p.query.From.ID))
	if err != nil || !ok {
		return screen.Saved{ID: id.String()}, err
	}
	return screen.Saved{ID: id.String(), Verdict: screen.Verdict(verdict.Vote), Reason: screenReason(verdict.Reason)}, nil
}

// open shows a passage in its text.
func (p press) open(ctx context.Context) error {
	var marks []reading.Span
	if p.data.Answer != "" {
		a, err := p.again(ctx, p.saved)
		if err != nil {
			return err
		}
		marks = marksOf(a, p.data.Passage)
	}
	return p.edit(ctx, p.at, p.fromTexts(func(c *retrieval.Collection) screen.Screen { return p.view.Open(c, p.data, marks) }))
}

func marksOf(a bot.Answer, passage string) []reading.Span {
	for _, s := range a.Sources {
		if s.ID == passage {
			return screen.Marks(s.Passage)
		}
	}
	return nil
}

// vote stores a verdict and shows it on the buttons.
func (p press) vote(ctx context.Context) error {
	vote, reason := state.Vote(p.data.Word), state.NoReason
	if p.data.Verb == screen.Explain {
		vote, reason = state.Down, reasons[screen.Reason(p.data.Word)]
	}
	ok, err := p.state.SaveVerdict(p.saved.ID, p.state.Key(p.query.From.ID), vote, reason)
	if err != nil {
		return err
	}
	if !ok {
		return p.toast(ctx, p.query, p.view.Outdated())
	}
	p.tally.vote(vote)
	p.settings.Metrics.Verdict(vote == state.Up)
	if err := p.toast(ctx, p.query, p.view.Thanks()); err != nil {
		return err
	}
	return p.turn(ctx)
}

// reasons are the words of the buttons as the state keeps them.
var reasons = map[screen.Reason]state.Reason{
	screen.WrongPassage: state.WrongPassage, screen.WrongQuote: state.WrongQuote,
	screen.NoAnswer: state.NotAnAnswer, screen.OutOfDate: state.OutOfDate,
}

func screenReason(stored state.Reason) screen.Reason {
	for shown, r := range reasons {
		if r == stored {
			return shown
		}
	}
	return ""
}

// speak sets the language of the interface.
func (p press) speak(ctx context.Context) error {
	language := p.data.Word
	if language == screen.PhoneLanguage {
		language = ""
	}
	if err := p.state.SetLanguage(p.state.Key(p.query.From.ID), language); err != nil {
		return err
	}
	view := p.viewer(&p.query.From)
	if err := p.toast(ctx, p.query, view.Spoken().Body.Plain()); err != nil {
		return err
	}
	return p.edit(ctx, p.at, view.Languages())
}

// forget deletes all that is stored of a person, or not.
func (p press) forget(ctx context.Context) error {
	if err := p.toast(ctx, p.query, ""); err != nil {
		return err
	}
	yes := p.data.Word == screen.Yes
	if yes {
		p.memory.forgetPerson(p.query.From.ID)
		if _, err := p.state.Forget(p.state.Key(p.query.From.ID)); err != nil {
			return err
		}
	}
	return p.edit(ctx, p.at, p.view.Forgotten(yes))
}

// example asks a question of the examples, as if the person had typed it.
func (p press) example(ctx context.Context) error {
	question, ok := p.view.Example(p.data.Word)
	if !ok {
		return nil
	}
	m := *p.query.Message
	m.From, m.ID = &p.query.From, 0
	return p.question(ctx, p.task, &m, request{argument: question})
}

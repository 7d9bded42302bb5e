package telegram

import (
	"context"
	"errors"
	"time"

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
		v.toast(ctx, q, view.Outdated())
		return nil
	}
	if !v.settings.allows(q.From.ID, q.Message.Chat) {
		v.toast(ctx, q, view.NotYours())
		return nil
	}
	if (d.Verb == screen.Forget || d.Verb == screen.Speak) && !q.Message.Chat.Private() {
		v.toast(ctx, q, view.NotYours())
		return nil
	}
	if wait := v.limits.tap(q.From.ID, time.Now()); wait > 0 {
		v.toast(ctx, q, view.Slower(wait).Body.Plain())
		return nil
	}
	p := press{Service: v, task: t, query: q, data: d, view: view, at: place{q.Message.Chat, q.Message.ID}}
	if d.Answer != "" {
		saved, ok, err := v.answer(d.Answer)
		switch {
		case err != nil:
			return err
		case !ok || saved.Chat != v.state.Key(p.at.chat.ID):
			v.toast(ctx, q, view.Outdated())
			return nil
		case saved.User != v.state.Key(q.From.ID) && d.Verb == screen.Open:
			return v.openAlone(ctx, q, d.Passage)
		case saved.User != v.state.Key(q.From.ID):
			v.toast(ctx, q, view.NotYours())
			return nil
		}
		p.saved = saved
	}
	return p.handle(ctx)
}

// answer finds the saved answer that a button names, if it is there.
func (v *Service) answer(name string) (saved state.Answer, ok bool, err error) {
	id, err := state.ParseAnswerID(name)
	if err != nil {
		return state.Answer{}, false, nil // a forged name names nothing
	}
	return v.state.Answer(id)
}

// openAlone opens a passage in the private chat of who pressed: the answer that it stands under belongs to somebody else.
func (v *Service) openAlone(ctx context.Context, q *api.CallbackQuery, passage string) error {
	params := api.AnswerCallbackQuery{ID: q.ID, URL: screen.PassageLink(v.me.Username, passage)}
	err := v.call(ctx, "answerCallbackQuery", params, nil)
	if refusal, ok := errors.AsType[*api.Error](err); ok && refusal.QueryTooOld() {
		return nil
	}
	return err
}

// toast answers a press with words that show for a moment; "" ends the waiting sign without any. It does no harm when that
// fails: the press does what it does, and nobody waits for more than a few minutes.
func (v *Service) toast(ctx context.Context, q *api.CallbackQuery, words string) {
	err := v.call(ctx, "answerCallbackQuery", api.AnswerCallbackQuery{ID: q.ID, Text: words}, nil)
	if refusal, ok := errors.AsType[*api.Error](err); ok && refusal.QueryTooOld() || err == nil || ctx.Err() != nil {
		return
	}
	v.log.Warn("a press could not be answered", "error", err)
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
	p.toast(ctx, p.query, "")
	switch p.data.Verb {
	case screen.Turn:
		return p.turn(ctx)
	case screen.Open:
		return p.open(ctx)
	case screen.List:
		return p.edit(ctx, p.at, p.fromTexts(func(c *retrieval.Collection) screen.Screen { return p.view.Sources(c, p.data.N) }))
	case screen.Ask:
		if p.limits.allow(p.query.From.ID, p.at.chat.ID, time.Now()) > 0 {
			return nil
		}
		if m, question := p.example(p.query); question != "" {
			return p.question(ctx, p.task, m, request{argument: question})
		}
	case screen.Stop:
		if !p.stopWriting(p.query.From.ID, p.saved.ID) { // nobody writes it any more
			return p.turn(ctx)
		}
	case screen.Resume:
		return p.turn(ctx)
	}
	return nil
}

// turn shows passage N of an answer in its place. For a note it shows the answer.
func (p press) turn(ctx context.Context) error {
	a, err := p.again(ctx, p.saved)
	if _, ok := errors.AsType[*bot.QuestionError](err); ok { // of a note: an answer was given to a question
		return p.edit(ctx, p.at, faulty(p.view, p.saved.Question))
	}
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
	ok := false
	err := p.store(ctx, p.task, func() (err error) {
		ok, err = p.state.SaveVerdict(p.saved.ID, p.state.Key(p.query.From.ID), vote, reason)
		return err
	})
	if err != nil {
		return err
	}
	if !ok {
		p.toast(ctx, p.query, p.view.Outdated())
		return nil
	}
	p.tally.vote(vote)
	p.settings.Metrics.Verdict(vote == state.Up)
	p.toast(ctx, p.query, p.view.Thanks())
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
	if err := p.store(ctx, p.task, func() error { return p.state.SetLanguage(p.state.Key(p.query.From.ID), language) }); err != nil {
		return err
	}
	view := p.viewer(&p.query.From)
	p.toast(ctx, p.query, view.Spoken().Body.Plain())
	return p.edit(ctx, p.at, view.Languages())
}

// forget deletes all that is stored of a person, or not.
func (p press) forget(ctx context.Context) error {
	p.toast(ctx, p.query, "")
	yes := p.data.Word == screen.Yes
	if yes {
		handled := p.forgetUnderway(p.task)
		err := p.store(ctx, p.task, func() error {
			_, err := p.state.Forget(p.state.Key(p.query.From.ID), handled...)
			return err
		})
		if err != nil {
			return err
		}
		p.memory.forgetPerson(p.query.From.ID)
	}
	return p.edit(ctx, p.at, p.view.Forgotten(yes))
}

// example returns the example that a press asks, and a message as if the person had typed it; "" where it is none of the
// examples any more.
func (v *Service) example(q *api.CallbackQuery) (as *api.Message, question string) {
	d, err := screen.ParseData(q.Data)
	if err != nil || q.Message == nil {
		return nil, ""
	}
	question, _ = v.viewer(&q.From).Example(d.Word)
	m := *q.Message
	m.From, m.ID, m.ReplyTo = &q.From, 0, nil
	return &m, question
}

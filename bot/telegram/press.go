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

// actions say what a press on a button does, by the verb that the button carries. A new kind of button wants its verb and
// what that carries in screen/data.go, its place on a screen, and its action here. A quiet one answers the press without
// words, at once; the others say something, or end the waiting sign when they are done.
var actions = map[screen.Verb]struct {
	do    func(press, context.Context) error
	quiet bool
}{
	screen.Turn:    {press.turn, true},
	screen.Resume:  {press.turn, true},
	screen.Open:    {press.open, true},
	screen.List:    {press.list, true},
	screen.Ask:     {press.ask, false},
	screen.Choose:  {press.ask, false},
	screen.Stop:    {press.stop, true},
	screen.Forget:  {press.forget, true},
	screen.Vote:    {press.vote, false},
	screen.Explain: {press.vote, false},
	screen.Speak:   {press.speak, false},
}

// press is a press on a button with what it names.
type press struct {
	*router
	task  *task
	query *api.CallbackQuery
	data  screen.Data
	saved state.Answer // that the data names, if it names one
	view  screen.Viewer
	at    place
}

// pressed handles a press on a button. What it carries may come from an old keyboard or from a forged client: it is
// read as a stranger's word, and an answer is only shown to whom it belongs.
func (r *router) pressed(ctx context.Context, t *task) error {
	q := t.CallbackQuery
	view := r.viewers.of(ctx, &q.From)
	d, err := screen.ParseData(q.Data)
	refusal := ""
	switch {
	case err != nil || q.Message == nil:
		refusal = view.Phrases().Outdated
	case !r.settings.allows(q.From.ID, q.Message.Chat),
		(d.Verb == screen.Forget || d.Verb == screen.Speak) && !q.Message.Chat.Private():
		refusal = view.Phrases().NotYours
	default:
		if wait := r.taps.wait(q.From.ID, time.Now()); wait > 0 {
			refusal = view.Slower(wait).Body.Plain()
		}
	}
	if refusal != "" {
		r.sender.toast(ctx, q, refusal)
		return nil
	}
	p := press{router: r, task: t, query: q, data: d, view: view, at: place{q.Message.Chat, q.Message.ID}}
	if d.Answer != "" {
		saved, ok, err := r.named(d.Answer)
		switch {
		case err != nil:
			return err
		case !ok || saved.Chat != r.journal.Key(p.at.chat.ID):
			r.sender.toast(ctx, q, view.Phrases().Outdated)
			return nil
		case saved.User != r.journal.Key(q.From.ID) && d.Verb == screen.Open: // in the private chat of the person who pressed
			link := screen.PassageLink(r.me.Username, d.Passage)
			return r.sender.answerQuery(ctx, "answerCallbackQuery", api.AnswerCallbackQuery{ID: q.ID, URL: link})
		case saved.User != r.journal.Key(q.From.ID):
			r.sender.toast(ctx, q, view.Phrases().NotYours)
			return nil
		}
		p.saved, p.view = saved, view.Hearing(bot.Language(saved.Language))
	}
	action := actions[d.Verb]
	if action.quiet {
		r.sender.toast(ctx, q, "")
	}
	return action.do(p, ctx)
}

// named finds the saved answer that a button names, if it is there.
func (r *router) named(name string) (saved state.Answer, ok bool, err error) {
	id, err := state.ParseAnswerID(name)
	if err != nil {
		return state.Answer{}, false, nil // a forged name names nothing
	}
	return r.journal.Answer(id)
}

// show makes the message with the button show another screen.
func (p press) show(ctx context.Context, s screen.Screen) error { return p.sender.edit(ctx, p.at, s) }

// turn shows passage N of an answer in its place. For a note it shows the answer.
func (p press) turn(ctx context.Context) error {
	a, err := p.asker.again(ctx, p.saved)
	if _, ok := errors.AsType[*bot.QuestionError](err); ok { // of a note: an answer was given to a question
		return p.show(ctx, faulty(p.view, p.saved.Question))
	}
	if err != nil {
		return err
	}
	buttons, err := p.journal.buttons(p.saved)
	if err != nil {
		return err
	}
	return p.show(ctx, p.view.Passage(a, buttons, p.data.N))
}

// open shows a passage in its text.
func (p press) open(ctx context.Context) error {
	var marks []reading.Span
	if p.data.Answer != "" {
		a, err := p.asker.again(ctx, p.saved)
		if err != nil {
			return err
		}
		marks = marksOf(a, p.data.Passage)
	}
	return p.show(ctx, p.fromTexts(func(c *retrieval.Collection) screen.Screen { return p.view.Open(c, p.data, marks) }))
}

func marksOf(a bot.Answer, passage string) []reading.Span {
	for _, s := range a.Sources {
		if s.ID == passage {
			return screen.Marks(s.Passage)
		}
	}
	return nil
}

// list shows a page of the texts.
func (p press) list(ctx context.Context) error {
	return p.show(ctx, p.fromTexts(func(c *retrieval.Collection) screen.Screen { return p.view.Sources(c, p.data.N) }))
}

// ask asks an example, or one of the things that a question may be about.
func (p press) ask(ctx context.Context) error {
	m, question := p.asks(ctx, p.query)
	if question == "" {
		p.sender.toast(ctx, p.query, p.view.Phrases().Outdated)
		return nil
	}
	p.sender.toast(ctx, p.query, "")
	return p.answerer.answer(ctx, p.task, m, request{argument: question}, state.Answer{ID: p.journal.NewAnswerID()})
}

// stop stops the model that writes an answer, or shows the answer if nobody writes it any more.
func (p press) stop(ctx context.Context) error {
	if p.underway.stopWriting(p.query.From.ID, p.saved.ID) {
		return nil
	}
	return p.turn(ctx)
}

// vote stores a verdict and shows it on the buttons.
func (p press) vote(ctx context.Context) error {
	vote, reason := state.Vote(p.data.Word), state.NoReason
	if p.data.Verb == screen.Explain {
		vote, reason = state.Down, reasons[screen.Reason(p.data.Word)]
	}
	ok := false
	err := p.journal.write(ctx, p.task, func() (err error) {
		ok, err = p.journal.SaveVerdict(p.saved.ID, p.journal.Key(p.query.From.ID), vote, reason)
		return err
	})
	if err != nil {
		return err
	}
	if !ok {
		p.sender.toast(ctx, p.query, p.view.Phrases().Outdated)
		return nil
	}
	p.tally.vote(vote)
	p.sender.toast(ctx, p.query, p.view.Phrases().Thanks)
	return p.turn(ctx)
}

// speak sets the language of the interface.
func (p press) speak(ctx context.Context) error {
	language := p.data.Word
	if language == screen.PhoneLanguage {
		language = ""
	}
	user := p.journal.Key(p.query.From.ID)
	if err := p.journal.write(ctx, p.task, func() error { return p.journal.SetLanguage(user, language) }); err != nil {
		return err
	}
	view := p.viewers.of(ctx, &p.query.From)
	p.sender.toast(ctx, p.query, view.Phrases().Spoken)
	return p.show(ctx, view.Languages())
}

// forget deletes all that is stored of a person, or not.
func (p press) forget(ctx context.Context) error {
	yes := p.data.Word == screen.Yes
	if yes {
		handled := p.underway.forget(p.task)
		err := p.journal.write(ctx, p.task, func() error {
			_, err := p.journal.Forget(p.journal.Key(p.query.From.ID), handled...)
			return err
		})
		if err != nil {
			return err
		}
		p.asker.conversations.forgetPerson(p.query.From.ID)
	}
	return p.show(ctx, p.view.Forgotten(yes))
}

// asks returns the question that a press asks, and a message as if the person had typed it; "" if that is not there any
// more: of the examples, or of the choices of an answer to the same person in the same chat.
func (r *router) asks(ctx context.Context, q *api.CallbackQuery) (as *api.Message, question string) {
	d, err := screen.ParseData(q.Data)
	if err != nil || q.Message == nil {
		return nil, ""
	}
	if d.Verb == screen.Choose {
		saved, ok, err := r.named(d.Answer)
		if err == nil && ok && saved.User == r.journal.Key(q.From.ID) && saved.Chat == r.journal.Key(q.Message.Chat.ID) && 0 < d.N && d.N <= len(saved.Choices) {
			question = saved.Choices[d.N-1].Question
		}
	} else {
		question, _ = r.viewers.of(ctx, &q.From).Example(d.Word)
	}
	m := *q.Message
	m.From, m.ID, m.ReplyTo = &q.From, 0, nil
	return &m, question
}

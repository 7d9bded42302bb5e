package telegram

import (
	"context"
	"errors"
	"strings"
	"time"

	"chuchu/bot"
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/screen"
)

// inlineCache is for how many seconds Telegram may give the same person the same results: while he types and deletes.
const inlineCache = 60

// inline answers what somebody types behind the bot's name in any chat. It is asked at every pause of his typing, so it
// takes no part in his conversation and nothing is stored. A query waits for 30 seconds; whoever is late is not missed.
func (r *router) inline(ctx context.Context, t *task) error {
	q := t.InlineQuery
	view := r.viewers.of(ctx, &q.From)
	results, err := r.inlineResults(ctx, q, view)
	if err != nil {
		return err
	}
	params := api.AnswerInlineQuery{
		ID: q.ID, CacheTime: inlineCache, IsPersonal: true, Results: []api.InlineQueryResultArticle{},
		Button: &api.InlineQueryResultsButton{Text: view.Phrases().OpenChat, StartParameter: "inline"},
	}
	if len(results) == 0 {
		params.CacheTime = 0 // who was too fast, or is let in now, is offered something the next time
	}
	for _, result := range results {
		text, mode := textOf(result.Message, false)
		params.Results = append(params.Results, api.InlineQueryResultArticle{
			Type: "article", ID: result.ID, Title: result.Title, Description: result.Description,
			Content:     api.InputTextMessageContent{Text: text, ParseMode: mode, LinkPreviewOptions: noPreview},
			ReplyMarkup: keyboard(result.Message.Keyboard),
		})
	}
	return r.sender.answerQuery(ctx, "answerInlineQuery", params)
}

// inlineResults are what is offered: answers, or examples if nothing is asked yet; none for a person who may not ask, or is too fast.
func (r *router) inlineResults(ctx context.Context, q *api.InlineQuery, view screen.Viewer) ([]screen.Inline, error) {
	if !r.settings.allows(q.From.ID, api.Chat{ID: q.From.ID}) || r.taps.wait(q.From.ID, time.Now()) > 0 {
		return nil, nil
	}
	if strings.TrimSpace(q.Query) == "" {
		var answers []bot.Answer
		for _, example := range view.Examples() {
			a, err := r.asker.alone(ctx, example)
			if err != nil {
				return nil, err
			}
			answers = append(answers, a)
		}
		return view.InlineExamples(answers), nil
	}
	a, err := r.asker.alone(ctx, q.Query)
	if _, ok := errors.AsType[*bot.QuestionError](err); ok {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return view.Inline(a), nil
}

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
func (v *Service) inline(ctx context.Context, t *task) error {
	q := t.InlineQuery
	if !v.settings.allows(q.From.ID, api.Chat{ID: q.From.ID}) || v.limits.tap(q.From.ID, time.Now()) > 0 {
		return v.offer(ctx, q, nil)
	}
	view := v.viewer(&q.From)
	if strings.TrimSpace(q.Query) == "" {
		var answers []bot.Answer
		for _, example := range view.Examples() {
			a, err := think(ctx, v, func() (bot.Answer, error) { return v.bot.Ask(ctx, example) })
			if err != nil {
				return err
			}
			answers = append(answers, a)
		}
		return v.offer(ctx, q, view.InlineExamples(answers))
	}
	a, err := think(ctx, v, func() (bot.Answer, error) { return v.bot.Ask(ctx, q.Query) })
	if _, ok := errors.AsType[*bot.QuestionError](err); ok {
		return v.offer(ctx, q, nil)
	}
	if err != nil {
		return err
	}
	return v.offer(ctx, q, view.Inline(a))
}

// offer sends the results of an inline query. They differ by the person's language.
func (v *Service) offer(ctx context.Context, q *api.InlineQuery, results []screen.Inline) error {
	params := api.AnswerInlineQuery{
		ID: q.ID, CacheTime: inlineCache, IsPersonal: true, Results: []api.InlineQueryResultArticle{},
		Button: &api.InlineQueryResultsButton{Text: v.viewer(&q.From).OpenChat(), StartParameter: "inline"},
	}
	if len(results) == 0 {
		params.CacheTime = 0 // who was too fast, or is let in now, is offered something the next time
	}
	for _, r := range results {
		params.Results = append(params.Results, api.InlineQueryResultArticle{
			Type: "article", ID: r.ID, Title: r.Title, Description: r.Description,
			Content:     api.InputTextMessageContent{Text: fitting(r.Message.Body).HTML(), ParseMode: api.HTML, LinkPreviewOptions: noPreview},
			ReplyMarkup: keyboard(r.Message.Keyboard),
		})
	}
	err := v.call(ctx, "answerInlineQuery", params, nil)
	if refusal, ok := errors.AsType[*api.Error](err); ok && refusal.QueryTooOld() {
		return nil
	}
	return err
}

package telegram

import (
	"context"

	"chuchu/bot"
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/screen"
)

// viewers knows whom a screen is for: their language, as they chose it or as their phone has it.
type viewers struct {
	journal     *journal
	suggestions *suggestions
	username    string // of the bot
}

func (v *viewers) of(ctx context.Context, user *api.User) screen.Viewer {
	view := screen.Viewer{Language: screen.LanguageOf(user.LanguageCode), Bot: v.username}
	settings, err := v.journal.Settings(v.journal.Key(user.ID))
	if err != nil {
		v.journal.log.Error("a person's settings could not be read", "error", err)
	}
	if settings.Language != "" {
		view.Language, view.Chosen = bot.Language(settings.Language), true
	}
	view.Examples = func() []string { return v.suggestions.in(ctx, view.Language) }
	return view
}

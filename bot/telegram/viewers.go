package telegram

import (
	"context"
	"sync"

	"chuchu/bot"
	"chuchu/bot/examples"
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/screen"
)

// viewers knows whom a screen is for: their language, as they chose it or as their phone has it, and questions that the
// texts answer, for people who do not know what to ask. These are found when they are first shown in a language, and kept until
// the texts change.
type viewers struct {
	bot      *bot.Bot
	journal  *journal
	username string // of the bot

	mu          sync.Mutex
	edition     int // of the texts
	suggestions map[bot.Language][]string
}

// maxSuggestions is how many questions are offered: as many as fit a phone without being read.
const maxSuggestions = 3

// of returns the viewer for a person.
func (v *viewers) of(ctx context.Context, user *api.User) screen.Viewer {
	view := screen.Viewer{Language: screen.LanguageOf(user.LanguageCode), Bot: v.username}
	settings, err := v.journal.Settings(v.journal.Key(user.ID))
	if err != nil {
		v.journal.log.Error("a person's settings could not be read", "error", err)
	}
	if settings.Language != "" {
		view.Language, view.Chosen = bot.Language(settings.Language), true
	}
	view.Examples = func() []string { return v.suggest(ctx, view.Language) }
	return view
}

// suggest returns questions in a language; none if they could not be found.
func (v *viewers) suggest(ctx context.Context, language bot.Language) []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	if edition := v.bot.Edition(); edition != v.edition || v.suggestions == nil {
		v.edition, v.suggestions = edition, map[bot.Language][]string{}
	}
	if found, ok := v.suggestions[language]; ok {
		return found
	}
	found, err := examples.Of(ctx, v.bot, language, maxSuggestions)
	if err != nil {
		v.journal.log.Error("questions to begin with could not be found", "error", err)
		return nil
	}
	v.suggestions[language] = found
	return found
}

package telegram

import (
	"chuchu/bot"
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/screen"
)

// viewer is whom a screen is for: their language, as they chose it or as their phone has it.
func (v *Service) viewer(user *api.User) screen.Viewer {
	view := screen.Viewer{Language: screen.LanguageOf(user.LanguageCode), Bot: v.me.Username}
	settings, err := v.state.Settings(v.state.Key(user.ID))
	if err != nil {
		v.log.Error("a person's settings could not be read", "error", err)
	}
	if settings.Language != "" {
		view.Language, view.Chosen = bot.Language(settings.Language), true
	}
	view.Examples = func() []string { return v.startersIn(v.working, view.Language) }
	return view
}

package telegram

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"maps"
	"slices"

	"chuchu/bot"
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/screen"
)

// profileNote is the note under which the state keeps what was last set.
const profileNote = "profile"

// profileLanguages are the languages of the interface by the two letters that Telegram knows them by; none is for all
// others. Both scripts of Chinese are one there: the menu is simplified, the screens are not.
var profileLanguages = []struct {
	code     string
	language bot.Language
}{{"", bot.English}, {"zh", bot.Simplified}}

// syncProfile sets the menus of commands and the profile, if they differ from what was set last. It is no harm when that
// fails: the next start does it.
func (s *sender) syncProfile(ctx context.Context, admins Audience) {
	calls := profile(admins)
	want, err := json.Marshal(calls)
	if err != nil {
		s.log.Error("the profile could not be written", "error", err)
		return
	}
	sum := sha256.Sum256(want)
	if last, err := s.journal.Note(profileNote); err == nil && string(last) == string(sum[:]) {
		return
	}
	whole := true
	for _, c := range calls {
		err := s.call(ctx, c.Method, c.Params, nil)
		if ctx.Err() != nil {
			return
		}
		if err != nil { // an admin who has not written to the bot yet has no chat to set a menu for
			s.log.Warn("a part of the profile could not be set; the next start tries again", "part", c.Method, "error", err)
			whole = false
		}
	}
	if !whole {
		return
	}
	if err := s.journal.SetNote(profileNote, sum[:]); err != nil {
		s.log.Error("that the profile is set could not be noted", "error", err)
	}
}

// profileCall is a call that sets a part of the profile.
type profileCall struct {
	Method string
	Params any
}

// profile is all that is set.
func profile(admins Audience) []profileCall {
	var calls []profileCall
	commands := func(list []screen.Command, scope api.BotCommandScope, code string) {
		p := api.SetMyCommands{Scope: &scope, LanguageCode: code}
		for _, c := range list {
			p.Commands = append(p.Commands, api.BotCommand{Command: c.Name, Description: c.Description})
		}
		calls = append(calls, profileCall{"setMyCommands", p})
	}
	for _, l := range profileLanguages {
		said := screen.Viewer{Language: l.language}.Phrases()
		commands(said.Commands(), api.BotCommandScope{Type: "default"}, l.code)
		commands(said.GroupCommands(), api.BotCommandScope{Type: "all_group_chats"}, l.code)
		calls = append(calls,
			profileCall{"setMyDescription", api.SetMyDescription{Description: said.Description, LanguageCode: l.code}},
			profileCall{"setMyShortDescription", api.SetMyShortDescription{ShortDescription: said.About, LanguageCode: l.code}})
	}
	for _, admin := range slices.Sorted(maps.Keys(admins.ids)) {
		for _, l := range profileLanguages {
			commands(screen.Viewer{Language: l.language}.Phrases().AdminCommands(), api.BotCommandScope{Type: "chat", ChatID: admin}, l.code)
		}
	}
	return calls
}

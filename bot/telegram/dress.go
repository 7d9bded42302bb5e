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

// dressed is the note under which the state keeps what was last set.
const dressed = "profile"

// wardrobe are the languages of the interface by the two letters that Telegram knows them by; none is for all others.
// Both scripts of Chinese are one there: the menu is simplified, the screens are not.
var wardrobe = []struct {
	code     string
	language bot.Language
}{{"", bot.English}, {"zh", bot.Simplified}}

// dress sets the menu of commands and the profile, where they differ from what was set last. It is no harm when that
// fails: the next start does it.
func (v *Service) dress(ctx context.Context) {
	calls := v.profile()
	want, err := json.Marshal(calls)
	if err != nil {
		v.log.Error("the profile could not be written", "error", err)
		return
	}
	sum := sha256.Sum256(want)
	if worn, err := v.state.Note(dressed); err == nil && string(worn) == string(sum[:]) {
		return
	}
	whole := true
	for _, c := range calls {
		err := v.call(ctx, c.Method, c.Params, nil)
		if ctx.Err() != nil {
			return
		}
		if err != nil { // an admin who has not written to the bot yet has no chat to set a menu for
			v.log.Warn("a part of the profile could not be set; the next start tries again", "part", c.Method, "error", err)
			whole = false
		}
	}
	if !whole {
		return
	}
	if err := v.state.SetNote(dressed, sum[:]); err != nil {
		v.log.Error("that the profile is set could not be noted", "error", err)
	}
}

// call is a call that sets a part of the profile.
type call struct {
	Method string
	Params any
}

// profile is all that is set.
func (v *Service) profile() []call {
	var calls []call
	commands := func(list []screen.Command, scope api.BotCommandScope, code string) {
		p := api.SetMyCommands{Scope: &scope, LanguageCode: code}
		for _, c := range list {
			p.Commands = append(p.Commands, api.BotCommand{Command: c.Name, Description: c.Description})
		}
		calls = append(calls, call{"setMyCommands", p})
	}
	for _, w := range wardrobe {
		commands(screen.Commands(w.language), api.BotCommandScope{Type: "default"}, w.code)
		commands(screen.GroupCommands(w.language), api.BotCommandScope{Type: "all_group_chats"}, w.code)
		calls = append(calls,
			call{"setMyDescription", api.SetMyDescription{Description: screen.Description(w.language), LanguageCode: w.code}},
			call{"setMyShortDescription", api.SetMyShortDescription{ShortDescription: screen.About(w.language), LanguageCode: w.code}})
	}
	for _, admin := range slices.Sorted(maps.Keys(v.settings.Admins.ids)) {
		for _, w := range wardrobe {
			commands(screen.AdminCommands(w.language), api.BotCommandScope{Type: "chat", ChatID: admin}, w.code)
		}
	}
	return calls
}

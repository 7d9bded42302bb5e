package telegram

import (
	"cmp"
	"strings"
	"unicode"

	"chuchu/bot/telegram/api"
)

// request is what a message wants of the bot.
type request struct {
	command  string // lower case and without its slash; "" if the text is a question
	argument string // of the command, or the question
	replied  bool   // it is an answer to a message of the bot
	under    string // what it is asked under: the quote selected in the message that is replied to, or that of somebody else
}

// addressed reads what a message wants of the bot whose account is me. ok is false if the message is not meant for it:
// in groups everything but its commands, an exact mention and a reply to it; everywhere what other bots write, what was
// sent by inline mode, and commands that name another bot.
func addressed(m *api.Message, me api.User) (r request, ok bool) {
	if m.From == nil || m.ViaBot != nil || m.From.IsBot && !anonymousAdmin(m) {
		return request{}, false
	}
	text, entities := m.Text, m.Entities
	if text == "" {
		text, entities = m.Caption, m.CaptionEntities
	}
	r.replied = m.ReplyTo != nil && m.ReplyTo.From != nil && m.ReplyTo.From.ID == me.ID && m.ReplyTo.ViaBot == nil
	switch {
	case m.Quote != nil:
		r.under = m.Quote.Text
	case m.ReplyTo != nil && !r.replied:
		r.under = cmp.Or(m.ReplyTo.Text, m.ReplyTo.Caption)
	}
	if command, argument, to, is := commandOf(text, entities); is {
		if to != "" && !strings.EqualFold(to, me.Username) {
			return request{}, false
		}
		r.command, r.argument = command, withoutMention(argument, me)
		r.borrow()
		return r, m.Chat.Private() || to != "" || r.replied || groupCommands[command]
	}
	bare, mentioned := cutMention(text, entities, me)
	r.argument = strings.TrimSpace(bare)
	r.borrow()
	return r, m.Chat.Private() || mentioned || r.replied
}

// asks reports whether it is a question, though there may be none in it.
func (r request) asks() bool { return r.command == "" || r.command == "ask" }

// borrow takes the question from what it is asked under, if there is none: "/ask" under what somebody wrote asks just that.
func (r *request) borrow() {
	if r.asks() && r.argument == "" {
		r.argument, r.under = r.under, ""
	}
}

// groupCommands are obeyed in groups without the bot's name behind them. The others may be meant for another bot.
var groupCommands = map[string]bool{"ask": true}

// anonymousAdmin reports whether an admin writes in the group's own name, for which Telegram shows a bot as the sender.
func anonymousAdmin(m *api.Message) bool {
	return m.SenderChat != nil && m.SenderChat.ID == m.Chat.ID && !m.Chat.Private()
}

// commandOf reads a text that begins with a command: its name, what stands behind it, and the bot that it names.
func commandOf(text string, entities []api.Entity) (command, argument, to string, ok bool) {
	for _, e := range entities {
		if e.Type != "bot_command" || e.Offset != 0 {
			continue
		}
		_, inside, after, whole := e.Cut(text)
		if !whole {
			return "", "", "", false
		}
		command, to, _ = strings.Cut(strings.TrimPrefix(inside, "/"), "@")
		return strings.ToLower(command), strings.TrimSpace(after), to, true
	}
	return "", "", "", false
}

// cutMention takes the mentions of the bot out of a text and reports whether there was one.
func cutMention(text string, entities []api.Entity, me api.User) (rest string, found bool) {
	rest = text
	for i := len(entities) - 1; i >= 0; i-- { // from behind, so that the places before stay
		e := entities[i]
		before, inside, after, ok := e.Cut(rest)
		if !ok || !names(e, inside, me) {
			continue
		}
		rest, found = strings.TrimRightFunc(before, unicode.IsSpace)+" "+strings.TrimLeftFunc(after, unicode.IsSpace), true
	}
	return rest, found
}

func names(e api.Entity, inside string, me api.User) bool {
	switch e.Type {
	case "mention":
		return strings.EqualFold(strings.TrimPrefix(inside, "@"), me.Username)
	case "text_mention":
		return e.User != nil && e.User.ID == me.ID
	}
	return false
}

// withoutMention takes the bot's name off the beginning of a command's argument: "/ask @bot who?" is typed often.
func withoutMention(argument string, me api.User) string {
	first, rest, _ := strings.Cut(argument, " ")
	if strings.EqualFold(first, "@"+me.Username) {
		return strings.TrimSpace(rest)
	}
	return argument
}

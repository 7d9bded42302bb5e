package screen

import (
	"strings"

	"chuchu/bot/telegram/markup"
)

// passagePrefix stands before the id of a passage in a deep link. Another kind of payload gets another one.
const passagePrefix = "p_"

// PassageLink returns the address that opens a passage in the bot's private chat, from anywhere.
func PassageLink(bot, passage string) string {
	return "https://t.me/" + bot + "?start=" + passagePrefix + passage
}

// ParseStart returns the passage that the payload of /start names, and whether it names one.
func ParseStart(payload string) (passage string, ok bool) {
	passage, ok = strings.CutPrefix(payload, passagePrefix)
	if !ok || !passageField.form.MatchString(passage) {
		return "", false
	}
	return passage, true
}

// link makes a text lead to a passage.
func (v Viewer) link(passage, text string) markup.Node {
	return markup.Link(PassageLink(v.Bot, passage), markup.Text(text))
}

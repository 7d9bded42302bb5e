// Package screen is what a phone shows: an answer with its quote and sources, a passage in its surroundings, the list of
// texts, and whatever else the bot says in Telegram. Each screen is made from what is handed in and from nothing else; it
// sends nothing and stores nothing.
//
// Here also stand the words of the interface (phrases.go), and what a button or a link carries back (data.go, link.go).
package screen

import (
	"chuchu/bot"
	"chuchu/bot/telegram/markup"
)

// Screen is a message: what it says, and the buttons below.
type Screen struct {
	Body     markup.Node
	Keyboard Keyboard
}

// Keyboard is rows of buttons.
type Keyboard [][]Button

// Button is one of Data and URL with its inscription.
type Button struct {
	Text string
	Data Data   // what comes back when it is tapped
	URL  string // what it opens; "" if it carries data
}

// Viewer is whom a screen is for.
type Viewer struct {
	Language bot.Language // of the interface
	Chosen   bool         // by the person, rather than taken from the phone
	Bot      string       // the bot's username, without @
	// Examples returns questions that the collection answers, to be tapped; nil if there are none. It is called only for
	// screens that show them.
	Examples func() []string
}

// Hearing returns the viewer with the language to answer a question in. What the person has chosen stays. Otherwise a
// question in Chinese is answered in its own script, where its characters tell that, and one in Latin letters, which may
// be pinyin, in the phone's language.
func (v Viewer) Hearing(question bot.Language) Viewer {
	ambiguous := question == bot.Simplified && v.Language == bot.Traditional // 上海 is written so in both
	if !v.Chosen && question != bot.English && !ambiguous {
		v.Language = question
	}
	return v
}

// questions are the examples.
func (v Viewer) questions() []string {
	if v.Examples == nil {
		return nil
	}
	return v.Examples()
}

// lines puts nodes one below the other; those without text take no line.
func lines(nodes ...markup.Node) markup.Node { return separated("\n", nodes) }

// parts is lines with an empty line between.
func parts(nodes ...markup.Node) markup.Node { return separated("\n\n", nodes) }

func separated(by string, nodes []markup.Node) markup.Node {
	var out []markup.Node
	for _, n := range nodes {
		if n.Units() == 0 {
			continue
		}
		if len(out) > 0 {
			out = append(out, markup.Text(by))
		}
		out = append(out, n)
	}
	return markup.Join(out...)
}

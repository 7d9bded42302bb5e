package telegramtest

import (
	"cmp"
	"slices"
	"strings"
)

// scene is what the phones show after one step: each message once, as it is in the end.
type scene struct {
	places []placeShown
	tail   []string // results, the menu or the card, and buttons that spin
}

// placeShown is what is shown in one chat, or in one topic of it.
type placeShown struct {
	name     string // as the script calls it
	messages []messageShown
	short    []Shown // toasts and addresses
}

// messageShown is a message that is new or changed.
type messageShown struct {
	now, before Message
	isNew       bool
	notLast     bool   // the bot has written after it
	replyTo     string // the first words of what it replies to
	via         string // who sent it by way of the bot
	file        string // what is in its document
}

// scene gathers what has been shown since the last step.
func (st *stage) scene(d deed, shown []Shown) scene {
	var sc scene
	here := st.here(d)
	others := slices.DeleteFunc(slices.Clone(st.names), func(name string) bool { return name == here })
	for _, name := range append([]string{here}, others...) {
		p := placeShown{name: name}
		for _, s := range shown {
			if st.places[name] == st.placeOf(s) {
				st.gather(&p, s)
			}
		}
		slices.SortStableFunc(p.messages, func(a, b messageShown) int { return cmp.Compare(a.now.ID, b.now.ID) })
		if len(p.messages)+len(p.short) > 0 {
			sc.places = append(sc.places, p)
		}
	}
	sc.tail = append(sc.tail, st.asked(d)...)
	for query, label := range st.spinner {
		if st.server.Answered(query) {
			delete(st.spinner, query)
		} else {
			sc.tail = append(sc.tail, "spinning: "+label)
		}
	}
	return sc
}

// placeOf is where something is shown. Threads that are no topics are not told apart.
func (st *stage) placeOf(s Shown) place {
	at := place{s.Chat, s.Thread}
	for _, known := range st.places {
		if known == at {
			return at
		}
	}
	return place{chat: s.Chat}
}

func (st *stage) gather(p *placeShown, s Shown) {
	i := slices.IndexFunc(p.messages, func(m messageShown) bool { return m.now.ID == s.Message.ID })
	switch s.What {
	case Toast, Opened:
		p.short = append(p.short, s)
	case Sent:
		m := messageShown{now: s.Message, isNew: true}
		if to, err := st.server.Message(s.Chat, s.Message.ReplyTo); err == nil {
			m.replyTo = start(to.Text)
		}
		if s.Message.From != st.server.Bot.ID {
			m.via = st.personOf(s.Message.From)
		}
		m.file = string(st.server.File(s.Chat, s.Message.ID))
		p.messages = append(p.messages, m)
	case Edited:
		if i >= 0 {
			p.messages[i].now = s.Message
			return
		}
		newer := func(m Message) bool { return m.From == st.server.Bot.ID && m.ID > s.Message.ID && m.Thread == s.Thread }
		p.messages = append(p.messages, messageShown{
			now: s.Message, before: s.Before, notLast: slices.ContainsFunc(st.server.Messages(s.Chat), newer),
		})
	}
}

func (st *stage) personOf(id int64) string {
	for name, p := range st.people {
		if p.ID == id {
			return name
		}
	}
	return "?"
}

// asked returns what a step asks to see.
func (st *stage) asked(d deed) []string {
	p, at, err := st.locate(d)
	if err != nil {
		return nil
	}
	var lines []string
	switch d.verb {
	case "menu":
		lines = append(lines, "menu:")
		for _, c := range st.server.Menu(p, at.chat) {
			lines = append(lines, "  /"+c.Name+" "+c.Description)
		}
	case "card":
		description, about := st.server.Card(p)
		lines = append(lines, "card:", "  "+st.server.Bot.FirstName, "  "+about)
		for line := range strings.Lines(description) {
			lines = append(lines, strings.TrimRight("  │ "+line, " \n"))
		}
	case "type":
		answer, ok := st.server.InlineAnswer(st.query)
		if !ok {
			return []string{"spinning: @" + st.server.Bot.Username}
		}
		lines = append(lines, "results:")
		if answer.Button != "" {
			lines = append(lines, "  ["+answer.Button+"] ?start="+answer.Start)
		}
		for i, r := range answer.Results {
			lines = append(lines, "  "+itoa(i+1)+". "+r.Title)
			for line := range strings.Lines(r.Description) {
				lines = append(lines, strings.TrimRight("     "+line, " \n"))
			}
		}
	}
	return lines
}

// lines writes a scene as a script shows it; here is where the person is.
func (sc scene) lines(here string) []string {
	var lines []string
	for _, p := range sc.places {
		if p.name != here {
			lines = append(lines, "in "+p.name+":")
		}
		for _, m := range p.messages {
			lines = append(lines, m.lines()...)
		}
		for _, s := range p.short {
			word := map[What]string{Toast: "toast: ", Opened: "opens: "}[s.What]
			lines = append(lines, indent(word, strings.Split(s.Text, "\n"))...)
		}
	}
	return append(lines, sc.tail...)
}

func (m messageShown) lines() []string {
	if m.isNew {
		var head []string
		if m.via != "" {
			head = append(head, "("+m.via+" by way of the bot)")
		}
		if m.replyTo != "" {
			head = append(head, "↩ "+m.replyTo)
		}
		return indent("< ", append(append(head, Render(m.now)...), m.content()...))
	}
	now, mark := Render(m.now), "~ "
	if same(Message{Text: m.now.Text, Entities: m.now.Entities}, Message{Text: m.before.Text, Entities: m.before.Entities}) {
		if now = rows(m.now.Keyboard); len(now) == 0 {
			now = []string{"(no buttons)"}
		}
	}
	if m.notLast {
		now = append([]string{`"` + start(m.before.Text) + `"`}, now...)
	}
	return indent(mark, now)
}

// content is what is in the document of a message, line by line.
func (m messageShown) content() []string {
	var lines []string
	for line := range strings.Lines(m.file) {
		lines = append(lines, strings.TrimRight("│ "+line, " \n"))
	}
	return lines
}

func indent(mark string, lines []string) []string {
	var out []string
	for i, line := range lines {
		if i == 0 {
			out = append(out, strings.TrimRight(mark+line, " "))
		} else {
			out = append(out, strings.TrimRight("  "+line, " "))
		}
	}
	for i, line := range out {
		if line == "" {
			out[i] = "  ." // a line must not be empty: the reader's empty lines are
		}
	}
	return out
}

// maxStartLength is in characters: as much as tells messages apart.
const maxStartLength = 16

// start is the beginning of a text.
func start(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	if r := []rune(line); len(r) > maxStartLength {
		return string(r[:maxStartLength]) + "…"
	}
	return line
}

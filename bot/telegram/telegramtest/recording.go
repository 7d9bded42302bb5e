package telegramtest

import (
	"cmp"
	_ "embed"
	"fmt"
	"html"
	"html/template"
	"io"
	"slices"
	"strings"
	"unicode/utf16"
)

// Recording is a conversation that was played: what people did, and what their phones showed then.
type Recording struct {
	Title string
	bot   User
	first string // whose phone it is
	acts  []act
}

// act is one step, and what was to be seen then.
type act struct {
	step  *step
	who   string // as the phone calls the person
	here  string
	scene scene
}

func (r *Recording) add(st *step, on *stage, sc scene, here string) {
	who := on.people[on.first]
	if p := on.people[st.do.who]; p != nil {
		who = p
	}
	r.first = on.people[on.first].Name
	r.acts = append(r.acts, act{st, who.Name, here, sc})
}

// lines returns what each step showed, as a script writes it.
func (r *Recording) lines() [][]string {
	var all [][]string
	for _, a := range r.acts {
		all = append(all, a.scene.lines(a.here))
	}
	return all
}

//go:embed page.tmpl
var pageSource string

// WritePage writes conversations as a page of chat bubbles, each as the phone of its first person showed it. A message
// that was edited is shown again where that happened.
func WritePage(w io.Writer, title string, recordings []*Recording) error {
	page, err := template.New("page").Parse(pageSource)
	if err != nil {
		return fmt.Errorf("the page of conversations: %w", err)
	}
	var conversations []conversation
	for _, r := range recordings {
		conversations = append(conversations, conversation{r.Title, r.bubbles()})
	}
	if err := page.Execute(w, map[string]any{"Title": title, "Conversations": conversations}); err != nil {
		return fmt.Errorf("the page of conversations: %w", err)
	}
	return nil
}

type conversation struct {
	Title   string
	Bubbles []bubble
}

// bubble is one thing on the page.
type bubble struct {
	Kind  string // mine, theirs, bot, note, toast, place, list
	Name  string // above theirs
	Note  string // small, above the text: what it replies to, that it was edited
	HTML  template.HTML
	Rows  [][]Button
	Lines []string
}

// bubbles puts what happened in the order in which the phone had it.
func (r *Recording) bubbles() []bubble {
	var all []bubble
	place := ""
	move := func(to string) {
		if to != place {
			all = append(all, bubble{Kind: "place", Name: strings.Replace(to, ", topic ", " › ", 1)})
			place = to
		}
	}
	for _, a := range r.acts {
		move(a.here)
		all = append(all, r.did(a))
		for _, p := range a.scene.places {
			move(p.name)
			for _, m := range p.messages {
				all = append(all, m.bubble(r.bot.FirstName))
			}
			for _, s := range p.short {
				all = append(all, bubble{Kind: "toast", Name: s.Text})
			}
		}
		if len(a.scene.tail) > 0 {
			all = append(all, bubble{Kind: "list", Lines: a.scene.tail})
		}
	}
	return all
}

// did is what a person did: a bubble where she wrote, a note where she did something else.
func (r *Recording) did(a act) bubble {
	d := a.step.do
	if !slices.Contains([]string{"write", "reply", "edit", "forward", "type"}, d.verb) {
		return bubble{Kind: "note", Name: strings.Join(a.step.lines, " ")}
	}
	b := bubble{Kind: "mine", HTML: template.HTML(strings.ReplaceAll(html.EscapeString(d.text), "\n", "<br>"))}
	if a.who != r.first {
		b.Kind, b.Name = "theirs", a.who
	}
	switch d.verb {
	case "edit":
		b.Note = "edited"
	case "reply":
		b.Note = "↩ " + cmp.Or(d.words, r.bot.FirstName)
	case "forward":
		b.Note = "forwarded"
	case "type":
		b.Note = "@" + r.bot.Username
	}
	return b
}

func (m messageShown) bubble(bot string) bubble {
	b := bubble{Kind: "bot", Name: bot, HTML: htmlOf(m.now), Rows: m.now.Keyboard, Lines: m.content()}
	switch {
	case m.via != "":
		b.Name = m.via + " via " + bot
	case !m.isNew:
		b.Note = "edited"
	case m.replyTo != "":
		b.Note = "↩ " + m.replyTo
	}
	if m.now.Document != "" {
		b.Note = "📎 " + m.now.Document
	}
	return b
}

// tags are what formats are on the page.
var tags = map[string]string{"bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "code": "code", "spoiler": "mark"}

// htmlPen writes formats as tags.
var htmlPen = pen{
	open: func(e Entity) string {
		if e.Type == "text_link" {
			return `<a href="` + html.EscapeString(e.URL) + `">`
		}
		if tags[e.Type] == "" {
			return ""
		}
		return "<" + tags[e.Type] + ">"
	},
	close: func(e Entity) string {
		if e.Type == "text_link" {
			return "</a>"
		}
		return "</" + tags[e.Type] + ">"
	},
	char: func(r rune) string {
		if r == '\n' {
			return "<br>"
		}
		return html.EscapeString(string(r))
	},
}

// htmlOf is safe: all that is not written here is escaped.
func htmlOf(m Message) template.HTML {
	text := utf16.Encode([]rune(m.Text))
	var b strings.Builder
	for _, p := range parts(text, m.Entities) {
		said := htmlPen.write(text, m.Entities, p)
		switch {
		case p.around == nil:
			b.WriteString("<div>" + said + "</div>")
		case p.around.Type == "pre":
			b.WriteString("<pre>" + said + "</pre>")
		case p.around.Type == "expandable_blockquote":
			b.WriteString("<details><summary><blockquote><div>" + said + "</div></blockquote></summary></details>")
		default:
			b.WriteString("<blockquote>" + said + "</blockquote>")
		}
	}
	return template.HTML(b.String())
}

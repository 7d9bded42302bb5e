package telegramtest

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// stage is where a script is played: the server, and the names that the script gives to people and chats.
type stage struct {
	server   *Server
	patience time.Duration
	first    string
	people   map[string]*Person
	places   map[string]place // chats, and topics as "chat, topic NAME"
	names    []string         // of the places, in the order of the script
	waits    time.Duration    // the longest that trouble told the bot to wait

	model   func(words string) error
	start   func(url, token string) (stop func())
	stop    func() // nil while the bot does not run
	query   string // the last inline query
	spinner map[string]string
}

// place is a chat, or a topic of it.
type place struct {
	chat   int64
	thread int // 0 outside of topics
}

// add gives a place a name.
func (st *stage) add(name string, at place) {
	st.places[name] = at
	st.names = append(st.names, name)
}

// play does what one step says.
func (st *stage) play(d deed) error {
	p, at, err := st.locate(d)
	if err != nil {
		return err
	}
	s := st.server
	switch d.verb {
	case "write", "forward":
		s.Write(Writing{From: p, Chat: at.chat, Thread: at.thread, Text: d.text, Forward: d.verb == "forward"})
	case "send":
		s.Write(Writing{From: p, Chat: at.chat, Thread: at.thread, Text: d.text, Kind: d.words})
	case "reply":
		return st.reply(p, at, d)
	case "edit":
		m, err := st.pick(at, func(m Message) bool { return m.From == p.ID && strings.Contains(m.Text, d.words) })
		if err != nil {
			return err
		}
		return s.Edit(at.chat, m.ID, d.text)
	case "tap":
		return st.tap(p, at, d)
	case "open":
		s.Open(p, at.chat, d.text)
	case "type":
		st.query = s.Ask(p, d.text)
	case "choose":
		return st.choose(at, d.text)
	case "block", "unblock":
		s.Block(p, d.verb == "block")
	case "menu", "card":
	default:
		return st.playWorld(d)
	}
	return nil
}

func (st *stage) playWorld(d deed) error {
	s := st.server
	switch d.verb {
	case "stop", "restart", "start":
		st.halt()
		if d.verb != "stop" {
			st.stop = st.start(s.URL, s.Token)
		}
	case "model":
		if st.model == nil {
			return errors.New("there is no model")
		}
		return st.model(d.text)
	case "next":
		s.Next(d.trouble)
		st.waits = max(st.waits, d.trouble.For)
	default:
		return fmt.Errorf("%q is not understood", d.verb)
	}
	return nil
}

func (st *stage) halt() {
	if st.stop != nil {
		st.stop()
		st.stop = nil
	}
}

// locate finds who does something, and where.
func (st *stage) locate(d deed) (p *Person, at place, err error) {
	p, ok := st.people[cmp.Or(d.who, st.first)]
	if !ok {
		return nil, at, fmt.Errorf("nobody is called %q", d.who)
	}
	if at, ok = st.places[st.here(d)]; !ok {
		return nil, at, fmt.Errorf("no chat is called %q", d.where)
	}
	return p, at, nil
}

// here is where a person does something, as the script calls it.
func (st *stage) here(d deed) string { return cmp.Or(d.where, d.who, st.first) }

// pick returns the newest message of a chat, or of a topic, that is meant.
func (st *stage) pick(at place, meant func(Message) bool) (Message, error) {
	for _, m := range slices.Backward(st.server.Messages(at.chat)) {
		if (at.thread == 0 || m.Thread == at.thread) && meant(m) {
			return m, nil
		}
	}
	return Message{}, fmt.Errorf("there is no such message")
}

func (st *stage) reply(p *Person, at place, d deed) error {
	if d.elsewhere {
		st.server.Write(Writing{From: p, Chat: at.chat, Thread: at.thread, Text: d.text, Quote: d.quote})
		return nil
	}
	m, err := st.pick(at, func(m Message) bool {
		return d.words == "" && m.From == st.server.Bot.ID || d.words != "" && strings.Contains(m.Text, d.words)
	})
	if err != nil {
		return err
	}
	st.server.Write(Writing{From: p, Chat: at.chat, Thread: at.thread, Text: d.text, ReplyTo: m.ID, Quote: d.quote})
	return nil
}

func (st *stage) tap(p *Person, at place, d deed) error {
	label := strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(d.text, "["), "]"), " ↗")
	data, forged := strings.CutPrefix(d.text, "data ")
	m, err := st.pick(at, func(m Message) bool {
		has := slices.ContainsFunc(slices.Concat(m.Keyboard...), func(b Button) bool { return b.Text == label })
		return (has || forged && m.From == st.server.Bot.ID) && strings.Contains(m.Text, d.words)
	})
	if err != nil {
		return fmt.Errorf("no message has the button [%s]", label)
	}
	var query string
	if forged {
		query, err = st.server.TapData(p, at.chat, m.ID, data)
	} else {
		query, err = st.server.Tap(p, at.chat, m.ID, label)
	}
	if query != "" {
		st.spinner[query] = "[" + label + "]"
	}
	return err
}

func (st *stage) choose(at place, number string) error {
	answer, _ := st.server.InlineAnswer(st.query)
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n > len(answer.Results) {
		return fmt.Errorf("there is no result %s", number)
	}
	_, err = st.server.Choose(st.query, answer.Results[n-1].ID, at.chat, at.thread)
	return err
}

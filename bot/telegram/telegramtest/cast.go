package telegramtest

import (
	"fmt"
	"strconv"
	"strings"
)

// config reads the settings of the bot.
func (s *script) config() (c Config, typing bool, err error) {
	for _, line := range s.bot {
		switch name, value, _ := strings.Cut(line, " "); {
		case line == "" || line[0] == '#':
		case name == "username":
			c.Username = value
		case line == "privacy off":
			c.SeesAll = true
		case line == "inline off":
			c.NoInline = true
		case line == "feedback on":
			c.Feedback = true
		case line == "limits on":
			c.Limits = Telegram()
		case line == "show typing":
			typing = true
		default:
			return c, false, fmt.Errorf("bot: %q is no setting", line)
		}
	}
	return c, typing, nil
}

// cast makes the people and the groups.
func (st *stage) cast(phones []string) error {
	if len(phones) == 0 {
		phones = []string{"anna: Anna, zh-hans"}
	}
	for _, line := range phones {
		if line == "" || line[0] == '#' {
			continue
		}
		name, what, ok := strings.Cut(line, ": ")
		if !ok {
			return fmt.Errorf("phones: %q says not what it is", line)
		}
		var err error
		if strings.Contains(what, " of ") {
			err = st.castGroup(name, what)
		} else {
			st.castPerson(name, what)
		}
		if err != nil {
			return fmt.Errorf("phones: %q: %w", line, err)
		}
	}
	if st.first == "" {
		return fmt.Errorf("phones: there is nobody")
	}
	return nil
}

func (st *stage) castPerson(name, what string) {
	parts := strings.Split(what, ", ")
	p := Person{Name: parts[0]}
	for _, part := range parts[1:] {
		switch {
		case part == "bot":
			p.IsBot = true
		case strings.HasPrefix(part, "@"):
			p.Username = part[1:]
		case strings.HasPrefix(part, "id "):
			p.ID, _ = strconv.ParseInt(part[3:], 10, 64) // 0, as where none is given
		default:
			p.Language = part
		}
	}
	st.people[name] = st.server.AddPerson(p)
	st.chats[name] = st.people[name].ID
	st.names = append(st.names, name)
	if st.first == "" {
		st.first = name
	}
}

func (st *stage) castGroup(name, what string) error {
	kinds := map[string]Kind{"group": Group, "supergroup": Supergroup, "forum": Forum}
	for i, clause := range strings.Split(what, "; ") {
		word, rest, _ := strings.Cut(clause, " ")
		switch {
		case i == 0:
			kind, ok := kinds[word]
			if !ok {
				return fmt.Errorf("%q is no kind of group", word)
			}
			var members []*Person
			for _, who := range strings.Split(strings.TrimPrefix(rest, "of "), ", ") {
				if st.people[who] == nil {
					return fmt.Errorf("nobody is called %q", who)
				}
				members = append(members, st.people[who])
			}
			st.chats[name] = st.server.AddGroup(kind, name, members...)
			st.names = append(st.names, name)
		case word == "topics":
			for _, topic := range strings.Split(rest, ", ") {
				title, closed := strings.CutSuffix(topic, " (closed)")
				thread := st.server.AddTopic(st.chats[name], title, st.people[st.first])
				st.topics[name+", topic "+title] = thread
				if closed {
					st.server.CloseTopic(st.chats[name], thread)
				}
			}
		case clause == "the bot is an administrator":
			st.server.Promote(st.chats[name])
		default:
			return fmt.Errorf("%q is not understood", clause)
		}
	}
	return nil
}

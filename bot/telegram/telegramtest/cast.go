package telegramtest

import (
	"fmt"
	"strings"
)

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
		if part == "bot" {
			p.IsBot = true
		} else {
			p.Language = part
		}
	}
	st.people[name] = st.server.AddPerson(p)
	st.add(name, place{chat: st.people[name].ID})
	if st.first == "" {
		st.first = name
	}
}

func (st *stage) castGroup(name, what string) error {
	kinds := map[string]Kind{"group": Group, "supergroup": Supergroup, "forum": Forum}
	kindAndMembers, topics, _ := strings.Cut(what, "; topics ")
	word, members, _ := strings.Cut(kindAndMembers, " of ")
	kind, ok := kinds[word]
	if !ok {
		return fmt.Errorf("%q is no kind of group", word)
	}
	for who := range strings.SplitSeq(members, ", ") {
		if st.people[who] == nil {
			return fmt.Errorf("nobody is called %q", who)
		}
	}
	group := st.server.AddGroup(kind, name)
	st.add(name, place{chat: group})
	for topic := range strings.SplitSeq(topics, ", ") {
		if topic != "" {
			st.add(name+", topic "+topic, place{group, st.server.AddTopic(group, topic, st.people[st.first])})
		}
	}
	return nil
}

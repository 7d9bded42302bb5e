package telegramtest

import (
	"strings"
	"testing"
)

func TestCommands(t *testing.T) {
	s, c, anna := chatted(t)
	li := s.AddPerson(Person{Name: "Li", Language: "zh-hans"})
	group := s.AddGroup(Group, "Readers")
	set := func(name, scope, language string) {
		t.Helper()
		params := map[string]any{"commands": []Command{{name, "does it"}}}
		if scope != "" {
			params["scope"] = map[string]any{"type": scope}
		}
		if language != "" {
			params["language_code"] = language
		}
		c.must("setMyCommands", params)
	}
	menu := func(p *Person, chat int64) string {
		if all := s.Menu(p, chat); len(all) > 0 {
			return all[0].Name
		}
		return ""
	}
	set("for_all", "", "")
	set("zh", "", "zh")
	set("private", "all_private_chats", "")
	set("group_zh", "all_group_chats", "zh")
	for _, test := range []struct {
		who  *Person
		chat int64
		want string
	}{{anna, anna.ID, "private"}, {li, li.ID, "private"}, {anna, group, "for_all"}, {li, group, "group_zh"}} {
		if got := menu(test.who, test.chat); got != test.want {
			t.Errorf("%s in %d sees /%s, want /%s", test.who.Name, test.chat, got, test.want)
		}
	}
}

func TestCommandsAreChecked(t *testing.T) {
	_, c, _ := chatted(t)
	set := func(name, description string) map[string]any {
		return map[string]any{"commands": []Command{{name, description}}}
	}
	c.refused(400, "Bad Request: BOT_COMMAND_INVALID", "setMyCommands", set("Ask", "x"))
	c.refused(400, "Bad Request: BOT_COMMAND_INVALID", "setMyCommands", set(strings.Repeat("a", 33), "x"))
	c.refused(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID", "setMyCommands", set("ask", ""))
	c.refused(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID", "setMyCommands", set("ask", strings.Repeat("长", 257)))
	many := make([]Command, 101)
	for i := range many {
		many[i] = Command{"c" + itoa(i), "x"}
	}
	c.refused(400, "Bad Request: BOT_COMMANDS_TOO_MUCH", "setMyCommands", map[string]any{"commands": many})
	c.refused(400, "Bad Request: invalid language code specified", "setMyCommands",
		map[string]any{"commands": many[:1], "language_code": "pt-BR"})
}

func TestTextsOfTheBot(t *testing.T) {
	s, c, anna := chatted(t)
	li := s.AddPerson(Person{Name: "Li", Language: "zh-hant"})
	c.must("setMyDescription", map[string]any{"description": "quotes"})
	c.must("setMyDescription", map[string]any{"description": "引文", "language_code": "zh"})
	c.must("setMyShortDescription", map[string]any{"short_description": "short"})
	if description, about := s.Card(anna); description != "quotes" || about != "short" {
		t.Errorf("Anna sees %q %q", description, about)
	}
	if description, about := s.Card(li); description != "引文" || about != "short" {
		t.Errorf("Li sees %q %q", description, about)
	}
	c.refused(400, "Bad Request: bot description is too long", "setMyDescription", map[string]any{"description": strings.Repeat("长", 513)})
	c.refused(400, "Bad Request: bot short description is too long", "setMyShortDescription", map[string]any{"short_description": strings.Repeat("长", 121)})
}

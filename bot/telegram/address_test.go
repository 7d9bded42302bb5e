package telegram

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"chuchu/bot/telegram/api"
)

// TestAddressed reads testdata/addressed.txt, which tells its own form.
func TestAddressed(t *testing.T) {
	file, err := os.ReadFile("testdata/addressed.txt")
	if err != nil {
		t.Fatal(err)
	}
	me, n := api.User{ID: 1, IsBot: true, Username: "chuchu_bot"}, 0
	for line := range strings.Lines(string(file)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		where, said, ok := strings.Cut(line, ": ")
		text, want, arrow := strings.Cut(said, "→")
		if !ok || !arrow {
			t.Fatalf("%q is not understood", line)
		}
		n++
		r, is := addressed(messageOf(t, where, strings.ReplaceAll(strings.TrimSpace(text), "␠", "\u3000")), me)
		got := ""
		if is {
			got = strings.TrimSpace(strings.Join([]string{r.command, r.argument}, " "))
			if r.command == "" {
				got = strings.TrimSpace("question " + r.argument)
			}
		}
		if want = strings.TrimSpace(want); got != want {
			t.Errorf("%s:\ngot  %s\nwant %s", line, got, want)
		}
		if is && r.replied != strings.Contains(where, "replying to the bot") {
			t.Errorf("%s: that it replies to the bot is %v", line, r.replied)
		}
	}
	if n < 30 {
		t.Errorf("only %d messages", n)
	}
}

// formats are what Telegram finds in a text by itself.
var formats = []struct {
	kind    string
	pattern *regexp.Regexp
}{
	{"bot_command", regexp.MustCompile(`^/[a-zA-Z0-9_]+(@[a-zA-Z0-9_]+)?`)},
	{"mention", regexp.MustCompile(`@[a-zA-Z0-9_]{4,}`)},
}

// messageOf makes a message as the first column says.
func messageOf(t *testing.T, where, text string) *api.Message {
	m := &api.Message{ID: 2, Text: text, From: &api.User{ID: 7}, Chat: api.Chat{ID: 7, Type: "private"}}
	units := func(s string) int { return len(utf16.Encode([]rune(s))) }
	command := 0 // where it ends: a name in it is no mention
	for _, f := range formats {
		for _, at := range f.pattern.FindAllStringIndex(text, -1) {
			if at[1] <= command {
				continue
			}
			m.Entities = append(m.Entities, api.Entity{Type: f.kind, Offset: units(text[:at[0]]), Length: units(text[at[0]:at[1]])})
			if f.kind == "bot_command" {
				command = at[1]
			}
		}
	}
	for what := range strings.SplitSeq(where, ", ") {
		to, replying := strings.CutPrefix(what, "replying to ")
		switch {
		case what == "private":
		case what == "group":
			m.Chat = api.Chat{ID: -5, Type: "supergroup"}
		case to == "the bot":
			m.ReplyTo = &api.Message{ID: 1, From: &api.User{ID: 1, IsBot: true}, Text: "文章里说："}
		case replying:
			m.ReplyTo = &api.Message{ID: 1, From: &api.User{ID: 8}, Text: to}
		case what == "by a bot":
			m.From.IsBot = true
		case what == "by way of a bot":
			m.ViaBot = &api.User{ID: 1, IsBot: true}
		case what == "of an admin without a name":
			m.From = &api.User{ID: 1087968824, IsBot: true}
			m.SenderChat = &api.Chat{ID: m.Chat.ID}
		default:
			t.Fatalf("%q is not understood", what)
		}
	}
	return m
}

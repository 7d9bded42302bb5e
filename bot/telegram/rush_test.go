package telegram

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"chuchu/bot/telegram/outbox"
	"chuchu/bot/telegram/telegramtest"
)

// rush starts a bot that keeps to Telegram's pace, fifty times as fast.
func rush(t *testing.T, server *telegramtest.Server) *running {
	t.Helper()
	return runAs(t, server, Settings{State: filepath.Join(t.TempDir(), "state")}, func(s *Settings) {
		s.Rates = outbox.Telegram()
		for _, r := range []*outbox.Rate{&s.Rates.Chat, &s.Rates.Group, &s.Rates.Overall} {
			r.Every /= 50
		}
	})
}

// said is what the bot has said in a chat, in order.
func said(server *telegramtest.Server, chat int64) []telegramtest.Message {
	return slices.DeleteFunc(server.Messages(chat), func(m telegramtest.Message) bool { return m.From != server.Bot.ID })
}

// bold is what is bold in a message.
func bold(m telegramtest.Message) string {
	for _, line := range telegramtest.Render(m) {
		if _, after, ok := strings.Cut(line, "**"); ok {
			words, _, _ := strings.Cut(after, "**")
			return words
		}
	}
	return ""
}

// TestRush: however much comes at once, each question is answered, in order, and nobody is told off. Who has to wait is told
// behind how many.
func TestRush(t *testing.T) {
	questions := []string{"江苏省委书记是谁？", "上海市委书记是谁？", "五个中心是哪五个？", "安徽省委书记是谁？"}
	want := []string{"信长星", "陈吉宁", "国际经济中心、金融中心、贸易中心、航运中心、科技创新中心", "韩俊"}
	t.Run("eight questions of one person", func(t *testing.T) {
		t.Parallel()
		server := telegramtest.New(t)
		r := rush(t, server)
		defer r.end()
		anna := server.AddPerson(telegramtest.Person{Name: "Anna", Language: "zh-hans"})
		for i := range 8 {
			server.Write(telegramtest.Writing{From: anna, Text: questions[i%4]})
		}
		var answers []string
		r.until("not all are answered", func() bool {
			answers = nil
			for _, m := range said(server, anna.ID) {
				if words := bold(m); words != "" {
					answers = append(answers, words)
				} else if m.Text != "前面还有 5 个问题，会按顺序一一回答。" {
					t.Fatalf("it says %q", m.Text)
				}
			}
			return len(answers) == 8
		})
		if want := slices.Concat(want, want); !slices.Equal(answers, want) {
			t.Errorf("answered %q, want %q", answers, want)
		}
	})
	t.Run("thirty people of a group", func(t *testing.T) {
		t.Parallel()
		server := telegramtest.New(t)
		r := rush(t, server)
		defer r.end()
		group := server.AddGroup(telegramtest.Supergroup, "Readers")
		var asked []int
		for i := range 30 {
			p := server.AddPerson(telegramtest.Person{Name: fmt.Sprint("Person ", i), Language: "zh-hans"})
			asked = append(asked, server.Write(telegramtest.Writing{From: p, Chat: group, Text: "@chuchu_bot " + questions[0]}))
		}
		var answered []int
		told := map[string]int{} // what is said besides answers, and to which message
		r.until("not all are answered", func() bool {
			answered = nil
			for _, m := range said(server, group) {
				if bold(m) == want[0] {
					answered = append(answered, m.ReplyTo)
				} else {
					told[m.Text] = m.ReplyTo
				}
			}
			return len(answered) == 30
		})
		if !slices.Equal(answered, asked) {
			t.Errorf("answered %v, want %v", answered, asked)
		}
		for n, ahead := range []int{5, 10, 20} {
			if words := fmt.Sprintf("前面还有 %d 个问题，会按顺序一一回答。", ahead); told[words] != asked[ahead] || len(told) != 3 {
				t.Errorf("%d: who asks behind %d is told %v", n, ahead, told)
			}
		}
	})
	t.Run("a question, five commands and a tap", func(t *testing.T) {
		t.Parallel()
		server := telegramtest.New(t)
		r := rush(t, server)
		defer r.end()
		anna := server.AddPerson(telegramtest.Person{Name: "Anna", Language: "zh-hans"})
		for _, text := range []string{"江苏省委书记是谁？", "/start", "/help", "/sources", "/privacy", "/language"} {
			server.Write(telegramtest.Writing{From: anna, Text: text})
		}
		r.until("not all is answered", func() bool { return len(said(server, anna.ID)) == 6 })
		for _, m := range said(server, anna.ID) {
			if len(m.Keyboard) > 0 && m.Keyboard[0][0].Text == "上海市委书记是谁？" {
				if _, err := server.Tap(anna, anna.ID, m.ID, "上海市委书记是谁？"); err != nil {
					t.Fatal(err)
				}
				break
			}
		}
		server.Write(telegramtest.Writing{From: anna, Text: "安徽省委书记是谁？"})
		r.until("what is tapped and asked then is not answered", func() bool {
			var answers []string
			for _, m := range said(server, anna.ID) {
				answers = append(answers, bold(m))
			}
			return len(answers) == 8 && slices.Contains(answers, "信长星") && slices.Contains(answers, "陈吉宁") && slices.Contains(answers, "韩俊")
		})
	})
}

// TestFlood: who has too much waiting is told so, in each chat once at a time, and others are answered meanwhile.
func TestFlood(t *testing.T) {
	server := telegramtest.New(t)
	r := rush(t, server)
	defer r.end()
	anna := server.AddPerson(telegramtest.Person{Name: "Anna", Language: "en"})
	li := server.AddPerson(telegramtest.Person{Name: "李明", Language: "zh-hans"})
	group := server.AddGroup(telegramtest.Supergroup, "Readers")
	server.Next(telegramtest.Trouble{Method: "sendMessage", Kind: telegramtest.Slow, For: time.Second})
	for range 2 * maxWaiting {
		server.Write(telegramtest.Writing{From: anna, Text: "江苏省委书记是谁？"})
	}
	server.Write(telegramtest.Writing{From: li, Chat: group, Text: "@chuchu_bot 江苏省委书记是谁？"})
	server.Write(telegramtest.Writing{From: anna, Text: "/help"})
	refused, helped := 0, false
	r.until("not all that is taken in is answered", func() bool {
		answers := 0
		refused, helped = 0, false
		for _, m := range said(server, anna.ID) {
			switch {
			case bold(m) != "":
				answers++
			case strings.HasPrefix(m.Text, "20 of your messages are waiting"):
				refused++
			case strings.HasPrefix(m.Text, "Just ask"):
				helped = true
			}
		}
		return answers >= maxWaiting && refused > 0 && helped && len(said(server, group)) == 1
	})
	if refused > 2 {
		t.Errorf("she is told %d times", refused)
	}
}

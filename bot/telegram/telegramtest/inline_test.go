package telegramtest

import (
	"maps"
	"strings"
	"testing"
	"time"
)

func article(id string) map[string]any {
	return map[string]any{"type": "article", "id": id, "title": "a title",
		"input_message_content": map[string]any{"message_text": "<b>text</b>", "parse_mode": "HTML"}}
}

func articles(n int) []any {
	all := []any{}
	for i := range n {
		all = append(all, article(itoa(i)))
	}
	return all
}

func TestInlineQuery(t *testing.T) {
	s, c, anna := chatted(t)
	group := s.AddGroup(Group, "Readers")
	query := s.Ask(anna, "who?")
	got, _ := c.updates(-1, 0)
	if q := got[0].Inline; q == nil || q.ID != query || q.Query != "who?" || q.From.ID != anna.ID {
		t.Fatalf("got %+v", got[0])
	}
	result := article("a")
	result["reply_markup"] = keyboard{[][]Button{{{Text: "more", URL: "https://t.me/chuchu_bot?start=p_1"}}}}
	c.must("answerInlineQuery", map[string]any{"inline_query_id": query, "results": []any{result}, "cache_time": 0})
	if answer, ok := s.InlineAnswer(query); !ok || len(answer.Results) != 1 || answer.Results[0].Title != "a title" {
		t.Errorf("got %+v", answer)
	}
	id, err := s.Choose(query, "a", group, 0)
	if err != nil {
		t.Fatal(err)
	}
	m, _ := s.Message(group, id)
	if m.Text != "text" || m.Entities[0].Type != "bold" || m.From != anna.ID || len(m.Keyboard) != 1 {
		t.Errorf("the group got %+v", m)
	}
	s.Advance(time.Second)
	got, _ = c.updates(got[0].ID+1, 0)
	if len(got) != 1 || got[0].Message.ViaBot.ID != s.Bot.ID {
		t.Errorf("the bot is told %+v", got)
	}
}

func TestInlineAnswerIsChecked(t *testing.T) {
	s, c, anna := chatted(t)
	query := s.Ask(anna, "who?")
	nameless := article("a")
	nameless["title"] = " "
	for _, test := range []struct {
		want    string
		results []any
		more    map[string]any
	}{
		{"RESULTS_TOO_MUCH", articles(51), nil},
		{"RESULT_ID_INVALID", []any{article("")}, nil},
		{"RESULT_ID_INVALID", []any{article(strings.Repeat("长", 22))}, nil},
		{"RESULT_ID_DUPLICATE", []any{article("a"), article("a")}, nil},
		{"ARTICLE_TITLE_EMPTY", []any{nameless}, nil},
		{"START_PARAM_INVALID", articles(1), map[string]any{"button": map[string]any{"text": "open", "start_parameter": "a b"}}},
	} {
		params := map[string]any{"inline_query_id": query, "results": test.results}
		maps.Copy(params, test.more)
		c.refused(400, "Bad Request: "+test.want, "answerInlineQuery", params)
	}
	full := map[string]any{"inline_query_id": query, "results": articles(50)}
	c.must("answerInlineQuery", full)
	c.refused(400, "Bad Request: "+tooOld, "answerInlineQuery", full)
	wantFaults(t, s, `the query "who?" is answered twice`)
	late := s.Ask(anna, "when?")
	s.Advance(lifeOfInline + time.Second)
	c.refused(400, "Bad Request: "+tooOld, "answerInlineQuery", map[string]any{"inline_query_id": late, "results": []any{}})
}

// TestInlineCache asks again what was answered: without cache_time for 300 seconds, with is_personal for one person only.
func TestInlineCache(t *testing.T) {
	s, c, anna := chatted(t)
	li := s.AddPerson(Person{Name: "Li"})
	answer := func(query string, more map[string]any) {
		more["inline_query_id"], more["results"] = query, articles(1)
		c.must("answerInlineQuery", more)
	}
	known := func(p *Person, text string) bool { return s.Answered(s.Ask(p, text)) }
	answer(s.Ask(anna, "for all"), map[string]any{})
	answer(s.Ask(anna, "for one"), map[string]any{"is_personal": true})
	answer(s.Ask(anna, "for none"), map[string]any{"cache_time": 0})
	if !known(anna, "for all") || !known(li, "for all") || !known(anna, "for one") || known(li, "for one") || known(anna, "for none") {
		t.Error("the wrong answers were kept")
	}
	s.Advance(301 * time.Second)
	if known(anna, "for all") {
		t.Error("an answer was kept for more than 300 seconds")
	}
}

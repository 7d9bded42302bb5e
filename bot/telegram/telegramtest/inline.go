package telegramtest

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// What an answer to an inline query may be.
const (
	maxQueryLength    = 256 // characters
	maxResults        = 50
	maxResultIDLength = 64 // bytes
	defaultCache      = 300 * time.Second
	maxCache          = 86400 * time.Second
)

type inlineQuery struct {
	id       string
	query    string
	person   *Person
	asked    time.Time
	answered bool
	answer   InlineAnswer
	until    time.Time // the answer is used again
}

// InlineAnswer is what a phone shows above an inline query.
type InlineAnswer struct {
	Results []InlineResult
	Button  string // the text of the button above the results
	Start   string // what that button starts the bot with
}

// InlineResult is an article: what the list shows of it, and the message that it becomes.
type InlineResult struct {
	ID, Title, Description string
	Message                Message
}

// Ask types @bot and a query in any chat, and returns the id of the query. An answer that the bot let Telegram keep is
// taken again, without asking the bot.
func (s *Server) Ask(p *Person, query string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	q := &inlineQuery{id: itoa(s.nextID()), query: query, person: p, asked: s.clock.now()}
	s.queries[q.id] = q
	for _, whose := range []string{itoa(int(p.ID)), ""} {
		if kept, ok := s.cached[whose+"\n"+query]; ok && s.clock.now().Before(kept.until) {
			q.answered, q.answer = true, kept.answer
			return q.id
		}
	}
	if len([]rune(query)) > maxQueryLength {
		q.answered = true
		return q.id
	}
	s.spins[q.id] = spin{fmt.Sprintf("the inline query %q has no answer", query), q.asked.Add(lifeOfInline)}
	s.enqueue("inline_query", p.ID, lifeOfInline, map[string]any{
		"id": q.id, "from": p.user(), "query": query, "offset": "", "chat_type": "sender",
	})
	s.bell.ring()
	return q.id
}

// InlineAnswer returns the bot's answer to an inline query, and whether there is one.
func (s *Server) InlineAnswer(query string) (InlineAnswer, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q, ok := s.queries[query]
	if !ok {
		return InlineAnswer{}, false
	}
	return q.answer, q.answered
}

// Choose sends a result of an inline query to a chat and returns the id of the message.
func (s *Server) Choose(query, result string, chat int64, thread int) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q := s.queries[query]
	for _, r := range q.answer.Results {
		if r.ID != result {
			continue
		}
		c := s.chats[chat]
		m := &message{from: q.person.user(), via: &s.Bot, at: s.clock.now()}
		m.Message = r.Message
		m.Thread = thread
		c.add(m)
		s.show(Shown{What: Sent, Chat: c.id, Thread: thread, Message: m.Message})
		if c.kind != "private" || c.started {
			s.deliver("message", m)
		}
		s.bell.ring()
		return m.ID, nil
	}
	return 0, fmt.Errorf("the inline query %q has no result %q", q.query, result)
}

// wireResult is a result as the bot gives it.
type wireResult struct {
	Type        string    `json:"type"`
	ID          string    `json:"id"`
	Title       string    `json:"title"`
	Description string    `json:"description"`
	Keyboard    *keyboard `json:"reply_markup"`
	Content     struct {
		Text string `json:"message_text"`
		Mode string `json:"parse_mode"`
	} `json:"input_message_content"`
}

func (s *Server) answerInlineQuery(r *request) (any, *failure) {
	q, ok := s.queries[r.values["inline_query_id"]]
	if ok && q.answered {
		s.fault("answerInlineQuery: the query %q is answered twice", q.query)
	}
	if !ok || q.answered || s.clock.now().After(q.asked.Add(lifeOfInline)) {
		return nil, badRequest(tooOld)
	}
	var results []wireResult
	if ok, err := r.json("results", &results); err != nil {
		return nil, badRequest("can't parse inline query results: " + err.Error())
	} else if !ok {
		s.fault("answerInlineQuery: results is %q, not an array", r.values["results"])
	}
	var answer InlineAnswer
	if r.values["next_offset"] != "" {
		s.fault("answerInlineQuery: only the first results are played here")
	}
	if len(results) > maxResults {
		return nil, badRequest("RESULTS_TOO_MUCH")
	}
	for _, w := range results {
		result, f := s.result(w)
		if f != nil {
			return nil, f
		}
		if slices.ContainsFunc(answer.Results, func(earlier InlineResult) bool { return earlier.ID == result.ID }) {
			return nil, badRequest("RESULT_ID_DUPLICATE")
		}
		answer.Results = append(answer.Results, result)
	}
	var button struct {
		Text  string
		Start string `json:"start_parameter"`
	}
	if _, err := r.json("button", &button); err != nil {
		return nil, badRequest("can't parse inline query results button: " + err.Error())
	}
	if button.Text != "" && !payload.MatchString(button.Start) {
		return nil, badRequest("START_PARAM_INVALID")
	}
	answer.Button, answer.Start = button.Text, button.Start
	q.answered, q.answer = true, answer
	delete(s.spins, q.id)
	s.keep(q, r)
	return true, nil
}

// keep lets the answer serve again, for as long as the bot allows; 300 s if it says nothing.
func (s *Server) keep(q *inlineQuery, r *request) {
	while := defaultCache
	if r.values["cache_time"] != "" {
		while = min(maxCache, max(0, time.Duration(r.int("cache_time"))*time.Second))
	}
	whose := ""
	if r.bool("is_personal") {
		whose = itoa(int(q.person.ID))
	}
	q.until = s.clock.now().Add(while)
	s.cached[whose+"\n"+q.query] = q
}

func (s *Server) result(w wireResult) (InlineResult, *failure) {
	const method = "answerInlineQuery"
	result := InlineResult{ID: w.ID, Title: w.Title, Description: w.Description}
	switch {
	case w.ID == "" || len(w.ID) > maxResultIDLength:
		return result, badRequest("RESULT_ID_INVALID")
	case w.Type != "article":
		s.fault("%s: results of type %q are not played here", method, w.Type)
	case strings.TrimSpace(w.Title) == "":
		return result, badRequest("ARTICLE_TITLE_EMPTY")
	}
	text, entities, f := s.parse(method, w.Content.Text, w.Content.Mode, maxTextLength)
	if f != nil {
		return result, f
	}
	if text == "" {
		return result, badRequest("message text is empty")
	}
	result.Message = Message{Text: text, Entities: entities}
	if w.Keyboard != nil {
		result.Message.Keyboard, f = s.keyboard(method, *w.Keyboard)
	}
	return result, f
}

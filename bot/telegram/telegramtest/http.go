package telegramtest

import (
	"context"
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
)

// address is the form of a path. The token is what BotFather gives out: the bot's id, a colon, and letters.
var address = regexp.MustCompile(`^/bot([1-9][0-9]{0,18}:[A-Za-z0-9_-]{1,80})/([A-Za-z0-9_]+)$`)

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	parts := address.FindStringSubmatch(r.URL.Path)
	if parts == nil {
		reply(w, nil, refuse(404, "Not Found"))
		return
	}
	token, method := parts[1], s.spec.method(parts[2])
	req, err := readRequest(r, method)
	if err != nil {
		reply(w, nil, badRequest(err.Error()))
		return
	}
	wrong := s.spec.check(req)

	s.mu.Lock()
	defer s.mu.Unlock()
	s.inflight++
	s.counts[method]++
	s.bell.ring()
	defer func() {
		s.inflight--
		s.bell.ring()
	}()
	for _, f := range wrong {
		s.fault("%s", f)
	}
	trouble := s.takeTrouble(req)
	if trouble != nil && !s.before(r.Context(), w, trouble) {
		return
	}
	result, refusal := s.answer(r.Context(), token, req)
	if trouble != nil && trouble.Kind == LostResponse {
		panic(http.ErrAbortHandler)
	}
	reply(w, result, refusal)
}

// answer does what a request asks. It is called with the lock held.
func (s *Server) answer(ctx context.Context, token string, r *request) (any, *failure) {
	if token != s.Token || s.revoked {
		return nil, unauthorized()
	}
	if r.method == "getUpdates" {
		return s.getUpdates(ctx, r)
	}
	do := s.handler(r.method)
	if do == nil {
		if !s.spec.knows(r.method) {
			return nil, refuse(404, "Not Found: method not found")
		}
		s.fault("%s is a method of the Bot API, but not played by this server yet", r.method)
		return nil, refuse(501, "Not Implemented: "+r.method)
	}
	result, refusal := do(r)
	if refusal != nil && refusal.Code == 429 {
		s.floods++
	}
	return result, refusal
}

// handler returns what plays a method, nil where nothing does.
func (s *Server) handler(method string) func(*request) (any, *failure) {
	switch strings.ToLower(method) {
	case "getme":
		return s.getMe
	case "setwebhook":
		return s.setWebhook
	case "deletewebhook":
		return s.deleteWebhook
	case "getwebhookinfo":
		return s.getWebhookInfo
	case "sendmessage":
		return s.sendMessage
	case "senddocument":
		return s.sendDocument
	case "sendmessagedraft":
		return s.sendMessageDraft
	case "sendchataction":
		return s.sendChatAction
	case "editmessagetext":
		return s.editMessageText
	case "editmessagereplymarkup":
		return s.editMessageReplyMarkup
	case "deletemessage":
		return s.deleteMessage
	case "answercallbackquery":
		return s.answerCallbackQuery
	case "answerinlinequery":
		return s.answerInlineQuery
	case "getchat":
		return s.getChat
	case "getchatmember":
		return s.getChatMember
	case "leavechat":
		return s.leaveChat
	}
	return s.profileHandler(method)
}

// reply writes a result or a refusal, as the Bot API does.
func reply(w http.ResponseWriter, result any, refusal *failure) {
	w.Header().Set("Content-Type", "application/json")
	if refusal != nil {
		if p := refusal.Parameters; p != nil && p.RetryAfter > 0 {
			w.Header().Set("Retry-After", itoa(p.RetryAfter))
		}
		w.WriteHeader(refusal.Code)
		write(w, refusal)
		return
	}
	write(w, map[string]any{"ok": true, "result": result})
}

// write sends JSON to a bot that may have hung up, which is its right.
func write(w http.ResponseWriter, body any) {
	_ = json.NewEncoder(w).Encode(body)
}

func (s *Server) getMe(*request) (any, *failure) {
	return map[string]any{
		"id": s.Bot.ID, "is_bot": true, "first_name": s.Bot.FirstName, "username": s.Bot.Username,
		"can_join_groups": true, "can_read_all_group_messages": s.config.SeesAll, "supports_inline_queries": !s.config.NoInline,
	}, nil
}

package telegramtest

import (
	"context"
	"encoding/json"
	"net/http"
	"regexp"
)

// address is the form of a path. The token is what BotFather gives out: the bot's id, a colon, and letters.
var address = regexp.MustCompile(`^/bot([1-9][0-9]{0,18}:[A-Za-z0-9_-]{1,80})/([A-Za-z0-9_]+)$`)

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	parts := address.FindStringSubmatch(r.URL.Path)
	if parts == nil {
		outcome{refusal: refuse(404, "Not Found")}.write(w)
		return
	}
	req, err := readRequest(r, parts[2])
	if err != nil {
		outcome{refusal: badRequest(err.Error())}.write(w)
		return
	}
	s.handle(r.Context(), parts[1], req).write(w)
}

// outcome is how a request ends: with a result, a refusal, the page of a proxy, or not at all.
type outcome struct {
	result  any
	refusal *failure
	page    bool
	cut     bool
}

// handle does what a request asks, and makes the trouble that was ordered for it.
func (s *Server) handle(ctx context.Context, token string, r *request) outcome {
	wrong := s.spec.check(r)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.inflight++
	s.counts[r.method]++
	s.bell.ring()
	defer func() {
		s.inflight--
		s.bell.ring()
	}()
	for _, f := range wrong {
		s.fault("%s", f)
	}
	trouble := s.takeTrouble(r)
	if trouble != nil {
		if out, ends := s.before(ctx, trouble); ends {
			trouble.come()
			return out
		}
	}
	result, refusal := s.answer(ctx, token, r)
	trouble.come()
	return outcome{result: result, refusal: refusal, cut: trouble != nil && trouble.Kind == LostResponse}
}

// answer does what a request asks. It is called with the lock held.
func (s *Server) answer(ctx context.Context, token string, r *request) (any, *failure) {
	if token != s.Token || s.revoked {
		return nil, unauthorized()
	}
	if r.method == "getUpdates" {
		return s.getUpdates(ctx, r)
	}
	do := methods[r.method]
	if do == nil {
		return nil, refuse(404, "Not Found: method not found")
	}
	result, refusal := do(s, r)
	if refusal != nil && refusal.Code == 429 {
		s.floods++
	}
	return result, refusal
}

// methods are those of the Bot API that this server plays, beside getUpdates, by their names.
var methods = map[string]func(*Server, *request) (any, *failure){
	"getMe":                 (*Server).getMe,
	"setWebhook":            (*Server).setWebhook,
	"deleteWebhook":         (*Server).deleteWebhook,
	"getWebhookInfo":        (*Server).getWebhookInfo,
	"sendMessage":           (*Server).sendMessage,
	"sendDocument":          (*Server).sendDocument,
	"sendChatAction":        (*Server).sendChatAction,
	"editMessageText":       (*Server).editMessageText,
	"answerCallbackQuery":   (*Server).answerCallbackQuery,
	"answerInlineQuery":     (*Server).answerInlineQuery,
	"setMyCommands":         (*Server).setMyCommands,
	"setMyDescription":      (*Server).setMyDescription,
	"setMyShortDescription": (*Server).setMyShortDescription,
}

// write answers as the Bot API does. A bot that has hung up is in its right, so errors of writing are none.
func (o outcome) write(w http.ResponseWriter) {
	if o.cut {
		panic(http.ErrAbortHandler)
	}
	if o.page {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusBadGateway)
		_, _ = w.Write([]byte("<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body>\r\n</html>\r\n"))
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if o.refusal == nil {
		_ = json.NewEncoder(w).Encode(map[string]any{"ok": true, "result": o.result})
		return
	}
	if p := o.refusal.Parameters; p != nil && p.RetryAfter > 0 {
		w.Header().Set("Retry-After", itoa(p.RetryAfter))
	}
	w.WriteHeader(o.refusal.Code)
	_ = json.NewEncoder(w).Encode(o.refusal)
}

func (s *Server) getMe(*request) (any, *failure) {
	return map[string]any{
		"id": s.Bot.ID, "is_bot": true, "first_name": s.Bot.FirstName, "username": s.Bot.Username,
		"can_join_groups": true, "can_read_all_group_messages": false, "supports_inline_queries": true,
	}, nil
}

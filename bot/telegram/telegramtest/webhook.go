package telegramtest

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"sync"
	"time"
)

// How updates are delivered to a webhook.
const (
	connections       = 40 // at once
	firstRetry        = time.Second
	lastRetry         = time.Minute // between two tries of the same update
	webhookTimeout    = 30 * time.Second
	pauseOfSetWebhook = time.Second
)

// secret is the form of a secret token.
var secret = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)

// webhook is where updates are delivered instead of being polled.
type webhook struct {
	url, secret string
	lastSet     time.Time
	lastError   string
	lastErrorAt time.Time
	cancel      context.CancelFunc
	workers     sync.WaitGroup
}

// stop ends the deliveries and waits for them. The server's lock must not be held.
func (w *webhook) stop() {
	if w.cancel != nil {
		w.cancel()
	}
	w.workers.Wait()
}

func (s *Server) setWebhook(r *request) (any, *failure) {
	now, address := s.clock.now(), r.values["url"]
	if now.Before(s.webhook.lastSet.Add(pauseOfSetWebhook)) {
		return nil, tooMany(s.webhook.lastSet.Add(pauseOfSetWebhook).Sub(now))
	}
	if address != "" {
		if f := checkWebhook(address); f != nil {
			return nil, f
		}
	}
	if token := r.values["secret_token"]; token != "" && !secret.MatchString(token) {
		return nil, badRequest("secret token contains unallowed characters")
	}
	s.webhook.lastSet = now
	s.queue.allow(r)
	s.useWebhook(address, r)
	return true, nil
}

func (s *Server) useWebhook(address string, r *request) {
	if r.bool("drop_pending_updates") {
		s.queue.updates = nil
	}
	if s.webhook.cancel != nil {
		s.webhook.cancel()
		s.webhook.cancel = nil
	}
	s.webhook.url, s.webhook.secret = address, r.values["secret_token"]
	if address != "" {
		s.endPoll(conflict("terminated by setWebhook request"))
		ctx, cancel := context.WithCancel(context.Background())
		s.webhook.cancel = cancel
		s.webhook.workers.Go(func() { s.push(ctx) })
	}
	s.bell.ring()
}

// checkWebhook allows what Telegram allows, and plain HTTP to this machine, since tests have no certificate.
func checkWebhook(address string) *failure {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return badRequest("bad webhook: invalid URL specified")
	}
	if ip := net.ParseIP(u.Hostname()); ip != nil && ip.IsLoopback() {
		return nil
	}
	if u.Scheme != "https" {
		return badRequest("bad webhook: An HTTPS URL must be provided for webhook")
	}
	if !slices.Contains([]string{"", "443", "80", "88", "8443"}, u.Port()) {
		return badRequest("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
	}
	return nil
}

func (s *Server) deleteWebhook(r *request) (any, *failure) {
	s.useWebhook("", &request{values: map[string]string{"drop_pending_updates": r.values["drop_pending_updates"]}})
	return true, nil
}

func (s *Server) getWebhookInfo(*request) (any, *failure) {
	w := &s.webhook
	info := map[string]any{"url": w.url, "has_custom_certificate": false, "pending_update_count": s.queue.waiting(s.clock.now())}
	if w.url != "" {
		info["max_connections"] = connections
	}
	if w.lastError != "" {
		info["last_error_date"], info["last_error_message"] = w.lastErrorAt.Unix(), w.lastError
	}
	if s.queue.allowed != nil {
		info["allowed_updates"] = s.queue.allowed
	}
	return info, nil
}

// push delivers updates until ctx ends: those of one chat in order, those of several at the same time.
func (s *Server) push(ctx context.Context) {
	s.mu.Lock()
	defer s.mu.Unlock()
	busy := map[int64]bool{}
	underway := 0
	for ctx.Err() == nil && !closed(s.done) {
		now := s.clock.now()
		s.queue.expire(now)
		for _, u := range s.queue.updates {
			if underway < connections && !busy[u.chat] {
				busy[u.chat] = true
				underway++
				s.webhook.workers.Go(func() {
					s.deliverUntilTaken(ctx, u)
					s.mu.Lock()
					defer s.mu.Unlock()
					delete(busy, u.chat)
					underway--
					s.bell.ring()
				})
			}
		}
		s.rest(ctx, lastRetry, nil)
	}
}

// deliverUntilTaken tries again and again, ever more slowly, while the answer is not 2xx.
func (s *Server) deliverUntilTaken(ctx context.Context, u update) {
	for retry := firstRetry; ctx.Err() == nil && !closed(s.done); retry = min(2*retry, lastRetry) {
		problem := s.deliverOnce(ctx, u)
		s.mu.Lock()
		if problem == "" || s.clock.now().After(u.ends) {
			s.queue.updates = slices.DeleteFunc(s.queue.updates, func(v update) bool { return v.id == u.id })
			s.mu.Unlock()
			return
		}
		s.webhook.lastError, s.webhook.lastErrorAt = problem, s.clock.now()
		s.bell.ring()
		s.pause(ctx, retry)
		s.mu.Unlock()
	}
}

// deliverOnce returns what Telegram would name as the last error, "" if the bot took the update.
func (s *Server) deliverOnce(ctx context.Context, u update) string {
	s.mu.Lock()
	address, token := s.webhook.url, s.webhook.secret
	s.mu.Unlock()
	ctx, cancel := context.WithTimeout(ctx, webhookTimeout)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(u.body))
	if err != nil {
		return err.Error()
	}
	r.Header.Set("Content-Type", "application/json")
	if token != "" {
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", token)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return "Connection failed"
	}
	defer response.Body.Close()
	if response.StatusCode/100 != 2 {
		return "Wrong response from the webhook: " + response.Status
	}
	return ""
}

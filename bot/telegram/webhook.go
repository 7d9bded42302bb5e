package telegram

import (
	"context"
	"net/http"
	"net/url"
)

// webhookNote and addressNote keep what was registered with Telegram, and where it delivers.
const (
	webhookNote = "webhook"
	addressNote = "webhook address"
)

// listen takes updates until ctx ends: they are delivered to the webhook, or Telegram is asked for them. A webhook of an
// earlier start is deleted when there is to be none; one that somebody else set is not.
func (v *Service) listen(ctx context.Context, offset int64) error {
	if v.settings.Webhook == "" {
		ours, err := v.journal.Note(addressNote)
		if err != nil {
			return err
		}
		return v.inbox.Poll(ctx, offset, func(url string) bool { return len(ours) > 0 && url == string(ours) })
	}
	known, err := v.journal.Note(webhookNote)
	if err != nil {
		return err
	}
	v.delivered.Store(true)
	defer v.delivered.Store(false)
	registered, err := v.inbox.Register(ctx, v.settings.Webhook, string(known))
	if err != nil {
		return err
	}
	if err := v.journal.SetNote(webhookNote, []byte(registered)); err != nil {
		return err
	}
	if err := v.journal.SetNote(addressNote, []byte(v.settings.Webhook)); err != nil {
		return err
	}
	return v.inbox.Watch(ctx, v.settings.Webhook)
}

// WebhookPath returns the path of the webhook's address, where [Service.ServeHTTP] is to be served; "" if there is none.
func (s Settings) WebhookPath() string {
	u, err := url.Parse(s.Webhook)
	if err != nil {
		return ""
	}
	return u.EscapedPath()
}

// ServeHTTP takes an update that Telegram delivers to the webhook. While the bot does not work yet, or no longer, Telegram
// is asked to come again.
func (v *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !v.delivered.Load() {
		w.Header().Set("Retry-After", "1")
		http.Error(w, http.StatusText(http.StatusServiceUnavailable), http.StatusServiceUnavailable)
		return
	}
	v.inbox.ServeHTTP(w, r)
}

// Knows reports whether a request comes from Telegram.
func (v *Service) Knows(r *http.Request) bool { return v.inbox.Knows(r) }

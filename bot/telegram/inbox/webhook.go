package inbox

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"
	"time"

	"chuchu/bot/telegram/api"
)

// secretHeader is where Telegram proves that it is Telegram.
const secretHeader = "X-Telegram-Bot-Api-Secret-Token"

// maxUpdate is the most that is read of an update, in bytes. A message with the longest text, all of it escaped, that
// replies to another such message has about 60 thousand.
const maxUpdate = 1 << 20

// ServeHTTP takes one update from Telegram. It is stored before it is answered with 200; whatever else the answer is,
// Telegram sends the update again. What does not hold the secret that Register agreed upon is not read.
func (in *Inbox) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		refuse(w, http.StatusMethodNotAllowed)
		return
	}
	if !in.Knows(r) {
		refuse(w, http.StatusUnauthorized)
		return
	}
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		refuse(w, http.StatusUnsupportedMediaType)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxUpdate))
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		refuse(w, http.StatusRequestEntityTooLarge)
		return
	}
	if err != nil {
		refuse(w, http.StatusBadRequest)
		return
	}
	update, err := api.ParseRaw(body)
	if err != nil {
		refuse(w, http.StatusBadRequest)
		return
	}
	if err := in.keep([]api.RawUpdate{update}); err != nil {
		in.watch.failed(Storage, time.Now())
		in.log.Error(messages[Storage], "error", err)
		refuse(w, http.StatusInternalServerError)
		return
	}
	in.heard()
}

// Knows reports whether a request holds the secret that only Telegram was told.
func (in *Inbox) Knows(r *http.Request) bool {
	return subtle.ConstantTimeCompare([]byte(r.Header.Get(secretHeader)), []byte(in.secret)) == 1
}

func refuse(w http.ResponseWriter, status int) { http.Error(w, http.StatusText(status), status) }

// Register has Telegram deliver to this address, unless it does already. known is what Register returned last time, or
// nothing: Telegram does not tell which secret it sends, and with a new token there is a new one. While Telegram is away
// it is tried again, until ctx ends. A token or an address that Telegram refuses is an error for the operator.
func (in *Inbox) Register(ctx context.Context, address, known string) (registered string, err error) {
	kinds := slices.Sorted(slices.Values(in.allowed))
	registered = in.client.Token().Derive(strings.Join(append([]string{"registered", address}, kinds...), " "))
	var info api.WebhookInfo
	if err := in.patiently(ctx, func() error { return in.client.Call(ctx, "getWebhookInfo", nil, &info) }); err != nil {
		return "", err
	}
	if known == registered && info.URL == address && slices.Equal(slices.Sorted(slices.Values(info.Allowed)), kinds) {
		return registered, nil
	}
	if info.URL != "" && info.URL != address {
		in.log.Warn("the webhook was elsewhere and is moved", "from", host(info.URL), "to", host(address))
	}
	params := api.SetWebhook{URL: address, Allowed: in.allowed, SecretToken: in.secret}
	err = in.patiently(ctx, func() error { return in.client.Call(ctx, "setWebhook", params, nil) })
	if e, ok := errors.AsType[*api.Error](err); ok && e.Code == http.StatusBadRequest {
		return "", fmt.Errorf("the webhook at %s is refused: %w", host(address), err)
	}
	if err != nil {
		return "", err
	}
	return registered, nil
}

// Between two questions to Telegram about the webhook, and how old an error of a delivery may be to count as present.
const (
	watchEvery  = time.Minute
	freshErrors = 2 * watchEvery
)

// Watch asks Telegram every minute whether it still delivers to this address, until ctx ends, when it returns nil: a bot
// at a webhook cannot tell by itself whether nobody writes or nothing arrives. If the webhook was moved or deleted by
// somebody else, that is logged and shown by Health, and not undone. A token that is refused is an error.
func (in *Inbox) Watch(ctx context.Context, address string) error {
	ticker := time.NewTicker(watchEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
		kind, err := in.ask(ctx, address)
		switch e, refused := errors.AsType[*api.Error](err); {
		case ctx.Err() != nil:
			return nil
		case refused && e.TokenRefused():
			return in.refused(e)
		case err != nil:
			in.log.Error(messages[kind], "error", err, "failures", in.watch.failed(kind, time.Now()))
		default:
			in.heard()
		}
	}
}

// ask asks Telegram once whether it delivers to this address.
func (in *Inbox) ask(ctx context.Context, address string) (Failure, error) {
	var info api.WebhookInfo
	if err := in.client.Call(ctx, "getWebhookInfo", nil, &info); err != nil {
		return kindOf(err), err
	}
	return delivery(info, address, time.Now())
}

// delivery tells what is wrong with a webhook, if anything.
func delivery(info api.WebhookInfo, address string, now time.Time) (Failure, error) {
	switch failed := time.Unix(info.LastErrorDate, 0); {
	case info.URL == "":
		return Conflict, errors.New("the webhook was deleted by somebody else; it is set again when this process is started again")
	case info.URL != address:
		return Conflict, fmt.Errorf("the webhook was moved to %s by somebody else; it comes back when this process is started again", host(info.URL))
	case info.Pending > 0 && now.Sub(failed) < freshErrors:
		return Delivery, fmt.Errorf("%s; %d updates wait", info.LastErrorMessage, info.Pending)
	}
	return "", nil
}

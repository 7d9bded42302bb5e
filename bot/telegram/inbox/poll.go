package inbox

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"chuchu/bot/telegram/api"
)

// goodbye bounds the last call, in which Telegram is told what was stored. It is forgotten when it does not arrive, and
// then some updates come again after the next start. Telegram may hold back the answer of a poll that follows another,
// which does not matter: it has been told.
const goodbye = 500 * time.Millisecond

// hasty is the least time between two polls that found nothing. Telegram waits before it says so; a server that does not
// (there are such emulators) would be asked a thousand times a second.
const hasty = 500 * time.Millisecond

// Poll asks Telegram for updates and stores them until ctx ends, when it returns nil within a second. offset is where to
// begin: one after the newest update that was stored, or 0 for whatever Telegram has. Updates are confirmed by asking for
// those after them, so not before they were stored; the last ones are confirmed at the end.
//
// While a webhook is set there is nothing to poll. It is deleted if mayDelete says so of its address (updates that wait
// are kept), and else reported and waited for: another installation may live by it. mayDelete may be nil, for never.
//
// Failures of the network, of Telegram and of the store are logged, shown by Health, and tried again, however long they
// last. Only a token that is refused is an error.
func (in *Inbox) Poll(ctx context.Context, offset int64, mayDelete func(url string) bool) error {
	for ctx.Err() == nil {
		asked := time.Now()
		updates, err := in.client.Updates(ctx, offset, api.LongestPoll, in.allowed)
		if err == nil {
			err = in.keep(updates)
		}
		refusal, refused := errors.AsType[*api.Error](err)
		switch {
		case err == nil:
			offset = next(updates)
			in.heard()
			if len(updates) == 0 {
				sleep(ctx, hasty-time.Since(asked))
			}
		case ctx.Err() != nil:
		case refused && refusal.TokenRefused():
			return in.refused(refusal)
		case refused && refusal.Conflict():
			in.giveWay(ctx, refusal, mayDelete)
		default:
			in.rest(ctx, kindOf(err), err)
		}
	}
	in.confirm(ctx, offset)
	return nil
}

// keep stores updates.
func (in *Inbox) keep(updates []api.RawUpdate) error {
	if len(updates) == 0 {
		return nil
	}
	if err := in.store(updates); err != nil {
		return &storeError{err}
	}
	return nil
}

type storeError struct{ error }

func (e *storeError) Unwrap() error { return e.error }

// next is the offset to ask for after updates were stored. If there were none, all below the last offset is confirmed,
// and 0 asks for the same as that offset would; but it also finds updates after Telegram has numbered them anew, which it
// does from anywhere when there was none for a week.
func next(updates []api.RawUpdate) int64 {
	var offset int64
	for _, u := range updates {
		offset = max(offset, u.ID+1)
	}
	return offset
}

// giveWay waits after a conflict. Whether it is another poller or a webhook, Telegram is asked, not the words of err.
func (in *Inbox) giveWay(ctx context.Context, err *api.Error, mayDelete func(url string) bool) {
	var info api.WebhookInfo
	if err := in.client.Call(ctx, "getWebhookInfo", nil, &info); err != nil {
		in.rest(ctx, kindOf(err), err)
		return
	}
	if info.URL == "" {
		in.rest(ctx, Conflict, err)
		return
	}
	if mayDelete == nil || !mayDelete(info.URL) {
		in.rest(ctx, Webhook, fmt.Errorf("the webhook is at %s and has %d updates waiting", host(info.URL), info.Pending))
		return
	}
	if err := in.client.Call(ctx, "deleteWebhook", nil, nil); err != nil {
		in.rest(ctx, kindOf(err), err)
		return
	}
	in.log.Info("the webhook was deleted, updates are polled from now on", "host", host(info.URL))
}

// host is what may be shown of a webhook's address: some hide a secret in its path.
func host(address string) string {
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		return u.Host
	}
	return "an address that cannot be read"
}

// confirm tells Telegram what was stored, also when ctx has ended. What comes back was not stored, so it comes again.
func (in *Inbox) confirm(ctx context.Context, offset int64) {
	if offset == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), goodbye)
	defer cancel()
	_, err := in.client.Updates(ctx, offset, 0, in.allowed)
	if err != nil && !api.Unsure(err) {
		in.log.Warn("the last updates could not be confirmed, so they come again and will be passed over", "error", err)
	}
}

// Package inbox brings in what Telegram has for the bot, by polling or by a webhook. Either way an update is stored
// before Telegram is told that it arrived, so that none is lost; what arrives twice is for the store to see.
//
// It is a room of its own, beside api: there a call is made and fails or not, here it is decided what to do then. One
// file (poll.go) asks for updates, one (webhook.go) is told of them, and pause.go says how long to wait after a failure.
//
// # One bot, one listener
//
// Telegram gives each update to one of those who ask with the same token, so two would answer half of the questions each.
// On one machine the file of the state, which a second process cannot open, keeps them apart. Across machines there is
// nothing to lock, and Telegram itself tells: a poll ends with 409 when a newer one begins. Then the poller says so, draws
// back and comes again after longer and longer pauses, so that a new deployment takes over from the old one undisturbed,
// and one that was ended lets the other have its place again. It never takes turns quietly.
package inbox

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"time"

	"chuchu/bot/telegram/api"
)

// Inbox receives the updates of one bot.
type Inbox struct {
	client  *api.Client
	store   func([]api.RawUpdate) error
	allowed []string
	log     *slog.Logger
	secret  string
	watch   watch
}

// New returns an inbox that receives the kinds of updates named in allowed. store keeps updates for good; it is called
// for each batch, from many goroutines at once if there is a webhook, and what it was given when it fails comes again.
func New(client *api.Client, allowed []string, log *slog.Logger, store func([]api.RawUpdate) error) *Inbox {
	return &Inbox{client: client, store: store, allowed: allowed, log: log, secret: client.Token().Derive("webhook")}
}

// Greet asks Telegram who the bot is. While Telegram is away it asks again, until ctx ends; the error is then that of
// ctx. A token that is refused is an error for the operator.
func (in *Inbox) Greet(ctx context.Context) (api.User, error) {
	var me api.User
	err := in.patiently(ctx, func() error { return in.client.Call(ctx, "getMe", nil, &me) })
	return me, err
}

// patiently makes a call again until it works, ctx ends, or it is clear that it never will.
func (in *Inbox) patiently(ctx context.Context, call func() error) error {
	for {
		err := call()
		if err == nil {
			in.heard()
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if e, ok := errors.AsType[*api.Error](err); ok {
			if e.TokenRefused() {
				return in.refused(e)
			}
			if e.Code == http.StatusBadRequest {
				return e
			}
		}
		in.rest(ctx, kindOf(err), err)
	}
}

// refused is the end: whoever goes on calling with a dead token is taken for an attacker.
func (in *Inbox) refused(err *api.Error) error {
	in.watch.failed(Token, time.Now())
	return fmt.Errorf("the token of bot %d is refused (%w): it was revoked or is not whole; copy the present one from @BotFather into TELEGRAM_BOT_TOKEN, and see that TELEGRAM_API_URL, where it is set, names a Bot API server",
		in.client.Token().Bot(), err)
}

// rest notes a failure, says it, and waits as long as it wants.
func (in *Inbox) rest(ctx context.Context, kind Failure, err error) {
	failures := in.watch.failed(kind, time.Now())
	wait := delay(err, kind, failures, rand.Float64())
	level := slog.LevelWarn
	if kind == Conflict || kind == Webhook || kind == Storage {
		level = slog.LevelError
	}
	in.log.Log(ctx, level, messages[kind], "error", err, "failures", failures, "again_in", wait.Round(100*time.Millisecond))
	sleep(ctx, wait)
}

func sleep(ctx context.Context, wait time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(wait):
	}
}

// heard notes that Telegram answered as it should, and says so after a failure.
func (in *Inbox) heard() {
	if failed := in.watch.heard(time.Now()); failed > 0 {
		in.log.Info("Telegram is reachable again", "after", failed.Round(time.Second))
	}
}

// kindOf tells what failed in a call.
func kindOf(err error) Failure {
	if _, ok := errors.AsType[*storeError](err); ok {
		return Storage
	}
	e, ok := errors.AsType[*api.Error](err)
	switch {
	case !ok:
		return Network
	case e.TooMany():
		return Flood
	case e.Conflict():
		return Conflict
	}
	return Server
}

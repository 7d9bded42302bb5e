package telegram

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/outbox"
	"chuchu/bot/telegram/telegramtest"
)

// service makes a service for a server, which answers everybody as fast as it can.
func service(t *testing.T, server *telegramtest.Server, settings Settings, log slog.Handler, change func(*Settings)) *Service {
	t.Helper()
	b, err := seeds()
	if err != nil {
		t.Fatal(err)
	}
	settings.API, settings.Rates, settings.Allowed = server.URL, outbox.Unlimited(), audience(t, "*")
	if settings.Token, err = api.ParseToken(server.Token); err != nil {
		t.Fatal(err)
	}
	change(&settings)
	v, err := New(settings, b, slog.New(log))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// running is a service at work.
type running struct {
	*testing.T
	*Service
	server *telegramtest.Server
	log    *telegramtest.Log
	stop   context.CancelFunc
	ended  chan error
}

// run starts a service and returns when it polls.
func run(t *testing.T, server *telegramtest.Server, settings Settings) *running {
	t.Helper()
	return runAs(t, server, settings, func(*Settings) {})
}

// runAs starts a service whose settings are changed before.
func runAs(t *testing.T, server *telegramtest.Server, settings Settings, change func(*Settings)) *running {
	t.Helper()
	r := &running{T: t, server: server, log: &telegramtest.Log{}, ended: make(chan error, 1)}
	r.Service = service(t, server, settings, slog.NewTextHandler(r.log, nil), change)
	polls := server.Count("getUpdates")
	ctx, stop := context.WithCancel(t.Context())
	r.stop = stop
	go func() { r.ended <- r.Service.Run(ctx) }()
	r.until("the bot does not poll", func() bool { return server.Count("getUpdates") > polls })
	return r
}

func (r *running) until(fault string, holds func() bool) {
	r.Helper()
	ctx, cancel := context.WithTimeout(r.Context(), 20*time.Second)
	defer cancel()
	if err := r.server.Until(ctx, holds); err != nil {
		r.Fatalf("%s: %v; it said\n%s", fault, err, r.log)
	}
}

// stopTime is what stopping may take: a moment, but for a machine that is busy with other tests. What waits for a request that
// hangs, or for a model, takes longer.
const stopTime = 10 * time.Second

// end stops the service, wants it to be gone soon, and returns what it said.
func (r *running) end() error {
	r.Helper()
	r.stop()
	began := time.Now()
	err := <-r.ended
	if took := time.Since(began); took > stopTime {
		r.Errorf("stopping took %v", took)
	}
	if err := r.Close(); err != nil {
		r.Error(err)
	}
	return err
}

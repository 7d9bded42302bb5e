package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"chuchu/bot"
	"chuchu/bot/metrics"
	"chuchu/bot/telegram"
	"chuchu/bot/telegram/inbox"
	"chuchu/bot/web"
	"chuchu/retrieval"
	"chuchu/retrieval/watching"
)

// drainTime is how long what is under way may take after chuchu is told to stop. Docker kills after 10 s.
const drainTime = 8 * time.Second

// Run serves what is configured until ctx ends, and returns nil then.
func (serveCommand) Run(ctx context.Context, c *config, t *console) error {
	s, err := newService(c, t)
	if err != nil {
		return err
	}
	if err := s.run(ctx); err != nil {
		return err
	}
	s.log.Info("stopped")
	return nil
}

// service is everything that runs in a serving process.
type service struct {
	config   *config
	cluster  *retrieval.Cluster // nil if the index is on this machine
	log      *slog.Logger
	metrics  *metrics.Metrics
	web      *web.Server
	public   net.Listener
	library  *library
	loaded   atomic.Bool        // the texts are answered from
	telegram *telegram.Settings // nil without a token
	writer   *writer            // nil without a model
}

// newService checks the settings and takes the address, so that all that is wrong is said at once.
func newService(c *config, t *console) (*service, error) {
	s := &service{config: c}
	if err := errors.Join(c.rejected, s.begin(t.stderr)); err != nil {
		if s.public != nil {
			s.public.Close() // nothing was served, so nothing can be lost
		}
		return nil, err
	}
	version, commit := build()
	s.metrics = metrics.New(version, commit)
	s.web = web.New(s.metrics.Handler(), s.responded, s.log)
	s.require("index", func() error {
		if !s.loaded.Load() {
			return errors.New("the texts are being read")
		}
		return nil
	})
	if s.cluster != nil {
		s.require("cluster", s.cluster.Health)
	}
	for _, w := range c.warnings {
		s.log.Warn(w)
	}
	if s.writer != nil { // it is not asked whether it is there: quotes are, and it may come later
		s.metrics.Model(s.writer.model.Away, s.writer.ledger)
		s.log.Info("a model writes answers", "model", s.writer.model.Name())
	}
	s.library = newLibrary(c, s.cluster, s.log, s.metrics)
	s.log.Info("chuchu starts", "version", version, "commit", commit, "http", s.public.Addr().String())
	return s, nil
}

// begin tries out each setting, and takes the address. The error joins all that is wrong.
func (s *service) begin(stderr io.Writer) error {
	c := s.config
	_, texts := c.folder()
	_, encoding := c.encoding()
	_, glossary := c.glossary()
	var cluster, public, model, chat error
	s.cluster, cluster = c.cluster()
	s.log = newLogger(stderr)
	s.public, public = listen("HTTP_ADDR", c.get("HTTP_ADDR"))
	s.writer, model = c.servingWriter(func(err error) { s.log.Warn(err.Error()) })
	embedder := c.checkEmbedder()
	index := writable("--index or INDEX_DIR", c.get("INDEX_DIR"))
	if c.get("TELEGRAM_BOT_TOKEN") != "" {
		var settings telegram.Settings
		settings, chat = c.telegram()
		s.telegram = &settings
	}
	return errors.Join(texts, encoding, glossary, cluster, public, model, embedder, index, chat)
}

// responded counts a response. The path of the webhook is not shown: some hide a secret in it.
func (s *service) responded(route string, status int) {
	if s.telegram != nil && s.telegram.Webhook != "" && route == s.telegram.WebhookPath() {
		route = "webhook"
	}
	s.metrics.Response(route, status)
}

// require makes readiness depend on a condition, and shows it.
func (s *service) require(name string, check func() error) {
	s.web.Require(name, check)
	s.metrics.Condition(name, check)
}

// listen takes an address, host:port, that a setting names.
func listen(setting, address string) (net.Listener, error) {
	_, port, err := net.SplitHostPort(address)
	if err == nil {
		_, err = strconv.ParseUint(port, 10, 16)
	}
	if err != nil {
		return nil, fmt.Errorf("%s must be host:port, or :port for all addresses of this machine, not %q", setting, address)
	}
	l, err := net.Listen("tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("%s: another program has %s; stop it, or choose another port", setting, address)
	case err != nil:
		return nil, fmt.Errorf("%s: %w", setting, err)
	}
	return l, nil
}

// run serves until it is told to stop or something fails for good. The HTTP side begins first and ends last.
func (s *service) run(told context.Context) error {
	ctx, stop := context.WithCancelCause(told)
	defer stop(nil)
	serving, stopHTTP := context.WithCancel(context.WithoutCancel(ctx))
	defer stopHTTP()
	var http sync.WaitGroup
	http.Go(func() { stop(s.web.Serve(serving, s.public, drainTime)) })
	err := s.answer(ctx)
	stopHTTP()
	http.Wait()
	switch {
	case told.Err() != nil && (err == nil || errors.Is(err, context.Canceled)):
		return nil
	case err == nil:
		return context.Cause(ctx)
	}
	return err
}

// answer reads the texts, keeps them up to date and answers from them until ctx ends.
func (s *service) answer(ctx context.Context) error {
	hangups := make(chan os.Signal, 1)
	signal.Notify(hangups, syscall.SIGHUP) // before anybody can mean it: it would end the process
	defer signal.Stop(hangups)
	watcher := s.watcher()
	b, err := s.library.open(ctx)
	if err != nil {
		return err
	}
	defer s.library.close() // when nobody can ask any more
	ctx, cancel := context.WithCancel(ctx)
	s.loaded.Store(true)
	var work sync.WaitGroup
	defer work.Wait()
	defer cancel()
	work.Go(func() { s.reloadOnSIGHUP(ctx, hangups) })
	if watcher != nil {
		work.Go(func() { s.watch(ctx, watcher) })
	}
	if s.telegram == nil {
		s.log.Warn("TELEGRAM_BOT_TOKEN is not set: serving HTTP only")
		<-ctx.Done()
		return nil
	}
	return s.chat(ctx, b)
}

// chat answers in Telegram until ctx ends or it is clear that it never will.
func (s *service) chat(ctx context.Context, b *bot.Bot) error {
	settings := *s.telegram
	settings.Reload, settings.Metrics = s.library.reload, s.metrics
	settings.Model = s.writer.telegram()
	service, err := telegram.New(settings, b, s.log)
	if err != nil {
		return err
	}
	s.require("telegram", func() error {
		if h := service.Health(); h.Deaf(time.Now()) {
			return pollingError(h)
		}
		return nil
	})
	if settings.Webhook != "" {
		s.web.HandleKnown(settings.WebhookPath(), service)
	}
	return errors.Join(service.Run(ctx), service.Close())
}

// pollingError says since when nothing is heard of Telegram, and why.
func pollingError(h inbox.Health) error {
	switch {
	case h.Heard.IsZero() && h.Failure == "":
		return errors.New("no contact yet")
	case h.Failure == "":
		return fmt.Errorf("no contact since %s", h.Heard.UTC().Format(time.TimeOnly))
	}
	return fmt.Errorf("no contact since %s: %s, %d times", h.Since.UTC().Format(time.TimeOnly), h.Failure, h.Count)
}

// reloadOnSIGHUP reads the texts again at each SIGHUP until ctx ends.
func (s *service) reloadOnSIGHUP(ctx context.Context, hangups <-chan os.Signal) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-hangups:
			_ = s.library.reload(ctx) // it has logged its error
		}
	}
}

// watcher begins to watch the texts, before they are read. It returns nil if there is nothing to watch, or no way.
func (s *service) watcher() *watching.Watcher {
	paths := slices.DeleteFunc([]string{s.config.get("TEXTS_DIR"), s.config.get("GLOSSARY")}, func(path string) bool { return path == "" })
	if len(paths) == 0 {
		return nil
	}
	w, err := watching.New(paths...)
	if err != nil {
		s.unwatched(err)
		return nil
	}
	return w
}

// watch takes up changed texts until ctx ends.
func (s *service) watch(ctx context.Context, w *watching.Watcher) {
	defer w.Close()
	err := w.Run(ctx, func() { _ = s.library.refresh(ctx) }) // it has logged its error
	if err != nil {
		s.unwatched(err)
	}
}

func (s *service) unwatched(err error) {
	s.log.Warn("changes of the texts are not seen; send SIGHUP after changing them", "error", err)
}

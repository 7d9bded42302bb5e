package command

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"chuchu/bot/telegram"
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/outbox"
)

// Run answers in Telegram, by asking for what people write, until it is told to stop.
func (telegramCommand) Run(ctx context.Context, c *config, t *console) error {
	log := newLogger(t.stderr)
	settings, settingsErr := c.telegram()
	model, modelErr := c.servingWriter(func(err error) { log.Warn(err.Error()) })
	cluster, clusterErr := c.cluster()
	if err := errors.Join(settingsErr, modelErr, clusterErr); err != nil {
		return err
	}
	settings.Model = model.telegram()
	texts := newLibrary(c, cluster, log, nil)
	b, err := texts.open(ctx)
	if err != nil {
		return err
	}
	defer texts.close()
	settings.Webhook, settings.Reload = "", texts.reload // only serve has an address where anybody could deliver
	service, err := telegram.New(settings, b, log)
	if err != nil {
		return err
	}
	return errors.Join(service.Run(ctx), service.Close())
}

// telegram reads the settings of the bot in Telegram. The error joins all that is wrong with them.
func (c *config) telegram() (telegram.Settings, error) {
	s := telegram.Settings{Embedder: c.get("OPENAI_EMBEDDING_MODEL"), API: c.get("TELEGRAM_API_URL"), Rates: outbox.Telegram()}
	var rejected []error
	reject := func(err error) { rejected = append(rejected, err) }
	var err error
	if s.Token, err = api.ParseToken(c.get("TELEGRAM_BOT_TOKEN")); err != nil {
		reject(err)
	} else if _, err := api.New(s.Token, s.API); err != nil { // it does not connect
		reject(err)
	}
	if s.Allowed, err = telegram.ParseAudience(c.get("TELEGRAM_ALLOWED")); err != nil {
		reject(fmt.Errorf("TELEGRAM_ALLOWED: %w", err))
	}
	if s.Admins, err = telegram.ParseAdmins(c.get("TELEGRAM_ADMINS")); err != nil {
		reject(fmt.Errorf("TELEGRAM_ADMINS: %w", err))
	}
	if c.unlimited {
		s.Rates = outbox.Unlimited()
	}
	if s.Webhook, err = webhook(c.get("TELEGRAM_WEBHOOK_URL"), s.API != ""); err != nil {
		reject(err)
	}
	if s.State, err = c.dataFile("telegram.db"); err != nil {
		reject(err)
	} else if err := writable("DATA_DIR", filepath.Dir(s.State)); err != nil {
		reject(err)
	}
	return s, errors.Join(rejected...)
}

// webhook checks the address where Telegram is to deliver. A Bot API server of one's own delivers over http, too. The
// error does not quote it: some hide a secret in it.
func webhook(address string, own bool) (string, error) {
	if address == "" {
		return "", nil
	}
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Scheme != "https" && !(own && u.Scheme == "http") || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return "", errors.New("TELEGRAM_WEBHOOK_URL must be of the form https://host/path")
	case u.Path == "" || u.Path == "/" || strings.ContainsAny(u.Path, "{} "):
		return "", errors.New("TELEGRAM_WEBHOOK_URL needs a path, such as /telegram, that is served for Telegram alone")
	}
	return address, nil
}

package command

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"chuchu/bot/telegram"
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/outbox"
)

// Run answers in Telegram, by asking for what people write, until it is told to stop.
func (telegramCommand) Run(ctx context.Context, p *program) error {
	settings, settingsFault := p.telegram()
	log, logFault := p.environment.logger(p.stderr)
	model, modelFault := p.serving()
	if err := errors.Join(settingsFault, modelFault, logFault); err != nil {
		return err
	}
	p.stderr = &logLines{log: log}
	settings.Model = model.telegram()
	texts := newLibrary(p, log, nil)
	b, err := texts.open(ctx)
	if err != nil {
		return err
	}
	defer b.Close()
	defer texts.close()
	settings.Webhook, settings.Reload = "", texts.reload // only serve has an address where anybody could deliver
	service, err := telegram.New(settings, b, log)
	if err != nil {
		return err
	}
	return errors.Join(service.Run(ctx), service.Close())
}

// telegram reads the settings of the bot in Telegram. The error holds all that is wrong with them.
func (p *program) telegram() (telegram.Settings, error) {
	s := telegram.Settings{Embedder: p.environment.get("OPENAI_EMBEDDING_MODEL"), API: p.environment.get("TELEGRAM_API_URL"), Rates: outbox.Telegram()}
	var faults []error
	fault := func(err error) { faults = append(faults, err) }
	var err error
	if s.Token, err = api.ParseToken(p.environment.get("TELEGRAM_BOT_TOKEN")); err != nil {
		fault(err)
	} else if _, err := api.New(s.Token, s.API); err != nil { // it does not connect
		fault(err)
	}
	if s.Allowed, err = telegram.ParseAudience(p.environment.get("TELEGRAM_ALLOWED")); err != nil {
		fault(fmt.Errorf("TELEGRAM_ALLOWED: %w", err))
	}
	if s.Admins, err = telegram.ParseAdmins(p.environment.get("TELEGRAM_ADMINS")); err != nil {
		fault(fmt.Errorf("TELEGRAM_ADMINS: %w", err))
	}
	if p.unlimited {
		s.Rates, s.Free = outbox.Unlimited(), true
	}
	if s.Webhook, err = webhook(p.environment.get("TELEGRAM_WEBHOOK_URL"), s.API != ""); err != nil {
		fault(err)
	}
	if s.State, err = p.dataFile("telegram.db"); err != nil {
		fault(err)
	} else if err := p.writable("DATA_DIR", filepath.Dir(s.State)); err != nil {
		fault(err)
	}
	return s, errors.Join(faults...)
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
		return "", errors.New("TELEGRAM_WEBHOOK_URL is not of the form https://host/path")
	case u.Path == "" || u.Path == "/" || strings.ContainsAny(u.Path, "{} "):
		return "", errors.New("TELEGRAM_WEBHOOK_URL needs a path, such as /telegram, that is served for Telegram alone")
	}
	return address, nil
}

// writable makes a folder that a setting names, for its owner only, and tells whether files can be made in it; "" is none.
func (p *program) writable(setting, folder string) error {
	if folder == "" {
		return nil
	}
	err := os.MkdirAll(folder, 0o700)
	if err == nil {
		var file *os.File
		if file, err = os.CreateTemp(folder, ".chuchu-*"); err == nil {
			err = errors.Join(file.Close(), os.Remove(file.Name()))
		}
	}
	if err != nil {
		return fmt.Errorf("%s: %w; it names a folder that can be written to", setting, err)
	}
	return nil
}

// dataFile returns the path of a file in the folder where the program keeps what it must not forget.
func (p *program) dataFile(name string) (string, error) {
	folder := p.environment.get("DATA_DIR")
	if folder == "" {
		own, err := os.UserConfigDir()
		if err != nil {
			return "", fmt.Errorf("finding a folder for the bot's data: %w; name one with DATA_DIR", err)
		}
		folder = filepath.Join(own, "chuchu")
	}
	return filepath.Join(folder, name), nil
}

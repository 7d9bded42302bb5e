package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"chuchu/bot/telegram"
	"chuchu/bot/telegram/api"
	"chuchu/bot/telegram/outbox"
)

// Run answers in Telegram until it is told to stop.
func (telegramCommand) Run(ctx context.Context, p *program) error {
	settings, err := p.telegram()
	if err != nil {
		return err
	}
	b, err := p.open(ctx)
	if err != nil {
		return err
	}
	defer b.Collection().Close()
	service, err := telegram.New(settings, b, slog.New(slog.NewTextHandler(p.stderr, nil)))
	if err != nil {
		return err
	}
	return errors.Join(service.Run(ctx), service.Close())
}

// telegram reads the settings of the bot in Telegram. The error holds all that is wrong with them.
func (p *program) telegram() (telegram.Settings, error) {
	s := telegram.Settings{API: p.environment.get("TELEGRAM_API_URL"), Rates: outbox.Telegram()}
	var faults []error
	fault := func(err error) { faults = append(faults, err) }
	var err error
	if s.Token, err = api.ParseToken(p.environment.get("TELEGRAM_BOT_TOKEN")); err != nil {
		fault(err)
	}
	if s.Allowed, err = telegram.ParseAudience(p.environment.get("TELEGRAM_ALLOWED")); err != nil {
		fault(fmt.Errorf("TELEGRAM_ALLOWED: %w", err))
	}
	if s.Admins, err = telegram.ParseAudience(p.environment.get("TELEGRAM_ADMINS")); err != nil {
		fault(fmt.Errorf("TELEGRAM_ADMINS: %w", err))
	} else if s.Admins.Everybody() {
		fault(errors.New("TELEGRAM_ADMINS: not everybody can be an admin; it wants the numbers of people"))
	}
	switch limits := p.environment.get("TELEGRAM_LIMITS"); limits {
	case "on":
	case "off":
		s.Rates, s.Free = outbox.Unlimited(), true
	default:
		fault(fmt.Errorf("TELEGRAM_LIMITS is %q; it wants on or off", limits))
	}
	if s.State, err = p.dataFile("telegram.db"); err != nil {
		fault(err)
	}
	return s, errors.Join(faults...)
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

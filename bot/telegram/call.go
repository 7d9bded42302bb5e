package telegram

import (
	"context"
	"errors"

	"chuchu/bot/metrics"
	"chuchu/bot/telegram/api"
)

// call calls a method of the Bot API and counts what became of it.
func (v *Service) call(ctx context.Context, method string, params, result any) error {
	err := v.client.Call(ctx, method, params, result)
	outcome := metrics.OK
	if refusal, ok := errors.AsType[*api.Error](err); ok {
		outcome = metrics.Refused
		if refusal.TooMany() {
			v.settings.Metrics.TooMany()
		}
	} else if err != nil {
		outcome = metrics.Unsure
	}
	v.settings.Metrics.Call(method, outcome)
	return err
}

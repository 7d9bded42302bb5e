package metrics

import (
	"github.com/prometheus/client_golang/prometheus"

	"chuchu/bot"
	"chuchu/bot/spending"
)

const (
	in, out                = "in", "out"
	byEndpoint, byEstimate = "endpoint", "estimate"
)

// Wrote counts what letting a model answer came to. The zero Writing counts nothing.
func (m *Metrics) Wrote(w bot.Writing) {
	if m == nil {
		return
	}
	if w.Outcome != "" {
		m.writings.WithLabelValues(string(w.Outcome)).Inc()
	}
	counted := byEndpoint
	if w.Usage.Estimated {
		counted = byEstimate
	}
	m.tokens.WithLabelValues(in, counted).Add(float64(w.Usage.In))
	m.tokens.WithLabelValues(out, counted).Add(float64(w.Usage.Out))
	m.cost.Add(w.Cost.Float())
	if w.First > 0 {
		m.sentences.Observe(w.First.Seconds())
	}
}

// Model shows whether the model's endpoint is left alone, and what was spent today of what may be; both are asked at each
// fetch. It may be called once.
func (m *Metrics) Model(away func() bool, ledger *spending.Ledger) {
	if m == nil {
		return
	}
	figure := func(name, help string, value func() float64) {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Namespace: "chuchu", Name: name, Help: help}, value))
	}
	figure("model_left_alone", "1 while the model's endpoint is not asked, since it failed several times in a row, else 0.", func() float64 {
		if away() {
			return 1
		}
		return 0
	})
	figure("model_day_cost", "What was spent on the model in this day (UTC), in the currency of the prices that are set.", func() float64 {
		all, _ := ledger.Today("")
		return all.Cost.Float()
	})
	figure("model_day_budget", "What may be spent on the model in a day; 0 where no budget is set.", func() float64 {
		return ledger.Limits().Budget.Float()
	})
}

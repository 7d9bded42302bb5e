// Package metrics counts what the bot does, in a form that Prometheus fetches. It is the only room that knows its client.
//
// Each thing worth counting is a method, and who lives through it calls that. A nil *Metrics counts nothing, so that
// nobody needs one. No label holds what somebody wrote or who did: each takes one of a few known values.
package metrics

import (
	"net/http"
	"runtime"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promauto"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"chuchu/bot"
)

// Metrics are the figures of one process. They are safe for concurrent use.
type Metrics struct {
	registry  *prometheus.Registry
	questions *prometheus.CounterVec
	faults    prometheus.Counter
	stages    *prometheus.HistogramVec
	verdicts  *prometheus.CounterVec
	calls     *prometheus.CounterVec
	tooMany   prometheus.Counter
	responses *prometheus.CounterVec
	reloads   *prometheus.CounterVec
	stale     prometheus.Gauge
	texts     prometheus.Gauge
	passages  prometheus.Gauge
	indexed   prometheus.Gauge
	embedded  prometheus.Gauge
	vectors   *prometheus.CounterVec

	writings  *prometheus.CounterVec
	tokens    *prometheus.CounterVec
	cost      prometheus.Counter
	sentences prometheus.Histogram
}

// seconds are the bounds of the histograms. An answer takes about 1 ms, a call of Telegram about 100 ms, a chat that must
// wait its turn some seconds.
var seconds = []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60}

// New returns figures that are all zero, of the build with that version and commit.
func New(version, commit string) *Metrics {
	registry := prometheus.NewRegistry()
	factory := promauto.With(prometheus.WrapRegistererWithPrefix("chuchu_", registry))
	counters := func(name, help string, labels ...string) *prometheus.CounterVec {
		return factory.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
	}
	counter := func(name, help string) prometheus.Counter {
		return factory.NewCounter(prometheus.CounterOpts{Name: name, Help: help})
	}
	gauge := func(name, help string) prometheus.Gauge {
		return factory.NewGauge(prometheus.GaugeOpts{Name: name, Help: help})
	}
	m := &Metrics{
		registry: registry,
		questions: counters("questions_total",
			"Questions answered, by how sure the answer is (answered, possibly, refused) and by language.", "band", "language"),
		faults: counter("faults_total", "Messages, presses and inline queries that could not be handled because something failed."),
		stages: factory.NewHistogramVec(prometheus.HistogramOpts{
			Name: "stage_seconds", Buckets: seconds,
			Help: "How long a question spends: waiting for its turn (wait), being answered (answer), written by a model (write), being sent (send), and in all, where no model wrote (total).",
		}, []string{"stage"}),
		verdicts:  counters("feedback_total", "Verdicts of readers on answers: up or down.", "verdict"),
		calls:     counters("telegram_calls_total", "Calls of the Bot API, by method and by outcome (ok, refused, unsure).", "method", "outcome"),
		tooMany:   counter("telegram_too_many_total", "Calls that Telegram put off because there were too many (429)."),
		responses: counters("http_responses_total", "Responses of the HTTP side, by route and status.", "route", "status"),
		reloads:   counters("reloads_total", "Attempts to take up changed texts: ok, unchanged or failed.", "outcome"),
		stale:     gauge("texts_stale", "1 while the changed texts could not be loaded and the previous ones are in use."),
		texts:     gauge("texts", "Texts that are answered from."),
		passages:  gauge("paragraphs", "Paragraphs in the index."),
		embedded:  gauge("embedded_paragraphs", "Paragraphs that have vectors; when all have, search is by meaning too."),
		vectors:   counters("question_embeddings_total", "Requests for the vector of a question: ok, or failed, so that the search was by keyword only.", "outcome"),
		indexed:   gauge("index_timestamp_seconds", "When the texts that are answered from were last looked through, in seconds since 1970."),

		writings: counters("model_answers_total", "Answers that a model was to write, by what became of them (whole, partial, unsupported, away, budget, quota, stopped).", "outcome"),
		tokens:   counters("model_tokens_total", "Tokens of a model, by direction (in, out) and by who counted them (endpoint, or an estimate of ours).", "direction", "counted"),
		cost:     counter("model_cost_total", "What a model's tokens cost, in the currency of the prices that are set."),
		sentences: factory.NewHistogram(prometheus.HistogramOpts{
			Name: "model_first_sentence_seconds", Buckets: seconds,
			Help: "From asking a model to its first sentence that was checked and shown.",
		}),
	}
	factory.NewGauge(prometheus.GaugeOpts{
		Name: "build_info", Help: "Always 1; the labels say which build runs.",
		ConstLabels: prometheus.Labels{"version": version, "commit": commit, "go": runtime.Version()},
	}).Set(1)
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.begin()
	return m
}

// begin makes the series whose names are known, so that the first event is seen as a rise from 0.
func (m *Metrics) begin() {
	for _, band := range bot.Bands() {
		for _, language := range bot.Languages() {
			m.questions.WithLabelValues(string(band), string(language))
		}
	}
	for _, stage := range []Stage{Wait, Answer, Write, Send, Total} {
		m.stages.WithLabelValues(string(stage))
	}
	for _, verdict := range []string{up, down} {
		m.verdicts.WithLabelValues(verdict)
	}
	for _, outcome := range bot.Outcomes() {
		m.writings.WithLabelValues(string(outcome))
	}
	for _, counted := range []string{byEndpoint, byEstimate} {
		m.tokens.WithLabelValues(in, counted)
		m.tokens.WithLabelValues(out, counted)
	}
	for _, outcome := range []string{embeddedOK, embeddedNot} {
		m.vectors.WithLabelValues(outcome)
	}
	for _, outcome := range []Reloading{Reloaded, Unchanged, Failed} {
		m.reloads.WithLabelValues(string(outcome))
	}
}

// Handler writes the figures for Prometheus.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{MaxRequestsInFlight: 2, Timeout: 5 * time.Second})
}

package metrics

import (
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"chuchu/bot"
)

// Question counts an answer.
func (m *Metrics) Question(a bot.Answer) {
	if m != nil {
		m.questions.WithLabelValues(string(a.Band()), string(a.Language)).Inc()
	}
}

// Fault counts what somebody sent and could not be handled because something failed.
func (m *Metrics) Fault() {
	if m != nil {
		m.faults.Inc()
	}
}

// Stage is a part of a question's way.
type Stage string

// The stages.
const (
	Wait   Stage = "wait"   // from its coming in until it is its turn
	Answer Stage = "answer" // until the answer is found
	Write  Stage = "write"  // until a model has put it into words
	Send   Stage = "send"   // until the answer has arrived
	Total  Stage = "total"  // all of these, if no model wrote
)

// Took notes how long a question spent in a stage.
func (m *Metrics) Took(s Stage, d time.Duration) {
	if m != nil {
		m.stages.WithLabelValues(string(s)).Observe(d.Seconds())
	}
}

const up, down = "up", "down"

// Verdict counts what a reader thinks of an answer.
func (m *Metrics) Verdict(good bool) {
	switch {
	case m == nil:
	case good:
		m.verdicts.WithLabelValues(up).Inc()
	default:
		m.verdicts.WithLabelValues(down).Inc()
	}
}

// Outcome is what became of a call of the Bot API.
type Outcome string

// The outcomes.
const (
	OK      Outcome = "ok"
	Refused Outcome = "refused" // Telegram said no
	Unsure  Outcome = "unsure"  // it may have arrived, or not
)

// Call counts a call of a method of the Bot API.
func (m *Metrics) Call(method string, o Outcome) {
	if m != nil {
		m.calls.WithLabelValues(method, string(o)).Inc()
	}
}

// TooMany counts a call that Telegram put off.
func (m *Metrics) TooMany() {
	if m != nil {
		m.tooMany.Inc()
	}
}

// Response counts a response of the HTTP side.
func (m *Metrics) Response(route string, status int) {
	if m != nil {
		m.responses.WithLabelValues(route, strconv.Itoa(status)).Inc()
	}
}

// Reloading is what became of an attempt to take up changed texts.
type Reloading string

// The outcomes.
const (
	Reloaded  Reloading = "ok"
	Unchanged Reloading = "unchanged"
	Failed    Reloading = "failed"
)

// Reload counts an attempt to take up changed texts.
func (m *Metrics) Reload(r Reloading) {
	if m == nil {
		return
	}
	m.reloads.WithLabelValues(string(r)).Inc()
	m.stale.Set(0)
	if r == Failed {
		m.stale.Set(1)
	}
}

// Collection notes what is answered from since when.
func (m *Metrics) Collection(texts, paragraphs int, since time.Time) {
	if m != nil {
		m.texts.Set(float64(texts))
		m.passages.Set(float64(paragraphs))
		m.indexed.Set(float64(since.UnixMilli()) / 1000)
	}
}

const embeddedOK, embeddedNot = "ok", "failed"

// Embedded shows how many paragraphs have vectors.
func (m *Metrics) Embedded(paragraphs int) {
	if m != nil {
		m.embedded.Set(float64(paragraphs))
	}
}

// QuestionEmbedding counts an asking for the vector of a question, by what became of it.
func (m *Metrics) QuestionEmbedding(err error) {
	switch {
	case m == nil:
	case err != nil:
		m.vectors.WithLabelValues(embeddedNot).Inc()
	default:
		m.vectors.WithLabelValues(embeddedOK).Inc()
	}
}

// Queue shows how many wait in a queue, which is asked at each fetch. A name may be given once.
func (m *Metrics) Queue(name string, depth func() int) {
	if m != nil {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Namespace: "chuchu", Name: "queue_depth", Help: "How many wait in a queue.", ConstLabels: prometheus.Labels{"queue": name},
		}, func() float64 { return float64(depth()) }))
	}
}

// Condition shows whether a condition of being ready holds, which is asked at each fetch. A name may be given once.
func (m *Metrics) Condition(name string, check func() error) {
	if m != nil {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Namespace: "chuchu", Name: "ready", Help: "1 while a condition of being ready holds, else 0.",
			ConstLabels: prometheus.Labels{"condition": name},
		}, func() float64 {
			if check() != nil {
				return 0
			}
			return 1
		}))
	}
}

package outbox

import (
	"slices"
	"time"
)

// Rate allows Burst calls at once and one more each Every. In a span of time d there are never more than Burst + d/Every.
// The zero value allows any number.
type Rate struct {
	Every time.Duration
	Burst int // at least 1 if Every is not 0
}

// Limits is how fast an outbox may be.
type Limits struct {
	Chat    Rate          // one chat
	Group   Rate          // one group, besides Chat
	Overall Rate          // the bot
	Preview time.Duration // between what last left for a chat and a preview there
}

// Telegram returns the limits that keep a bot clear of Telegram's. The Bots FAQ (core.telegram.org/bots/faq, "My bot is
// hitting limits") names about one message a second in a chat, with short bursts, twenty a minute in a group, and about
// thirty a second in all. Edits count as messages do (tdlib/td issues 2592 and 3034).
//
//   - Chat: a burst is an answer, its edit and one tap more, after which it is one a second.
//   - Group: 5 + 60 s / 4 s = 20, in any minute.
//   - Overall: 5 + 1 s / 40 ms = 30, in any second, and 25 on the whole.
//   - Preview: 3 s between edits are twenty a minute. Bots that edited twice a second were told to wait for minutes.
//
// TestTelegramIsNeverTooFast holds them against a server that counts.
func Telegram() Limits {
	return Limits{
		Chat:    Rate{time.Second, 3},
		Group:   Rate{4 * time.Second, 5},
		Overall: Rate{40 * time.Millisecond, 5},
		Preview: 3 * time.Second,
	}
}

// Unlimited returns no limits: those of a Bot API server of one's own, and of measurements.
func Unlimited() Limits { return Limits{} }

// bucket holds the tokens of a rate, as the moment at which it is full (GCRA). golang.org/x/time/rate has no way to ask
// when the next token comes but to take it, and no way to ask when a chat can be forgotten; here each is a subtraction,
// and exact.
type bucket struct{ full time.Time }

// next returns when a token is there: a moment in the past where it is.
func (b bucket) next(r Rate) time.Time {
	if r.Every <= 0 {
		return time.Time{}
	}
	return b.full.Add(-time.Duration(r.Burst-1) * r.Every)
}

// take takes a token that is there.
func (b *bucket) take(r Rate, now time.Time) {
	if b.full.Before(now) {
		b.full = now
	}
	b.full = b.full.Add(max(0, r.Every))
}

func latest(times ...time.Time) time.Time { return slices.MaxFunc(times, time.Time.Compare) }

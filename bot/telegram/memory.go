package telegram

import (
	"cmp"
	"context"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"chuchu/bot"
)

// memory keeps the conversations of the last while. One belongs to a person in a chat (and in a topic of it): in a group
// people talk across each other, and "and Zhejiang?" means what the same person asked before.
type memory struct {
	bot   *bot.Bot
	talks *lru.Cache[talkKey, *talk]
}

type talkKey struct{ chat, topic, user int64 }

// talk is a conversation. Its questions are asked one after the other.
type talk struct {
	mu           sync.Mutex
	conversation *bot.Conversation
	last         time.Time
	question     string // the last one, as it was understood
}

const (
	// talkLife is how long a question may lean on the one before it. Who comes back after lunch names the thing again.
	talkLife = 30 * time.Minute
	// mostTalks bounds the memory: some kilobytes each.
	mostTalks = 10_000
)

func newMemory(b *bot.Bot) *memory {
	talks, err := lru.New[talkKey, *talk](mostTalks)
	if err != nil {
		panic(err) // only for a size below 1
	}
	return &memory{b, talks}
}

// asker is who asks, and the model's author who may put the question in other words; nil for none.
type asker struct {
	author *bot.Author
	person string // as the author knows people
}

// ask puts a question within its conversation. about, where it is not empty, is the question whose answer is replied to:
// the new one leans on that, however long ago it was.
func (m *memory) ask(ctx context.Context, who asker, key talkKey, question, about string, now time.Time) (bot.Answer, error) {
	t := m.talk(key)
	t.mu.Lock()
	defer t.mu.Unlock()
	if about != "" || now.Sub(t.last) > talkLife {
		t.conversation.Forget()
	}
	if about != "" {
		if _, err := t.conversation.Ask(ctx, about); err != nil {
			return bot.Answer{}, err
		}
	}
	a, err := who.author.Ask(ctx, who.person, t.conversation, question)
	if err == nil {
		t.last, t.question = now, cmp.Or(a.Understood, a.Question)
		if a.From > 0 { // one passage at a time
			t.conversation.Seen(a.From)
		}
	}
	return a, err
}

// last returns the last question of a conversation, as it was understood; "" where there is none.
func (m *memory) last(key talkKey) string {
	t, ok := m.talks.Get(key)
	if !ok {
		return ""
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.question
}

func (m *memory) talk(key talkKey) *talk {
	t := &talk{conversation: bot.NewConversation(m.bot)}
	if known, ok, _ := m.talks.PeekOrAdd(key, t); ok {
		m.talks.Get(key) // it is the newest now
		return known
	}
	return t
}

// forget ends a conversation.
func (m *memory) forget(key talkKey) { m.talks.Remove(key) }

// forgetPerson ends all conversations of a person.
func (m *memory) forgetPerson(user int64) {
	for _, key := range m.talks.Keys() {
		if key.user == user {
			m.talks.Remove(key)
		}
	}
}

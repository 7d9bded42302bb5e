package telegram

import (
	"cmp"
	"context"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"chuchu/bot"
	"chuchu/bot/telegram/api"
)

// conversations keeps those of the last while. One belongs to a person in a chat (and in a topic of it): in a group people
// talk across each other, and "and Zhejiang?" means what the same person asked before.
type conversations struct {
	bot   *bot.Bot
	known *lru.Cache[conversationKey, *conversation]
}

type conversationKey struct{ chat, topic, user int64 }

func conversationOf(m *api.Message) conversationKey {
	return conversationKey{m.Chat.ID, m.Topic(), m.From.ID}
}

// conversation is what a person and the bot speak of. Its questions are asked one after the other.
type conversation struct {
	mu       sync.Mutex
	turns    *bot.Conversation
	last     time.Time
	question string // the last one, as it was understood
}

const (
	// conversationLife is how long a question may lean on the one before it. A person who comes back after lunch names the thing again.
	conversationLife = 30 * time.Minute
	// maxConversations bounds the memory: some kilobytes each.
	maxConversations = 10_000
)

func newConversations(b *bot.Bot) *conversations {
	return &conversations{b, newCache[conversationKey, *conversation](maxConversations)}
}

// newCache returns a cache of at most so many entries, at least one.
func newCache[K comparable, V any](size int) *lru.Cache[K, V] {
	cache, err := lru.New[K, V](size)
	if err != nil {
		panic(err) // only for a size below 1
	}
	return cache
}

// under is what a question is asked under, and leans on, however long ago that was.
type under struct {
	question string // whose answer is replied to
	words    string // that are selected, or of somebody else
}

// ask puts a question within its conversation. author, who may be nil, may put the question in other words; person is how that
// author knows people.
func (c *conversations) ask(ctx context.Context, author *bot.Author, person string, key conversationKey, question string, below under, now time.Time) (bot.Answer, error) {
	it := c.find(key)
	it.mu.Lock()
	defer it.mu.Unlock()
	if below.question != "" || now.Sub(it.last) > conversationLife {
		it.turns.Forget()
	}
	if below.question != "" {
		if _, err := it.turns.Ask(ctx, below.question); err != nil {
			return bot.Answer{}, err
		}
	}
	if below.words != "" {
		if err := it.turns.Show(ctx, below.words); err != nil {
			return bot.Answer{}, err
		}
	}
	a, err := author.Ask(ctx, person, it.turns, question)
	if err == nil {
		it.last, it.question = now, cmp.Or(a.Understood, a.Question)
		if a.From > 0 { // one passage at a time
			it.turns.Seen(a.From)
		}
	}
	return a, err
}

// last returns the last question of a conversation, as it was understood; "" if there is none.
func (c *conversations) last(key conversationKey) string {
	it, ok := c.known.Get(key)
	if !ok {
		return ""
	}
	it.mu.Lock()
	defer it.mu.Unlock()
	return it.question
}

func (c *conversations) find(key conversationKey) *conversation {
	it := &conversation{turns: bot.NewConversation(c.bot)}
	if known, ok, _ := c.known.PeekOrAdd(key, it); ok {
		c.known.Get(key) // it is the newest now
		return known
	}
	return it
}

// forget ends a conversation.
func (c *conversations) forget(key conversationKey) { c.known.Remove(key) }

// forgetPerson ends all conversations of a person.
func (c *conversations) forgetPerson(user int64) {
	for _, key := range c.known.Keys() {
		if key.user == user {
			c.known.Remove(key)
		}
	}
}

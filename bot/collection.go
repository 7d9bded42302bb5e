package bot

import (
	"sync"

	"chuchu/bot/record"
	"chuchu/retrieval"
)

// sharedCollection is a collection with those who use it at the moment.
type sharedCollection struct {
	*retrieval.Collection
	record *record.Record
	users  sync.WaitGroup
}

func newSharedCollection(c *retrieval.Collection) *sharedCollection {
	return &sharedCollection{Collection: c, record: record.New(c)}
}

// acquire keeps the present collection open until it is released.
func (b *Bot) acquire() *sharedCollection {
	b.mu.RLock()
	defer b.mu.RUnlock()
	b.present.users.Add(1) // before anybody waits: a waiter has put another in its place, under the same lock
	return b.present
}

func (c *sharedCollection) release() { c.users.Done() }

// With lets use have the collection that the bot answers from: to show texts and passages of it. It stays open until use
// returns, and is not to be kept for longer; what it gave away may be. use must not call Swap or Close, which would wait
// for it.
func (b *Bot) With(use func(*retrieval.Collection)) {
	collection := b.acquire()
	defer collection.release()
	use(collection.Collection)
}

// Swap has the bot answer from another collection, which is the bot's from then on. Questions asked after it began are
// put to the new one; those under way end with the old one, which is closed when the last of them has: Swap returns then,
// with the error of closing it.
func (b *Bot) Swap(c *retrieval.Collection) error {
	b.mu.Lock()
	old := b.present
	b.present = newSharedCollection(c)
	b.edition++
	b.mu.Unlock()
	old.users.Wait()
	return old.Close()
}

// Edition tells how often the collection was exchanged: what was made of it is out of date when that has changed.
func (b *Bot) Edition() int {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.edition
}

// Close waits for the questions under way and closes the collection. No call may follow.
func (b *Bot) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.present.users.Wait()
	return b.present.Close()
}

// Package cluster keeps the postings of a collection in a cluster of Weaviate (v1.39.0 or later), for collections and
// audiences that one machine cannot serve. It speaks REST and GraphQL by net/http: of the official client, some 300
// modules, nothing else would be used.
//
// # What lies where
//
// The cluster holds for each paragraph an object with its terms, as package language makes them, with spaces between, and
// finds candidates among them by its own BM25. The paragraphs themselves, with their places, and how many of them hold
// each term lie with each bot, which makes them from the files that it reads itself, or keeps them in its index folder. The
// reason: an answer quotes those files letter for letter, so whoever answers has them; judging 30 candidates a question
// would fetch 20 KB of text a question over the network, and asking how common each of its words is, in all the
// translations that may be meant, is some hundred questions to the cluster instead of one look each into memory. What
// grows worst, reading postings, is what goes away.
//
// # The same answers
//
// Weaviate weighs terms by its own idf, in each shard another, and knows only whole numbers of times that a term is asked.
// So what it ranks first is nearly, and not quite, what package disk would (search.go). Its scores are therefore used
// to find candidates only: each hit is scored here again, by the same arithmetic on the same numbers as in package disk,
// and if the scores do not show that nothing better can be further down the list, a longer list is asked for.
//
// # Versions
//
// An object is named by the words of its paragraph. Several versions of a collection share what they have in common, in
// one class: a re-index adds what is new, then the bot answers from the new version, then what nobody uses is removed
// (use.go). At no time does an answer miss a paragraph, a bot with older texts goes on answering from all of its own, and
// after a crash, or beside another bot that does the same, only what is not there is sent. Paragraphs of other versions
// that come up in a search are passed over. Terms that are made otherwise than before go to a class of their own.
package cluster

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"chuchu/retrieval/index"
	"chuchu/retrieval/index/disk"
	"chuchu/retrieval/index/snapshot"
)

// Index is the index of a collection in a cluster. It is safe for concurrent use.
type Index struct {
	*disk.Statistics
	class      class
	paragraphs index.Paragraphs
	names      names
	version    string
	use        use
	stop       context.CancelFunc
	kept       sync.WaitGroup // the keeper
}

var _ index.Engine = (*Cluster)(nil)

// Name tells its snapshots, which have no postings, from those of other engines.
func (*Cluster) Name() string { return "in a cluster" }

// Build writes the statistics of the terms, without a word to the cluster.
func (*Cluster) Build(ctx context.Context, p index.Paragraphs, draft *snapshot.Draft, _ func(n int)) error {
	return disk.BuildStatistics(ctx, p, draft)
}

// Open returns the terms of paragraphs, as [index.Engine] has it. What the cluster does not hold of them is sent to it;
// done is told of those that are there. The error is [index.ErrUnreachable] if no host answers, or none takes what is sent
// for a minute; what has been sent until then stays, for the next time.
func (c *Cluster) Open(ctx context.Context, p index.Paragraphs, from *snapshot.Snapshot, done func(n int)) (index.Terms, error) {
	statistics, err := disk.OpenStatistics(from)
	if err != nil {
		return nil, err
	}
	if done == nil {
		done = func(int) {}
	}
	x := &Index{Statistics: statistics, class: c.class(index.Version), paragraphs: p}
	ids, err := idsOf(ctx, p)
	if err != nil {
		return nil, err
	}
	x.names = namesOf(ids)
	x.version = versionOf(distinct(ids))
	x.use = use{id: idOf("use " + rand.Text()), Version: x.version}
	if err := x.bring(ctx, ids, done); err != nil {
		return nil, fmt.Errorf("indexing %d paragraphs in the cluster: %w", len(ids), err)
	}
	keeping, stop := context.WithCancel(context.WithoutCancel(ctx))
	x.stop = stop
	x.kept.Go(func() { x.keep(keeping) })
	return x, nil
}

// bring sees that all paragraphs are in the cluster. If they are, it writes nothing that must be: a cluster that has
// lost most of its nodes still answers.
func (x *Index) bring(ctx context.Context, ids []id, done func(n int)) error {
	there, err := x.there(ctx)
	if err != nil {
		return err
	}
	if there {
		done(len(ids))
		return nil // the keeper says that it is in use
	}
	if err := patiently(ctx, func() error { return x.class.ensure(ctx) }); err != nil {
		return err
	}
	// Before the first paragraph is looked for: from now on nobody removes one of them.
	if err := patiently(ctx, func() error { return x.class.write(ctx, x.use) }); err != nil {
		return err
	}
	if err := fill(ctx, x.class, ids, x.paragraphs, done); err != nil {
		return err
	}
	complete := use{id: idOf("complete " + x.version), Version: x.version, Complete: true}
	return patiently(ctx, func() error { return x.class.write(ctx, complete) })
}

// there reports whether the cluster holds all paragraphs, by what it says of this version and by how many it has. It asks
// nothing that wants a leader, or more than one node. If it cannot tell, as when there are no classes, the answer is no.
func (x *Index) there(ctx context.Context) (bool, error) {
	// First, whether anybody is there: what follows is tried for a minute.
	if err := x.class.cluster.call(ctx, readTime, http.MethodGet, "/v1/.well-known/live", nil, nil); err != nil {
		return false, err
	}
	uses, err := x.class.readUses(ctx, false)
	n := 0
	if err == nil && slices.ContainsFunc(uses, func(u use) bool { return u.Complete && u.Version == x.version }) {
		n, err = x.class.count(ctx)
	}
	if refused, ok := errors.AsType[*refusal](err); ok && refused.locked() || ctx.Err() != nil {
		return false, err
	}
	return err == nil && n > 0 && n >= x.names.distinct(), nil
}

// keep says over and over that the version is in use, and sweeps, until ctx ends. What fails is done at the next beat;
// that the cluster is away shows in its health.
func (x *Index) keep(ctx context.Context) {
	others := true
	for {
		_ = x.class.write(ctx, x.use)
		if others {
			if left, err := x.removeUnused(ctx); err == nil {
				others = left
			}
		}
		_, _ = x.class.count(ctx) // last: the health is whether questions are answered, though nothing can be written
		select {
		case <-ctx.Done():
			return
		case <-time.After(beat):
		}
	}
}

// Close ends the use of the paragraphs, which stay where they are. No call may follow.
func (x *Index) Close() error {
	x.stop()
	x.kept.Wait()
	ctx, cancel := context.WithTimeout(context.Background(), writeTime)
	defer cancel()
	// If the cluster does not hear it, the use runs out by itself.
	_ = x.class.remove(ctx, x.class.uses(), []id{x.use.id})
	return nil
}

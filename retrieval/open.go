package retrieval

import (
	"context"
	"runtime"

	"chuchu/retrieval/encoder"
	"chuchu/retrieval/index"
	"chuchu/retrieval/index/cluster"
	"chuchu/retrieval/index/disk"
	"chuchu/retrieval/index/memory"
	"chuchu/retrieval/language"
	"chuchu/retrieval/reading"
)

// Settings say how files become a collection.
type Settings struct {
	Folder   string      // keeps the index from one time to the next; "" keeps it in memory
	Cluster  *Cluster    // holds the terms in the place of this process; may be nil
	Before   *Collection // of the same files at another time: what has not changed is taken from it; may be nil
	Again    bool        // make a collection also if nothing has changed since Before
	Glossary Glossary
	Reader   *encoder.CrossEncoder // reads the best passages of a question; may be nil
	Watch    Watch
}

// Watch is told of the work of opening a collection.
type Watch = index.Watch

// ErrNoTexts says that no file gives a text.
var ErrNoTexts = index.ErrNoTexts

// Cluster is a cluster that holds the terms of collections.
type Cluster = cluster.Cluster

// ClusterSettings say how a cluster is reached.
type ClusterSettings = cluster.Settings

// NewCluster checks the settings of a cluster. It does not reach out to it.
func NewCluster(s ClusterSettings) (*Cluster, error) { return cluster.New(s) }

// ErrUnreachable says that a question cannot be answered now, since the cluster that holds the terms does not answer. The
// same question may be answered a little later.
var ErrUnreachable = index.ErrUnreachable

// OpenFiles makes a collection of files, in their order; what cannot be read is left out. What an index folder, or the
// collection from before, holds of files that have not changed is taken from there. If nothing has changed since before,
// it returns that collection itself, unless it is to be made again. Close the collection after use. It fails with
// [ErrNoTexts] if there is nothing to answer from, and when ctx ends first.
func OpenFiles(ctx context.Context, files []reading.File, s Settings) (*Collection, error) {
	var before *index.Index
	if s.Before != nil {
		before = s.Before.index
	}
	x, err := index.Open(ctx, files, index.Settings{
		Folder: s.Folder, Engine: s.engine(), Script: writing, Before: before, Again: s.Again, Watch: s.Watch,
	})
	switch {
	case err != nil:
		return nil, err
	case x == before:
		return s.Before, nil
	}
	turns := runtime.GOMAXPROCS(0)
	if s.Cluster != nil {
		turns *= turnsOfCluster
	}
	c := newCollection(x, s.Glossary, turns)
	c.reader = s.Reader
	return c, nil
}

// turnsOfCluster is how many questions a processor has in hand if they mostly wait for a cluster.
const turnsOfCluster = 8

func (s Settings) engine() index.Engine {
	switch {
	case s.Cluster != nil:
		return s.Cluster
	case s.Folder != "":
		return disk.Engine{}
	}
	return memory.Engine{}
}

// Open makes a collection of texts that were read, in their order, in memory. Close it after use.
func Open(ctx context.Context, texts []reading.Text, glossary Glossary) (*Collection, error) {
	x, err := index.OpenTexts(ctx, texts, index.Settings{Engine: memory.Engine{}, Script: writing})
	if err != nil {
		return nil, err
	}
	return newCollection(x, glossary, runtime.GOMAXPROCS(0)), nil
}

// writing is how it is kept how a paragraph is written.
func writing(words string) byte { return language.WritingOf(words).Byte() }

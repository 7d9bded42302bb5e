package retrieval

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"

	"chuchu/retrieval/index"
	"chuchu/retrieval/index/cluster"
	"chuchu/retrieval/index/disk"
	"chuchu/retrieval/index/paragraphs"
)

// Cluster is a cluster that holds the terms of collections.
type Cluster = cluster.Cluster

// ClusterSettings say how a cluster is reached.
type ClusterSettings = cluster.Settings

// NewCluster checks the settings of a cluster. It does not reach out to it.
func NewCluster(s ClusterSettings) (*Cluster, error) { return cluster.New(s) }

// ErrUnreachable says that a question cannot be answered now, since the cluster that holds the terms does not answer. The
// same question may be answered a little later.
var ErrUnreachable = index.ErrUnreachable

// turnsOfCluster is how many questions a processor has in hand where they mostly wait for a cluster.
const turnsOfCluster = 8

// inCluster makes a collection of paragraphs whose terms a cluster holds. The statistics are made here.
func inCluster(ctx context.Context, store *paragraphs.Store, s Settings) (*Collection, error) {
	folder, err := os.MkdirTemp("", "chuchu-")
	if err != nil {
		return nil, fmt.Errorf("making a folder to count terms in: %w", err)
	}
	defer os.RemoveAll(folder) // what stays there is the system's to remove
	var content bytes.Buffer
	if err := disk.BuildStatistics(ctx, store.Size(), wordsOf(store), folder, &content, nil); err != nil {
		return nil, err
	}
	statistics, err := disk.ReadStatistics(content.Bytes())
	if err != nil {
		return nil, err
	}
	return clustered(ctx, store, statistics, s)
}

// clustered makes a collection of a snapshot whose terms a cluster holds.
func (s stored) clustered(ctx context.Context, settings Settings) (*Collection, error) {
	statistics, err := disk.OpenStatistics(s.File(statisticsFile))
	if err == nil && statistics.Size() != s.paragraphs.Size() {
		err = fmt.Errorf("the statistics are of %d paragraphs of %d", statistics.Size(), s.paragraphs.Size())
	}
	if err != nil {
		return nil, errors.Join(err, s.paragraphs.Close())
	}
	c, err := clustered(ctx, s.paragraphs, statistics, settings)
	if err != nil {
		return nil, errors.Join(err, s.paragraphs.Close())
	}
	return c, nil
}

func clustered(ctx context.Context, store *paragraphs.Store, statistics *disk.Statistics, s Settings) (*Collection, error) {
	s.Watch.indexing(store.Size())
	terms, err := cluster.Open(ctx, s.Cluster, indexVersion, statistics, wordsOf(store), s.Watch.Indexed)
	if err != nil {
		return nil, err
	}
	c := newCollection(store, terms, s.Glossary)
	c.turns = make(chan struct{}, turnsOfCluster*runtime.GOMAXPROCS(0))
	return c, nil
}

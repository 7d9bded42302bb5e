package retrieval

import (
	"context"
	"errors"
	"fmt"

	"chuchu/retrieval/index/disk"
	"chuchu/retrieval/index/paragraphs"
	"chuchu/retrieval/index/snapshot"
	"chuchu/retrieval/reading"
)

// indexVersion is of what an index folder holds: how files are read, how their words become terms, and how both are
// written. An index of another version is made anew. TestIndexVersion tells when it has to be raised.
const indexVersion = "2"

// The files of an index folder.
const (
	paragraphsFile = "paragraphs"
	termsFile      = "terms"
	statisticsFile = "statistics" // of the terms, where a cluster holds these
)

// versionFor is the version of an index of these files: whoever says that they are written in another encoding gets another,
// and so does who has a cluster.
func versionFor(files []reading.File, s Settings) string {
	version := indexVersion
	if len(files) > 0 && files[0].Encoding.String() != "" {
		version += " in " + files[0].Encoding.String()
	}
	if s.Cluster != nil {
		version += " for a cluster"
	}
	return version
}

// openFolder opens the index in a folder, after bringing it up to date.
func openFolder(ctx context.Context, files []reading.File, s Settings) (*Collection, error) {
	version := versionFor(files, s)
	old, err := openStored(s, version)
	if err != nil {
		return nil, err
	}
	plan, err := planFor(ctx, files, old.paragraphs)
	if err != nil {
		return nil, errors.Join(err, old.Close())
	}
	if plan.current() {
		if err := plan.tell(s.Watch); err != nil {
			return nil, errors.Join(err, old.Close())
		}
		return old.collection(ctx, s)
	}
	if plan.strange() {
		s.Watch.note("the index in %s was of other texts and is made anew; give each collection a folder of its own to keep both", s.Folder)
	}
	made, err := rebuild(ctx, plan, s, version, old)
	if err != nil {
		return nil, fmt.Errorf("bringing the index in %s up to date: %w", s.Folder, err)
	}
	return made.collection(ctx, s)
}

// stored is a snapshot of an index folder; none where there is no index.
type stored struct {
	*snapshot.Snapshot
	paragraphs *paragraphs.Store
}

func (s stored) Close() error {
	if s.paragraphs == nil {
		return nil
	}
	return s.paragraphs.Close()
}

// openStored opens what is in the folder. Where it cannot be used, that is noted.
func openStored(s Settings, version string) (stored, error) {
	g, err := snapshot.Open(s.Folder, version)
	if err == nil {
		store, err := paragraphs.Open(g.File(paragraphsFile))
		if err == nil {
			return stored{g, store}, nil
		}
		s.Watch.note("the index in %s cannot be used and is made anew: %v", s.Folder, err)
		return stored{}, nil
	}
	unusable, ok := errors.AsType[*snapshot.UnusableError](err)
	switch {
	case ok:
		s.Watch.note("the index in %s cannot be used and is made anew: %s", s.Folder, unusable.Reason)
	case !errors.Is(err, snapshot.ErrNone):
		return stored{}, fmt.Errorf("opening the index in %s: %w", s.Folder, err)
	}
	return stored{}, nil
}

// collection opens the index of the terms too.
func (s stored) collection(ctx context.Context, settings Settings) (*Collection, error) {
	if settings.Cluster != nil {
		return s.clustered(ctx, settings)
	}
	terms, err := disk.Open(s.File(termsFile))
	if err == nil && terms.Size() != s.paragraphs.Size() {
		err = errors.Join(fmt.Errorf("the index has %d paragraphs of %d", terms.Size(), s.paragraphs.Size()), terms.Close())
	}
	if err != nil {
		return nil, errors.Join(err, s.paragraphs.Close())
	}
	return newCollection(s.paragraphs, terms, settings.Glossary), nil
}

// rebuild makes a new snapshot, with what can be kept of the old one, which is closed.
func rebuild(ctx context.Context, plan *plan, s Settings, version string, old stored) (stored, error) {
	defer old.Close() // it was only read
	draft, err := snapshot.Begin(s.Folder)
	if err != nil {
		return stored{}, err
	}
	defer draft.Close() // after a commit it only gives the lock back; before, what stays is removed the next time
	file, err := draft.Create(paragraphsFile)
	if err != nil {
		return stored{}, err
	}
	w := newTextWriter(file)
	w.sums = true
	if err := errors.Join(plan.write(ctx, w, s.Watch), file.Close()); err != nil {
		return stored{}, err
	}
	if err := indexTerms(ctx, draft, s); err != nil {
		return stored{}, err
	}
	g, err := draft.Commit(version)
	if err != nil {
		return stored{}, err
	}
	store, err := paragraphs.Open(g.File(paragraphsFile))
	return stored{g, store}, err
}

// indexTerms writes the index of the terms of the paragraphs that the draft holds, or what there is to know of them beside one
// in a cluster.
func indexTerms(ctx context.Context, draft *snapshot.Draft, s Settings) error {
	store, err := paragraphs.Open(draft.File(paragraphsFile))
	if err != nil {
		return err
	}
	defer store.Close()
	if s.Cluster != nil {
		file, err := draft.Create(statisticsFile)
		if err != nil {
			return err
		}
		err = disk.BuildStatistics(ctx, store.Size(), wordsOf(store), draft.Folder(), file, nil)
		return errors.Join(err, file.Close())
	}
	file, err := draft.Create(termsFile)
	if err != nil {
		return err
	}
	s.Watch.indexing(store.Size())
	err = disk.Build(ctx, store.Size(), wordsOf(store), draft.Folder(), file, s.Watch.Indexed)
	return errors.Join(err, file.Close())
}

package index

import (
	"context"
	"errors"
	"fmt"

	"chuchu/retrieval/index/paragraphs"
	"chuchu/retrieval/index/snapshot"
	"chuchu/retrieval/reading"
)

// Version is of what an index holds: how files are read, how their words become terms, and how both are written. An index
// of another version is rebuilt. TestIndexVersion notices when it has to be raised.
const Version = "8"

// Index is the paragraphs of texts, and their terms.
type Index struct {
	Paragraphs *paragraphs.Store
	Terms      Terms
}

// Close releases both. No call may follow.
func (x *Index) Close() error { return errors.Join(x.Terms.Close(), x.Paragraphs.Close()) }

// Settings say how files become an index.
type Settings struct {
	Folder string // keeps the index from one time to the next; "" keeps it in memory
	Engine Engine
	Script func(words string) byte // what is to be known of a paragraph without reading it
	Before *Index                  // of the same files at another time: what has not changed is taken from it; may be nil
	Again  bool                    // make an index also if nothing has changed since Before
	Watch  Watch
}

// Watch is told of the work of opening an index. Any of its functions may be nil; Indexed is called from several
// goroutines at once.
type Watch struct {
	Note     func(sentence string)       // something that an operator should know, and need not act on
	LeftOut  func(err error) error       // a file gives no text, a [*reading.SkipError] if nothing is wrong with it; an error ends the work
	Read     func(size int64, anew bool) // one more file of so many bytes has been read, or was known already
	Indexing func(paragraphs int)        // all files have been read; so many paragraphs are to be indexed
	Indexed  func(paragraphs int)        // so many more are
}

func (w Watch) note(format string, a ...any) {
	if w.Note != nil {
		w.Note(fmt.Sprintf(format, a...))
	}
}

// lost notes what of a text could not be read.
func (w Watch) lost(sentences []string) {
	for _, sentence := range sentences {
		w.note("%s", sentence)
	}
}

func (w Watch) leftOut(err error) error {
	if w.LeftOut == nil {
		return nil
	}
	return w.LeftOut(err)
}

func (w Watch) read(size int64, anew bool) {
	if w.Read != nil {
		w.Read(size, anew)
	}
}

func (w Watch) indexing(paragraphs int) {
	if w.Indexing != nil {
		w.Indexing(paragraphs)
	}
}

// ErrNoTexts says that no file gives a text.
var ErrNoTexts = errors.New("no file gives a text")

// Open makes an index of files, in their order; what cannot be read is left out. What the folder, or the index from
// before, holds of files that have not changed is taken from there. If nothing has changed since before, it returns that
// index itself, unless it is to be made again. Close the index after use. It fails with [ErrNoTexts] if there is nothing
// to answer from, and when ctx ends first.
func Open(ctx context.Context, files []reading.File, s Settings) (*Index, error) {
	var before *paragraphs.Store
	if s.Before != nil {
		before = s.Before.Paragraphs
	}
	p, err := planFor(ctx, files, before)
	if err != nil {
		return nil, err
	}
	if p.current() && !s.Again {
		return s.Before, p.tell(s.Watch)
	}
	if s.Folder != "" {
		return s.openFolder(ctx, files)
	}
	return s.build(ctx, s.version(files), p.write(ctx, s))
}

// OpenTexts makes an index of texts that were read, in their order. Close it after use.
func OpenTexts(ctx context.Context, texts []reading.Text, s Settings) (*Index, error) {
	return s.build(ctx, s.version(nil), func(w *paragraphs.Writer) error {
		for _, t := range texts {
			if err := w.Text(t, paragraphs.Stamp{}); err != nil {
				return err
			}
		}
		return nil
	})
}

// openFolder opens the index in the folder, after bringing it up to date.
func (s Settings) openFolder(ctx context.Context, files []reading.File) (*Index, error) {
	version := s.version(files)
	from, old, err := s.stored(version)
	if err != nil {
		return nil, err
	}
	p, err := planFor(ctx, files, old)
	if err == nil && p.current() {
		if err = p.tell(s.Watch); err == nil {
			s.Watch.indexing(old.Size())
			return s.open(ctx, old, from)
		}
	}
	if old != nil {
		defer old.Close() // it was only read
	}
	if err != nil {
		return nil, err
	}
	if old != nil && p.known == 0 {
		s.Watch.note("the index in %s belonged to other texts and is rebuilt; give each collection its own folder to keep both", s.Folder)
	}
	return s.build(ctx, version, p.write(ctx, s))
}

// version is that of an index of these files: whoever says that they are written in another encoding gets another.
func (s Settings) version(files []reading.File) string {
	version := Version + " " + s.Engine.Name()
	if len(files) > 0 && files[0].Encoding.String() != "" {
		version += " " + files[0].Encoding.String()
	}
	return version
}

// stored opens the paragraphs that are in the folder, nil if there are none. If they cannot be used, that is noted.
func (s Settings) stored(version string) (*snapshot.Snapshot, *paragraphs.Store, error) {
	from, err := snapshot.Open(s.Folder, version)
	unusable, ok := errors.AsType[*snapshot.UnusableError](err)
	switch {
	case ok:
		s.Watch.note("the index in %s cannot be used and is rebuilt: %s", s.Folder, unusable.Reason)
		return nil, nil, nil
	case errors.Is(err, snapshot.ErrNone):
		return nil, nil, nil
	case err != nil:
		return nil, nil, fmt.Errorf("opening the index in %s: %w", s.Folder, err)
	}
	old, err := paragraphs.Open(from)
	if err != nil {
		s.Watch.note("the index in %s cannot be used and is rebuilt: %v", s.Folder, err)
	}
	return from, old, nil
}

// build makes an index of what is written.
func (s Settings) build(ctx context.Context, version string, write func(*paragraphs.Writer) error) (*Index, error) {
	p, from, err := s.commit(ctx, version, write)
	if err != nil && s.Folder != "" {
		err = fmt.Errorf("bringing the index in %s up to date: %w", s.Folder, err)
	}
	if err != nil {
		return nil, err
	}
	return s.open(ctx, p, from)
}

// commit makes a snapshot of what is written.
func (s Settings) commit(ctx context.Context, version string, write func(*paragraphs.Writer) error) (p *paragraphs.Store, from *snapshot.Snapshot, err error) {
	draft, err := snapshot.Begin(s.Folder)
	if err != nil {
		return nil, nil, err
	}
	defer draft.Close() // after a commit it only gives the lock back; before, what stays is removed the next time
	w, err := paragraphs.NewWriter(draft, s.Script)
	if err == nil {
		err = write(w)
	}
	if err == nil {
		err = w.Close()
	}
	if err == nil {
		p, err = paragraphs.Open(&draft.Snapshot)
	}
	if err != nil {
		return nil, nil, err
	}
	s.Watch.indexing(p.Size())
	if err = s.Engine.Build(ctx, p, draft, s.Watch.Indexed); err == nil {
		from, err = draft.Commit(version)
	}
	if err != nil {
		return nil, nil, errors.Join(err, p.Close())
	}
	return p, from, nil
}

// open opens the terms of paragraphs, which are the index's from then on.
func (s Settings) open(ctx context.Context, p *paragraphs.Store, from *snapshot.Snapshot) (*Index, error) {
	terms, err := s.Engine.Open(ctx, p, from, s.Watch.Indexed)
	if err == nil && terms.Size() != p.Size() {
		err = errors.Join(fmt.Errorf("the index has %d paragraphs of %d", terms.Size(), p.Size()), terms.Close())
	}
	if err != nil {
		return nil, errors.Join(err, p.Close())
	}
	return &Index{p, terms}, nil
}

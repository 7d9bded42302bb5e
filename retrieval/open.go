package retrieval

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"chuchu/retrieval/index/memory"
	"chuchu/retrieval/index/paragraphs"
	"chuchu/retrieval/reading"
)

// Settings say how files become a collection.
type Settings struct {
	Folder   string      // keeps the index from one time to the next; "" keeps it in memory
	Cluster  *Cluster    // holds the terms in the place of this process; may be nil
	Before   *Collection // of the same files at another time: what has not changed is taken from it; may be nil
	Again    bool        // make a collection also where nothing has changed since Before
	Glossary Glossary
	Watch    Watch
}

// Watch is told of the work of opening a collection. Any of its functions may be nil; Indexed is called from several
// goroutines at once.
type Watch struct {
	Note     func(sentence string)       // something that an operator should know, and need not act on
	LeftOut  func(err error) error       // a file gives no text, a [*reading.SkipError] where nothing is wrong with it; an error ends the work
	Read     func(size int64, anew bool) // one more file of so many bytes has been read, or was known already
	Indexing func(paragraphs int)        // all files have been read; so many paragraphs are to be indexed
	Indexed  func(paragraphs int)        // so many more are
}

func (w Watch) note(format string, a ...any) {
	if w.Note != nil {
		w.Note(fmt.Sprintf(format, a...))
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

// OpenFiles makes a collection of files, in their order; what cannot be read is left out. What an index folder, or the
// collection from before, holds of files that have not changed is taken from there. Where nothing has changed since before,
// it returns that collection itself, unless it is to be made again. Close the collection after use. It fails with
// [ErrNoTexts] where there is nothing to answer from, and when ctx ends first.
func OpenFiles(ctx context.Context, files []reading.File, s Settings) (*Collection, error) {
	var before *paragraphs.Store
	if s.Before != nil {
		before = s.Before.paragraphs
	}
	plan, err := planFor(ctx, files, before)
	if err != nil {
		return nil, err
	}
	if plan.current() && !s.Again {
		return s.Before, plan.tell(s.Watch)
	}
	if s.Folder != "" {
		return openFolder(ctx, files, s)
	}
	var content bytes.Buffer
	w := newTextWriter(&content)
	if err := plan.write(ctx, w, s.Watch); err != nil {
		return nil, err
	}
	return inMemory(ctx, &content, s)
}

// Open makes a collection of texts that were read, in their order. Close it after use.
func Open(ctx context.Context, texts []reading.Text, glossary Glossary) (*Collection, error) {
	var content bytes.Buffer
	w := newTextWriter(&content)
	for _, text := range texts {
		w.text(text, paragraphs.Stamp{})
	}
	if err := w.out.Close(); err != nil {
		return nil, err
	}
	return inMemory(ctx, &content, Settings{Glossary: glossary})
}

// inMemory makes a collection of the store that was written.
func inMemory(ctx context.Context, content *bytes.Buffer, s Settings) (*Collection, error) {
	store, err := paragraphs.Read(bytes.NewReader(content.Bytes()), int64(content.Len()))
	if err != nil {
		return nil, err
	}
	if s.Cluster != nil {
		return inCluster(ctx, store, s)
	}
	s.Watch.indexing(store.Size())
	terms, err := memory.Build(ctx, store.Size(), wordsOf(store), s.Watch.Indexed)
	if err != nil {
		return nil, err
	}
	return newCollection(store, terms, s.Glossary), nil
}

// wordsOf gives the words of a paragraph to an engine.
func wordsOf(store *paragraphs.Store) func(i int) (string, error) {
	return func(i int) (string, error) {
		p, _, err := store.Paragraph(i)
		return p.Text, err
	}
}

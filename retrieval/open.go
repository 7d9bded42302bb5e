package retrieval

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"chuchu/retrieval/embedded"
	"chuchu/retrieval/reading"
	"chuchu/retrieval/store"
)

// Settings say how files become a collection.
type Settings struct {
	Folder   string // keeps the index from one time to the next; "" keeps it in memory
	Glossary Glossary
	Watch    Watch
}

// Watch is told of the work of opening a collection. Any of its functions may be nil; Indexed is called from several
// goroutines at once.
type Watch struct {
	Note     func(sentence string) // something that an operator should know, and need not act on
	LeftOut  func(err error)       // a file gives no text, a [*reading.SkipError] where nothing is wrong with it
	Read     func(size int64)      // one more file of so many bytes has been read, or need not be
	Indexing func(paragraphs int)  // all files have been read; so many paragraphs are to be indexed
	Indexed  func(paragraphs int)  // so many more are
}

func (w Watch) note(format string, a ...any) {
	if w.Note != nil {
		w.Note(fmt.Sprintf(format, a...))
	}
}

func (w Watch) leftOut(err error) {
	if w.LeftOut != nil {
		w.LeftOut(err)
	}
}

func (w Watch) read(size int64) {
	if w.Read != nil {
		w.Read(size)
	}
}

func (w Watch) indexing(paragraphs int) {
	if w.Indexing != nil {
		w.Indexing(paragraphs)
	}
}

// ErrNoTexts says that no file gives a text.
var ErrNoTexts = errors.New("no file gives a text")

// OpenFiles makes a collection of files, in their order; what cannot be read is left out. Where an index folder is set,
// what it holds of files that have not changed is taken from there. Close the collection after use. It fails with
// [ErrNoTexts] where there is nothing to answer from, and when ctx ends first.
func OpenFiles(ctx context.Context, files []reading.File, s Settings) (*Collection, error) {
	if s.Folder != "" {
		return openFolder(ctx, files, s)
	}
	var content bytes.Buffer
	w := newTextWriter(&content)
	for _, file := range files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		text, err := file.Read(ctx)
		if err != nil {
			s.Watch.leftOut(err)
		} else {
			w.text(text, store.Stamp{})
		}
		s.Watch.read(file.Size)
	}
	if w.texts == 0 {
		return nil, ErrNoTexts
	}
	return w.inMemory(ctx, &content, s)
}

// Open makes a collection of texts that were read, in their order. Close it after use.
func Open(ctx context.Context, texts []reading.Text, glossary Glossary) (*Collection, error) {
	var content bytes.Buffer
	w := newTextWriter(&content)
	for _, text := range texts {
		w.text(text, store.Stamp{})
	}
	return w.inMemory(ctx, &content, Settings{Glossary: glossary})
}

// inMemory ends the store and makes its index.
func (w *textWriter) inMemory(ctx context.Context, content *bytes.Buffer, s Settings) (*Collection, error) {
	if err := w.out.Close(); err != nil {
		return nil, err
	}
	paragraphs, err := store.Read(bytes.NewReader(content.Bytes()), int64(content.Len()))
	if err != nil {
		return nil, err
	}
	s.Watch.indexing(paragraphs.Size())
	index, err := embedded.Build(ctx, paragraphs.Size(), wordsOf(paragraphs), s.Watch.Indexed)
	if err != nil {
		return nil, err
	}
	return newCollection(paragraphs, index, s.Glossary), nil
}

// wordsOf gives the words of a paragraph to an engine.
func wordsOf(paragraphs *store.Store) func(i int) (string, error) {
	return func(i int) (string, error) {
		p, _, err := paragraphs.Paragraph(i)
		return p.Text, err
	}
}

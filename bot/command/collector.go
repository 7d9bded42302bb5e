package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime/debug"
	"syscall"

	"chuchu/bot/terminal"
	"chuchu/retrieval"
	"chuchu/retrieval/encoder"
	"chuchu/retrieval/reading"
)

// collector makes collections of the texts that the config names.
type collector struct {
	config   *config
	cluster  *retrieval.Cluster // nil if the index is on this machine
	observer observer
	reader   *encoder.CrossEncoder // nil if passages are not read, and before the first collection
}

// collect makes a collection of the texts, and tells the user of what happens; listing tells of files that are not texts, too.
func (t *console) collect(ctx context.Context, c *config, listing bool) (*collector, *retrieval.Collection, error) {
	cluster, err := c.cluster()
	if err != nil {
		return nil, nil, err
	}
	texts := &collector{config: c, cluster: cluster, observer: observer{out: t.stderr, listing: listing}}
	collection, _, err := texts.collect(ctx, nil, true)
	return texts, collection, err
}

const (
	// largeTexts is from how many bytes of texts on it matters what memory their reading takes beside themselves.
	largeTexts = 100e6
	// garbageWhileReading is how much garbage may lie beside the texts meanwhile, in percent: 1 GB of text is read within
	// 1.3 GB of memory so, within 1.9 GB at the usual 100, and in the same time (BenchmarkLarge with GOGC set).
	garbageWhileReading = 10
)

// collect makes a collection of the texts: from what was made before and from their index, as far as they have not
// changed, else by reading them. Unless it is to be made again, the one from before is returned if nothing changed.
// What cannot be read is noted and left out; if it takes long, progress is shown. filesRead is how many files were read.
func (c *collector) collect(ctx context.Context, before *retrieval.Collection, again bool) (_ *retrieval.Collection, filesRead int, _ error) {
	glossary, err := c.config.glossary()
	if err != nil {
		return nil, 0, err
	}
	if c.reader == nil {
		if c.reader, err = c.config.reader(); err != nil {
			return nil, 0, err
		}
	}
	without := 0 // files that give no text
	var unread error
	files, err := c.files(ctx, func(err error) {
		without++
		unread = errors.Join(unread, c.observer.leftOut(c.observer.out, err))
	})
	if err := errors.Join(err, unread); err != nil {
		return nil, 0, err
	}
	var bytes int64
	for _, file := range files {
		bytes += file.Size
	}
	if bytes > largeTexts {
		defer debug.SetGCPercent(debug.SetGCPercent(garbageWhileReading))
	}
	progress := terminal.NewProgress(c.observer.out, len(files), bytes)
	collection, err := retrieval.OpenFiles(ctx, files, retrieval.Settings{
		Folder: c.config.get("INDEX_DIR"), Cluster: c.cluster, Glossary: glossary, Reader: c.reader, Before: before, Again: again,
		Watch: retrieval.Watch{
			Note: func(sentence string) { fmt.Fprintf(progress, "chuchu: %s\n", sentence) },
			LeftOut: func(err error) error {
				without++
				return c.observer.leftOut(progress, err)
			},
			Read: func(size int64, anew bool) {
				if progress.Add(size); anew {
					filesRead++
				}
			},
			Indexing: progress.Index, Indexed: progress.Indexed,
		},
	})
	progress.Close(len(files)-without, without)
	if err != nil {
		return nil, 0, c.config.remedy(err)
	}
	return collection, filesRead, nil
}

// remedy says what can be done if the texts cannot be opened.
func (c *config) remedy(err error) error {
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, retrieval.ErrNoTexts):
		return fmt.Errorf("there is no text in %s; put files there (.txt, .md, .html, .pdf, .docx, .xlsx, .pptx, .odt, .csv, .json, .xml, .epub, .srt), or leave out --texts", c.get("TEXTS_DIR"))
	case errors.Is(err, retrieval.ErrUnreachable):
		return fmt.Errorf("opening the texts: %w; RETRIEVAL_URL must name a running Weaviate, RETRIEVAL_API_KEY a key that it accepts", err)
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("%w; make room, or let --index or INDEX_DIR name another folder: what was there before is still there", err)
	case c.get("INDEX_DIR") != "" && (errors.Is(err, syscall.EROFS) || errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.ENOTDIR)):
		return fmt.Errorf("%w; --index or INDEX_DIR must name a writable folder, or be left out", err)
	}
	return fmt.Errorf("opening the texts: %w", err)
}

// files finds the files of the texts, to be read in the encoding that was named, and tells leftOut of what is none.
func (c *collector) files(ctx context.Context, leftOut func(error)) ([]reading.File, error) {
	folder, err := c.config.folder()
	if err != nil {
		return nil, err
	}
	encoding, err := c.config.encoding()
	if err != nil {
		return nil, err
	}
	var files []reading.File
	for file, err := range reading.Files(ctx, folder) {
		if err != nil {
			leftOut(err)
			continue
		}
		file.Encoding = encoding
		files = append(files, file)
	}
	return files, nil
}

// observer is told what happens while texts are read: on a terminal that is the user, in a service the log.
type observer struct {
	out     io.Writer         // for progress and notes
	listing bool              // notes files that are not texts, too
	unread  func(error) error // is told of each file that gives no text, and returns the error if it must not be left out; may be nil
}

// leftOut names a file that gives no text. One that is not a text, a picture say, is named only if the texts are listed: it would
// stand before every answer. The error is returned if the file must not be left out.
func (o *observer) leftOut(out io.Writer, err error) error {
	if o.unread != nil {
		if err := o.unread(err); err != nil {
			return err
		}
	}
	_, none := errors.AsType[*reading.SkipError](err)
	if !errors.Is(err, context.Canceled) && (!none || o.listing) {
		fmt.Fprintf(out, "chuchu: left out: %v\n", err)
	}
	return nil
}

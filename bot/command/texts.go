package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime/debug"
	"syscall"

	"chuchu/bot"
	"chuchu/bot/terminal"
	"chuchu/retrieval"
	"chuchu/retrieval/reading"
)

// open makes a bot of the texts.
func (p *program) open(ctx context.Context) (*bot.Bot, error) {
	collection, err := p.collect(ctx, nil, true)
	if err != nil {
		return nil, err
	}
	if err := p.useEmbeddings(ctx, collection); err != nil {
		return nil, errors.Join(err, collection.Close())
	}
	return bot.New(collection), nil
}

const (
	// largeTexts is from how many bytes of texts on it matters what memory their reading takes beside themselves.
	largeTexts = 100e6
	// garbageWhileReading is how much garbage may lie beside the texts meanwhile, in percent: 1 GB of text is read within
	// 1.3 GB of memory so, within 1.9 GB at the usual 100, and in the same time (BenchmarkLarge with GOGC set).
	garbageWhileReading = 10
)

// collect makes a collection of the texts: from what was made before and from their index, as far as they have not
// changed, else by reading them. Unless it is to be made again, the one from before is returned where nothing changed.
// What cannot be read is named on stderr and left out; where it takes long, progress is shown.
func (p *program) collect(ctx context.Context, before *retrieval.Collection, again bool) (*retrieval.Collection, error) {
	glossary, err := p.config.glossary()
	if err != nil {
		return nil, err
	}
	cluster, err := p.cluster()
	if err != nil {
		return nil, err
	}
	without := 0 // files that give no text
	var fault error
	files, err := p.files(ctx, func(err error) {
		without++
		fault = errors.Join(fault, p.leftOut(p.stderr, err))
	})
	if err := errors.Join(err, fault); err != nil {
		return nil, err
	}
	var bytes int64
	for _, file := range files {
		bytes += file.Size
	}
	if bytes > largeTexts {
		defer debug.SetGCPercent(debug.SetGCPercent(garbageWhileReading))
	}
	progress := terminal.NewProgress(p.stderr, len(files), bytes)
	p.anew = 0
	collection, err := retrieval.OpenFiles(ctx, files, retrieval.Settings{
		Folder: p.config.Index, Cluster: cluster, Glossary: glossary, Before: before, Again: again,
		Watch: retrieval.Watch{
			Note: func(sentence string) { fmt.Fprintf(progress, "chuchu: %s\n", sentence) },
			LeftOut: func(err error) error {
				without++
				return p.leftOut(progress, err)
			},
			Read: func(size int64, anew bool) {
				if progress.Add(size); anew {
					p.anew++
				}
			},
			Indexing: progress.Index, Indexed: progress.Indexed,
		},
	})
	progress.Close(len(files)-without, without)
	if err != nil {
		return nil, p.remedy(err)
	}
	return collection, nil
}

// remedy says what can be done where the texts cannot be opened.
func (p *program) remedy(err error) error {
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, retrieval.ErrNoTexts):
		return fmt.Errorf("there is no text in %s; put files there (.txt, .md, .html, .pdf, .docx, .epub), or leave out --texts", p.config.Texts)
	case errors.Is(err, retrieval.ErrUnreachable):
		return fmt.Errorf("opening the texts: %w; RETRIEVAL_URL names a Weaviate that runs, RETRIEVAL_API_KEY a key that it takes", err)
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("%w; make room, or let --index or INDEX_DIR name another folder: what was there before is still there", err)
	case p.config.Index != "" && (errors.Is(err, syscall.EROFS) || errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.ENOTDIR)):
		return fmt.Errorf("%w; --index or INDEX_DIR names a folder that can be written to, or is left out", err)
	}
	return fmt.Errorf("opening the texts: %w", err)
}

// files finds the files of the texts, to be read in the encoding that was named, and tells leftOut of what is none.
func (p *program) files(ctx context.Context, leftOut func(error)) ([]reading.File, error) {
	folder, err := p.config.folder(p.shipped)
	if err != nil {
		return nil, err
	}
	encoding, err := p.config.encoding()
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

// leftOut names a file that gives no text. A file that is none, a picture say, is named where the texts are listed and
// nowhere else: it would stand before every answer. An error is returned where it must not be left out.
func (p *program) leftOut(out io.Writer, err error) error {
	if p.unread != nil {
		if err := p.unread(err); err != nil {
			return err
		}
	}
	_, none := errors.AsType[*reading.SkipError](err)
	if !errors.Is(err, context.Canceled) && (!none || p.listing) {
		fmt.Fprintf(out, "chuchu: left out: %v\n", err)
	}
	return nil
}

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"

	"chuchu/bot"
	"chuchu/bot/terminal"
	"chuchu/retrieval"
	"chuchu/retrieval/reading"
)

// open makes a bot of the texts.
func (p *program) open(ctx context.Context) (*bot.Bot, error) {
	collection, err := p.collect(ctx)
	if err != nil {
		return nil, err
	}
	return bot.New(collection), nil
}

// collect reads and indexes the texts.
func (p *program) collect(ctx context.Context) (*retrieval.Collection, error) {
	texts, err := p.read(ctx)
	if err != nil {
		return nil, err
	}
	return p.index(ctx, texts)
}

// index makes a collection of the texts. It takes their sources from them.
func (p *program) index(ctx context.Context, texts []reading.Text) (*retrieval.Collection, error) {
	glossary, err := p.config.glossary()
	if err != nil {
		return nil, err
	}
	collection, err := retrieval.Open(ctx, texts, glossary)
	if err != nil {
		return nil, fmt.Errorf("opening the texts: %w", err)
	}
	return collection, nil
}

// files finds the files of the texts, to be read in the encoding that was named, and tells leftOut of what is none.
func (p *program) files(ctx context.Context, leftOut func(error)) ([]reading.File, error) {
	folder, err := p.config.folder()
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

const (
	// largeTexts is from how many bytes of texts on it matters what memory their reading takes beside themselves.
	largeTexts = 100e6
	// garbageWhileReading is how much garbage may lie beside the texts meanwhile, in percent: 1 GB of text is read within
	// 1.3 GB of memory so, within 1.9 GB at the usual 100, and in the same time (BenchmarkLarge with GOGC set).
	garbageWhileReading = 10
)

// read reads the texts. What cannot be read is named on stderr and left out; where it takes long, progress is shown.
func (p *program) read(ctx context.Context) ([]reading.Text, error) {
	without := 0 // files that give no text
	files, err := p.files(ctx, func(err error) {
		without++
		p.leftOut(p.stderr, err)
	})
	if err != nil {
		return nil, err
	}
	var bytes int64
	for _, file := range files {
		bytes += file.Size
	}
	if bytes > largeTexts {
		defer debug.SetGCPercent(debug.SetGCPercent(garbageWhileReading))
	}
	texts := make([]reading.Text, 0, len(files))
	progress := terminal.NewProgress(p.stderr, len(files), bytes)
	for _, file := range files {
		if ctx.Err() != nil {
			break
		}
		if text, err := p.memory.read(ctx, file); err == nil {
			texts = append(texts, text)
		} else {
			without++
			p.leftOut(progress, err)
		}
		progress.Add(file.Size)
	}
	progress.Close(len(texts), without)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if len(texts) == 0 {
		return nil, fmt.Errorf("there is no text in %s; put files there (.txt, .md, .html, .pdf, .docx, .epub), or leave out --texts", p.config.Texts)
	}
	return texts, nil
}

// leftOut names a file that gives no text. A file that is none, a picture say, is named where the texts are listed and
// nowhere else: it would stand before every answer.
func (p *program) leftOut(out io.Writer, err error) {
	if p.unread != nil {
		p.unread(err)
	}
	_, none := errors.AsType[*reading.SkipError](err)
	if errors.Is(err, context.Canceled) || none && !p.listing {
		return
	}
	fmt.Fprintf(out, "chuchu: left out: %v\n", err)
}

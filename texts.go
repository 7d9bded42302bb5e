package main

import (
	"context"
	"errors"
	"fmt"
	"io"

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

// read reads the texts. What cannot be read is named on stderr and left out; where it takes long, progress is shown.
func (p *program) read(ctx context.Context) ([]reading.Text, error) {
	folder, err := p.config.folder()
	if err != nil {
		return nil, err
	}
	var files []reading.File
	var bytes int64
	without := 0 // files that give no text
	for file, err := range reading.Files(ctx, folder) {
		if err != nil {
			without++
			p.leftOut(p.stderr, err)
			continue
		}
		files, bytes = append(files, file), bytes+file.Size
	}
	texts := make([]reading.Text, 0, len(files))
	progress := terminal.NewProgress(p.stderr, len(files), bytes)
	for _, file := range files {
		if ctx.Err() != nil {
			break
		}
		if text, err := p.memory.read(folder, file); err == nil {
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

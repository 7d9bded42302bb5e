package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"syscall"

	"chuchu/bot"
	"chuchu/bot/terminal"
	"chuchu/retrieval"
	"chuchu/retrieval/reading"
)

// open makes a bot of the texts: from their index where one is kept and they have not changed, else by reading them.
// What cannot be read is named on stderr and left out; where it takes long, progress is shown.
func (p *program) open(ctx context.Context) (*bot.Bot, error) {
	glossary, err := p.config.glossary()
	if err != nil {
		return nil, err
	}
	files, without, err := p.files(ctx)
	if err != nil {
		return nil, err
	}
	var bytes int64
	for _, file := range files {
		bytes += file.Size
	}
	progress := terminal.NewProgress(p.stderr, len(files), bytes)
	collection, err := retrieval.OpenFiles(ctx, files, retrieval.Settings{
		Folder: p.config.Index, Glossary: glossary,
		Watch: retrieval.Watch{
			Note: func(sentence string) { fmt.Fprintf(progress, "chuchu: %s\n", sentence) },
			LeftOut: func(err error) {
				without++
				p.leftOut(progress, err)
			},
			Read: progress.Add, Indexing: progress.Index, Indexed: progress.Indexed,
		},
	})
	progress.Close(len(files)-without, without)
	if err != nil {
		return nil, p.remedy(err)
	}
	return bot.New(collection), nil
}

// remedy says what can be done where the texts cannot be opened.
func (p *program) remedy(err error) error {
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, retrieval.ErrNoTexts):
		return fmt.Errorf("there is no text in %s; put files there (.txt, .md, .html, .pdf, .docx, .epub), or leave out --texts", p.config.Texts)
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("%w; make room, or let --index or INDEX_DIR name another folder: what was there before is still there", err)
	case p.config.Index != "" && (errors.Is(err, syscall.EROFS) || errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.ENOTDIR)):
		return fmt.Errorf("%w; --index or INDEX_DIR names a folder that can be written to, or is left out", err)
	}
	return fmt.Errorf("opening the texts: %w", err)
}

// files finds the files of the texts. What is none is named, and counted.
func (p *program) files(ctx context.Context) (files []reading.File, without int, err error) {
	folder, err := p.config.folder()
	if err != nil {
		return nil, 0, err
	}
	for file, err := range reading.Files(ctx, folder) {
		if err != nil {
			without++
			p.leftOut(p.stderr, err)
			continue
		}
		files = append(files, file)
	}
	return files, without, ctx.Err()
}

// leftOut names a file that gives no text. A file that is none, a picture say, is named where the texts are listed and
// nowhere else: it would stand before every answer.
func (p *program) leftOut(out io.Writer, err error) {
	_, none := errors.AsType[*reading.SkipError](err)
	if errors.Is(err, context.Canceled) || none && !p.listing {
		return
	}
	fmt.Fprintf(out, "chuchu: left out: %v\n", err)
}

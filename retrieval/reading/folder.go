package reading

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path"
	"strings"
	"time"

	"chuchu/retrieval/reading/charset"
	"chuchu/retrieval/reading/line"
)

// Folder reads every text below the root of a file system, in path order. A file that is no text yields an error that names
// it, a [*SkipError] if nothing is wrong with it; the other files follow all the same.
func Folder(ctx context.Context, fsys fs.FS) iter.Seq2[Text, error] {
	return func(yield func(Text, error) bool) {
		for file, err := range Files(ctx, fsys) {
			var text Text
			if err == nil {
				text, err = file.Read(ctx)
			}
			if !yield(text, err) {
				return
			}
		}
	}
}

// File is a file that may be a text, by its name: whether it is one, [File.Read] finds out.
type File struct {
	Name     string           // slash-separated path below the root
	Size     int64            // in bytes
	Modified time.Time        // zero if the file system does not know
	Encoding charset.Encoding // of a plain text, Markdown or a web page; zero to find it out

	open charset.Opener
}

// Files finds the files below the root of a file system that [Folder] reads, without reading them. Hidden files and folders
// are left out without an error. Links to files are files; links to folders are not followed, so that no loop can arise.
func Files(ctx context.Context, fsys fs.FS) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		// The walk's own error is nil or SkipAll: the function below never returns another.
		_ = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
			switch {
			case ctx.Err() != nil:
				yield(File{}, ctx.Err())
				return fs.SkipAll
			case name != "." && strings.HasPrefix(path.Base(name), "."):
				if d != nil && d.IsDir() {
					return fs.SkipDir
				}
				return nil
			case err != nil:
				if !yield(File{}, fmt.Errorf("reading %s: %w", line.Printable(name), bare(err))) {
					return fs.SkipAll
				}
				return nil
			case d.IsDir():
				return nil
			}
			if !yield(file(fsys, name)) {
				return fs.SkipAll
			}
			return nil
		})
	}
}

// file looks at one file, and makes sure that it is a regular one: opening a pipe would wait for ever.
func file(fsys fs.FS, name string) (File, error) {
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil:
		return File{}, fmt.Errorf("reading %s: %w", line.Printable(name), bare(err))
	case info.IsDir():
		return File{}, &SkipError{File: name, Reason: "a link to a folder is not followed"}
	case !info.Mode().IsRegular():
		return File{}, &SkipError{File: name, Reason: "it is not a regular file"}
	}
	if _, supported := formatOf(name); !supported {
		return File{}, &SkipError{File: name, Reason: unsupported(path.Ext(name))}
	}
	open := func() (io.ReadCloser, error) { return fsys.Open(name) }
	return File{Name: name, Size: info.Size(), Modified: info.ModTime(), open: open}, nil
}

// Read reads the file as [Parse] does, but leaves Source empty, which would take as much memory again. A plain text of any
// size takes some tens of megabytes while it is read, beside its blocks.
func (f File) Read(ctx context.Context) (Text, error) { return f.read(ctx, false) }

// ReadSource reads the file with its Source.
func (f File) ReadSource(ctx context.Context) (Text, error) { return f.read(ctx, true) }

func (f File) read(ctx context.Context, withSource bool) (t Text, err error) {
	if format, _ := formatOf(f.Name); format.read == nil {
		t, err = f.plain(ctx, withSource)
	} else if t, err = f.whole(ctx, format); !withSource {
		t.Source = ""
	}
	if err != nil {
		return Text{}, f.named(err)
	}
	return t, nil
}

// Sum returns the SHA-256 of the content of the file.
func (f File) Sum() (sum [sha256.Size]byte, err error) {
	file, err := f.open()
	if err != nil {
		return sum, f.named(err)
	}
	defer file.Close()
	all := sha256.New()
	if _, err := io.Copy(all, file); err != nil {
		return sum, f.named(err)
	}
	return [sha256.Size]byte(all.Sum(nil)), nil
}

// whole reads a file of a format that cannot be read in pieces.
func (f File) whole(ctx context.Context, format format) (Text, error) {
	if f.Size > format.maxBytes {
		return Text{}, fmt.Errorf("it has %d MB, more than the %d MB that are read of a file of this kind", f.Size>>20, format.maxBytes>>20)
	}
	file, err := f.open()
	if err != nil {
		return Text{}, err
	}
	defer file.Close()
	content := bytes.NewBuffer(make([]byte, 0, f.Size+bytes.MinRead))
	if _, err := content.ReadFrom(file); err != nil {
		return Text{}, err
	}
	t, err := f.within(ctx, func() (Text, error) {
		m, err := format.read(content.Bytes(), f.Encoding)
		if err == nil {
			err = checkLines(m.Text)
		}
		if err != nil {
			return Text{}, err
		}
		return read(f.Name, m, newPage(m, nil)), nil
	})
	if err != nil {
		return Text{}, err
	}
	if len(t.Blocks) == 0 {
		return Text{}, &SkipError{File: f.Name, Reason: noText}
	}
	return t, nil
}

// named names the file in an error, once.
func (f File) named(err error) error {
	if _, ok := errors.AsType[*SkipError](err); ok || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return fmt.Errorf("reading %s: %w", line.Printable(f.Name), bare(err))
}

// bare takes the operation and the path off an error of the file system: the caller names the file.
func bare(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	return err
}

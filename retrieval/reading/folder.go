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
	Name     string           // slash-separated path below the root; bytes that are not UTF-8 are escaped, as in caf\xe9.txt
	Size     int64            // in bytes
	Changed  time.Time        // when its content was last written, or its attributes set; zero if the file system does not know
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
				if !yield(File{}, fmt.Errorf("reading %s: %w", line.Printable(line.Escaped(name)), bare(err))) {
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

// file looks at one file, and makes sure that it is a regular one: reading a pipe would wait for ever.
func file(fsys fs.FS, at string) (File, error) {
	name := line.Escaped(at)
	info, err := fs.Stat(fsys, at)
	switch {
	case err != nil:
		return File{}, fmt.Errorf("reading %s: %w", line.Printable(name), bare(err))
	case info.IsDir():
		return File{}, &SkipError{File: name, Reason: "a link to a folder is not followed"}
	case !info.Mode().IsRegular():
		return File{}, &SkipError{File: name, Reason: notRegular}
	}
	if _, supported := formatOf(name); !supported {
		return File{}, &SkipError{File: name, Reason: unsupported(path.Ext(name))}
	}
	return File{Name: name, Size: info.Size(), Changed: changed(info), open: func() (io.ReadCloser, error) { return open(fsys, at) }}, nil
}

const notRegular = "it is not a regular file"

// open opens a file that was a regular one when it was looked at, and may have become another since.
func open(fsys fs.FS, at string) (io.ReadCloser, error) {
	file, err := fsys.Open(at)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = &SkipError{File: line.Escaped(at), Reason: notRegular}
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
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
		return Text{}, format.tooLarge(f.Size)
	}
	file, err := f.open()
	if err != nil {
		return Text{}, err
	}
	defer file.Close()
	content := bytes.NewBuffer(make([]byte, 0, f.Size+bytes.MinRead))
	size, err := content.ReadFrom(io.LimitReader(file, format.maxBytes+1)) // it may have grown
	switch {
	case err != nil:
		return Text{}, err
	case size > format.maxBytes:
		return Text{}, format.tooLarge(size)
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

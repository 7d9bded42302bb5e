package reading

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"path"
	"strings"
	"time"
)

// Folder reads every text below the root of a file system, in path order. Each file that gives no text gives an error
// that names it, a [*SkipError] where nothing is wrong with it; the rest follow all the same.
func Folder(ctx context.Context, fsys fs.FS) iter.Seq2[Text, error] {
	return func(yield func(Text, error) bool) {
		for file, err := range Files(ctx, fsys) {
			var text Text
			if err == nil {
				text, err = file.Read()
			}
			if !yield(text, err) {
				return
			}
		}
	}
}

// File is a file that can be read as a text, by its name and its kind: only [File.Read] knows.
type File struct {
	Name     string    // slash-separated path below the root
	Size     int64     // in bytes
	Modified time.Time // zero where the file system does not know

	fsys fs.FS
}

// Files finds the files below the root of a file system that [Folder] reads, and reads none. Hidden files and folders
// are left out without a word. Links to files are files, links to folders are not followed, so that no loop can arise.
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
				if !yield(File{}, fmt.Errorf("reading %s: %w", printable(name), bare(err))) {
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

// file looks at one file, and makes sure that it is one: to open a pipe would wait for ever.
func file(fsys fs.FS, name string) (File, error) {
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil:
		return File{}, fmt.Errorf("reading %s: %w", printable(name), bare(err))
	case info.IsDir():
		return File{}, &SkipError{File: name, Reason: "a link to a folder is not followed"}
	case !info.Mode().IsRegular():
		return File{}, &SkipError{File: name, Reason: "it is not a regular file"}
	case format(name) == nil:
		return File{}, &SkipError{File: name, Reason: unsupported(path.Ext(name))}
	}
	return File{Name: name, Size: info.Size(), Modified: info.ModTime(), fsys: fsys}, nil
}

// Read reads the file, as [Parse] does.
func (f File) Read() (Text, error) {
	content, err := f.Content()
	if err != nil {
		return Text{}, err
	}
	return Parse(f.Name, content)
}

// Content returns what the file holds, for [Parse].
func (f File) Content() ([]byte, error) {
	content, err := fs.ReadFile(f.fsys, f.Name)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", printable(f.Name), bare(err))
	}
	return content, nil
}

// bare takes the operation and the path off an error of the file system: the caller names the file.
func bare(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	return err
}

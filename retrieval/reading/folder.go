package reading

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"path"
	"strings"
)

// Folder reads every text below the root of a file system, in path order. Each file that gives no text gives an error
// that names it, a [*SkipError] where nothing is wrong with it; the rest follow all the same. Hidden files and folders
// are left out without a word. Links to files are read, links to folders are not followed, so that no loop can arise.
func Folder(ctx context.Context, fsys fs.FS) iter.Seq2[Text, error] {
	return func(yield func(Text, error) bool) {
		// The walk's own error is nil or SkipAll: the function below never returns another.
		_ = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
			switch {
			case ctx.Err() != nil:
				yield(Text{}, ctx.Err())
				return fs.SkipAll
			case name != "." && strings.HasPrefix(path.Base(name), "."):
				if d != nil && d.IsDir() {
					return fs.SkipDir
				}
				return nil
			case err != nil:
				if !yield(Text{}, fmt.Errorf("reading %s: %w", printable(name), bare(err))) {
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

// file reads one file, having made sure that it is one: to open a pipe would wait for ever.
func file(fsys fs.FS, name string) (Text, error) {
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil:
		return Text{}, fmt.Errorf("reading %s: %w", printable(name), bare(err))
	case info.IsDir():
		return Text{}, &SkipError{File: name, Reason: "a link to a folder is not followed"}
	case !info.Mode().IsRegular():
		return Text{}, &SkipError{File: name, Reason: "it is not a regular file"}
	case format(name) == nil:
		return Parse(name, nil) // says so, without reading what may be large
	}
	content, err := fs.ReadFile(fsys, name)
	if err != nil {
		return Text{}, fmt.Errorf("reading %s: %w", printable(name), bare(err))
	}
	return Parse(name, content)
}

// bare takes the operation and the path off an error of the file system: the caller names the file.
func bare(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	return err
}

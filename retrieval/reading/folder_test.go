package reading_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"chuchu/retrieval/reading"

	"github.com/google/go-cmp/cmp"
)

func TestFolder(t *testing.T) {
	root := t.TempDir()
	for name, content := range map[string]string{
		"b.txt":              "A text.\n",
		"a/deep/c.TXT":       "Another text.\n",
		"bad.txt":            "\xb1\x02\x9d\xf7\x03\x81",
		"blank.txt":          " \n",
		"image.jpg":          "\xff\xd8",
		"odd\nname.bin":      "",
		".hidden.txt":        "Not read.",
		".git/config.txt":    "Not read.",
		"z/unreadable.txt":   "Not read.",
		"z/after-the-bad.md": "",
	} {
		write(t, filepath.Join(root, name), content)
	}
	for _, err := range []error{
		os.Symlink("..", filepath.Join(root, "a", "loop")),
		os.Symlink("b.txt", filepath.Join(root, "link.txt")),
		os.Symlink("nowhere", filepath.Join(root, "dangling.txt")),
		syscall.Mkfifo(filepath.Join(root, "pipe.txt"), 0o600),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for text, err := range reading.Folder(t.Context(), os.DirFS(root)) {
		switch _, skipped := errors.AsType[*reading.SkipError](err); {
		case skipped:
			got = append(got, "skipped: "+err.Error())
		case err != nil:
			got = append(got, "failed: "+err.Error())
		default:
			got = append(got, "read: "+text.File)
		}
	}
	want := []string{
		"read: a/deep/c.TXT",
		"skipped: reading a/loop: a link to a folder is not followed",
		"read: b.txt",
		"failed: reading bad.txt: byte 0 is not UTF-8, and the file shows no other encoding, which has to be named",
		"skipped: reading blank.txt: it holds no text",
		"failed: reading dangling.txt: no such file or directory",
		"skipped: reading image.jpg: .jpg is not supported",
		"read: link.txt",
		`skipped: reading "odd\nname.bin": .bin is not supported`,
		"skipped: reading pipe.txt: it is not a regular file",
		"skipped: reading z/after-the-bad.md: it holds no text",
		"read: z/unreadable.txt",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestFolderTurns: what was a text when it was looked at and is a pipe, a device or a larger file when it is opened keeps nobody waiting.
func TestFolderTurns(t *testing.T) {
	folder := t.TempDir()
	root, err := os.OpenRoot(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for name, turn := range map[string]func(path string) error{
		"a pipe.txt":  func(path string) error { return syscall.Mkfifo(path, 0o600) },
		"a pipe.html": func(path string) error { return syscall.Mkfifo(path, 0o600) },
		"a link.txt":  func(path string) error { return os.Symlink("/dev/zero", path) },
		"larger.md":   func(path string) error { return errors.Join(os.WriteFile(path, nil, 0o600), os.Truncate(path, 1<<30)) },
	} {
		path := filepath.Join(folder, name)
		write(t, path, "A text.\n")
		for file, err := range reading.Files(t.Context(), reading.Root(root)) {
			if err := errors.Join(err, os.Remove(path), turn(path)); err != nil {
				t.Fatal(err)
			}
			if text, err := file.Read(t.Context()); err == nil {
				t.Errorf("%s was read as %q", name, text.Title)
			}
			if _, err := file.Sum(); err == nil && name != "larger.md" {
				t.Errorf("the sum of %s was made", name)
			}
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
}

// TestFolderNames: a name that is not UTF-8 is shown with its bytes escaped, and the file is read.
func TestFolderNames(t *testing.T) {
	folder := t.TempDir()
	root, err := os.OpenRoot(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	write(t, filepath.Join(folder, "caf\xe9", "\xff.txt"), "A text.\n")
	write(t, filepath.Join(folder, "caf\xe9.jpg"), "")
	var got []string
	for text, err := range reading.Folder(t.Context(), reading.Root(root)) {
		got = append(got, fmt.Sprint(text.File, err))
	}
	want := []string{`caf\xe9/\xff.txt<nil>`, `reading caf\xe9.jpg: .jpg is not supported`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestTooLarge refuses files of formats that cannot be read in pieces, before it reads them.
func TestTooLarge(t *testing.T) {
	root := t.TempDir()
	for name, size := range map[string]int64{"a.html": 65 << 20, "b.md": 1 << 30, "c.pdf": 1 << 40} {
		write(t, filepath.Join(root, name), "")
		if err := os.Truncate(filepath.Join(root, name), size); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for _, err := range reading.Folder(t.Context(), os.DirFS(root)) {
		got = append(got, fmt.Sprint(err))
	}
	want := []string{
		"reading a.html: it has 65 MB, more than the 64 MB that are read of a file of this kind",
		"reading b.md: it has 1024 MB, more than the 64 MB that are read of a file of this kind",
		"reading c.pdf: it has 1048576 MB, more than the 512 MB that are read of a file of this kind",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestFolderStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	for _, err := range reading.Folder(ctx, os.DirFS(seeds)) {
		if n++; n == 1 {
			cancel()
		} else if !errors.Is(err, context.Canceled) {
			t.Errorf("after the context's end: %v, want %v", err, context.Canceled)
		}
	}
	if n != 2 {
		t.Errorf("%d steps, want a text and the context's end", n)
	}
	for _, err := range reading.Folder(t.Context(), os.DirFS("no such folder")) {
		if err == nil || !strings.HasPrefix(err.Error(), "reading .: ") {
			t.Errorf("a missing root: %v, want an error that says so", err)
		}
	}
}

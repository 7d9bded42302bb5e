// Package retrievaltest opens collections for the tests of other rooms.
package retrievaltest

import (
	"io/fs"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"chuchu/retrieval"
	"chuchu/retrieval/encoder"
	"chuchu/retrieval/reader"
	"chuchu/retrieval/reading"
)

// Open returns the collection of the texts in a folder, in memory. It is closed when the test ends.
func Open(t testing.TB, texts fs.FS) *retrieval.Collection {
	t.Helper()
	return open(t, texts, nil)
}

// OpenRead is Open for a collection that is found by meaning too, and whose passages are read, however long that takes.
func OpenRead(t testing.TB, texts fs.FS) *retrieval.Collection {
	t.Helper()
	r, err := reader.Open(time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	encoder, err := reader.Encoder(runtime.GOMAXPROCS(0))
	if err != nil {
		t.Fatal(err)
	}
	vectors, err := retrieval.OpenEmbeddings("", retrieval.EmbedderOf(encoder, reader.Vectors))
	if err != nil {
		t.Fatal(err)
	}
	c := open(t, texts, r)
	if _, err := c.Embed(t.Context(), vectors, nil); err != nil {
		t.Fatal(err)
	}
	return c
}

func open(t testing.TB, texts fs.FS, r *encoder.CrossEncoder) *retrieval.Collection {
	t.Helper()
	var files []reading.File
	for file, err := range reading.Files(t.Context(), texts) {
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	leftOut := func(err error) error { return err }
	c, err := retrieval.OpenFiles(t.Context(), files, retrieval.Settings{Reader: r, Watch: retrieval.Watch{LeftOut: leftOut}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// Archived returns the files of an archive whose names begin with texts/, without that.
func Archived(archive *txtar.Archive) fs.FS {
	folder := fstest.MapFS{}
	for _, f := range archive.Files {
		if name, ok := strings.CutPrefix(f.Name, "texts/"); ok {
			folder[name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return folder
}

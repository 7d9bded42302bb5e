package snapshot

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

// Draft is a snapshot that is being written. It is for one goroutine.
type Draft struct {
	Snapshot              // the files that were closed
	parent   string       // the folder of all snapshots; "" in memory
	lock     *flock.Flock // nil in memory
	files    map[string]checksum
	open     []*os.File
}

// ErrBusy says that another process writes to the folder.
var ErrBusy = errors.New("another process is making an index in this folder; wait for it, or give each its own folder")

// Begin begins a new snapshot in the folder, which it makes if there is none, or one in memory if the folder is "". Close
// must be called. If another process writes to the folder the error is [ErrBusy]; other errors are those of the file
// system.
func Begin(folder string) (*Draft, error) {
	d := &Draft{Snapshot: Snapshot{memory: map[string][]byte{}}, parent: folder, files: map[string]checksum{}}
	if folder == "" {
		return d, nil
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	d.lock = flock.New(filepath.Join(folder, lockName))
	switch locked, err := d.lock.TryLock(); {
	case err != nil:
		return nil, err
	case !locked:
		return nil, errors.Join(ErrBusy, d.lock.Close())
	}
	err := d.clear()
	if err == nil {
		d.folder, err = os.MkdirTemp(folder, folderPrefix)
	}
	if err != nil {
		return nil, errors.Join(err, d.lock.Close())
	}
	return d, nil
}

// clear removes the snapshots that do not count.
func (d *Draft) clear() error {
	m, err := readManifest(d.parent)
	if _, unusable := errors.AsType[*UnusableError](err); err != nil && !unusable && !errors.Is(err, ErrNone) {
		return err
	}
	entries, err := os.ReadDir(d.parent)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), folderPrefix) && e.IsDir() && e.Name() != m.Snapshot {
			if err := os.RemoveAll(filepath.Join(d.parent, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// TempDir makes a folder for what is needed until the draft is complete, beside its files or, in memory, where the system
// has such. Whoever asks for it removes it.
func (d *Draft) TempDir() (string, error) { return os.MkdirTemp(d.folder, "chuchu-") }

// Writer writes a file of a draft. After an error it writes no more, and returns the error until Close.
type Writer struct {
	draft  *Draft
	name   string
	out    *bufio.Writer
	file   *os.File     // nil in memory
	memory bytes.Buffer // the file, in memory
	size   int64
	sum    hash.Hash32
}

// Create begins a file of the draft.
func (d *Draft) Create(name string) (*Writer, error) {
	w := &Writer{draft: d, name: name, sum: crc32.New(castagnoli)}
	var out io.Writer = &w.memory
	if d.folder != "" {
		var err error
		if w.file, err = create(filepath.Join(d.folder, name)); err != nil {
			return nil, err
		}
		d.open = append(d.open, w.file)
		out = io.MultiWriter(w.file, w.sum)
	}
	w.out = bufio.NewWriterSize(out, 1<<18)
	return w, nil
}

func create(name string) (*os.File, error) {
	return os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
}

func (w *Writer) Write(b []byte) (n int, err error) {
	n, err = w.out.Write(b)
	w.size += int64(n)
	return n, err
}

// Size is how many bytes have been written.
func (w *Writer) Size() int64 { return w.size }

// Close ends the file: when it returns nil, all of it is on the disk.
func (w *Writer) Close() error {
	if err := w.out.Flush(); err != nil {
		return err
	}
	if w.file == nil {
		w.draft.memory[w.name] = w.memory.Bytes()
		return nil
	}
	if err := errors.Join(w.file.Sync(), w.file.Close()); err != nil {
		return err
	}
	w.draft.files[w.name] = checksum{w.size, w.sum.Sum32()}
	return nil
}

// Write writes a whole file of the draft.
func (d *Draft) Write(name string, content []byte) error {
	w, err := d.Create(name)
	if err != nil {
		return err
	}
	w.Write(content) // its error is kept until Close
	return w.Close()
}

// Commit makes the draft the snapshot that counts: all files that were closed without error. Those before it are gone
// then, but for whoever has them open.
func (d *Draft) Commit(version string) (*Snapshot, error) {
	if d.parent == "" {
		return &d.Snapshot, nil
	}
	if err := d.commit(version); err != nil {
		return nil, fmt.Errorf("putting the new index in place: %w", err)
	}
	s := d.Snapshot
	d.folder = ""
	// A snapshot that cannot be removed now is so the next time.
	_ = d.clear()
	return &s, nil
}

func (d *Draft) commit(version string) error {
	b, err := json.MarshalIndent(manifest{version, filepath.Base(d.folder), d.files}, "", "\t")
	if err != nil {
		return err
	}
	if err := syncFolder(d.folder); err != nil {
		return err
	}
	aside := filepath.Join(d.folder, manifestName)
	if err := writeSynced(aside, append(b, '\n')); err != nil {
		return err
	}
	if err := os.Rename(aside, filepath.Join(d.parent, manifestName)); err != nil {
		return err
	}
	return syncFolder(d.parent)
}

func writeSynced(name string, b []byte) error {
	f, err := create(name)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	return errors.Join(err, f.Sync(), f.Close())
}

// syncFolder sees that the names in a folder are on the disk. Not every file system can; that is no error.
func syncFolder(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrInvalid) {
		return err
	}
	return nil
}

// Close ends the draft and the lock. What was not committed is gone.
func (d *Draft) Close() error {
	if d.parent == "" {
		return nil
	}
	for _, file := range d.open {
		_ = file.Close() // whether it was closed before, or its content is given up, nothing is lost
	}
	var err error
	if d.folder != "" {
		err = os.RemoveAll(d.folder)
	}
	return errors.Join(err, d.lock.Close())
}

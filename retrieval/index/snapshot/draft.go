package snapshot

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

// Draft is a snapshot that is being written. It is for one goroutine.
type Draft struct {
	folder string // of all snapshots
	name   string
	lock   *flock.Flock
	files  map[string]checksum
}

// ErrBusy says that another process writes to the folder.
var ErrBusy = errors.New("another process is making an index in this folder; wait for it, or give each its own folder")

// Begin begins a new snapshot in the folder, which it makes where there is none. Close must be called. Where another
// process does the same, the error is [ErrBusy]; other errors are those of the file system.
func Begin(folder string) (*Draft, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	lock := flock.New(filepath.Join(folder, lockName))
	switch locked, err := lock.TryLock(); {
	case err != nil:
		return nil, err
	case !locked:
		return nil, errors.Join(ErrBusy, lock.Close())
	}
	d := &Draft{folder: folder, lock: lock, files: map[string]checksum{}}
	if err := d.begin(); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return d, nil
}

func (d *Draft) begin() error {
	if err := d.clear(); err != nil {
		return err
	}
	made, err := os.MkdirTemp(d.folder, folderPrefix)
	d.name = filepath.Base(made)
	return err
}

// clear removes the snapshots that do not count.
func (d *Draft) clear() error {
	m, err := readManifest(d.folder)
	if _, unusable := errors.AsType[*UnusableError](err); err != nil && !unusable && !errors.Is(err, ErrNone) {
		return err
	}
	entries, err := os.ReadDir(d.folder)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.IsDir() && strings.HasPrefix(e.Name(), folderPrefix) && e.Name() != m.Generation {
			if err := os.RemoveAll(filepath.Join(d.folder, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// Folder returns where the files of the snapshot lie, and where others may for a while.
func (d *Draft) Folder() string { return filepath.Join(d.folder, d.name) }

// File returns where a file of the snapshot lies.
func (d *Draft) File(name string) string { return filepath.Join(d.Folder(), name) }

// Create begins a file of the snapshot.
func (d *Draft) Create(name string) (*File, error) {
	f, err := os.OpenFile(d.File(name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	return &File{file: f, draft: d, name: name, sum: crc32.New(crc32.MakeTable(crc32.Castagnoli))}, nil
}

// File is a file of a draft. It counts what is written to it.
type File struct {
	file  *os.File
	draft *Draft
	name  string
	sum   hash.Hash32
	size  int64
}

func (f *File) Write(b []byte) (int, error) {
	n, err := f.file.Write(b)
	f.sum.Write(b[:n])
	f.size += int64(n)
	return n, err
}

// Close ends the file: when it returns nil, all of it is on the disk.
func (f *File) Close() error {
	if err := errors.Join(f.file.Sync(), f.file.Close()); err != nil {
		return err
	}
	f.draft.files[f.name] = checksum{f.size, f.sum.Sum32()}
	return nil
}

// Commit makes the draft the snapshot that counts: all files that were closed without error. Those before it are gone
// then, but for whoever has them open.
func (d *Draft) Commit(version string) (*Snapshot, error) {
	if err := d.commit(version); err != nil {
		return nil, fmt.Errorf("putting the new index in place: %w", err)
	}
	g := &Snapshot{Name: d.name, folder: d.Folder()}
	d.name = ""
	// A snapshot that cannot be removed now is so the next time.
	_ = d.clear()
	return g, nil
}

func (d *Draft) commit(version string) error {
	b, err := json.MarshalIndent(manifest{version, d.name, d.files}, "", "\t")
	if err != nil {
		return err
	}
	if err := syncFolder(d.Folder()); err != nil {
		return err
	}
	aside := d.File(manifestName)
	if err := writeSynced(aside, append(b, '\n')); err != nil {
		return err
	}
	if err := os.Rename(aside, filepath.Join(d.folder, manifestName)); err != nil {
		return err
	}
	return syncFolder(d.folder)
}

func writeSynced(name string, b []byte) error {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
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
	var err error
	if d.name != "" {
		err = os.RemoveAll(d.Folder())
	}
	return errors.Join(err, d.lock.Close())
}

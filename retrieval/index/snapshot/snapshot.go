// Package snapshot keeps the files of an index, so that they are there whole or not at all.
//
// Each time that the index is rebuilt, its files go to a folder of their own within the folder, a snapshot. When all
// of them are on the disk, the manifest, which says which snapshot counts and what its files must be, is swapped by
// renaming: before that moment the snapshot before counts, after it the new one, and a crash at any time leaves one of
// them whole. What a crash leaves of a snapshot that never counted is removed by whoever writes next.
//
// The manifest says all there is to say about the files: the version of what they hold, their sizes and their checksums.
// So a file needs no header and no foot; what it holds begins at its first byte and ends at its last. An index that is
// not to outlive its process is a snapshot in memory: the same files, and no folder.
//
// Many processes may read a snapshot; one at a time writes, and holds a lock meanwhile that ends with its process.
package snapshot

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

const (
	manifestName = "chuchu-index.json"
	lockName     = "chuchu-index.lock"
	folderPrefix = "snapshot-"
)

// manifest is what the folder says of itself.
type manifest struct {
	Version  string              `json:"version"`  // of what the files hold
	Snapshot string              `json:"snapshot"` // the folder of the files
	Files    map[string]checksum `json:"files"`
}

type checksum struct {
	Size int64  `json:"size"`
	CRC  uint32 `json:"crc32c"`
}

// Snapshot is a set of files that never change.
type Snapshot struct {
	folder string            // "" in memory
	memory map[string][]byte // the files, in memory
}

// File is a file that is open.
type File struct {
	*io.SectionReader
	close func() error
}

// Close closes the file. No call may follow.
func (f *File) Close() error { return f.close() }

// Open opens a file of the snapshot.
func (s *Snapshot) Open(name string) (*File, error) {
	if s.folder == "" {
		b, ok := s.memory[name]
		if !ok {
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		}
		return &File{io.NewSectionReader(bytes.NewReader(b), 0, int64(len(b))), func() error { return nil }}, nil
	}
	file, err := os.Open(filepath.Join(s.folder, name))
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &File{io.NewSectionReader(file, 0, info.Size()), file.Close}, nil
}

// Read returns what a file of the snapshot holds.
func (s *Snapshot) Read(name string) ([]byte, error) {
	file, err := s.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	b := make([]byte, file.Size())
	_, err = io.ReadFull(file, b)
	return b, err
}

// ErrNone says that there is no index in the folder yet.
var ErrNone = errors.New("there is no index yet")

// UnusableError says why an index cannot be used and has to be rebuilt: it is damaged, or of another version.
type UnusableError struct{ Reason string }

func (e *UnusableError) Error() string { return e.Reason }

// Open looks for a snapshot of that version with all its files whole, letter by letter. The error is [ErrNone], an
// [*UnusableError], or one of the file system. It writes nothing, and works on a disk that cannot be written to.
func Open(folder, version string) (*Snapshot, error) {
	for {
		m, err := readManifest(folder)
		if err != nil {
			return nil, err
		}
		s, err := m.open(folder, version)
		if err == nil {
			return s, nil
		}
		// Another process may have put a new one in its place in the meantime, and removed it.
		if now, again := readManifest(folder); again != nil || now.Snapshot == m.Snapshot {
			return nil, err
		}
	}
}

func (m manifest) open(folder, version string) (*Snapshot, error) {
	switch {
	case m.Version != version:
		return nil, &UnusableError{fmt.Sprintf("it was made by another version (%s, and this is %s)", m.Version, version)}
	case m.Snapshot == "" || filepath.Base(m.Snapshot) != m.Snapshot:
		return nil, errManifest
	}
	s := &Snapshot{folder: filepath.Join(folder, m.Snapshot)}
	for name, want := range m.Files {
		if err := s.check(name, want); err != nil {
			return nil, err
		}
	}
	return s, nil
}

var errManifest = &UnusableError{"its manifest is damaged"}

func readManifest(folder string) (m manifest, err error) {
	b, err := os.ReadFile(filepath.Join(folder, manifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return m, ErrNone
	}
	if err == nil && (json.Unmarshal(b, &m) != nil || m.Version == "" && m.Snapshot == "") {
		return manifest{}, errManifest
	}
	return m, err
}

// check compares a file with what it must be.
func (s *Snapshot) check(name string, want checksum) error {
	file, err := s.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return &UnusableError{"its file " + name + " is gone"}
	}
	if err != nil {
		return err
	}
	defer file.Close()
	sum := crc32.New(castagnoli)
	if _, err := io.CopyBuffer(sum, file, make([]byte, 1<<20)); err != nil {
		return fmt.Errorf("reading the index: %w", err)
	}
	if (checksum{file.Size(), sum.Sum32()}) != want {
		return &UnusableError{"its file " + name + " is damaged"}
	}
	return nil
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

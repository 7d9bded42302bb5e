// Package snapshot keeps the files of an index in a folder, so that they are there whole or not at all.
//
// Each time that the index is made anew, its files go to a folder of their own within the folder, a snapshot. When all
// of them are on the disk, the manifest, which says which snapshot counts and what its files must be, is swapped by
// renaming: before that moment the snapshot before counts, after it the new one, and a crash at any time leaves one of
// them whole. What a crash leaves of a snapshot that never counted is removed by whoever writes next.
//
// Many processes may read a snapshot; one at a time writes, and holds a lock meanwhile that ends with its process.
package snapshot

import (
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
	folderPrefix = "generation-"
)

// manifest is what the folder says of itself.
type manifest struct {
	Version    string              `json:"version"`    // of what the files hold
	Generation string              `json:"generation"` // the folder of the files
	Files      map[string]checksum `json:"files"`
}

type checksum struct {
	Size int64  `json:"size"`
	CRC  uint32 `json:"crc32c"`
}

// Snapshot is a snapshot whose files are whole.
type Snapshot struct {
	Name   string // no two of a folder have the same
	folder string
}

// File returns where a file of the snapshot lies.
func (g *Snapshot) File(name string) string { return filepath.Join(g.folder, name) }

// ErrNone says that there is no index in the folder yet.
var ErrNone = errors.New("there is no index yet")

// UnusableError says why an index cannot be used and has to be made anew: it is damaged, or of another version.
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
		g, err := m.open(folder, version)
		if err == nil {
			return g, nil
		}
		// Another process may have put a new one in its place in the meantime, and removed it.
		if now, again := readManifest(folder); again != nil || now.Generation == m.Generation {
			return nil, err
		}
	}
}

func (m manifest) open(folder, version string) (*Snapshot, error) {
	if m.Version != version {
		return nil, &UnusableError{fmt.Sprintf("it was made by another version (%s, and this is %s)", m.Version, version)}
	}
	g := &Snapshot{Name: m.Generation, folder: filepath.Join(folder, m.Generation)}
	for name, sum := range m.Files {
		if err := sum.check(g.File(name)); err != nil {
			return nil, err
		}
	}
	return g, nil
}

func readManifest(folder string) (m manifest, err error) {
	b, err := os.ReadFile(filepath.Join(folder, manifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return m, ErrNone
	}
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(b, &m); err != nil || filepath.Base(m.Generation) != m.Generation || m.Generation == "" {
		return manifest{}, &UnusableError{"its manifest is damaged"}
	}
	return m, nil
}

func (c checksum) check(name string) error {
	file, err := os.Open(name)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return &UnusableError{"its file " + filepath.Base(name) + " is gone"}
		}
		return err
	}
	defer file.Close()
	sum := crc32.New(crc32.MakeTable(crc32.Castagnoli))
	n, err := io.CopyBuffer(sum, file, make([]byte, 1<<20))
	if err != nil {
		return fmt.Errorf("reading the index: %w", err)
	}
	if n != c.Size || sum.Sum32() != c.CRC {
		return &UnusableError{"its file " + filepath.Base(name) + " is damaged"}
	}
	return nil
}

package state

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// diskEnv names a folder to the process that may mount a file system of its own there.
const diskEnv = "CHUCHU_DISK_FOLDER"

// TestDisk runs TestDiskFull and TestDiskReadOnly where small and read-only file systems can be had: in a process with a
// view of the file tree of its own, which needs no rights.
func TestDisk(t *testing.T) {
	command := exec.Command(os.Args[0], "-test.run=^TestDisk(Full|ReadOnly)$", "-test.v")
	command.Env = append(os.Environ(), diskEnv+"="+t.TempDir())
	id := []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}
	command.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: id,
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	out, err := command.CombinedOutput()
	if _, ended := errors.AsType[*exec.ExitError](err); err != nil && !ended {
		t.Skipf("this system gives no file tree of our own: %v", err)
	}
	t.Logf("%s", out)
	if err != nil {
		t.Error(err)
	}
}

// mount puts a file system of one megabyte where nobody else sees it.
func mount(t *testing.T) (folder string) {
	t.Helper()
	folder = os.Getenv(diskEnv)
	if folder == "" {
		t.Skip("run by TestDisk")
	}
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("this system does not let us mount: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(folder, 0) })
	return folder
}

func TestDiskFull(t *testing.T) {
	folder := mount(t)
	s := reopen(t, filepath.Join(folder, "state.db"))
	ballast := filepath.Join(folder, "ballast")
	var kept []int64
	full := func(id int64) error {
		_, err := s.Receive([]Entry{{ID: id, Raw: make([]byte, 10_000)}})
		return err
	}
	for id := range int64(5) {
		must(t, full(id))
		kept = append(kept, id)
	}
	fill(t, ballast)
	var err error
	id := int64(5)
	for ; err == nil && id < 1000; id++ {
		if err = full(id); err == nil {
			kept = append(kept, id)
		}
	}
	wantError(t, err, s.path, "storing updates", "the disk is full")
	if !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("the cause is hidden: %v", err)
	}
	wantIDs(t, "while full", stored(t, s), kept...)

	must(t, os.Remove(ballast))
	must(t, full(id))
	kept = append(kept, id)
	must(t, s.Close())
	wantIDs(t, "with room again", stored(t, reopen(t, s.path)), kept...)
}

// stored returns what is in the inbox without writing to it.
func stored(t *testing.T, s *State) []int64 {
	t.Helper()
	var list []int64
	for id := range int64(1000) {
		if err := s.view("looking", func(tx *bolt.Tx) error {
			if tx.Bucket(inbox).Get(number(uint64(id))) == nil {
				return errors.New("it is not there")
			}
			return nil
		}); err == nil {
			list = append(list, id)
		}
	}
	return list
}

func fill(t *testing.T, path string) {
	t.Helper()
	file, err := os.Create(path)
	must(t, err)
	defer file.Close()
	if _, err := io.Copy(file, endless{}); !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("filling the disk: %v", err)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return copy(p, strings.Repeat("x", 512)), nil }

func TestDiskReadOnly(t *testing.T) {
	folder := mount(t)
	path := filepath.Join(folder, "state.db")
	s := reopen(t, path)
	must(t, s.Close())
	if err := syscall.Mount("", folder, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skipf("this system does not let us make it read-only: %v", err)
	}
	for _, name := range []string{"state.db", "new.db", "new/state.db"} {
		_, err := Open(filepath.Join(folder, name))
		wantError(t, err, filepath.Join(folder, filepath.Dir(name)), "read-only")
		t.Log(err)
	}
}

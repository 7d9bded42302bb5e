package reading

import (
	"io/fs"
	"os"
	"syscall"
)

// Root is the file system below a folder, which no link leads out of, made to be read by [Files]: opening a pipe or a device in it does
// not wait, and names may have bytes that are not UTF-8. The folder is closed when it is collected as garbage.
func Root(folder *os.Root) fs.FS { return root{folder} }

type root struct{ folder *os.Root }

func (r root) Open(name string) (fs.File, error) {
	return r.folder.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
}

func (r root) Stat(name string) (fs.FileInfo, error) { return r.folder.Stat(name) }

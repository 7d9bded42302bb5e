package reading

import (
	"io/fs"
	"syscall"
	"time"
)

// changed returns when a file last changed, as on Linux.
func changed(info fs.FileInfo) time.Time {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return time.Unix(stat.Ctimespec.Unix())
	}
	return info.ModTime()
}

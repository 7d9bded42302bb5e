package reading

import (
	"io/fs"
	"syscall"
	"time"
)

// changed returns when a file last changed. The system sets that time itself: touch, cp -p, rsync and unpacking can set the time of
// writing to what it was before, and not this one.
func changed(info fs.FileInfo) time.Time {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return time.Unix(stat.Ctim.Unix())
	}
	return info.ModTime()
}

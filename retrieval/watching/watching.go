// Package watching tells when the texts of a folder have changed. It reads none of them.
package watching

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/fsnotify/fsnotify"
)

// Watcher watches files, and folders with all the folders in them.
type Watcher struct {
	paths   []string // absolute
	parents []string // where these stand: they may be replaced, links to them too
	notify  *fsnotify.Watcher
}

// New begins to watch files and folders, which need not exist yet: what changes from now on is told by [Watcher.Run].
// Close it after use. Folders that cannot be read are passed over. The error says what the system lacks for watching.
func New(paths ...string) (*Watcher, error) {
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, remedy(fmt.Errorf("watching the texts: %w", err))
	}
	w := &Watcher{notify: notify}
	for _, path := range paths {
		absolute, err := filepath.Abs(path)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("watching %s: %w", path, err), notify.Close())
		}
		w.paths, w.parents = append(w.paths, absolute), append(w.parents, filepath.Dir(absolute))
	}
	if err := w.add(); err != nil {
		return nil, errors.Join(err, notify.Close())
	}
	return w, nil
}

// Close ends the watching.
func (w *Watcher) Close() error { return w.notify.Close() }

// add watches all folders that there are now. Those that are watched already stay so.
func (w *Watcher) add() error {
	folders := slices.Clone(w.parents)
	for _, path := range w.paths {
		root, err := filepath.EvalSymlinks(path) // WalkDir does not enter a link
		if err != nil {
			continue // it is not there
		}
		// The walk's own error is nil: the function returns no other than SkipDir.
		_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil || !d.IsDir():
				return nil
			case path != root && strings.HasPrefix(d.Name(), "."):
				return fs.SkipDir
			}
			folders = append(folders, path)
			return nil
		})
	}
	for _, folder := range folders {
		if err := w.notify.Add(folder); err != nil && !passing(err) {
			return remedy(fmt.Errorf("watching %s: %w", folder, err))
		}
	}
	return nil
}

// passing reports whether a folder cannot be watched because of itself, not of the system: it is gone, or not readable.
func passing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.ENOTDIR)
}

// remedy says what an operator can do if the system does not let more be watched.
func remedy(err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("%w: more folders than sysctl fs.inotify.max_user_watches allows", err)
	case errors.Is(err, syscall.EMFILE):
		return fmt.Errorf("%w: more watchers than sysctl fs.inotify.max_user_instances allows", err)
	}
	return err
}

// Run calls changed, time and again until ctx ends, when something has changed and quiet has come after it. What changes
// while changed is at work is told after it. It returns nil when ctx ends, else why watching cannot go on.
func (w *Watcher) Run(ctx context.Context, changed func()) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	changes := make(chan struct{}, 1)
	settled := make(chan struct{})
	go func() {
		defer close(settled)
		settle(ctx, changes, func() {
			if err := w.add(); err != nil { // before the texts are read: what comes after that is seen
				cancel(err)
				return
			}
			changed()
		})
	}()
	w.listen(ctx, changes)
	<-settled
	if err := context.Cause(ctx); !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

// listen passes on that something changed, until ctx ends.
func (w *Watcher) listen(ctx context.Context, changes chan<- struct{}) {
	for {
		select {
		case <-ctx.Done():
			return
		case event, ok := <-w.notify.Events:
			if !ok {
				return
			}
			if !w.concerns(event.Name) {
				continue
			}
		case <-w.notify.Errors: // events were lost, so something has changed
		}
		select {
		case changes <- struct{}{}:
		default: // it is known already
		}
	}
}

// concerns reports whether what changed is watched, and not just a neighbour of it.
func (w *Watcher) concerns(changed string) bool {
	for _, path := range w.paths {
		if changed == path || strings.HasPrefix(changed, path+string(filepath.Separator)) {
			return true
		}
	}
	return !slices.Contains(w.parents, filepath.Dir(changed)) // a folder that is reached by a link
}

package index

import (
	"context"
	"errors"

	"chuchu/retrieval/index/paragraphs"
	"chuchu/retrieval/reading"
)

// plan says for each file whether what an index holds of it still counts.
type plan struct {
	files []planned
	old   *paragraphs.Store // nil if there is no index
	known int               // files of whose names there are old texts
}

// planned is a file, and what is to become of it.
type planned struct {
	reading.File
	kept  bool             // the old paragraphs have it as it is now
	at    int              // which text of theirs it is, if it is one
	entry paragraphs.Text  // how they have it
	stamp paragraphs.Stamp // as it is now
}

// planFor compares the files with what is stored of them.
func planFor(ctx context.Context, files []reading.File, old *paragraphs.Store) (*plan, error) {
	stored := map[string]planned{}
	if old != nil {
		at := 0
		for _, entry := range old.Files() {
			stored[entry.File] = planned{at: at, entry: entry}
			if entry.LeftOut == "" {
				at++
			}
		}
	}
	p := &plan{old: old}
	for _, file := range files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f, known := stored[file.Name]
		if known {
			f.stamp, f.kept = f.entry.Stamp.Fits(file)
			if f.entry.LeftOut == "" {
				p.known++
			}
		}
		f.File = file
		p.files = append(p.files, f)
	}
	return p, nil
}

// current reports whether the old paragraphs are of just these files, as they are and in their order.
func (p *plan) current() bool {
	if p.old == nil || len(p.files) != len(p.old.Files()) {
		return false
	}
	for i, f := range p.files {
		if !f.kept || f.Name != p.old.Files()[i].File {
			return false
		}
	}
	return true
}

// tell says of files that need not be read what reading them would say.
func (p *plan) tell(watch Watch) error {
	for _, f := range p.files {
		if f.entry.LeftOut != "" {
			if err := watch.leftOut(f.entry.Err()); err != nil {
				return err
			}
		}
		watch.lost(f.entry.Lost)
		watch.read(f.Size, false)
	}
	return nil
}

// write returns what writes the paragraphs of the files.
func (p *plan) write(ctx context.Context, s Settings) func(*paragraphs.Writer) error {
	return func(w *paragraphs.Writer) error {
		texts := 0
		for _, f := range p.files {
			isText, err := p.writeFile(ctx, w, f, s)
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return err
			}
			if isText {
				texts++
			}
			s.Watch.read(f.Size, !f.kept)
		}
		if texts == 0 {
			return ErrNoTexts
		}
		return nil
	}
}

// writeFile writes what is kept of a file, and reports whether it gives a text. One that is read is stamped before: should
// it change in between, it is read again the next time.
func (p *plan) writeFile(ctx context.Context, w *paragraphs.Writer, f planned, s Settings) (isText bool, err error) {
	var text reading.Text
	switch {
	case !f.kept:
		f.stamp, f.entry = paragraphs.StampOf(f.File, s.Folder != ""), paragraphs.Text{File: f.Name}
		if text, err = f.Read(ctx); err != nil {
			f.entry.LeftOut = err.Error()
			if skip, ok := errors.AsType[*reading.SkipError](err); ok {
				f.entry.LeftOut, f.entry.Skip = skip.Reason, true
			}
		}
	case f.entry.LeftOut == "":
		if text, err = p.old.Text(f.at); err != nil {
			return false, err
		}
	default:
		err = f.entry.Err()
	}
	if err != nil {
		f.entry.Stamp = f.stamp
		w.LeaveOut(f.entry)
		return false, s.Watch.leftOut(err)
	}
	s.Watch.lost(text.Lost)
	return true, w.Text(text, f.stamp)
}

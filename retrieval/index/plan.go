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
}

// planned is a file, and where the old paragraphs have it as it is now.
type planned struct {
	reading.File
	text    int // unknown if it has to be read
	leftOut int // likewise
	stamp   paragraphs.Stamp
}

const unknown = -1

// planFor compares the files with what is stored of them.
func planFor(ctx context.Context, files []reading.File, old *paragraphs.Store) (*plan, error) {
	texts, leftOut := map[string]int{}, map[string]int{}
	if old != nil {
		for i, t := range old.Texts() {
			texts[t.File] = i
		}
		for i, f := range old.LeftOut() {
			leftOut[f.File] = i
		}
	}
	p := &plan{old: old}
	for _, file := range files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f, fits := planned{File: file, text: unknown, leftOut: unknown}, false
		if i, ok := texts[file.Name]; ok {
			if f.stamp, fits = old.Texts()[i].Stamp.Fits(file); fits {
				f.text = i
			}
		} else if i, ok := leftOut[file.Name]; ok {
			if f.stamp, fits = old.LeftOut()[i].Stamp.Fits(file); fits {
				f.leftOut = i
			}
		}
		p.files = append(p.files, f)
	}
	return p, nil
}

// current reports whether the old paragraphs are of just these files, as they are and in their order.
func (p *plan) current() bool {
	if p.old == nil {
		return false
	}
	texts, leftOut := 0, 0
	for _, f := range p.files {
		switch {
		case f.text == texts:
			texts++
		case f.leftOut != unknown:
			leftOut++
		default:
			return false
		}
	}
	return texts == len(p.old.Texts()) && leftOut == len(p.old.LeftOut())
}

// strange reports whether the old paragraphs are of other texts altogether: of none of the files.
func (p *plan) strange() bool {
	if p.old == nil || len(p.old.Texts()) == 0 {
		return false
	}
	names := map[string]bool{}
	for _, f := range p.files {
		names[f.Name] = true
	}
	for _, t := range p.old.Texts() {
		if names[t.File] {
			return false
		}
	}
	return true
}

// tell says of files that need not be read what reading them would say.
func (p *plan) tell(watch Watch) error {
	for _, f := range p.files {
		if f.leftOut != unknown {
			if err := watch.leftOut(p.old.LeftOut()[f.leftOut].Err()); err != nil {
				return err
			}
		}
		watch.read(f.Size, false)
	}
	return nil
}

// write returns what writes the paragraphs of the files.
func (p *plan) write(ctx context.Context, s Settings) func(*paragraphs.Writer) error {
	return func(w *paragraphs.Writer) error {
		for _, f := range p.files {
			anew, err := p.writeFile(ctx, w, f, s)
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return err
			}
			s.Watch.read(f.Size, anew)
		}
		if w.Texts() == 0 {
			return ErrNoTexts
		}
		return nil
	}
}

// writeFile writes what is kept of a file, and reports whether it had to be read for that. A file that is read is stamped
// before: should it change in between, it is read again the next time.
func (p *plan) writeFile(ctx context.Context, w *paragraphs.Writer, f planned, s Settings) (anew bool, err error) {
	switch {
	case f.text != unknown:
		return false, w.Keep(p.old, f.text, f.stamp)
	case f.leftOut != unknown:
		old := p.old.LeftOut()[f.leftOut]
		old.Stamp = f.stamp
		w.LeaveOut(old)
		return false, s.Watch.leftOut(old.Err())
	}
	f.stamp = paragraphs.StampOf(f.File, s.Folder != "")
	text, err := f.Read(ctx)
	if err == nil {
		return true, w.Text(text, f.stamp)
	}
	left := paragraphs.LeftOut{File: f.Name, Reason: err.Error(), Stamp: f.stamp}
	if skip, ok := errors.AsType[*reading.SkipError](err); ok {
		left.Reason, left.Skip = skip.Reason, true
	}
	w.LeaveOut(left)
	return true, s.Watch.leftOut(err)
}

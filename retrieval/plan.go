package retrieval

import (
	"context"
	"errors"
	"slices"

	"chuchu/retrieval/index/paragraphs"
	"chuchu/retrieval/reading"
)

// plan says for each file whether what an index holds of it still counts.
type plan struct {
	files  []reading.File
	old    *paragraphs.Store // nil where there is no index
	texts  []int             // of each file its text in the old store, or unknown
	fault  []int             // or its fault
	stamps []paragraphs.Stamp
}

const unknown = -1

// planFor compares the files with what is stored of them.
func planFor(ctx context.Context, files []reading.File, old *paragraphs.Store) (*plan, error) {
	n := len(files)
	p := &plan{files, old, make([]int, n), make([]int, n), make([]paragraphs.Stamp, n)}
	texts, faults := map[string]int{}, map[string]int{}
	if p.old != nil {
		for i, t := range p.old.Texts() {
			texts[t.File] = i
		}
		for i, f := range p.old.Faults() {
			faults[f.File] = i
		}
	}
	for i, file := range files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		fits := false
		p.texts[i], p.fault[i] = unknown, unknown
		if t, ok := texts[file.Name]; ok {
			if p.stamps[i], fits = p.old.Texts()[t].Stamp.Fits(file); fits {
				p.texts[i] = t
			}
		} else if f, ok := faults[file.Name]; ok {
			if p.stamps[i], fits = p.old.Faults()[f].Stamp.Fits(file); fits {
				p.fault[i] = f
			}
		}
	}
	return p, nil
}

// current reports whether the store holds just these files, as they are and in their order.
func (p *plan) current() bool {
	if p.old == nil {
		return false
	}
	texts, faults := 0, 0
	for i := range p.files {
		switch {
		case p.texts[i] == texts:
			texts++
		case p.fault[i] != unknown:
			faults++
		default:
			return false
		}
	}
	return texts == len(p.old.Texts()) && faults == len(p.old.Faults())
}

// strange reports whether the store is of other texts altogether: it names none of the files.
func (p *plan) strange() bool {
	if p.old == nil || len(p.old.Texts()) == 0 {
		return false
	}
	names := map[string]bool{}
	for _, file := range p.files {
		names[file.Name] = true
	}
	return !slices.ContainsFunc(p.old.Texts(), func(t paragraphs.Text) bool { return names[t.File] })
}

// tell says of files that need not be read what reading them would say.
func (p *plan) tell(watch Watch) error {
	for i, file := range p.files {
		if f := p.fault[i]; f != unknown {
			if err := watch.leftOut(faultError(p.old.Faults()[f])); err != nil {
				return err
			}
		}
		watch.read(file.Size, false)
	}
	return nil
}

// write writes what is kept of the files, and ends the store.
func (p *plan) write(ctx context.Context, w *textWriter, watch Watch) error {
	for i := range p.files {
		anew, err := p.writeFile(ctx, w, watch, i)
		if err := errors.Join(err, ctx.Err(), w.out.Err()); err != nil {
			return err
		}
		watch.read(p.files[i].Size, anew)
	}
	if w.texts == 0 {
		return ErrNoTexts
	}
	return w.out.Close()
}

// writeFile writes what is kept of a file, and reports whether it had to be read for that.
func (p *plan) writeFile(ctx context.Context, w *textWriter, watch Watch, i int) (anew bool, err error) {
	switch {
	case p.texts[i] != unknown:
		return false, w.keep(p.old, p.texts[i], p.stamps[i])
	case p.fault[i] != unknown:
		fault := p.old.Faults()[p.fault[i]]
		fault.Stamp = p.stamps[i]
		w.out.Fault(fault)
		return false, watch.leftOut(faultError(fault))
	}
	return true, w.file(ctx, p.files[i], watch)
}

// file reads a file and adds its text, or what is wrong with it. It is stamped before: should it change in between, it is
// read again the next time.
func (w *textWriter) file(ctx context.Context, f reading.File, watch Watch) error {
	stamp := paragraphs.StampOf(f, w.sums)
	text, err := f.Read(ctx)
	if err == nil {
		w.text(text, stamp)
		return nil
	}
	skip, ok := errors.AsType[*reading.SkipError](err)
	reason := err.Error()
	if ok {
		reason = skip.Reason
	}
	w.out.Fault(paragraphs.Fault{File: f.Name, Reason: reason, Skip: ok, Stamp: stamp})
	return watch.leftOut(err)
}

// faultError is the error that reading the file gave.
func faultError(f paragraphs.Fault) error {
	if f.Skip {
		return &reading.SkipError{File: f.File, Reason: f.Reason}
	}
	return errors.New(f.Reason)
}

package retrieval

import (
	"context"
	"errors"

	"chuchu/retrieval/generation"
	"chuchu/retrieval/reading"
	"chuchu/retrieval/store"
)

// plan says for each file whether what an index holds of it still counts.
type plan struct {
	files  []reading.File
	old    *store.Store // nil where there is no index
	texts  []int        // of each file its text in the old store, or unknown
	fault  []int        // or its fault
	stamps []store.Stamp
}

const unknown = -1

// planFor compares the files with what is stored of them.
func planFor(ctx context.Context, files []reading.File, old stored) (*plan, error) {
	n := len(files)
	p := &plan{files, old.paragraphs, make([]int, n), make([]int, n), make([]store.Stamp, n)}
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

// current tells whether the store holds just these files, as they are and in their order.
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

// tell says of files that need not be read what reading them would say.
func (p *plan) tell(watch Watch) {
	for i, file := range p.files {
		if f := p.fault[i]; f != unknown {
			watch.leftOut(faultError(p.old.Faults()[f]))
		}
		watch.read(file.Size)
	}
}

// write writes the paragraphs of the files to the draft.
func (p *plan) write(ctx context.Context, draft *generation.Draft, watch Watch) (err error) {
	file, err := draft.Create(paragraphsFile)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	w := newTextWriter(file)
	for i, f := range p.files {
		switch {
		case p.texts[i] != unknown:
			if err := w.keep(p.old, p.texts[i], p.stamps[i]); err != nil {
				return err
			}
		case p.fault[i] != unknown:
			fault := p.old.Faults()[p.fault[i]]
			fault.Stamp = p.stamps[i]
			w.out.Fault(fault)
			watch.leftOut(faultError(fault))
		default:
			w.file(ctx, f, watch)
		}
		watch.read(f.Size)
		if err := ctx.Err(); err != nil { // amid a file, too
			return err
		}
		if err := w.out.Err(); err != nil {
			return err
		}
	}
	if w.texts == 0 {
		return ErrNoTexts
	}
	return w.out.Close()
}

// file reads a file and adds its text, or what is wrong with it. It is stamped before: should it change in between, it is
// read again the next time.
func (w *textWriter) file(ctx context.Context, f reading.File, watch Watch) {
	stamp := store.StampOf(f)
	text, err := f.Read(ctx)
	if err == nil {
		w.text(text, stamp)
		return
	}
	skip, ok := errors.AsType[*reading.SkipError](err)
	reason := err.Error()
	if ok {
		reason = skip.Reason
	}
	w.out.Fault(store.Fault{File: f.Name, Reason: reason, Skip: ok, Stamp: stamp})
	watch.leftOut(err)
}

// faultError is the error that reading the file gave.
func faultError(f store.Fault) error {
	if f.Skip {
		return &reading.SkipError{File: f.File, Reason: f.Reason}
	}
	return errors.New(f.Reason)
}

package spending

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"time"
)

// file is how a ledger lies on the disk: JSON that is written whole before and after each call, which takes seconds itself.
// With one person that takes 1 ms, with the 10,000 people of a day, 84 bytes each, 15 ms.
type file struct {
	Format int             `json:"format"`
	Days   map[string]*day `json:"days"`
}

// format is the version of the file's layout.
const format = 1

// errDamaged asks for what only the operator can decide.
var errDamaged = errors.New("it is damaged, and nothing is spent until that is mended; restore a copy, or delete it to start today's account over")

// read takes what the file holds, all of it or nothing.
func (l *Ledger) read() error {
	days, err := readFile(l.path)
	if err != nil {
		return fmt.Errorf("reading the ledger %s: %w", l.path, err)
	}
	l.days = days
	return nil
}

// readFile returns the days that a file holds; none if it is not there.
func readFile(path string) (map[string]*day, error) {
	content, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return map[string]*day{}, nil
	}
	if err != nil {
		return nil, err
	}
	f := file{}
	switch err := json.Unmarshal(content, &f); {
	case err != nil || f.Format < 1:
		return nil, errDamaged
	case f.Format > format:
		return nil, fmt.Errorf("it has format %d and this program knows format %d: it was written by a newer chuchu", f.Format, format)
	}
	for date, d := range f.Days {
		if _, err := time.Parse(time.DateOnly, date); err != nil || d == nil || !d.sound() {
			return nil, errDamaged
		}
		d.holds = map[string]Tally{}
	}
	if f.Days == nil {
		f.Days = map[string]*day{}
	}
	return f.Days, nil
}

func (d *day) sound() bool {
	if !d.Spent.sound() {
		return false
	}
	for _, t := range d.People {
		if !t.sound() {
			return false
		}
	}
	return true
}

func (t Tally) sound() bool { return t.Answers >= 0 && t.In >= 0 && t.Out >= 0 && t.Cost >= 0 }

// write puts the ledger on the disk, whole or not at all. What is reserved stands there as spent.
func (l *Ledger) write() error {
	if l.path == "" {
		return nil
	}
	f := file{Format: format, Days: make(map[string]*day, len(l.days))}
	for date, d := range l.days {
		f.Days[date] = d.withHeld()
	}
	content, err := json.Marshal(f)
	if err == nil {
		err = replace(l.path, append(content, '\n'))
	}
	if err != nil {
		return fmt.Errorf("writing the ledger %s: %w", l.path, err)
	}
	return nil
}

// withHeld returns the day as it is if every call under way takes what was reserved for it.
func (d *day) withHeld() *day {
	all := &day{Spent: d.Spent.plus(d.held)}
	if d.People == nil {
		return all
	}
	all.People = make(map[string]Tally, len(d.People))
	maps.Copy(all.People, d.People)
	for person, t := range d.holds {
		all.People[person] = all.People[person].plus(t)
	}
	return all
}

// replace puts content in the place of a file's, which stays as it is if that fails. One process at a time may do so.
func replace(path string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	fresh, err := os.OpenFile(path+".new", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = fresh.Write(content)
	if err == nil {
		err = fresh.Sync()
	}
	if err = errors.Join(err, fresh.Close()); err != nil {
		return err
	}
	return os.Rename(fresh.Name(), path)
}

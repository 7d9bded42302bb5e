package cluster

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// use says of a version of the paragraphs that it is in use until a time, or that it was complete at a time. A bot that
// ends without a word is taken for gone when its use runs out; the newest complete version stays whatever happens.
type use struct {
	id       id
	Version  string  `json:"version"`
	Complete bool    `json:"complete"`
	At       float64 `json:"at"` // seconds since 1970, by the clock of whoever wrote it
}

const (
	// beat is how often a bot says that it uses its version, and looks whether others are left over.
	beat = 15 * time.Second
	// useTime is how long a bot that ended without a word counts as there: many beats, for clocks differ and nodes die.
	useTime = 5 * time.Minute
)

func seconds(t time.Time) float64 { return float64(t.UnixMilli()) / 1000 }

// write writes a use as of now; one that is not of a complete version runs out.
func (c class) write(ctx context.Context, u use) error {
	u.At = seconds(time.Now())
	if !u.Complete {
		u.At = seconds(time.Now().Add(useTime))
	}
	_, err := c.put(ctx, []object{{c.uses(), u.id, u}})
	return err
}

// readUses returns all uses. With agreed, most replicas have to say so.
func (c class) readUses(ctx context.Context, agreed bool) (uses []use, err error) {
	level := "" // one replica
	if agreed {
		var made struct{ ReplicationConfig struct{ Factor int } }
		if err := c.cluster.call(ctx, readTime, http.MethodGet, "/v1/schema/"+c.uses(), nil, &made); err != nil {
			return nil, err
		}
		if made.ReplicationConfig.Factor > 1 { // else Weaviate does not know the word
			level = ",consistencyLevel:QUORUM"
		}
	}
	var answer struct {
		Get map[string][]struct {
			use
			hit
		}
	}
	ask := fmt.Sprintf("{Get{%s(limit:1000%s){version complete at _additional{id}}}}", c.uses(), level)
	if err := c.cluster.query(ctx, ask, &answer); err != nil {
		return nil, err
	}
	for _, found := range answer.Get[c.uses()] {
		found.use.id = found.Additional.ID
		uses = append(uses, found.use)
	}
	return uses, nil
}

// kept returns the versions that are not to be touched at that time: those in use, and the newest that is complete.
func kept(uses []use, now time.Time) map[string]bool {
	keep := map[string]bool{}
	newest := use{}
	for _, u := range uses {
		switch {
		case !u.Complete && u.At > seconds(now):
			keep[u.Version] = true
		case u.Complete && u.At > newest.At:
			newest = u
		}
	}
	if newest.Complete {
		keep[newest.Version] = true
	}
	return keep
}

// removeUnused removes what nobody uses: uses that have run out, versions that are used by none, and, if ours is the only one
// that is left, the paragraphs of those before it, and what earlier versions of the program made. It reports whether other
// versions are in use still.
func (x *Index) removeUnused(ctx context.Context) (others bool, err error) {
	now := time.Now()
	uses, err := x.class.readUses(ctx, true)
	if err != nil {
		return false, err
	}
	keep := kept(uses, now)
	var gone []id
	for _, u := range uses {
		if u.Complete && !keep[u.Version] || !u.Complete && u.At <= seconds(now) {
			gone = append(gone, u.id)
		}
	}
	if len(gone) > 0 {
		if err := x.class.remove(ctx, x.class.uses(), gone); err != nil {
			return false, err
		}
	}
	if len(keep) != 1 || !keep[x.version] {
		return true, nil
	}
	if err := x.removeVanished(ctx); err != nil {
		return false, err
	}
	return false, x.removeOldClasses(ctx)
}

// maxRemoved is how many paragraphs are removed at once.
const maxRemoved = 500

// removeVanished removes the paragraphs that the collection does not have. Somebody else may begin to use them in the
// meantime: whoever completes a version looks afterwards whether all of it is there.
func (x *Index) removeVanished(ctx context.Context) error {
	n, err := x.class.count(ctx)
	if err != nil || n <= x.names.distinct() {
		return err
	}
	there, err := x.class.list(ctx)
	if err != nil {
		return err
	}
	var gone []id
	for _, one := range there {
		if len(x.names.of(one)) == 0 {
			gone = append(gone, one)
		}
	}
	for some := range slices.Chunk(gone, maxRemoved) {
		if err := x.class.remove(ctx, x.class.name, some); err != nil {
			return err
		}
	}
	return nil
}

// removeOldClasses removes the classes of this collection that other versions of the program made, unless they are used.
func (x *Index) removeOldClasses(ctx context.Context) error {
	var all struct{ Classes []struct{ Class string } }
	if err := x.class.cluster.call(ctx, readTime, http.MethodGet, "/v1/schema", nil, &all); err != nil {
		return err
	}
	of := classPrefix + x.class.cluster.address.name + "_v"
	for _, found := range all.Classes {
		old := class{x.class.cluster, strings.TrimSuffix(found.Class, "_uses")}
		if !strings.HasPrefix(found.Class, of) || found.Class == old.name || old.name == x.class.name {
			continue
		}
		uses, err := old.readUses(ctx, true)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(uses, func(u use) bool { return !u.Complete && u.At > seconds(time.Now()) }) {
			continue
		}
		for _, name := range []string{old.name, old.uses()} { // the uses last: they say that there is something to remove
			err := x.class.cluster.call(ctx, batchTime, http.MethodDelete, "/v1/schema/"+name, nil, nil)
			if _, refused := errors.AsType[*refusal](err); err != nil && !refused {
				return err
			}
		}
	}
	return nil
}

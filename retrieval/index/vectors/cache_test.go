package vectors

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// some returns n vectors of so many dimensions, the same for the same seed.
func some(seed uint64, n, dimensions int) []Vector {
	random := rand.New(rand.NewPCG(seed, 0))
	out := make([]Vector, n)
	for i := range out {
		v := make([]float32, dimensions)
		for j := range v {
			v[j] = float32(random.NormFloat64())
		}
		unit, err := Unit(v)
		if err != nil {
			panic(err)
		}
		out[i] = Pack(unit)
	}
	return out
}

func keyOf(i int) Key { return KeyOf("model", []string{fmt.Sprint(i)}) }

// written returns a file with so many records and where each ends.
func written(t *testing.T, records int) (name string, ends []int64) {
	t.Helper()
	name = filepath.Join(t.TempDir(), "vectors")
	c := open(t, name)
	for i := range records {
		add(t, c, i)
		ends = append(ends, c.end)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	return name, ends
}

func put(t *testing.T, name string, content []byte) {
	t.Helper()
	if err := os.WriteFile(name, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, name string) *Cache {
	t.Helper()
	c, err := OpenCache(name)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// add adds the record of a number.
func add(t *testing.T, c *Cache, i int) {
	t.Helper()
	if err := c.Add(keyOf(i), some(uint64(i), i%3+1, 8)); err != nil {
		t.Fatal(err)
	}
}

// holds reports whether the cache has the record as it was written.
func holds(t *testing.T, c *Cache, i int) bool {
	t.Helper()
	got, ok, err := c.Vectors(keyOf(i))
	if err != nil {
		t.Fatal(err)
	}
	if !ok {
		return false
	}
	if !slices.EqualFunc(got, some(uint64(i), i%3+1, 8), func(a, b Vector) bool { return bytes.Equal(a, b) }) {
		t.Fatalf("record %d is not what was written", i)
	}
	return true
}

// TestCacheSurvivesAnyCut: wherever a file is cut, the records before are there, what is added then stays, and nothing that
// was not written is read.
func TestCacheSurvivesAnyCut(t *testing.T) {
	const records = 5
	name, ends := written(t, records)
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for cut := range len(whole) + 1 {
		put(t, name, whole[:cut])
		c := open(t, name)
		add(t, c, records)
		for _, c := range []*Cache{c, open(t, name)} {
			for i := range records {
				if got, want := holds(t, c, i), ends[i] <= int64(cut); got != want {
					t.Fatalf("cut at %d: record %d is there: %v, want %v", cut, i, got, want)
				}
			}
			if !holds(t, c, records) {
				t.Fatalf("cut at %d: what was added is lost", cut)
			}
			c.Close()
		}
	}
}

// TestCacheSurvivesDamage: a byte that changes costs the record that it stands in, and no other.
func TestCacheSurvivesDamage(t *testing.T) {
	const records = 4
	name, ends := written(t, records)
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for at := range whole {
		damaged := bytes.Clone(whole)
		damaged[at] ^= 0x40
		put(t, name, damaged)
		c := open(t, name)
		begin := int64(0)
		for i := range records {
			hit := begin <= int64(at) && int64(at) < ends[i]
			if got := holds(t, c, i); got == hit {
				t.Fatalf("byte %d changed: record %d is there: %v", at, i, got)
			}
			begin = ends[i]
		}
		c.Close()
	}
}

// TestCacheInAForeignFile: a file of something else is no reason to fail, and nothing in it is taken for a vector.
func TestCacheInAForeignFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "vectors")
	put(t, name, bytes.Repeat([]byte("somebody's notes "+mark), 20000))
	c := open(t, name)
	add(t, c, 1)
	c.Close()
	if c = open(t, name); !holds(t, c, 1) || holds(t, c, 0) {
		t.Error("the record behind the notes is not there, or another is")
	}
	c.Close()
}

// TestTwoProgramsShareACache: both add to one file, and whoever opens it next finds all of it.
func TestTwoProgramsShareACache(t *testing.T) {
	name := filepath.Join(t.TempDir(), "vectors")
	a, b := open(t, name), open(t, name)
	for i := range 20 {
		for k, c := range []*Cache{a, b} {
			add(t, c, 2*i+k)
		}
	}
	both := open(t, name)
	for i := range 40 {
		if !holds(t, both, i) || !holds(t, []*Cache{a, b}[i%2], i) {
			t.Fatalf("record %d is not there", i)
		}
	}
	for _, c := range []*Cache{a, b, both} {
		c.Close()
	}
}

// TestCacheInMemory keeps what a file would.
func TestCacheInMemory(t *testing.T) {
	c := open(t, "")
	for i := range 9 {
		add(t, c, i)
	}
	for i := range 9 {
		if !holds(t, c, i) {
			t.Fatalf("record %d is not there", i)
		}
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
}

// FuzzCache: no file makes it fail or read past its end.
func FuzzCache(f *testing.F) {
	f.Add([]byte(mark + "\x14\x00\x00\x00abcd"))
	f.Fuzz(func(t *testing.T, content []byte) {
		name := filepath.Join(t.TempDir(), "vectors")
		put(t, name, content)
		c := open(t, name)
		defer c.Close()
		for key := range c.at {
			if vs, ok, err := c.Vectors(key); err != nil || !ok || len(vs) == 0 {
				t.Fatal(ok, err)
			}
		}
	})
}

// TestKnownVectors: what a file that comes with a model holds is there at once, in a new file and in one that has some of it already,
// and stays; one that is damaged is as good as what is intact of it.
func TestKnownVectors(t *testing.T) {
	const records = 4
	name, _ := written(t, records)
	known, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	some, _ := written(t, 2)
	for _, file := range []string{"", filepath.Join(t.TempDir(), "new"), some} {
		e, err := Open(file, Embedder{Known: append([]byte("damage"), known...)})
		if err != nil {
			t.Fatal(err)
		}
		for i := range records {
			if !holds(t, e.cache, i) {
				t.Errorf("%q: record %d is not there", file, i)
			}
		}
		e.Close()
	}
	if c := open(t, some); !holds(t, c, records-1) || c.end != int64(len(known)) {
		t.Error("what was added did not stay, or stands there twice")
	}
}

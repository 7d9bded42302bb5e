package telegramtest

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

var (
	updating = flag.Bool("update", false, "write what the tests find into testdata")
	whole    = flag.String("whole", "", "cut testdata/api.json from this file, api.json of github.com/PaulSonOfLars/telegram-bot-api-spec")
)

// TestSpecIsOfWhatIsPlayed checks that testdata/api.json describes what is played and nothing else, and cuts it anew from a newer
// description of the Bot API: go test -run TestSpec -whole api.json.
func TestSpecIsOfWhatIsPlayed(t *testing.T) {
	source := known
	if *whole != "" {
		var err error
		if source, err = os.ReadFile(*whole); err != nil {
			t.Fatal(err)
		}
	}
	all, err := parseSpec(source)
	if err != nil {
		t.Fatal(err)
	}
	cut := &spec{Methods: map[string]*specType{}, Types: map[string]*specType{}}
	for _, name := range append(slices.Collect(maps.Keys(methods)), "getUpdates") {
		m := all.Methods[name]
		if m == nil {
			t.Fatalf("the Bot API has no method %s", name)
		}
		cut.Methods[name] = m
		all.reach(cut, m.Fields)
	}
	want := layOut(t, cut)
	if *whole != "" {
		if err := os.WriteFile("testdata/api.json", want, 0o644); err != nil {
			t.Fatal(err)
		}
	} else if !bytes.Equal(want, known) {
		t.Error("testdata/api.json describes other methods and types than those that are played: cut it anew with -whole")
	}
}

// reach adds to cut the types that fields can hold.
func (s *spec) reach(cut *spec, fields []specField) {
	var names []string
	for _, f := range fields {
		names = append(names, f.Types...)
	}
	for _, name := range names {
		name = strings.ReplaceAll(name, "Array of ", "")
		t := s.Types[name]
		if t == nil || cut.Types[name] != nil {
			continue
		}
		cut.Types[name] = t
		s.reach(cut, t.Fields)
		s.reach(cut, []specField{{Types: t.Subtypes}})
	}
}

// layOut writes a spec with one method or type on a line, so that a change shows.
func layOut(t *testing.T, s *spec) []byte {
	var b bytes.Buffer
	b.WriteString("{\"methods\":{\n")
	lines(t, &b, s.Methods)
	b.WriteString("},\"types\":{\n")
	lines(t, &b, s.Types)
	b.WriteString("}}\n")
	return b.Bytes()
}

func lines[T any](t *testing.T, b *bytes.Buffer, m map[string]T) {
	names := slices.Sorted(maps.Keys(m))
	for i, name := range names {
		line, err := json.Marshal(m[name])
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString("\"" + name + "\":")
		b.Write(line)
		if i < len(names)-1 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
	}
}

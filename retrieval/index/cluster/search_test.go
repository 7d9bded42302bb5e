package cluster

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"chuchu/retrieval/index"
)

// TestWords: what Weaviate adds up for the words, its own idf times how often each is asked, is about the weights.
func TestWords(t *testing.T) {
	x := unsent(t, "ship sank", "ship 上海", "captain", "ship", "north", "three")
	idf := func(held float64) float64 { return math.Log(1 + (6-held+0.5)/(held+0.5)) }
	question := []index.QueryTerm{{Term: "ship", Weight: 2}, {Term: "captain", Weight: 1}, {Term: "nothing", Weight: 1},
		{Term: "sank", Weight: 0.5}, {Term: "north", Weight: 0.01}, {Term: "three", Weight: 0}}
	asked, err := x.read(t.Context(), question)
	if err != nil {
		t.Fatal(err)
	}
	times := map[string]int{}
	for word := range strings.FieldsSeq(x.words(asked)) {
		times[word]++
	}
	unit := 2 / (idf(3) * maxTimes)
	for _, a := range asked {
		if got := float64(times[a.Term]) * idf(float64(a.held)) * unit; math.Abs(got-a.Weight) > 0.5*idf(1)*unit && times[a.Term] > 1 {
			t.Errorf("%s weighs %.3f, want %.3f", a.Term, got, a.Weight)
		}
	}
	if times["ship"] != maxTimes || times["north"] != 1 || len(times) != 4 {
		t.Errorf("got %v", times)
	}
}

// TestBound: what was not found may score as much as the last that was, by the largest ratio seen.
func TestBound(t *testing.T) {
	x := unsent(t, "ship", "ship ship", "captain")
	ids := []id{idOf("ship"), idOf("ship ship"), idOf("captain")}
	x.names = namesOf(ids)
	asked := []weighted{{index.QueryTerm{Term: "ship", Weight: 3}, 2}}
	found := func(id id, score float64) (h hit) {
		h.Additional.ID, h.Additional.Score = id, score
		return h
	}
	first := []hit{found(ids[1], 4), found(ids[0], 2), found(idOf("of another version"), 1)}
	hits, bound, err := x.score(asked, first, []hit{found(ids[2], 9), found(ids[0], 9)})
	if err != nil || len(hits) != 2 || hits[0].DocID != 1 || hits[1].DocID != 0 {
		t.Fatalf("got %v, %v", hits, err)
	}
	if want := max(hits[0].Score/4, hits[1].Score/2); math.Abs(bound-want) > 1e-9 {
		t.Errorf("the bound is %v, want %v", bound, want)
	}
}

// TestIDs: an id is a UUID of version 8 made of the words alone; of equal words the lower paragraph comes first.
func TestIDs(t *testing.T) {
	if got := idOf("上海").String(); got != "4906a49a-dc5c-872b-b448-3976104ec1d7" {
		t.Errorf("the id of known words is now %s: all that clusters hold would be sent again", got)
	}
	for _, words := range []string{"", "上海", "ship"} {
		var back id
		if err := back.UnmarshalText([]byte(idOf(words).String())); err != nil || back != idOf(words) {
			t.Errorf("%q: %v was read as %v, %v", words, idOf(words), back, err)
		}
	}
	for _, wrong := range []string{"", "68fe1be7-3d2d-8f8a-83be-e4a2fe8c3a3", "zzzzzzzz-3d2d-8f8a-83be-e4a2fe8c3a31"} {
		if new(id).UnmarshalText([]byte(wrong)) == nil {
			t.Errorf("%q is taken for an id", wrong)
		}
	}
	ids := []id{idOf("a"), idOf("b"), idOf("a"), idOf("c"), idOf("a")}
	n := namesOf(ids)
	if got := n.of(idOf("a")); fmt.Sprint(got) != fmt.Sprint([]name{{key(ids[0]), 0}, {key(ids[0]), 2}, {key(ids[0]), 4}}) || n.distinct() != 3 || len(n.of(idOf("d"))) != 0 {
		t.Errorf("got %v of %d", got, n.distinct())
	}
	other := []id{ids[3], ids[1], ids[0]}
	if versionOf(distinct(ids)) != versionOf(distinct(other)) || versionOf(distinct(ids)) == versionOf(distinct(other[:2])) {
		t.Error("a version is not named by its set of paragraphs")
	}
}

// TestKept: what is in use stays, and the newest complete version; nothing else.
func TestKept(t *testing.T) {
	now := time.Unix(1000, 0)
	for name, c := range map[string]struct {
		uses []use
		want string
	}{
		"nothing":             {nil, ""},
		"the newest":          {[]use{{Version: "a", Complete: true, At: 1}, {Version: "b", Complete: true, At: 2}}, "b"},
		"in use":              {[]use{{Version: "a", At: 1001}, {Version: "a", Complete: true, At: 1}, {Version: "b", Complete: true, At: 2}}, "a b"},
		"run out":             {[]use{{Version: "a", At: 999}, {Version: "b", Complete: true, At: 2}}, "b"},
		"being made":          {[]use{{Version: "c", At: 1200}, {Version: "b", Complete: true, At: 2}}, "b c"},
		"begun and abandoned": {[]use{{Version: "c", At: 900}}, ""},
	} {
		if got := slices.Sorted(maps.Keys(kept(c.uses, now))); strings.Join(got, " ") != c.want {
			t.Errorf("%s: got %v, want %s", name, got, c.want)
		}
	}
}

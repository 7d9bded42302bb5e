package lexicon

import (
	"cmp"
	_ "embed"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// sounds.txt says of each character that foreign names are written with how many names it was counted in, and which
// letters it stands for, in thousandths: 杰 46 ge:152 je:341 … Learnt from the names that CC-CEDICT has in both
// languages (generate_sound.go).
//
//go:embed sounds.txt
var soundLines string

//go:embed soundcharacters.txt
var soundCharacters string

// Sounds are the characters that foreign names are written with, by their sound.
var Sounds = strings.ReplaceAll(soundCharacters, "\n", "")

// Named is a way that a foreign name may be written in Chinese.
type Named struct {
	Text     string
	Likeness float64 // how well it sounds like the name: the mean logarithm of what its characters are worth, below 0
}

const (
	longestSound = 6  // letters that a character stands for
	minLetters   = 4  // of a name: a shorter one sounds like anything
	maxLetters   = 16 // of a name, which bounds the work
	maxNamed     = 4  // ways that are given
	beam         = 15 // ways that are followed up from each letter; 30 find no more on xquad

	// A character counts for letters that it was seen for, and a little for others of the same sound; and the commoner it
	// is in names, the more. Set by trying names of CC-CEDICT that the table was not learnt from.
	exactShare  = 0.6
	alikeShare  = 0.1
	minShare    = 0.002
	commonShare = 0.3

	// minLikeness is how alike the name has to sound. Of those names a tenth sounds less alike. A way of two characters is
	// met by chance, so it needs more. On xquad's English questions and Chinese texts passage@5 is .898 to .901 from -5.6 to
	// -4.5, and .890 without any of this.
	minLikeness      = -4.5
	minLikenessOfTwo = -3.5
)

// sound is a character with how often it stands for some letters.
type sound struct {
	character rune
	share     float64
}

// soundTable is sounds.txt by letters, and by how these sound.
type soundTable struct {
	exact, alike map[string][]sound
	common       map[rune]float64 // the logarithm of how common a character is
}

var sounds = sync.OnceValue(func() *soundTable {
	t := &soundTable{map[string][]sound{}, map[string][]sound{}, map[rune]float64{}}
	all := 0.0
	for line := range strings.Lines(soundLines) {
		fields := strings.Fields(line)
		character := []rune(fields[0])[0]
		count, _ := strconv.Atoi(fields[1])
		t.common[character] = float64(count)
		all += float64(count)
		for _, field := range fields[2:] {
			letters, thousandths, _ := strings.Cut(field, ":")
			share, _ := strconv.Atoi(thousandths)
			t.add(letters, character, float64(share)/1000)
		}
	}
	for character, count := range t.common {
		t.common[character] = math.Log(count / all)
	}
	return t
})

func (t *soundTable) add(letters string, character rune, share float64) {
	t.exact[letters] = append(t.exact[letters], sound{character, share})
	key := soundKey(letters)
	same := t.alike[key]
	if n := len(same); n > 0 && same[n-1].character == character {
		same[n-1].share += share
		return
	}
	t.alike[key] = append(same, sound{character, share})
}

// of returns the characters that may stand for letters, each with what it counts, a logarithm.
func (t *soundTable) of(letters string) []sound {
	exact := t.exact[letters]
	var found []sound
	for _, s := range t.alike[soundKey(letters)] {
		share := alikeShare * s.share
		if i := slices.IndexFunc(exact, func(e sound) bool { return e.character == s.character }); i >= 0 {
			share += exactShare * exact[i].share
		}
		if share > minShare {
			found = append(found, sound{s.character, math.Log(share) + commonShare*t.common[s.character]})
		}
	}
	return found
}

// heardSoFar is a way in which the first letters of a name may be written.
type heardSoFar struct {
	worth float64
	text  []rune
}

// Soundings returns how a name in folded Latin letters may be written in Chinese by its sound, the likeliest first. held
// reports whether a text has some characters next to each other: what it has not is not followed up, so only what stands
// somewhere is returned.
func Soundings(name string, held func(characters string) (bool, error)) ([]Named, error) {
	if len(name) < minLetters || len(name) > maxLetters || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz") != "" {
		return nil, nil
	}
	ways := make([][]heardSoFar, len(name)+1) // up to each letter
	ways[0] = []heardSoFar{{}}
	for at := range ways {
		kept, err := likeliest(ways[at], held)
		if err != nil {
			return nil, err
		}
		ways[at] = kept
		for to := at + 1; to <= min(len(name), at+longestSound); to++ {
			for _, s := range sounds().of(name[at:to]) {
				for _, w := range kept {
					pair := string(s.character)
					if n := len(w.text); n > 0 {
						pair = string(w.text[n-1]) + pair
					}
					ok, err := held(pair)
					if err != nil {
						return nil, err
					}
					if ok {
						ways[to] = append(ways[to], heardSoFar{w.worth + s.share, append(slices.Clip(w.text), s.character)})
					}
				}
			}
		}
	}
	var found []Named
	for _, w := range ways[len(name)] {
		least := minLikeness
		if len(w.text) == 2 {
			least = minLikenessOfTwo
		}
		if n := (Named{string(w.text), w.worth / float64(len(w.text))}); len(w.text) > 1 && n.Likeness >= least {
			found = append(found, n)
		}
	}
	slices.SortStableFunc(found, func(a, b Named) int { return cmp.Compare(b.Likeness, a.Likeness) })
	return found[:min(maxNamed, len(found))], nil
}

// likeliest returns the likeliest ways that are held, each once, at most as many as the beam is wide.
func likeliest(ways []heardSoFar, held func(characters string) (bool, error)) ([]heardSoFar, error) {
	slices.SortFunc(ways, func(a, b heardSoFar) int {
		return cmp.Or(cmp.Compare(b.worth, a.worth), slices.Compare(a.text, b.text))
	})
	seen := map[string]bool{}
	var kept []heardSoFar
	for _, w := range ways {
		text := string(w.text)
		if seen[text] {
			continue
		}
		seen[text] = true
		if len(w.text) > 2 {
			if ok, err := held(text); err != nil || !ok {
				if err != nil {
					return nil, err
				}
				continue
			}
		}
		if kept = append(kept, w); len(kept) == beam {
			break
		}
	}
	return kept, nil
}

// soundKey writes letters so that what sounds much alike in the languages of Europe is the same: the consonants, and what
// kind of vowel comes first.
func soundKey(letters string) string {
	s := soundSpellings.Replace(letters)
	s = softC.ReplaceAllString(s, "s$1")
	s = strings.NewReplacer("c", "k", "q", "k").Replace(s)
	var consonants strings.Builder
	vowel, last := byte(0), byte(0)
	for i := range len(s) {
		c := s[i]
		isVowel := strings.IndexByte("aeiouy", c) >= 0
		silent := (c == 'r' || c == 'h') && last != 0 && strings.IndexByte("aeiouy", last) >= 0 &&
			(i+1 == len(s) || strings.IndexByte("aeiouy", s[i+1]) < 0)
		switch {
		case isVowel && vowel == 0:
			vowel = vowelKinds[strings.IndexByte("aeiouy", c)]
		case !isVowel && c != last && !silent:
			consonants.WriteByte(c)
		}
		last = c
	}
	return consonants.String() + "|" + string(vowel)
}

const vowelKinds = "aeeooe" // of a, e, i, o, u, y

var (
	softC          = regexp.MustCompile(`c([eiy])`)
	soundSpellings = strings.NewReplacer("ph", "f", "sch", "S", "sh", "S", "ch", "C", "th", "t", "gh", "g", "ck", "k", "qu", "kw",
		"x", "ks", "wh", "w", "tz", "ts", "dg", "j", "rh", "r", "kh", "k", "zh", "j")
)

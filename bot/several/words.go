package several

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"

	"chuchu/bot/followup"
	"chuchu/retrieval/language"
)

//go:embed words.txt
var wordsList string

// words are the words of words.txt by their names, the longer ones first.
var words = sync.OnceValue(func() map[string][]string {
	found := map[string][]string{}
	for line := range strings.Lines(wordsList) {
		name, list, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok || strings.HasPrefix(name, "#") {
			continue
		}
		for word := range strings.SplitSeq(list, ",") {
			found[name] = append(found[name], strings.TrimSpace(word))
		}
		slices.SortStableFunc(found[name], func(a, b string) int { return len(b) - len(a) })
	}
	return found
})

// pattern returns a regular expression in which <name> stands for the words of that name.
func pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp {
		for name, list := range words() {
			var quoted []string
			for _, w := range list {
				quoted = append(quoted, regexp.QuoteMeta(w))
			}
			expr = strings.ReplaceAll(expr, "<"+name+">", "(?:"+strings.Join(quoted, "|")+")")
		}
		return regexp.MustCompile(expr)
	})
}

var whether = pattern(`<whether>`)

// asks reports whether a piece of a message asks.
func asks(piece string) bool {
	return strings.ContainsAny(piece, "?？") || followup.Asks(piece) || whether().MatchString(fold(piece)) || opensYesNo.MatchString(fold(piece))
}

// fold returns s in simplified characters and small letters, one character for one.
func fold(s string) string { return strings.Map(language.Fold, s) }

// folded is a text with its folded form, of which places are found in one another.
type folded struct {
	said  []rune
	plain string
	at    []int // of each byte of plain: which character it is of
}

func newFolded(s string) folded {
	f := folded{said: []rune(s), plain: fold(s)}
	n := 0
	for _, r := range f.plain {
		for range len(string(r)) {
			f.at = append(f.at, n)
		}
		n++
	}
	f.at = append(f.at, n)
	return f
}

// cut returns what was said between two bytes of the folded form.
func (f folded) cut(from, to int) string { return string(f.said[f.at[from]:f.at[to]]) }

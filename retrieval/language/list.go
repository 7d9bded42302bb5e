package language

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// The files of words hold what this room knows of language: each list of words and each form once, with its source.
//
//	# A comment.
//	day part: 上午 下午        a list of words, parted by white space, with _ for a space in one; lines that are indented go on
//	month = \d{1,2}月          a form: a regular expression
//	        <month name>      indented lines are further alternatives of it, in order of preference
//
// In a form, <name> stands for one word of a list or for another form; within [ ] for the characters of a list.
//
//go:embed words
var files embed.FS

// entry is a list or a form.
type entry struct {
	words []string // of a list
	form  string   // a regular expression with the names of others in it
}

// entries are all lists and forms by their names, read on first use. The files are part of the program: a mistake in them
// is one of this package, and its tests fail.
var entries = sync.OnceValue(func() map[string]entry {
	all := map[string]entry{}
	names, err := files.ReadDir("words")
	if err != nil {
		panic(err) // unreachable: it is embedded
	}
	for _, file := range names {
		text, err := files.ReadFile("words/" + file.Name())
		if err != nil {
			panic(err)
		}
		if err := parse(string(text), all); err != nil {
			panic(fmt.Sprintf("%s: %v", file.Name(), err))
		}
	}
	return all
})

// parse adds the lists and forms of a file to all.
func parse(text string, all map[string]entry) error {
	name := ""
	for number, line := range strings.Split(text, "\n") {
		content := strings.TrimSpace(line)
		switch {
		case content == "" || content[0] == '#':
		case line[0] == ' ' || line[0] == '\t':
			e, ok := all[name]
			if !ok {
				return fmt.Errorf("line %d goes on with nothing", number+1)
			}
			all[name] = e.with(content)
		default:
			end := strings.IndexAny(line, ":=")
			if end < 0 {
				return fmt.Errorf("line %d has neither : nor =", number+1)
			}
			name = strings.TrimSpace(line[:end])
			if _, twice := all[name]; twice {
				return fmt.Errorf("line %d: %q stands twice", number+1, name)
			}
			e := entry{}
			if line[end] == ':' {
				e.words = []string{}
			}
			all[name] = e.with(strings.TrimSpace(line[end+1:]))
		}
	}
	return nil
}

func (e entry) with(content string) entry {
	switch {
	case e.words != nil:
		for word := range strings.FieldsSeq(content) {
			e.words = append(e.words, strings.ReplaceAll(word, "_", " "))
		}
	case e.form == "" || content == "":
		e.form += content
	default:
		e.form += "|" + content
	}
	return e
}

// Words returns the words of a list of this room, by its name in the files. It panics if there is no such list.
func Words(name string) []string {
	e, ok := entries()[name]
	if !ok || e.words == nil {
		panic(fmt.Sprintf("language: no list %q", name))
	}
	return e.words
}

// Set returns a function that returns the words of lists of this room, which are read on first use.
func Set(lists ...string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		set := map[string]bool{}
		for _, list := range lists {
			for _, word := range Words(list) {
				set[word] = true
			}
		}
		return set
	})
}

// expression returns the regular expression that a name stands for; within a class of characters, the list's characters.
func expression(name string, inClass bool) string {
	e, ok := entries()[name]
	switch {
	case !ok:
		panic(fmt.Sprintf("language: neither a list nor a form %q", name))
	case inClass:
		return strings.Join(e.words, "")
	case e.words == nil:
		return "(?:" + expand(e.form) + ")"
	}
	longestFirst := slices.Clone(e.words)
	slices.SortStableFunc(longestFirst, func(a, b string) int { return len(b) - len(a) })
	if utf8.RuneCountInString(longestFirst[0]) == 1 {
		return "[" + strings.Join(longestFirst, "") + "]"
	}
	return "(?:" + strings.Join(longestFirst, "|") + ")"
}

// expand puts into an expression what the names in it stand for.
func expand(expr string) string {
	var b strings.Builder
	inClass := false
	for i := 0; i < len(expr); i++ {
		switch c := expr[i]; {
		case c == '\\' && i+1 < len(expr):
			b.WriteString(expr[i : i+2])
			i++
		case c == '<' && i > 0 && expr[i-1] == 'P': // (?P<group>
			b.WriteByte(c)
		case c == '<':
			end := strings.IndexByte(expr[i:], '>')
			b.WriteString(expression(expr[i+1:i+end], inClass))
			i += end
		default:
			inClass = c == '[' || inClass && c != ']'
			b.WriteByte(c)
		}
	}
	return b.String()
}

// ListMark stands between the items of a Chinese list.
const ListMark = "、"

package bot

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"chuchu/retrieval/language"
	"chuchu/retrieval/outline"
)

// longestLabel is how wide a label may be, as [outline.Width] counts: twenty characters of Chinese, as a phone shows on a button.
const longestLabel = 60

// labels returns what tells sources from each other, in their order: the editions that they are, what differs of their titles, of the headings above them,
// of their dates, or how sentences of one subject go on; nil if nothing short does.
func labels(sources []Source) []string {
	editions := make([]string, len(sources))
	for i, s := range sources {
		editions[i] = s.Edition
	}
	if !slices.Contains(editions, "") && len(slices.Compact(slices.Sorted(slices.Values(editions)))) == len(editions) {
		return editions
	}
	for _, named := range []func(Source) string{
		func(s Source) string { return s.Title },
		func(s Source) string { return strings.Join(s.Trail, "/") },
		func(s Source) string { return s.Date },
	} {
		if found := differing(sources, named, false); found != nil {
			return found
		}
	}
	return differing(sources, func(s Source) string { return s.Text[s.Quote.Best.Start:s.Quote.Best.End] }, true)
}

// differing returns what differs of the names of sources, each cut out where they part and where they come together again,
// with all before that if they have to begin alike; the whole names if one has nothing of its own. It is nil if that tells
// nothing, or is too long.
func differing(sources []Source, named func(Source) string, alike bool) []string {
	names := make([][]string, len(sources))
	for i, s := range sources {
		names[i] = labelWord.FindAllString(blankBehindHan.ReplaceAllString(named(s), "$1，"), -1)
	}
	before := shared(names, func(name []string, i int) int { return i })
	rest := make([][]string, len(names))
	for i := range names {
		rest[i] = names[i][before:]
	}
	behind := shared(rest, func(name []string, i int) int { return len(name) - 1 - i })
	if before == 1 && language.IsChinese(names[0][0]) { // of a word that goes on
		before = 0
	}
	if behind == 1 && language.IsChinese(names[0][len(names[0])-1]) {
		behind = 0
	}
	if alike && before == 0 {
		return nil
	}
	own := !slices.ContainsFunc(rest, func(name []string) bool { return len(name) <= behind })
	found := make([]string, len(names))
	for i, name := range names {
		if found[i] = named(sources[i]); own {
			found[i] = label(name, before, len(name)-behind, alike)
		}
		if outline.Width(found[i]) > longestLabel {
			return nil
		}
		if found[i] == "" || slices.ContainsFunc(found[:i], func(other string) bool { return strings.EqualFold(other, found[i]) }) {
			return nil
		}
	}
	return found
}

// shared returns how many words all names have in common, counted from where place says that the first, the second is.
func shared(names [][]string, place func(name []string, i int) int) int {
	for n := 0; ; n++ {
		for _, name := range names {
			if n >= len(name) || name[place(name, n)] != names[0][place(names[0], n)] {
				return n
			}
		}
	}
}

// label is the first clause of what stands from one word of a name up to another, with what stands before it if whole. A number or
// a single character, which says nothing alone, takes the words beside it: Tarn 300, 2024年版, 2024 edition.
func label(name []string, from, to int, whole bool) string {
	end := from + 1
	for end < to && !parts(name[end]) {
		end++
	}
	said := func() string { return strings.Trim(strings.Join(name[from:end], ""), " "+labelMarks) }
	switch core := said(); {
	case whole:
		from = 0
	case utf8.RuneCountInString(core) < 2, language.BeginsWithDigit(core), language.Numeral(core) > 0:
		alone := from
		for from > 0 && latinWord.MatchString(name[from-1]) && !language.StopWord(name[from-1]) {
			from--
		}
		if strings.TrimSpace(strings.Join(name[from:alone], "")) == "" {
			from = alone
		}
		for from == alone && end < len(name) && !parts(name[end]) && !language.StopWord(name[end]) {
			end++
		}
	}
	return said()
}

// parts reports whether a word parts the clauses of a name.
func parts(word string) bool { return strings.ContainsAny(word, labelMarks) }

// labelMarks part the clauses of a title.
const labelMarks = "()（）[]【】《》〈〉，,、；;：:。.·—–|/?？!！"

var (
	// labelWord matches what a name is cut into: a word or number, a blank, one character of all else.
	labelWord = regexp.MustCompile(`[\p{Latin}\p{N}]+|\s+|.`)
	latinWord = regexp.MustCompile(`^(?:\p{Latin}+|\s+)$`)
	// blankBehindHan matches a blank that parts clauses of a Chinese title.
	blankBehindHan = regexp.MustCompile(`([\p{Han}”’」』])\s+`)
)

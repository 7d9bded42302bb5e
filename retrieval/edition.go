package retrieval

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading/line"
)

// edition is which of several a text is: by its title, by the name of its file, by its date, and by what it says of the day from
// which on it holds. What is said first is believed first.
type edition struct {
	title, file mark
	date        string // ISO 8601
	inForce     string // likewise
}

// mark is what a title or the name of a file says of an edition.
type mark struct {
	label  string // as it is said: 2024年版, v2, 新版; "" if it is not
	bare   string // the title without it
	number []int  // of the edition: 2, 1
	date   string // ISO 8601, as exact as it is said
	age    int    // below 0 if a word says that it is an old one, above if a new one
}

// markOf returns what a title or a name says of an edition.
func markOf(title string) mark {
	m := mark{}
	var rest strings.Builder
	at := 0
	for _, found := range editionMark.FindAllStringIndex(title, -1) {
		said := title[found[0]:found[1]]
		rest.WriteString(title[at:found[0]])
		at = found[1]
		word := strings.ToLower(language.FoldString(strings.Trim(said, "()（） -_")))
		switch date := cmp.Or(line.FirstDate(said), monthOf(said), yearOf(said)); {
		case date != "" && !editionNumber.MatchString(said):
			m.date = cmp.Or(m.date, date)
		case language.BeginsWithDigit(said) || editionNumber.MatchString(said):
			m.number = numbersOf(said)
		case olderEdition.MatchString(word):
			m.age = -1
		default:
			m.age = 1
		}
		m.label = cmp.Or(m.label, strings.Trim(said, "()（） -_"))
	}
	rest.WriteString(title[at:])
	m.bare = language.FoldString(strings.Join(strings.FieldsFunc(rest.String(), func(r rune) bool { return strings.ContainsRune(" ()（）[]【】《》,，、:：-—_", r) }), " "))
	return m
}

var (
	editionMark   = language.NewPattern(`<edition>`)
	editionNumber = language.NewPattern(`<edition number>`)
	olderEdition  = language.NewPattern(`^<older edition>`)
	ofEdition     = language.NewPattern(`<of an edition>$`)
	inForceFrom   = language.NewPattern(`<in force from>`)
)

// yearOf returns the first year in figures of a text, "" for none.
func yearOf(s string) string {
	for _, at := range language.YearsOf(s) {
		if year := s[at.Start:at.End]; len(year) >= 4 && '1' <= year[0] && year[0] <= '2' {
			return year[:4]
		}
	}
	return ""
}

// monthOf returns the month of a text that names one and a year in English, "" for none.
func monthOf(s string) string {
	for i, name := range language.Words("month name") {
		if year := yearOf(s); year != "" && strings.HasPrefix(strings.ToLower(strings.TrimSpace(s)), strings.ToLower(name[:3])) {
			return fmt.Sprintf("%s-%02d", year, i+1)
		}
	}
	return ""
}

// numbersOf returns the numbers that a text is made of: 2 and 1 of v2.1.
func numbersOf(s string) []int {
	var all []int
	for len(s) > 0 {
		n, size := language.LeadingNumeral(s)
		if size == 0 {
			n, size = line.LeadingNumber(s)
		}
		if size > 0 {
			all = append(all, n)
		}
		s = s[max(1, size):]
	}
	return all
}

// edition returns which edition a passage is of, as far as that is known without its text; of a part of a text, by its headings.
func (p Passage) edition() edition {
	e := edition{title: markOf(p.Title), file: markOf(fileName(p.Place.File)), date: p.Date}
	if heading := markOf(strings.Join(p.Trail, " ")); e.title.label == "" && heading.label != "" {
		e.title = heading
	}
	return e
}

// edition returns which edition a passage is of; ordinal is its paragraph.
func (c *Collection) edition(p Passage, ordinal int) (edition, error) {
	e := p.edition()
	err := c.frame(ordinal, func(paragraph string) bool {
		if found := inForceFrom.FindStringSubmatch(paragraph); found != nil {
			e.inForce = line.FirstDate(found[1] + found[2])
		}
		return e.inForce == ""
	})
	return e, err
}

// frame goes through the first and the last paragraphs of the text that a paragraph is of, which say what it is and from when on, while
// next wants more.
func (c *Collection) frame(ordinal int, next func(paragraph string) bool) error {
	first := c.index.Paragraphs.First(c.index.Paragraphs.TextOf(ordinal))
	n := c.textOf(ordinal).Paragraphs
	for i := range n {
		if i >= framing && i < n-framing {
			continue
		}
		block, err := c.block(first + i)
		if err != nil || !next(block.Text) {
			return err
		}
	}
	return nil
}

// framing is how many paragraphs at either end of a text may say from when on it holds and what it replaces. By judgment: the last
// chapter of a rule has two to five.
const framing = 6

// newer compares two editions: above 0 if the first is the newer one, 0 if nobody knows.
func (e edition) newer(other edition) int {
	return cmp.Or(e.title.newer(other.title), e.file.newer(other.file), laterDate(e.date, other.date), laterDate(e.inForce, other.inForce))
}

func (m mark) newer(other mark) int {
	number := 0
	if len(m.number) > 0 && len(other.number) > 0 {
		number = slices.Compare(m.number, other.number)
	}
	return cmp.Or(laterDate(m.date, other.date), number, cmp.Compare(m.age, other.age))
}

// named reports whether a title or the name of a file says which edition a text is, and not merely of which month or day.
func (e edition) named() bool {
	m := e.title
	if m.label == "" {
		m = e.file
	}
	return m.label != "" && (len(m.date) <= len("2006") || ofEdition.MatchString(m.label))
}

// laterDate compares two dates as exactly as both are known.
func laterDate(a, b string) int {
	n := min(len(a), len(b))
	return strings.Compare(a[:n], b[:n])
}

// label names an edition as what tells it from another of the same text does; "" if nothing does, or if that is another text.
func (e edition) label(other edition) string {
	differ := func(a, b string) bool { return a != "" && a != b }
	switch {
	case e.title.bare != other.title.bare:
		return ""
	case differ(e.title.label, other.title.label) && other.title.label != "":
		return e.title.label
	case e.title.newer(other.title) != 0:
		return e.title.label
	case differ(e.date, other.date) && other.date != "":
		return e.date
	case differ(e.file.label, other.file.label) && other.file.label != "":
		return e.file.label
	case differ(e.inForce, other.inForce) && other.inForce != "":
		return e.inForce
	}
	return ""
}

// is reports whether a passage is of the edition that is asked for.
func (p Passage) is(asked mark) bool {
	for _, name := range append([]string{p.Title, fileName(p.Place.File), p.Date}, p.Trail...) {
		m := markOf(name)
		if len(asked.number) > 0 && slices.Equal(asked.number, m.number) || asked.date != "" && strings.HasPrefix(m.date, asked.date) {
			return true
		}
	}
	return false
}

// fileName is the name of a file without what it ends in, for people to read.
func fileName(file string) string {
	return strings.ReplaceAll(strings.TrimSuffix(path.Base(file), path.Ext(file)), "_", " ")
}

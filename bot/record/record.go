// Package record is what a collection knows of its own texts, apart from what stands in them: which there are, how they are
// divided, which of them somebody means who names one, and which mention something.
package record

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"chuchu/bot/act"
	"chuchu/retrieval"
	"chuchu/retrieval/reading"
)

// Record is the record of a collection. It is safe for concurrent use.
type Record struct {
	texts    *retrieval.Collection
	outlines func() []outline
}

// New returns the record of a collection, which must stay open.
func New(c *retrieval.Collection) *Record {
	r := &Record{texts: c}
	r.outlines = sync.OnceValue(r.allOutlines)
	return r
}

// outline is what is known of a text at a glance.
type outline struct {
	head     string    // its title and the lines below that belong to it
	kinds    []string  // of text that these name
	headings []Heading // none if the collection is large
}

// maxRead is up to how many paragraphs a collection is read as a whole for something that its tables do not tell: all
// headings, how long each text is. Reading so many takes a tenth of a second, once.
const maxRead = 20_000

// large reports whether the collection is too large to be read as a whole.
func (r *Record) large() bool { return r.texts.Size() > maxRead }

func (r *Record) allOutlines() []outline {
	all := make([]outline, len(r.texts.Texts()))
	for i, t := range r.texts.Texts() {
		o := outline{head: t.Title}
		if !r.large() {
			o.headings = r.headingsOf(i)
			o.head = r.headOf(i)
		}
		o.kinds = act.KindsOf(o.head)
		all[i] = o
	}
	return all
}

// Heading is a heading within a text.
type Heading struct {
	Text  string
	Block int // of the text
	Level int // 0 for the outermost below the title
}

// Headings returns the headings of a text that something stands under, in order, its title apart. If the text cannot be
// read there are none.
func (r *Record) Headings(text int) []Heading {
	if r.large() {
		return r.headingsOf(text)
	}
	return r.outlines()[text].headings
}

func (r *Record) headingsOf(text int) []Heading {
	title, blocks := spaced(r.texts.Texts()[text].Title), r.blocks(text)
	var found []Heading
	for i, b := range blocks {
		if b.Kind != reading.Heading || spaced(b.Text) == title {
			continue
		}
		level := len(b.Trail)
		if level > 0 && spaced(b.Trail[0]) == title {
			level--
		}
		if last := len(found) - 1; last >= 0 && found[last].Level >= level && !slices.ContainsFunc(blocks[found[last].Block+1:i], isParagraph) {
			found = found[:last] // a line of the title (传达稿), or a part without words
		}
		found = append(found, Heading{b.Text, i, level})
	}
	return found
}

// blocks returns the blocks of a text, none if it cannot be read.
func (r *Record) blocks(text int) []reading.Block {
	whole, _ := r.texts.Text(text)
	return whole.Blocks
}

func isParagraph(b reading.Block) bool { return b.Kind == reading.Paragraph }

// Outermost returns those of the outermost level.
func Outermost(headings []Heading) []Heading {
	return slices.DeleteFunc(slices.Clone(headings), func(h Heading) bool { return h.Level != 0 })
}

// headOf returns the words at the head of a text: its title and the headings below that nothing stands under.
func (r *Record) headOf(text int) string {
	head, blocks := r.texts.Texts()[text].Title, r.blocks(text)
	for i, b := range blocks {
		if isParagraph(b) {
			break
		}
		if b.Kind == reading.Heading && i+1 < len(blocks) && blocks[i+1].Kind == reading.Heading && spaced(b.Text) != spaced(head) {
			head += " " + b.Text
		}
	}
	return head
}

// Headed reports whether a title or a heading has the words of a phrase, one behind the other.
func (r *Record) Headed(phrase string) bool {
	words := spaced(phrase)
	for i, t := range r.texts.Texts() {
		if contains(t.Title, words) || slices.ContainsFunc(r.outlines()[i].headings, func(h Heading) bool { return contains(h.Text, words) }) {
			return true
		}
	}
	return false
}

// Length returns how many characters the paragraphs of a text have, white space apart.
func (r *Record) Length(text int) int {
	n := 0
	for _, b := range r.blocks(text) {
		if isParagraph(b) {
			n += utf8.RuneCountInString(strings.Join(strings.Fields(b.Text), ""))
		}
	}
	return n
}

// Below returns the headings of the next level below one; those of the outermost level below the title for nil.
func Below(headings []Heading, part *Heading) []Heading {
	if part == nil {
		return Outermost(headings)
	}
	var found []Heading
	for _, h := range headings {
		switch {
		case h.Block <= part.Block:
		case h.Level <= part.Level:
			return found
		case h.Level == part.Level+1:
			found = append(found, h)
		}
	}
	return found
}

// Articles returns how many paragraphs of a text begin with the number of an article (第一条, Article 1); 0 if they are not
// numbered from one on.
func (r *Record) Articles(text int) int {
	n := 0
	for _, b := range r.blocks(text) {
		if number, unit := numbered(b.Text); b.Kind != reading.Boilerplate && number == n+1 && unit == "条" {
			n++
		}
	}
	return n
}

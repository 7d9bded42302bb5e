package act

import (
	"fmt"
	"slices"
	"strings"
)

// How the lists of forms are written. A form is a way to say something, one a line:
//
//	有几篇文章                  all of a message, whatever its marks, its capitals and its script
//	[一共]有几篇文章             what stands in brackets may be left out
//	有(几|多少)篇文章            one of these
//	有几篇<文章>                one of the words that words.txt has under this name
//	谢谢, …                    a comma is any mark of punctuation, or the end of the message: here one must stand
//	{said}/source              a slash is white space as well
//	{text}讲了什么              some words; the name says what they are: {text} a text or a part of one, {nth} one that is
//	                          named by its number or place, {about} a text or what is asked about, {which} what tells texts apart,
//	                          {topic} anything, {quote} what stands in quotation marks, {said} that or a sentence
//	                          without them, {n} a number
//
// A line that begins with # is a remark. One that begins with = gives a name to the forms below it. Particles at the end of
// a sentence need not be written; they are passed over.

// form is a form that was read.
type form struct {
	name  string // under which it stands in its list
	parts []part
	slots bool
	ends  map[string]bool // the words that it can end with; nil if it can end with anything
}

// part is a part of a form: a word, a slot, a mark, a gap, or alternatives of which one is chosen.
type part struct {
	word    string
	slot    string
	mark    bool
	gap     bool
	choices [][]part
	next    map[string]bool // of a slot that words must follow: with which they can begin
}

// forms are the forms of a list, by the words that they can begin with.
type forms struct {
	all    []form
	begin  map[string][]int
	anyhow []int // those that begin with a slot
}

// formsOf reads a list. words are the lists that it names. A list that is not written as it should be is a fault of the
// program: it panics, and the tests read every list.
func formsOf(list string, words map[string][][]part) *forms {
	f := &forms{begin: map[string][]int{}}
	name := ""
	for line := range strings.Lines(list) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '=':
			name = strings.TrimSpace(line[1:])
		default:
			f.add(form{name: name, parts: parse(line, words)})
		}
	}
	return f
}

func (f *forms) add(added form) {
	if n := len(added.parts); n > 1 && particles()[added.parts[n-1].word] {
		added.parts = added.parts[:n-1]
	}
	begin := edge{words: map[string]bool{}}
	begin.of(added.parts)
	at := len(f.all)
	if begin.anything {
		f.anyhow = append(f.anyhow, at)
	}
	for word := range begin.words {
		f.begin[word] = append(f.begin[word], at)
	}
	added.slots = hasSlot(added.parts)
	end := edge{last: true, words: map[string]bool{}}
	if !end.of(added.parts) && !end.anything {
		added.ends = end.words
	}
	for i, p := range added.parts {
		next := edge{words: map[string]bool{}}
		if p.slot != "" && !next.of(added.parts[i+1:]) && !next.anything {
			added.parts[i].next = next.words
		}
	}
	f.all = append(f.all, added)
}

// edge is the words that parts can begin with, or end with.
type edge struct {
	last     bool // it is those that they can end with
	words    map[string]bool
	anything bool // a slot can stand there
}

// of adds the edge of parts, and reports whether they can be empty.
func (e *edge) of(parts []part) (empty bool) {
	for i := range parts {
		p := parts[i]
		if e.last {
			p = parts[len(parts)-1-i]
		}
		switch {
		case p.mark, p.gap:
			continue
		case p.slot != "":
			e.anything = true
			return false
		case p.word != "":
			e.words[p.word] = true
			return false
		}
		some := false
		for _, c := range p.choices {
			some = e.of(c) || some
		}
		if !some {
			return false
		}
	}
	return true
}

func hasSlot(parts []part) bool {
	for _, p := range parts {
		if p.slot != "" {
			return true
		}
		if slices.ContainsFunc(p.choices, hasSlot) {
			return true
		}
	}
	return false
}

// parse reads a form.
func parse(line string, words map[string][][]part) []part {
	p := parser{rest: line, words: words}
	parts := p.sequence()
	if p.rest != "" {
		panic(fmt.Sprintf("a form that is not closed or not open: %s", line))
	}
	return parts
}

type parser struct {
	rest  string
	words map[string][][]part
}

// sequence reads parts up to what closes or parts alternatives.
func (p *parser) sequence() []part {
	var parts []part
	for p.rest != "" {
		at := strings.IndexAny(p.rest, "[](){}<>|/,，")
		if at < 0 {
			at = len(p.rest)
		}
		for _, t := range tokensOf(p.rest[:at]) {
			parts = append(parts, part{word: t.text})
		}
		p.rest = p.rest[at:]
		if p.rest == "" {
			break
		}
		switch sign := p.rest[0]; sign {
		case '[', '(':
			p.rest = p.rest[1:]
			parts = append(parts, p.alternatives(sign))
		case '<', '{':
			parts = append(parts, p.named(sign))
		case ')', ']', '|':
			return parts
		case '/':
			p.rest = p.rest[1:]
			parts = append(parts, part{gap: true})
		default: // a comma
			_, p.rest, _ = strings.Cut(p.rest, string([]rune(p.rest)[0]))
			parts = append(parts, part{mark: true})
		}
	}
	return parts
}

func (p *parser) alternatives(open byte) part {
	var choices [][]part
	for {
		choices = append(choices, p.sequence())
		if p.rest == "" {
			panic("a form that is not closed")
		}
		sign := p.rest[0]
		p.rest = p.rest[1:]
		if sign == '|' {
			continue
		}
		if open == '[' {
			choices = append(choices, nil)
		}
		return part{choices: choices}
	}
}

func (p *parser) named(open byte) part {
	end := map[byte]string{'<': ">", '{': "}"}[open]
	name, rest, ok := strings.Cut(p.rest[1:], end)
	if !ok {
		panic("a name that is not closed: " + p.rest)
	}
	p.rest = rest
	if open == '{' {
		return part{slot: name}
	}
	choices, ok := p.words[name]
	if !ok {
		panic("there are no words of the name " + name)
	}
	return part{choices: choices}
}

// wordsOf reads the lists of words that forms name: a name, a colon, and words with commas between, which are forms
// themselves and may name the lists above them.
func wordsOf(list string) map[string][][]part {
	words := map[string][][]part{}
	for line := range strings.Lines(list) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		name, rest, ok := strings.Cut(line, ":")
		if !ok {
			panic("a list of words without a name: " + line)
		}
		for word := range strings.SplitSeq(rest, ",") {
			words[name] = append(words[name], parse(strings.TrimSpace(word), words))
		}
	}
	return words
}

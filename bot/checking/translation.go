package checking

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/language"
	"chuchu/retrieval/language/lexicon"
)

// foreign reports whether sentence and passage are in different languages, so that hardly a word of the one can stand in
// the other. A passage of both, with room for the sentence in its own, is foreign to none.
func (c *claim) foreign(p *passage) bool {
	if len(p.text.tokens) == 0 || c.chinese() == p.text.chinese() {
		return false
	}
	mine, theirs := c.latin, p.text.latin
	if c.chinese() {
		mine, theirs = c.han, p.text.han
	}
	return theirs < mine || bothShare*theirs < len(p.text.tokens)
}

// bothShare: a fourth of a passage in the other script is more than the names and terms that any text has.
const bothShare = 4

// minTranslated is the least share of a sentence's units that a passage in the other language has to have a translation
// of. Set by reading; with it, and all names found,
// six in ten true English statements on the Chinese texts of XQuAD stay unmarked, and one in seven with an invented answer.
const minTranslated = 0.5

// translated checks a sentence against passages in the other language: every number has to be there, every name that can
// be read or looked up, and of the other words enough. What cannot be found is not contradicted: the lexicon may lack it.
func (c *claim) translated() []Reason {
	wrong := c.numbers()
	if c.words == nil {
		return append(wrong, Reason{Language, c.raw})
	}
	best := 0.0
	var missing []string
	for i, p := range c.passages {
		share, names := c.shareIn(p, 0, len(p.text.raw))
		if i == 0 || share > best {
			best, missing = share, names
		}
	}
	if len(missing) > 0 {
		wrong = append(wrong, Reason{Language, missing[0]})
	}
	if best < minTranslated {
		wrong = append(wrong, Reason{Language, c.raw})
	}
	wrong = append(append(wrong, c.turned()...), c.deniedAcross()...)
	if len(wrong) == 0 {
		wrong = c.misplacedAcross()
	}
	return wrong
}

// misplacedAcross is a Chinese name of the sentence, if what the sentence says with it stands with another name in the passage: the office
// of another province's secretary. Names are compared by the stretches between the marks of a list.
func (c *claim) misplacedAcross() []Reason {
	for _, p := range c.passages {
		for _, u := range c.units() {
			if !u.person() {
				continue
			}
			own, other, stored := 0, 0, [2]int{}
			for _, span := range p.stretchesWithNames() {
				n := 0
				for _, o := range c.units() {
					if !o.person() && p.translates(o, c.words, span[0], span[1]) {
						n++
					}
				}
				switch {
				case p.reads(u.readings, span[0], span[1]):
					own = max(own, n+1)
				case n+1 > other && !slices.ContainsFunc(c.units(), func(o unit) bool { return o.person() && p.reads(o.readings, span[0], span[1]) }):
					other, stored = n+1, span
				}
			}
			if own > 0 && other > own {
				c.stored = p.text.raw[stored[0]:stored[1]]
				return []Reason{{Binding, u.source}}
			}
		}
	}
	return nil
}

// person reports whether a unit is a surname and a given name in pinyin.
func (u unit) person() bool { return u.bare && len(u.readings) > 0 && strings.Contains(u.source, " ") }

// stretchesWithNames returns the parts of a passage between marks that have a Chinese name in them, as bytes.
func (p *passage) stretchesWithNames() [][2]int {
	var all [][2]int
	start := 0
	for i := range p.text.tokens {
		last := i == len(p.text.tokens)-1
		if !last && !strings.ContainsAny(p.text.gap(i+1), language.ListMark+clauseEnds) {
			continue
		}
		for k := start; k <= i; k++ {
			if slices.ContainsFunc(p.names(), func(name []string) bool { return p.text.runAt(k, name) }) {
				all = append(all, [2]int{p.text.tokens[start].start, p.text.tokens[i].end})
				break
			}
		}
		start = i + 1
	}
	return all
}

// shareIn returns the share of the sentence's units that the passage has a translation of between two bytes, and the
// names that it does not have.
func (c *claim) shareIn(p *passage, from, to int) (share float64, missing []string) {
	found, all := 0, 0
	for _, u := range c.units() {
		all++
		if p.translates(u, c.words, from, to) {
			found++
		} else if u.name {
			missing = append(missing, u.source)
		}
	}
	return float64(found) / float64(max(1, all)), missing
}

// unit is what the lexicon takes as one in a sentence, with the ways in which a passage may have it.
type unit struct {
	source   string     // folded
	end      int        // bytes
	bare     bool       // the lexicon has no word for it
	name     bool       // it is written as a name is, or the lexicon lacks it
	ways     [][]string // tokens and pairs; a passage that has all of one has the unit
	readings [][]rune   // of a Latin name that may be pinyin: the characters of each syllable
}

// units returns the sentence's units, numbers left out; capitalised words in a row are one name where the lexicon has no
// word for them.
func (c *claim) units() []unit {
	if c.named != nil {
		return c.named
	}
	units := []unit{}
	for _, u := range c.words.Translate(c.raw) {
		first, _ := utf8.DecodeRuneInString(c.raw[u.Start:])
		if unicode.IsDigit(first) || language.NumberWord(u.Source) > 0 {
			continue
		}
		name := len(u.Translations) == 0 && (unicode.IsUpper(first) || unicode.Is(unicode.Han, first)) ||
			unicode.IsUpper(first) && !c.tokens[c.tokenAt(u.Start)].opens
		bare := len(u.Translations) == 0
		if n := len(units); n > 0 && name && units[n-1].name && strings.TrimSpace(c.raw[units[n-1].end:u.Start]) == "" &&
			(bare && units[n-1].bare || c.person(units[n-1].source, u.Source)) {
			units[n-1] = unit{source: units[n-1].source + " " + u.Source, end: u.End, bare: true, name: true}
			continue
		}
		next := unit{source: u.Source, end: u.End, bare: bare, name: name}
		for _, t := range u.Translations {
			if utf8.RuneCountInString(t.Text) > 1 || t.Sureness >= surelyAlone {
				next.ways = append(next.ways, wayOf(t.Text))
			}
		}
		units = append(units, next)
	}
	for i := range units {
		units[i].ways = append(units[i].ways, wayOf(units[i].source))
		if units[i].name {
			units[i].readings = readingsOf(units[i].source, c.words)
		}
	}
	c.named = units
	return units
}

// person reports whether two words in a row may be a Chinese surname and a given name in pinyin, though each by itself means something.
func (c *claim) person(surname, given string) bool {
	read := lexicon.Syllables(surname)
	n := len(lexicon.Syllables(given))
	return len(read) == 1 && 1 <= n && n <= 2 && slices.ContainsFunc(c.words.Characters(read[0]), func(r rune) bool { return language.Surname(string(r)) > 0 })
}

// surelyAlone is how sure a translation of a single character has to be: it may be part of any word. Set by reading.
const surelyAlone = 0.5

// wayOf returns what a passage has to have of a phrase: its words, little ones left out, and pairs of characters.
func wayOf(phrase string) []string {
	var way []string
	one := utf8.RuneCountInString(phrase) == 1
	for _, t := range language.Of(phrase) {
		if t.Kind == language.Bigram || t.Kind == language.Unigram && one || t.Kind == language.Word && !t.Weak() {
			way = append(way, t.Text)
		}
	}
	return way
}

// readingsOf returns the characters that each syllable of a name can be read as; nothing if it is no pinyin, or one
// syllable, which could be any word.
func readingsOf(name string, words *lexicon.Lexicon) [][]rune {
	var readings [][]rune
	for _, syllable := range syllables(name) {
		readings = append(readings, words.Characters(syllable))
	}
	if len(readings) < 2 {
		return nil
	}
	return readings
}

// syllables reads a Latin name as pinyin.
func syllables(name string) []string {
	if first, _ := utf8.DecodeRuneInString(name); unicode.Is(unicode.Han, first) {
		return nil
	}
	read, _ := lexicon.Pinyin(name)
	return read
}

// translates reports whether the passage has the unit between two bytes: as it is, in translation, or as it is read.
func (p *passage) translates(u unit, words *lexicon.Lexicon, from, to int) bool {
	within := func(at int) bool { return from <= p.text.tokens[at].start && p.text.tokens[at].end <= to }
	for _, way := range u.ways {
		lacks := func(feature string) bool { return !slices.ContainsFunc(p.at[feature], within) }
		if len(way) > 0 && !slices.ContainsFunc(way, lacks) {
			return true
		}
	}
	first, _ := utf8.DecodeRuneInString(u.source)
	if u.bare && unicode.Is(unicode.Han, first) {
		return p.spells([]rune(u.source), words, from, to)
	}
	return len(u.readings) > 0 && p.reads(u.readings, from, to)
}

// reads reports whether characters of the passage can be read as a name in pinyin is.
func (p *passage) reads(readings [][]rune, from, to int) bool {
	tokens := p.text.tokens
	for i := 0; i+len(readings) <= len(tokens); i++ {
		k := 0
		for k < len(readings) && tokens[i+k].han && from <= tokens[i+k].start && tokens[i+k].end <= to {
			r, _ := utf8.DecodeRuneInString(tokens[i+k].folded)
			if !slices.Contains(readings[k], r) {
				break
			}
			k++
		}
		if k == len(readings) {
			return true
		}
	}
	return false
}

// spells reports whether words in capitals of the passage, one to three in a row, are how a Chinese name is read.
func (p *passage) spells(name []rune, words *lexicon.Lexicon, from, to int) bool {
	all := p.spelt()
	for i, tok := range p.text.tokens {
		if len(all[i]) == 0 || tok.start < from || tok.end > to {
			continue
		}
		var said []string
		for k := i; k < min(i+3, len(all)) && len(all[k]) > 0 && len(said) < len(name); k++ {
			said = append(said, all[k]...)
		}
		same := len(said) == len(name)
		for n := 0; same && n < len(said); n++ {
			same = slices.Contains(words.Characters(said[n]), name[n])
		}
		if same {
			return true
		}
	}
	return false
}

// likestTranslated returns the sentence of the passage with translations of most of the claim; the first of equals.
func (c *claim) likestTranslated(p *passage) int {
	if c.words == nil {
		return 0
	}
	if s, ok := c.likely[p]; ok {
		return s
	}
	best, most := 0, -1.0
	for s, span := range p.sentences {
		share, _ := c.shareIn(p, span.Start, span.End)
		for _, q := range p.text.quantities {
			if span.Start <= q.Start && q.End <= span.End && c.counts(q.Value) {
				share += 0.5
			}
		}
		if share > most {
			best, most = s, share
		}
	}
	c.likely[p] = best
	return best
}

// deniedAcross is the sentence, if it denies something and the likest sentences of its passages deny nothing, or the
// other way round: which word is denied cannot be compared across languages.
func (c *claim) deniedAcross() []Reason {
	mine := slices.ContainsFunc(c.denials(), func(d denial) bool { return !d.soft })
	for _, p := range c.passages {
		span := p.sentences[c.likestTranslated(p)]
		theirs, softly := false, false
		for _, d := range p.text.denials() {
			if at := p.text.tokens[d.at].start; span.Start <= at && at < span.End {
				theirs, softly = theirs || !d.soft, softly || d.soft
			}
		}
		if mine == theirs || mine && softly || !mine && theirs && len(c.denials()) > 0 {
			return nil
		}
	}
	return []Reason{{Negation, c.raw}}
}

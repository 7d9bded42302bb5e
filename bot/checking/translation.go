package checking

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/terms"
	"chuchu/retrieval/terms/lexicon"
)

// foreign tells whether sentence and passage are in different languages, so that hardly a word of the one can stand in
// the other.
func (c *claim) foreign(p *passage) bool {
	return len(p.text.tokens) > 0 && c.chinese() != p.text.chinese()
}

// leastTranslated is the least share of a sentence's units that a passage in the other language has to have a translation
// of. Set on English statements against the Chinese texts of XQuAD, where seven in ten true ones reach it.
const leastTranslated = 0.5

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
	if best < leastTranslated {
		wrong = append(wrong, Reason{Language, c.raw})
	}
	return append(wrong, c.deniedAcross()...)
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
			missing = append(missing, u.Source)
		}
	}
	return float64(found) / float64(max(1, all)), missing
}

// unit is what the lexicon takes as one in a sentence.
type unit struct {
	lexicon.Unit
	name bool
}

// units returns the sentence's units, numbers left out; capitalised words in a row are one name where the lexicon has no
// word for them.
func (c *claim) units() []unit {
	var units []unit
	for _, u := range c.words.Translate(c.raw) {
		first, _ := utf8.DecodeRuneInString(c.raw[u.Start:])
		if unicode.IsDigit(first) || cardinals[u.Source] > 0 {
			continue
		}
		name := len(u.Translations) == 0 && (unicode.IsUpper(first) || unicode.Is(unicode.Han, first)) ||
			unicode.IsUpper(first) && !c.tokens[c.tokenAt(u.Start)].opens
		if n := len(units); n > 0 && name && units[n-1].name && len(u.Translations) == 0 && len(units[n-1].Translations) == 0 &&
			strings.TrimSpace(c.raw[units[n-1].End:u.Start]) == "" {
			units[n-1].End = u.End
			units[n-1].Source += " " + u.Source
			continue
		}
		units = append(units, unit{u, name})
	}
	return units
}

// translates tells whether the passage has the unit as it is, in translation, or as it is read, between two bytes.
func (p *passage) translates(u unit, words *lexicon.Lexicon, from, to int) bool {
	if p.hasAll(u.Source, from, to) {
		return true
	}
	for _, t := range u.Translations {
		if utf8.RuneCountInString(t.Text) == 1 && t.Sureness < surelyAlone {
			continue
		}
		if p.hasAll(t.Text, from, to) {
			return true
		}
	}
	return p.reads(u.Source, words, from, to)
}

// surelyAlone is how sure a translation of a single character has to be: it may be part of any word. Set by reading.
const surelyAlone = 0.5

// hasAll tells whether the passage has all that a phrase says.
func (p *passage) hasAll(phrase string, from, to int) bool {
	any := false
	for _, t := range terms.Of(phrase) {
		switch {
		case t.Kind == terms.Unigram && utf8.RuneCountInString(phrase) > 1, t.Kind == terms.Number, t.Kind == terms.Word && littleLatin[t.Text]:
			continue
		}
		any = true
		if !slices.ContainsFunc(p.at[t.Text], func(at int) bool { tok := p.text.tokens[at]; return from <= tok.start && tok.end <= to }) {
			return false
		}
	}
	return any
}

// reads tells whether a name is the passage's in the other script: Xin Changxing is read as 信长星 is.
func (p *passage) reads(name string, words *lexicon.Lexicon, from, to int) bool {
	if first, _ := utf8.DecodeRuneInString(name); unicode.Is(unicode.Han, first) {
		return p.spells([]rune(name), words, from, to)
	}
	readings, ok := lexicon.Pinyin(name)
	if !ok {
		return false
	}
	var syllables []string
	for _, r := range readings {
		syllables = append(syllables, r.Splits[0]...)
	}
	if len(syllables) < 2 {
		return false
	}
	readable := make([][]rune, len(syllables))
	for i, s := range syllables {
		readable[i] = words.Characters(s)
	}
	for i := 0; i+len(syllables) <= len(p.text.tokens); i++ {
		k := 0
		for k < len(syllables) {
			tok := p.text.tokens[i+k]
			r, _ := utf8.DecodeRuneInString(tok.folded)
			if !tok.han || tok.start < from || tok.end > to || !slices.Contains(readable[k], r) {
				break
			}
			k++
		}
		if k == len(syllables) {
			return true
		}
	}
	return false
}

// spells tells whether words of the passage, one to three in a row, are how a Chinese name is read.
func (p *passage) spells(name []rune, words *lexicon.Lexicon, from, to int) bool {
	for i, tok := range p.text.tokens {
		if tok.han || !tok.capital || tok.start < from || tok.end > to {
			continue
		}
		for k := i + 1; k <= min(i+3, len(p.text.tokens)); k++ {
			readings, ok := lexicon.Pinyin(p.text.raw[tok.start:p.text.tokens[k-1].end])
			if !ok {
				break
			}
			var syllables []string
			for _, r := range readings {
				syllables = append(syllables, r.Splits[0]...)
			}
			if len(syllables) != len(name) {
				continue
			}
			same := true
			for n, s := range syllables {
				same = same && slices.Contains(words.Characters(s), name[n])
			}
			if same {
				return true
			}
		}
	}
	return false
}

// likestTranslated returns the sentence of the passage with translations of most of the claim; the first of equals.
func (c *claim) likestTranslated(p *passage) int {
	if c.words == nil {
		return 0
	}
	best, most := 0, -1.0
	for s, span := range p.sentences {
		share, _ := c.shareIn(p, span.Start, span.End)
		for _, q := range p.text.quantities {
			if span.Start <= q.start && q.end <= span.End && c.counts(q.value) {
				share += 0.5
			}
		}
		if share > most {
			best, most = s, share
		}
	}
	return best
}

// deniedAcross is the sentence, where it denies something and the likest sentences of its passages deny nothing, or the
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

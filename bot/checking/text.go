package checking

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/language"
)

// text is something said or stored, made ready to be compared: its tokens, the features that are looked for in another
// text, its numbers.
type text struct {
	raw        string
	tokens     []token
	features   []feature
	quantities []language.Quantity
	has        map[string]bool // features and single tokens
	han, latin int             // tokens of each script
	letters    string          // folded; set by folded
}

// token is a Chinese character or a word of another script. Distances are counted in tokens.
type token struct {
	folded     string
	start, end int // bytes
	han        bool
	little     bool // says nothing alone
	capital    bool // begins with a capital
	opens      bool // is the first of a sentence, where a capital tells nothing
	joined     bool // nothing but blanks or quotation marks parts it from the one before
	number     bool // part of a number, or one
	plain      bool // part of a word that puts things together and tells none
	clause     int  // number of the clause that it stands in
}

// feature is a unit of meaning: a pair of neighbouring characters, or a word that says something.
type feature struct {
	text string
	at   int // index of its (first) token
	word bool
}

func newText(s string) *text {
	found := language.Of(s)
	t := &text{raw: s, quantities: language.Quantities(s, found)}
	clause, end := 0, 0
	opens := true
	for _, f := range found {
		if f.Kind != language.Unigram && f.Kind != language.Word {
			continue
		}
		gap := s[end:f.Start]
		if strings.ContainsAny(gap, clauseEnds) || strings.Contains(gap, ". ") {
			clause++
		}
		opens = opens || strings.ContainsAny(gap, "。！？!?.:：\n“\"「;；(（")
		first, _ := utf8.DecodeRuneInString(s[f.Start:])
		tok := token{folded: f.Text, start: f.Start, end: f.End, han: f.Kind == language.Unigram, capital: unicode.IsUpper(first),
			opens: opens, little: f.Weak(), joined: end > 0 && strings.Trim(gap, joints) == "", clause: clause}
		if tok.han {
			t.han++
		} else {
			t.latin++
		}
		t.tokens = append(t.tokens, tok)
		end, opens = f.End, false
	}
	t.has = make(map[string]bool, 2*len(t.tokens))
	for i, tok := range t.tokens {
		t.has[tok.folded] = true
		t.markPlain(i)
	}
	for _, q := range t.quantities {
		for i := t.tokenAt(q.Start); i < len(t.tokens) && t.tokens[i].start < q.End; i++ {
			t.tokens[i].number = true
		}
	}
	for i, tok := range t.tokens {
		switch {
		case tok.little:
		case !tok.han:
			t.features = append(t.features, feature{tok.folded, i, true})
		case i+1 < len(t.tokens) && t.tokens[i+1].han && t.tokens[i+1].joined && !t.tokens[i+1].little:
			t.features = append(t.features, feature{tok.folded + t.tokens[i+1].folded, i, false})
		}
	}
	for _, f := range t.features {
		t.has[f.text] = true
	}
	return t
}

// says reports whether the text has the feature or token.
func (t *text) says(feature string) bool { return t.has[feature] }

// joints may stand between characters that are neighbours all the same. Blanks are among them: where Chinese has any, they
// come from the lines of a file.
const joints = " \u00a0\u3000“”‘’\"'「」『』《》〈〉·•"

// markPlain marks the plain word that begins at a token, if one does.
func (t *text) markPlain(i int) {
	word := ""
	for k := i; k < min(len(t.tokens), i+longestPlain); k++ {
		if k > i && (!t.tokens[k].han || !t.tokens[k].joined) {
			return
		}
		word += t.tokens[k].folded
		if !plainWords()[word] {
			continue
		}
		for j := i; j <= k; j++ {
			t.tokens[j].plain = true
		}
	}
}

// longestPlain is in characters.
const longestPlain = 3

// plainWords are words by which an answer puts together what it has from a passage: they may be new without being
// invented. A person may add to plain.txt; stems of English and simplified characters are made of what stands there.
var plainWords = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for word := range strings.FieldsSeq(plainList) {
		words[strings.Join(foldedTokens(word), "")] = true
	}
	return words
})

//go:embed plain.txt
var plainList string

// tokenAt returns the token at a byte, or the next one; the text must have some.
func (t *text) tokenAt(at int) int {
	i, _ := slices.BinarySearchFunc(t.tokens, at, func(tok token, at int) int {
		if tok.end <= at {
			return -1
		}
		return 1
	})
	return min(i, len(t.tokens)-1)
}

// clauseOf returns the tokens of the clause that a token stands in.
func (t *text) clauseOf(i int) (from, to int) {
	from, to = i, i+1
	for from > 0 && !t.parted(from) {
		from--
	}
	for to < len(t.tokens) && !t.parted(to) {
		to++
	}
	return from, to
}

// clauseEnds part clauses.
const clauseEnds = "，。！？；：,!?;:…\n—（）()"

// chinese reports whether most of a text is.
func (t *text) chinese() bool { return t.han > t.latin }

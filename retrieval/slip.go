package retrieval

import (
	"context"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chuchu/retrieval/language"
	"chuchu/retrieval/language/lexicon"
)

// A question with a word that no text holds may have a slip in it: one character for another that sounds like it (书计 for
// 书记), or a letter or two (exchnage). It is asked as it was meant as well, and that is taken where the texts answer it by
// clearerAnswer better, in logits. A name, a number, or a word that the lexicon knows is never taken for a slip: the texts
// may simply not hold it.
const clearerAnswer = 0.4

// withoutSlip returns what is found for a question as it was meant, if that is clearly better than what was found for it
// as it stands.
func (c *Collection) withoutSlip(ctx context.Context, text string, found Finding, n int) (Finding, error) {
	meant, err := c.meant(ctx, text)
	if err != nil || meant == "" {
		return found, err
	}
	better, _, err := c.find(ctx, meant, Talk{}, n)
	if err != nil || better.Confidence < Bar || logit(better.Confidence) < logit(found.Confidence)+clearerAnswer {
		return found, err
	}
	better.Meant = meant
	return better, nil
}

func logit(p float64) float64 { return math.Log(p / (1 - p)) }

// holdsAbsent reports whether a pair or a word of the question itself stands in no paragraph.
func (q question) holdsAbsent() bool {
	v := q.ownView()
	return v != nil && slices.ContainsFunc(v.terms, func(t viewTerm) bool { return t.absent() && t.kind != language.Unigram && t.kind != language.Finer })
}

// meant returns the question with its slip put right, "" if there is none to be seen.
func (c *Collection) meant(ctx context.Context, text string) (string, error) {
	text = strings.ToValidUTF8(text, " ")
	words, err := c.lexicon()
	if own := (language.Writing{Script: ownScript(text)}); err != nil || !slices.Contains(c.writings, own) {
		return "", err
	}
	bare := withoutAsking(text)
	s := slips{c, ctx, words, text, bare, words.Translate(bare)}
	if ownScript(text) == han {
		return s.character()
	}
	return s.letter()
}

// slips looks for one in a question.
type slips struct {
	*Collection
	ctx   context.Context
	words *lexicon.Lexicon
	text  string
	bare  string // without what merely asks
	units []lexicon.Unit
}

// replaced is the question with a part put otherwise.
func (s slips) replaced(start, end int, by string) string { return s.text[:start] + by + s.text[end:] }

// Words of shortestSlip letters and more may have one wrong, of longSlip and more two: of shorter ones too many differ by as
// much.
const (
	shortestSlip = 5
	longSlip     = 8
)

// letter puts right a word that neither the lexicon nor any text has: as the nearest that both have, of equally near ones the
// commonest in the texts.
func (s slips) letter() (string, error) {
	for _, u := range s.units {
		if len(u.Source) < shortestSlip || len(u.Translations) > 0 || strings.ContainsFunc(u.Source, func(r rune) bool { return r < 'a' || r > 'z' }) {
			continue
		}
		if n, err := s.frequency(s.ctx, language.Of(u.Source)[0].Text); err != nil || n > 0 {
			if err != nil {
				return "", err
			}
			continue
		}
		if other, err := s.spelt(u); err != nil || other != "" {
			return s.replaced(u.Start, u.End, other), err
		}
	}
	return "", nil
}

// spelt returns the word that is meant by one, "" for none. What stands in capitals within the question may be a name, which
// comes near many a word; only two letters exchanged make one of it.
func (s slips) spelt(u lexicon.Unit) (string, error) {
	named := capital(s.text[u.Start:]) && strings.TrimSpace(s.text[:u.Start]) != ""
	for edits := 1; edits == 1 || edits == 2 && len(u.Source) >= longSlip; edits++ {
		best, times := "", 0
		for _, other := range s.words.SpeltAlike(u.Source, edits) {
			if named && sortedLetters(other) != sortedLetters(u.Source) || strings.HasPrefix(u.Source, other) || strings.HasPrefix(other, u.Source) {
				continue // divisional is no slip
			}
			n, err := s.frequency(s.ctx, language.Of(other)[0].Text)
			if err != nil {
				return "", err
			}
			if n > times {
				best, times = other, n
			}
		}
		if best != "" {
			return best, nil
		}
	}
	return "", nil
}

// sortedLetters returns the letters of a word, sorted.
func sortedLetters(word string) string {
	all := []byte(word)
	slices.Sort(all)
	return string(all)
}

// character puts right a character that is of no word of the lexicon and makes a pair with its neighbour that no text has: as
// one that sounds like it and makes with its neighbours a word, or what some text says letter for letter.
func (s slips) character() (string, error) {
	for at, r := range s.bare {
		end := at + utf8.RuneLen(r)
		if !tells(r) || s.inWord(at) || isNumeral(r) || s.ofName(at) || s.ofTitle(end) || s.verb(at, end) {
			continue
		}
		before, after := s.beside(at, end)
		folded := language.Fold(r)
		if absent, err := s.absent(before, folded, after); err != nil || absent == 0 {
			if err != nil {
				return "", err
			}
			continue
		}
		for _, other := range s.words.SoundAlike(folded) {
			if absent, err := s.absent(before, other, after); err != nil || absent > 0 || isNumeral(other) || !tells(other) && language.Numeral(before) == 0 {
				if err != nil {
					return "", err
				}
				continue
			}
			if ok, err := s.says(before, other, after, at, end); err != nil || ok {
				return s.replaced(at, end, string(other)), err
			}
		}
	}
	return "", nil
}

// beside returns the Chinese characters next to a place of the question, folded; "" if there is none that tells anything, alone or in its
// word.
func (s slips) beside(start, end int) (before, after string) {
	if r, _ := utf8.DecodeLastRuneInString(s.bare[:start]); tells(r) || s.inWord(start-1) {
		before = string(language.Fold(r))
	}
	if r, _ := utf8.DecodeRuneInString(s.bare[end:]); tells(r) || s.inWord(end) {
		after = string(language.Fold(r))
	}
	return before, after
}

// tells reports whether a character is a Chinese one that says something in a pair.
func tells(r rune) bool {
	return unicode.Is(unicode.Han, r) && !language.Term{Text: string(language.Fold(r)), Kind: language.Unigram}.Stop()
}

// absent counts the pairs of a character with its neighbours that no paragraph holds.
func (s slips) absent(before string, r rune, after string) (n int, err error) {
	for _, pair := range []string{before + string(r), string(r) + after} {
		if pair == string(r) {
			continue
		}
		frequency, err := s.frequency(s.ctx, pair)
		if err != nil {
			return 0, err
		}
		n += int(indicator(frequency == 0))
	}
	return n, nil
}

// says reports whether a character makes a word in the place of another, but no name, or what some text says.
func (s slips) says(before string, r rune, after string, at, end int) (bool, error) {
	for _, u := range s.words.Translate(s.bare[:at] + string(r) + s.bare[end:]) {
		if u.Start <= at && at < u.End && u.End-u.Start > utf8.RuneLen(r) && len(u.Translations) > 0 {
			return !capital(u.Translations[0].Text), nil
		}
	}
	if before == "" || after == "" {
		return false, nil
	}
	return s.stands(s.ctx, before+string(r)+after)
}

// inWord reports whether the character at a place of the question is of a longer word that the lexicon has.
func (s slips) inWord(at int) bool {
	return slices.ContainsFunc(s.units, func(u lexicon.Unit) bool {
		return u.Start <= at && at < u.End && len(u.Translations) > 0 && utf8.RuneCountInString(u.Source) > 1
	})
}

// ofName reports whether the character at a place may be of a Chinese name: a surname and one or two more, none in a word.
func (s slips) ofName(at int) bool {
	start := at
	for range 3 {
		if language.Surname(s.bare[start:]) > 0 {
			next, size := utf8.DecodeRuneInString(s.bare[start:])
			after, _ := utf8.DecodeRuneInString(s.bare[start+size:])
			if start < at || next != 0 && unicode.Is(unicode.Han, after) && !s.inWord(start+size) {
				return true
			}
		}
		r, size := utf8.DecodeLastRuneInString(s.bare[:start])
		if !unicode.Is(unicode.Han, r) || s.inWord(start-size) {
			break
		}
		start -= size
	}
	return false
}

// ofTitle reports whether what ends at a place is what somebody is, and somebody is asked for: 馆长是谁 is no slip for 馆藏.
func (s slips) ofTitle(end int) bool {
	return language.AnswerTypeOf(s.text) == person && language.EndsTitle(s.bare[:end])
}

// verb reports whether the character at a place is the verb that what somebody is to do is asked with, right before the word that asks.
func (s slips) verb(start, end int) bool {
	return strings.HasPrefix(s.bare[end:], " ") && beforeVerb.MatchString(s.bare[:start])
}

var beforeVerb = language.NewPattern(`<before the verb asked about>`)

func isNumeral(r rune) bool { return language.Numeral(string(r)) > 0 || unicode.IsDigit(r) }

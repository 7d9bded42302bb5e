// Package lexicon knows Chinese and English words and how Chinese is read: enough for a question in the one language,
// or in pinyin, to find a text in the other.
//
// The words are CC-CEDICT's. They lie in one file of under 4 MB, laid out to be searched as it stands: nothing is
// inflated, copied or indexed at the start, so that opening costs microseconds, and a lookup a few microseconds more.
package lexicon

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"sync"
	"unicode/utf16"
)

//go:generate go run generate.go generate_fetch.go generate_source.go generate_gloss.go generate_headword.go generate_english.go generate_reading.go generate_sound.go generate_table.go

// lexicon.NOTICE says from what generate.go wrote it.
//
//go:embed lexicon.bin
var data string

const magic = "chuchu lexicon 2\n"

// Lexicon translates words and reads pinyin. It does not change, so any number of goroutines may use it.
type Lexicon struct {
	words      list  // of the glosses
	headwords  table // by UTF-16: commonness and glosses
	english    table // by stems: headwords
	characters table // by syllable: characters
	readings   func() map[rune][]string
}

// Open makes the lexicon ready. It fails only if the embedded file is of another version than the program.
func Open() (*Lexicon, error) {
	l, err := open(data)
	if err != nil {
		return nil, fmt.Errorf("opening the lexicon: %w", err)
	}
	return l, nil
}

func open(file string) (*Lexicon, error) {
	const sections = 4
	rest, ok := strings.CutPrefix(file, magic)
	if !ok || len(rest) < 4*sections {
		return nil, errors.New("it does not begin as a lexicon does")
	}
	lengths, rest := rest[:4*sections], rest[4*sections:]
	var section [sections]list
	for i := range section {
		n := number(lengths, i)
		if n < 8 || n > len(rest) {
			return nil, errors.New("it is cut short")
		}
		section[i], rest = newList(rest[:n]), rest[n:]
	}
	characters := table{section[3]}
	return &Lexicon{
		section[0], table{section[1]}, table{section[2]}, characters,
		sync.OnceValue(func() map[rune][]string { return readings(characters) }),
	}, nil
}

// Characters returns the simplified characters that can be read as a syllable, the commonest first; none if it is no
// syllable. Neutral tones and rare readings count.
func (l *Lexicon) Characters(syllable string) []rune {
	return []rune(l.characters.value(syllable))
}

// Has reports whether the lexicon has a Chinese word, in simplified characters.
func (l *Lexicon) Has(word string) bool { return l.headwords.value(headwordKey(word)) != "" }

// number returns the i-th number of those that s begins with, four bytes each.
func number(s string, i int) int {
	return int(binary.BigEndian.Uint32([]byte(s[4*i : 4*i+4])))
}

// gloss is what one headword means.
type gloss struct {
	text     string
	sureness float64
}

// glosses decodes what the table holds for a headword.
func (l *Lexicon) glosses(entry string) []gloss {
	var found []gloss
	for at := 1; at < len(entry); {
		head := entry[at]
		at++
		var text strings.Builder
		for n := head & 0xF; n > 0; n-- {
			var word string
			place, size := uvarint(entry[at:])
			at += size
			if place > 0 {
				word = l.words.at(place - 1)
			} else {
				length, size := uvarint(entry[at:])
				word = entry[at+size : at+size+length]
				at += size + length
			}
			if text.Len() > 0 {
				text.WriteByte(' ')
			}
			text.WriteString(word)
		}
		found = append(found, gloss{text.String(), sureness(head >> 4)})
	}
	return found
}

// commonness of a headword by its entry: 255 for the commonest, 0 if no corpus held it.
func commonness(entry string) int { return int(entry[0]) }

// sureness undoes the generator's rounding to four bits.
func sureness(fourBits byte) float64 { return float64(fourBits) / 15 }

// headwordKey writes a headword as the table has it.
func headwordKey(headword string) string {
	var key []byte
	for _, unit := range utf16.Encode([]rune(headword)) {
		key = binary.BigEndian.AppendUint16(key, unit)
	}
	return string(key)
}

// headword undoes headwordKey.
func headword(key string) string {
	units := make([]uint16, 0, len(key)/2)
	for i := 0; i+1 < len(key); i += 2 {
		units = append(units, uint16(key[i])<<8|uint16(key[i+1]))
	}
	return string(utf16.Decode(units))
}

package lexicon

import (
	"encoding/binary"
	"strings"
)

// Characters returns the simplified characters that can be read as a syllable, the commonest first; none where it is no
// syllable. Neutral tones and rare readings count.
func (l *Lexicon) Characters(syllable string) []rune {
	return []rune(l.characters.value(syllable))
}

// Headwords returns the words of two or more characters that can be read as the syllables, the commonest first: for
// "zhong", "xin" 中心 before 衷心 and 忠心.
func (l *Lexicon) Headwords(syllables []string) []string {
	var key []byte
	characters := make([][]rune, len(syllables))
	for i, s := range syllables {
		c, ok := l.characters.find(s)
		if !ok {
			return nil
		}
		key = binary.BigEndian.AppendUint16(key, uint16(c.place))
		characters[i] = []rune(c.value)
	}
	var found []string
	for entry := l.homophones.value(string(key)); entry != ""; {
		var word strings.Builder
		for i := range syllables {
			place, size := uvarint(entry)
			word.WriteRune(characters[i][place])
			entry = entry[size:]
		}
		found = append(found, word.String())
	}
	return found
}

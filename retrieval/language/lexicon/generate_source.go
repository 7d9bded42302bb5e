//go:build ignore

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"chuchu/retrieval/language"
)

// entry is one of CC-CEDICT's: a headword with one reading.
type entry struct {
	headword  string   // folded, without the points within names
	syllables []string // toneless, "lv" for lü; as many as the headword has characters, or none
	proper    bool     // the reading begins with a capital
	glosses   []string
}

func readEntries() ([]entry, error) {
	data, err := fetch(dictionary, "package/data/all.js")
	if err != nil {
		return nil, err
	}
	var all struct {
		All [][6]json.RawMessage `json:"all"` // traditional, simplified, reading, gloss or glosses, …
	}
	data = bytes.TrimRight(bytes.TrimPrefix(data, []byte("export default ")), ";\n ")
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, err
	}
	entries := make([]entry, 0, len(all.All))
	for _, raw := range all.All {
		var simplified, reading, one string
		var e entry
		if err := json.Unmarshal(raw[1], &simplified); err != nil {
			return nil, err
		}
		if err := json.Unmarshal(raw[2], &reading); err != nil {
			return nil, err
		}
		if err := json.Unmarshal(raw[3], &one); err == nil {
			e.glosses = []string{one}
		} else if err := json.Unmarshal(raw[3], &e.glosses); err != nil {
			return nil, err
		}
		e.headword, e.proper = folded(simplified), capital(reading)
		e.syllables = syllables(reading, e.headword)
		if strings.ContainsFunc(e.headword, isHan) {
			entries = append(entries, e)
		}
	}
	return entries, nil
}

// folded writes a headword as a question's characters are compared with it: folded, letters and digits only.
func folded(headword string) string {
	var b strings.Builder
	for _, r := range headword {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '〇' {
			b.WriteRune(language.Fold(r))
		}
	}
	return b.String()
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// syllables takes "Lu:4 ban3 r5" apart; nil if they are not one for each character.
func syllables(reading, headword string) []string {
	var found []string
	for _, s := range strings.Fields(strings.ToLower(reading)) {
		s = strings.ReplaceAll(strings.TrimRight(s, "12345"), "u:", "v")
		switch s {
		case "·", ",":
			continue
		case "r":
			s = "er"
		}
		found = append(found, s)
	}
	if len(found) != len([]rune(headword)) || strings.ContainsFunc(headword, func(r rune) bool { return !isHan(r) }) {
		return nil
	}
	return found
}

// readFrequencies returns how often jieba's corpora hold each word.
func readFrequencies() (map[string]int, error) {
	data, err := fetch(frequencies, "package/dict.txt")
	if err != nil {
		return nil, err
	}
	common := map[string]int{}
	for line := range strings.Lines(string(data)) {
		fields := strings.Fields(line)
		if len(fields) < 2 {
			continue
		}
		n, err := strconv.Atoi(fields[1])
		if err != nil {
			return nil, fmt.Errorf("line %q: %w", line, err)
		}
		common[folded(fields[0])] += n
	}
	return common, nil
}

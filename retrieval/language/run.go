package language

import (
	"unicode"
	"unicode/utf8"
)

// RunLength is how many characters (of Chinese) or words are a run.
const RunLength = 4

// AppendRuns appends to runs a hash of each run of RunLength neighbouring characters or words of s, in order. Letters and
// digits count, folded; all else is passed over, so texts that differ in signs only have the same runs.
func AppendRuns(runs []uint64, s string) []uint64 {
	const prime = 1099511628211 // of FNV-1a
	var a, b, c uint64          // the last characters or words, the latest last
	n, word := 0, uint64(0)
	for i := 0; i <= len(s); {
		f, size := rune(0), 1 // at the end, a sign
		if i < len(s) {
			if f, size = threeAt(s, i), 3; 0x4E00 <= f && f <= foldLast {
				f = simplified(f)
			} else {
				f, size = FoldAt(s, i)
			}
		}
		i += size
		ideograph := 0x4E00 <= f && f <= 0x9FFF // most of Chinese
		if !ideograph && spaced(f) {
			word = (word ^ uint64(f)) * prime
			continue
		}
		if word != 0 {
			if n++; n >= RunLength {
				runs = append(runs, ((a*prime+b)*prime+c)*prime+word)
			}
			a, b, c, word = b, c, word, 0
		}
		if ideograph || f >= 0x2E80 && unicode.IsLetter(f) {
			h := uint64(f) * prime
			if n++; n >= RunLength {
				runs = append(runs, ((a*prime+b)*prime+c)*prime+h)
			}
			a, b, c = b, c, h
		}
	}
	return runs
}

// spaced reports whether a folded character is of words that stand between spaces.
func spaced(f rune) bool {
	return 'a' <= f && f <= 'z' || '0' <= f && f <= '9' || utf8.RuneSelf <= f && f < 0x2E80 && unicode.IsLetter(f)
}

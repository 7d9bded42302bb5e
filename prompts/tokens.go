package prompts

import "unicode"

// Tokens returns how many tokens a text takes at most, as a rule: an upper bound for ordinary prose in the vocabularies of
// the day, which differ by a half. Measured against tiktoken's on the seeds and the paragraphs of XQuAD, Chinese and
// English: no text of them takes more, cl100k_base takes about 0.6 of it and o200k_base 0.4 (testdata/tokens.txt has samples
// of both). Older vocabularies without Chinese of their own take two to three tokens a character and may exceed it.
//
// The vocabularies themselves (tiktoken-go/tokenizer v0.10.0) would add 12 MB to a program of 44 and up to 80 ms to its first
// answer of 60, and be right for one maker's models only.
func Tokens(text string) int {
	const (
		whole   = 6 // of these make a token
		letter  = whole / 3
		space   = whole / 6
		chinese = 2 * whole // rare characters of names, for which vocabularies take bytes, average out with common ones
	)
	sum := 0
	for _, r := range text {
		switch {
		case r < unicode.MaxASCII && unicode.IsLetter(r):
			sum += letter
		case r == ' ':
			sum += space
		case r <= unicode.MaxASCII: // digits, marks and line ends, each its own
			sum += whole
		case unicode.Is(unicode.Han, r):
			sum += chinese
		case 0x3000 <= r && r <= 0x303F || 0xFF00 <= r && r <= 0xFF0F: // marks of Chinese: the usual ones are one
			sum += chinese
		default:
			sum += len(string(r)) * whole // no vocabulary takes more than a token a byte
		}
	}
	return (sum + whole - 1) / whole
}

package followup

import "strings"

// How a part of a question is found that a fragment can stand for, if neither is of a known kind.

// Neighbours of a part are compared over at most longestNeighbour characters: farther ones say nothing of the part.
// Two characters in common are a word, one is chance.
const (
	longestNeighbour  = 6
	shortestNeighbour = 2
	longNeighbour     = 4 // from here on parts of different lengths are compared
	// longestPart bounds the parts that are tried, in characters.
	longestPart = 12
	longestVerb = 2
)

// follows returns how much of what stands behind a part the texts put behind the phrase as well, in characters.
func (e evidence) follows(phrase, behind string) int {
	runes := []rune(behind)
	for n := 1; n <= len(runes); n++ {
		if !e.has(phrase + string(runes[:n])) {
			return n - 1
		}
	}
	return len(runes)
}

// precedes is follows for what stands in front.
func (e evidence) precedes(phrase, front string) int {
	runes := []rune(front)
	for n := 1; n <= len(runes); n++ {
		if !e.has(string(runes[len(runes)-n:]) + phrase) {
			return n - 1
		}
	}
	return len(runes)
}

// fitting returns the part of a question whose neighbours the texts put beside the fragment too: with the fragment in
// its place, every joint of the new question stands in the texts. The longer the joints the better; a short one is
// enough for a part of the fragment's own length only. Between equals the part nearest in length is taken.
func (f fragment) fitting(q utterance, known evidence) (best span, ok bool) {
	if !known.has(f.text) {
		return span{}, false
	}
	score, off := 0, 0
	for _, segment := range q.segments() {
		for from := segment.from; from < segment.to; from++ {
			front := q.plain(span{max(segment.from, from-longestNeighbour), from})
			before := known.precedes(f.text, front)
			if front != "" && before < min(shortestNeighbour, len([]rune(front))) {
				continue
			}
			for to := from + 1; to <= min(segment.to, from+longestPart); to++ {
				behind := q.plain(span{to, min(segment.to, to+longestNeighbour)})
				after := known.follows(f.text, behind)
				if behind != "" && after < min(shortestNeighbour, len([]rune(behind))) || before+after < shortestNeighbour {
					continue
				}
				distance := max(to-from-len(f.runes), len(f.runes)-to+from)
				if distance > 0 && before+after < longNeighbour {
					continue
				}
				if before+after > score || before+after == score && distance < off {
					best, score, off, ok = span{from, to}, before+after, distance, true
				}
			}
		}
	}
	return best, ok && q.plain(best) != f.text
}

// sameEnding returns the part of a question that ends in the same word as the fragment ("financial centre" for "trade centre"): as long
// as the fragment, or from where its segment begins.
func (f fragment) sameEnding(q utterance) (best span, ok bool) {
	longest := shortestNeighbour - 1
	for _, segment := range q.segments() {
		for to := segment.from + 1; to <= segment.to; to++ {
			n := 0
			for n < min(to-segment.from, len(f.runes)) && q.folded[to-1-n] == f.folded[len(f.runes)-1-n] {
				n++
			}
			if n > longest && n < len(f.runes) {
				best, longest, ok = span{max(segment.from, to-len(f.runes)), to}, n, true
			}
		}
	}
	return best, ok
}

// alike returns the segment of a question that counts something, where the fragment does so too ("three industries" for "five
// centres");
// else the one segment as long as the fragment. One in front of 了 ends in its verb, which is left out, and the only one
// in front of no 是 says all that the question does. It is a guess by form alone.
func (f fragment) alike(q utterance) (best span, ok bool) {
	if !f.chinese() {
		return f.inPhrases(q)
	}
	if isPlace(f.utterance) || len(f.runes) < 2 || strings.Contains(q.text, f.text) {
		return span{}, false
	}
	counts := f.first(leadingNumber) != nil
	segments := q.segments()
	for _, segment := range segments {
		if counts && leadingNumber.MatchString(q.plain(segment)) {
			return segment, true
		}
		verb := segment.length() - len(f.runes)
		if verb != 0 && (verb < 0 || verb > longestVerb || segment.to == len(q.runes) || q.folded[segment.to] != '了') {
			continue
		}
		alone := len(segments) == 1 && !strings.HasPrefix(string(q.folded[segment.to:]), "是")
		if ok || alone {
			return span{}, false
		}
		best, ok = span{segment.from, segment.to - verb}, true
	}
	return best, ok
}

// parallel reports whether the fragment and the part of a question are of one form beyond doubt: both count (四大功能 for
// 五个中心), or both have an article ("the governor" for "the secretary").
func (f fragment) parallel(q utterance, part span) bool {
	said := newUtterance(q.raw(part))
	return f.first(leadingNumber) != nil && said.first(leadingNumber) != nil ||
		article.MatchString(f.text) && article.MatchString(said.text)
}

package lexicon

import (
	_ "embed"
	"slices"
	"strings"

	"chuchu/retrieval/language"
)

// Unit is a part of a question that the lexicon takes as one.
type Unit struct {
	Start, End   int           // bytes of the question, half-open
	Source       string        // the part, folded
	Translations []Translation // the surest first; none if the lexicon lacks it: a name, a number
}

// Translation is one thing that a unit may mean: Chinese in simplified characters, or English as a dictionary has it.
type Translation struct {
	Text     string
	Sureness float64 // 0 to 1: that this is what is meant
}

// Translate cuts a question into the longest units that the lexicon knows, and gives for Chinese ones English, for
// English ones Chinese. Little words of either language are left out, for they help to find nothing. Units follow each
// other and do not overlap.
func (l *Lexicon) Translate(question string) []Unit {
	var units []Unit
	terms := language.Of(question)
	for _, run := range runs(question, terms) {
		if run.chinese {
			units = append(units, l.fromChinese(run.words)...)
		} else {
			units = append(units, l.fromEnglish(question, run.words)...)
		}
	}
	return wholeNumbers(units, question, terms)
}

// wholeNumbers makes one unit of those that are parts of a number: 1.2万, 一百二十三亿.
func wholeNumbers(units []Unit, question string, terms []language.Term) []Unit {
	for _, n := range terms {
		if n.Kind != language.Number {
			continue
		}
		first := slices.IndexFunc(units, func(u Unit) bool { return u.Start >= n.Start })
		after := first
		for after >= 0 && after < len(units) && units[after].End <= n.End {
			after++
		}
		if after > first+1 {
			units = slices.Replace(units, first, after, Unit{n.Start, n.End, language.FoldString(question[n.Start:n.End]), nil})
		}
	}
	return units
}

// word is a character of Chinese, or a word or number of another script.
type word struct {
	start, end int
	folded     string
	stem       string
	base       string // what it is an irregular form of, or itself
}

// run is a part of a question within which units are sought: of one script, without a stop.
type run struct {
	chinese bool
	words   []word
}

// runs cuts a question of these terms at signs and where the script changes; but 卡拉OK and 3D打印 are Chinese.
func runs(question string, terms []language.Term) []run {
	var all []run
	end := 0
	for _, t := range terms {
		switch t.Kind {
		case language.Bigram, language.Number, language.Trigram, language.Finer:
			continue
		}
		folded := language.FoldString(question[t.Start:t.End])
		w := word{t.Start, t.End, folded, t.Text, folded}
		if t.Kind == language.Word {
			w.base = base(folded)
		}
		chinese, gap := t.Kind == language.Unigram, question[end:t.Start]
		last := len(all) - 1
		joined := last >= 0 && (gap == "" || strings.Trim(gap, joints) == "")
		switch {
		case joined && (all[last].chinese == chinese || gap == "" && all[last].chinese):
			all[last].words = append(all[last].words, w)
		case joined && chinese && gap == "":
			words := all[last].words // the word before belongs to the Chinese that it is written together with
			all[last].words = words[:len(words)-1]
			all = append(all, run{true, []word{words[len(words)-1], w}})
		default:
			all = append(all, run{chinese, []word{w}})
		}
		end = t.End
	}
	return all
}

// joints may stand within a unit: "bird-watching", 史蒂夫·乔布斯, “五个中心”建设.
const joints = " \t\u3000-–·•・“”‘’\"「」『』《》"

//go:embed little.txt
var littleWords string

// little reports whether a folded word helps to find nothing.
func little(word string) bool { return holds(littleWords, word) }

// holds reports whether a word stands in a list of words with white space between them. The lists are short, so
// they are searched as they are.
func holds(list, word string) bool {
	for rest := list; ; {
		at := strings.Index(rest, word)
		if at < 0 || word == "" {
			return false
		}
		end := at + len(word)
		if (at == 0 || rest[at-1] <= ' ') && (end == len(rest) || rest[end] <= ' ') {
			return true
		}
		rest = rest[end:]
	}
}

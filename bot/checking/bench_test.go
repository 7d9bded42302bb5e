package checking

import (
	"slices"
	"strings"
	"testing"

	"chuchu/retrieval"
	"chuchu/retrieval/language/lexicon"
)

// benchmarked are sentences against a passage of seven like it, about as long as a paragraph of a newspaper.
var benchmarked = map[string]struct{ question, passage, sentence string }{
	"chinese": {"江苏省委书记是谁？",
		strings.Repeat("座谈会上，国家发展改革委主任郑栅洁、上海市委书记陈吉宁、江苏省委书记信长星、浙江省委书记易炼红、安徽省委书记韩俊先后发言，就推进长三角一体化发展汇报工作情况、提出意见建议。", 5),
		"座谈会上，江苏省委书记信长星、浙江省委书记易炼红先后发言，提出意见建议[1]。"},
	"english": {"How many points did the Panthers defense surrender?",
		strings.Repeat("The Panthers defense gave up just 308 points, ranking sixth in the league, while also leading the NFL in interceptions with 24 and boasting four Pro Bowl selections. ", 6),
		"The Panthers defense gave up 308 points and led the NFL in interceptions with 24 [1]."},
	"across": {"How long is the fishing ban on the Yangtze?",
		strings.Repeat("要持续推进长江“十年禁渔”，加强联合执法。要加强生态环境共保联治，协同推进降碳、减污、扩绿、增长。", 6),
		"The fishing ban on the Yangtze lasts ten years and joint law enforcement is strengthened [1]."},
}

// sevenOf returns the passage of a case seven times, as many as an answer has at most.
func sevenOf(passage string) []retrieval.Passage {
	return slices.Repeat([]retrieval.Passage{{Text: passage}}, 7)
}

// BenchmarkSentence is what checking adds to the time until a reader sees a sentence: the stream, the cut, the verdict.
func BenchmarkSentence(b *testing.B) {
	words, err := lexicon.Open()
	if err != nil {
		b.Fatal(err)
	}
	for name, c := range benchmarked {
		b.Run(name, func(b *testing.B) {
			evidence := NewEvidence(words, c.question, sevenOf(c.passage))
			for b.Loop() {
				checker := evidence.NewChecker()
				for _, r := range c.sentence + "\n" {
					checker.Write(string(r))
				}
				checker.Close()
			}
		})
	}
}

// BenchmarkEvidence is what is done once an answer, while the model has not said a word yet.
func BenchmarkEvidence(b *testing.B) {
	for name, c := range benchmarked {
		b.Run(name, func(b *testing.B) {
			passages := sevenOf(c.passage)
			for b.Loop() {
				NewEvidence(nil, c.question, passages)
			}
		})
	}
}

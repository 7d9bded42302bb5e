package screen

import (
	"fmt"
	"strings"
	"testing"

	"chuchu/bot"
)

// written is an answer as if a model had written it: sentence after sentence about the passages that were found.
func written(t *testing.T, b *bot.Bot, question string, sentences ...bot.Sentence) bot.Answer {
	t.Helper()
	a := ask(t, b, question)
	if a.Mode != bot.Quote {
		t.Fatalf("%s has no answer", question)
	}
	a.Mode, a.Sentences = bot.Model, sentences
	return a
}

// TestWritten: a model's answers, whole and in part, with one source and with several, in the language of whoever reads.
func TestWritten(t *testing.T) {
	b, v, s := openSeeds(t), viewer(), &script{t: t}
	saved := Saved{ID: "a1"}
	const question = "长三角一体化座谈会对科技创新提了什么要求？"
	one := bot.Sentence{Text: "要加强科技创新和产业创新跨区域协同。", Sources: []int{1}}
	two := bot.Sentence{Text: "要以更加开放的思维参与国际科技合作。", Sources: []int{2, 3}}
	marked := bot.Sentence{Text: "各地积极响应。", Sources: []int{1}, Unverified: true}
	s.shows("nothing yet", v.Draft(written(t, b, question), saved))
	s.shows("a sentence", v.Draft(written(t, b, question, one), saved))
	s.shows("one source", v.Answer(written(t, b, question, one), saved))
	several := written(t, b, question, one, two, marked)
	several.Dropped, several.Understood = 2, question
	s.shows("several", v.Answer(several, saved))
	several.Writing.Outcome = bot.Stopped
	english := v
	english.Language, english.Chosen = bot.English, true
	s.shows("stopped, in English", english.Answer(several, saved))
	several.Writing.Outcome, several.Confidence = bot.Partial, 0.4
	s.shows("broken off, and not sure", v.Answer(several, saved))
	for _, outcome := range []bot.Outcome{bot.Away, bot.Busy, bot.Unsupported, bot.OverBudget, bot.OverQuota, bot.Stopped} {
		quoted := ask(t, b, "江苏省委书记是谁？")
		quoted.Writing.Outcome = outcome
		s.shows("instead: "+string(outcome), v.Answer(quoted, saved))
	}
	golden(t, "written.txt", s.String())
}

// TestWrittenWithoutEnd: however much a model says of however many passages, Telegram takes it, its sources are all there, and
// a reader is told where it ends before its end.
func TestWrittenWithoutEnd(t *testing.T) {
	b, v := openSeeds(t), viewer()
	for _, length := range []int{1, 50, 600} {
		for _, many := range []int{1, 7, 40} {
			var sentences []bot.Sentence
			for n := range many {
				sentences = append(sentences, bot.Sentence{Text: strings.Repeat("长<&😀", length/4+1) + "。", Sources: []int{n%7 + 1}, Unverified: true})
			}
			a := written(t, b, "五个中心是哪五个？", sentences...)
			if len(a.Sources) != 7 {
				t.Fatalf("%d sources", len(a.Sources))
			}
			a.Dropped = 1000
			shown := v.Answer(a, Saved{ID: "a1"})
			text := phone(t, shown)
			phone(t, v.Draft(a, Saved{ID: "a1"}))
			for n := 1; n <= cited(a); n++ {
				if !strings.Contains(text, fmt.Sprintf("‹[%d] ", n)) {
					t.Errorf("%d sentences of %d: source %d is missing", many, length, n)
				}
			}
			_, whole := fitting(a.Sentences)
			if told := strings.Contains(text, bot.Simplified.Phrases().Truncated); told == whole {
				t.Errorf("%d sentences of %d: whole %v, and told that it ends %v", many, length, whole, told)
			}
		}
	}
}

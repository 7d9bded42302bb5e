package terminal

import (
	"context"
	"fmt"
	"sync"

	"chuchu/bot"
)

// Written lets a model answer in the place of quotes. It shows each sentence when it is checked, and then what is to be
// known of the whole: how many sentences were left out, and the sources. If the model has no answer that can be shown,
// the quotes are shown, and why. The answer is returned as it was shown; errors are those of [bot.Author.Write].
func (s *Screen) Written(ctx context.Context, author *bot.Author, quoted bot.Answer, all bool, more string) (bot.Answer, error) {
	p := quoted.Language.Phrases()
	differ := sync.OnceFunc(func() {
		if quoted.Differ != "" {
			s.say("%s", quoted.Differ)
		}
	})
	answer, err := author.Write(ctx, "", quoted, func(sentence bot.Sentence) {
		differ()
		sign, style := "✓ ", s.bold
		if sentence.Unverified {
			sign, style = "? ", nil
		}
		s.line(sign, "  ", sentence.Said(p), style)
	})
	if ctx.Err() != nil {
		return answer, err
	}
	if note := answer.Note(); note != "" {
		s.line("", "", note, s.faint)
	}
	if answer.Mode != bot.Model {
		s.Answer(answer, all, more)
		return answer, err
	}
	if answer.Dropped > 0 {
		s.line("", "", fmt.Sprintf(p.Dropped, answer.Dropped), s.faint)
	}
	shown := len(answer.Sources)
	if !all {
		shown = bot.Cited(answer.Sentences)
	}
	s.sources(answer, 0, shown, more, 0)
	return answer, err
}

// Understood writes what was searched for, if that is not the question as it stands.
func (s *Screen) Understood(a bot.Answer) {
	if a.Understood != "" && a.From == 0 {
		s.say(a.Language.Phrases().Understood, a.Understood)
	}
}

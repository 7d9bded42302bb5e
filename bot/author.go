package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"chuchu/bot/checking"
	"chuchu/prompts"
	"chuchu/retrieval"
	"chuchu/retrieval/terms/lexicon"
)

// Writer lets a model answer a prompt. It hands the model's words to emit as they come, in pieces of any size, ends early
// with emit's error, and tells whether the answer was broken off for its length.
type Writer func(ctx context.Context, p prompts.Prompt, emit func(words string) error) (truncated bool, err error)

// Author puts a model's sentences in the place of quotes, each checked against the passages before anybody sees it. It is
// safe for concurrent use.
type Author struct {
	write Writer
	words *lexicon.Lexicon
}

// NewAuthor returns an author that lets this writer answer. The error is the lexicon's, which has to be there to check
// sentences in another language than their passages.
func NewAuthor(write Writer) (*Author, error) {
	words, err := lexicon.Open()
	if err != nil {
		return nil, fmt.Errorf("opening the lexicon: %w", err)
	}
	return &Author{write, words}, nil
}

// Sentence is a sentence of a model that was checked and may be shown: as text, never as markup.
type Sentence struct {
	Text       string
	Sources    []int // the numbers of the sources that carry it
	Unverified bool  // part of it was not found in them: it is shown with a mark
}

// errEnough ends a model that goes round in circles.
var errEnough = errors.New("the answer is long enough")

// Write puts a model's answer in the place of the quotes that the bot answered with. show is given each sentence as soon as
// it is checked, but none before one that the passages bear out. The sources are those that its sentences rest on, in the order of their first use, each with the stored
// sentences that carry them, and behind them the other passages.
//
// Whatever happens to the model, the answer that is returned can be shown: where the model fails, refuses, or says nothing
// that the passages bear out, it is the one with quotes, and its Note says why. The error is for the operator alone; only
// that of ctx means that there is no answer to show.
func (a *Author) Write(ctx context.Context, quoted Answer, show func(Sentence)) (Answer, error) {
	if quoted.Mode != Quote || quoted.Vague {
		return quoted, nil
	}
	start := time.Now()
	phrases := quoted.Language.Phrases()
	passages := distinct(quoted.Sources)
	prompt, err := prompts.Answer(quoted.Question, passages, phrases.NotInTexts)
	if err != nil {
		return quoted, err
	}
	checker := checking.NewEvidence(a.words, quoted.Question, passages).NewChecker(phrases.NotInTexts)
	written := quoted
	shown := 0
	take := func(verdicts []checking.Verdict) {
		for _, v := range verdicts {
			if v.Status.Shown() {
				written.Sentences = append(written.Sentences, Sentence{v.Text, v.Sources, v.Status == checking.Unverified})
			}
		}
		if !checker.Summary().Answers() {
			return // what stands before the first sentence that is borne out may be all there is, and worth nothing
		}
		for ; shown < len(written.Sentences); shown++ {
			show(written.Sentences[shown])
		}
	}
	truncated, err := a.write(ctx, prompt, func(words string) error {
		take(checker.Write(words))
		if checker.Full() {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		truncated, err = true, nil
	}
	if ctx.Err() != nil {
		return quoted, context.Cause(ctx)
	}
	if truncated {
		checker.Cut()
	}
	take(checker.Close())
	summary := checker.Summary()
	quoted.Elapsed += time.Since(start)
	switch {
	case err != nil:
		quoted.Note = phrases.ModelAway
		return quoted, err
	case !summary.Answers():
		quoted.Note = phrases.ModelEmpty
		return quoted, nil
	}
	written.Mode, written.Dropped, written.Elapsed = Model, summary.Dropped(), quoted.Elapsed
	written.Sources = cited(summary.Sources, passages)
	written.Text = textOf(written.Sentences, phrases)
	if truncated {
		written.Note = phrases.Truncated
	}
	return written, nil
}

// distinct returns the passages of sources, each once.
func distinct(sources []Source) []retrieval.Passage {
	var passages []retrieval.Passage
	seen := map[string]bool{}
	for _, s := range sources {
		if !seen[s.ID] {
			seen[s.ID] = true
			passages = append(passages, s.Passage)
		}
	}
	return passages
}

// cited puts the passages that are cited first, quoting what carries the sentences, and numbers all of them.
func cited(used []checking.Source, passages []retrieval.Passage) []Source {
	var sources []Source
	first := map[int]bool{}
	for _, u := range used {
		p := passages[u.Passage]
		p.Quote.Sentences, p.Quote.Answer = u.Quote.Sentences, u.Quote.Answer
		sources = append(sources, Source{len(sources) + 1, p})
		first[u.Passage] = true
	}
	for i, p := range passages {
		if !first[i] {
			sources = append(sources, Source{len(sources) + 1, p})
		}
	}
	return sources
}

// textOf joins sentences to a text with the numbers of their sources.
func textOf(sentences []Sentence, p Phrases) string {
	var b strings.Builder
	for _, s := range sentences {
		if before, _ := utf8.DecodeLastRuneInString(b.String()); b.Len() > 0 && (before < utf8.RuneSelf || !unicode.Is(unicode.Han, first(s.Text))) {
			b.WriteByte(' ')
		}
		b.WriteString(s.Said(p))
	}
	return b.String()
}

func first(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// Said is the sentence with the numbers of its sources, and the mark of one that could not be verified, in one language.
func (s Sentence) Said(p Phrases) string {
	said := s.Text
	for i, n := range s.Sources {
		if i == 0 {
			said += " "
		}
		said += fmt.Sprintf("[%d]", n)
	}
	if s.Unverified {
		said += p.Unverified
	}
	return said
}

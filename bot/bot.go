// Package bot answers questions from a collection: it quotes the sentences that answer, names their sources, and says
// so when the texts do not hold it. Every front end (a terminal, Telegram) holds the same conversation through it.
package bot

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"chuchu/bot/act"
	"chuchu/prompts"
	"chuchu/retrieval"
	"chuchu/retrieval/language"
)

// Bot answers questions about one collection, which can be exchanged for another meanwhile (collection.go). It is safe for
// concurrent use.
type Bot struct {
	mu      sync.RWMutex // guards which one is present
	present *sharedCollection
	edition int
}

// New returns a bot for the collection, which is the bot's from then on. Close the bot after use.
func New(c *retrieval.Collection) *Bot { return &Bot{present: newSharedCollection(c)} }

const (
	// LongestQuestion is in characters. A long pasted paragraph is still a question ("what do the texts say to this?"),
	// a book is not.
	LongestQuestion = 4000
	// maxSources is how many passages an answer carries: as many as anybody pages through on a phone.
	maxSources = 7
)

// QuestionError says why a question cannot be put to the texts, in a sentence for the person who asked it.
type QuestionError struct{ Reason string }

func (e *QuestionError) Error() string { return e.Reason }

// Ask answers a message. A *QuestionError means that it is none that can be answered: nothing in it to look for, or far too
// much. Any other error is the operator's affair.
func (b *Bot) Ask(ctx context.Context, text string) (Answer, error) {
	return NewConversation(b).Ask(ctx, text)
}

// AskAfter answers a question of which it is known what it was asked after, as [Answer.Before] has it. Errors are those of Ask.
func (b *Bot) AskAfter(ctx context.Context, before Before, question string) (Answer, error) {
	return b.ask(ctx, question, talk{plain: len(before.Questions) > 0, file: before.File, questions: before.Questions})
}

// Place answers where words stand in the texts, in that language. Errors are those of Ask.
func (b *Bot) Place(ctx context.Context, words string, in Language) (Answer, error) {
	return b.ask(ctx, words, talk{place: true, told: act.Instructions{Language: string(in)}})
}

// talk is what a message may point back at, and what is known of it.
type talk struct {
	file  string           // of the text that is spoken of; "" for none
	in    Language         // of the last message, for one without letters
	from  int              // how many of the texts that were listed last were shown
	plain bool             // it is a question about the matter, and known to be one
	place bool             // it is words whose place is wanted
	told  act.Instructions // with it, then; and the language to answer in, whatever it is

	questions []string // before it, the newest first
}

// ask answers a message within a talk: what it wants is told first (hearing.go), and then each kind has its own answer.
func (b *Bot) ask(ctx context.Context, text string, t talk) (Answer, error) {
	start := time.Now()
	said, err := clean(text)
	a := Answer{Question: said, Language: languageOf(said), Mode: Refusal}
	if t.in != "" && !strings.ContainsFunc(said, unicode.IsLetter) {
		a.Language = t.in
	}
	if err != nil {
		return a, err
	}
	collection := b.acquire()
	defer collection.release()
	h := collection.hear(said, t)
	a.Act, a.Language = h.Act, cmp.Or(Language(h.Language), Language(t.told.Language), a.Language)
	if err := collection.answer(ctx, &a, h, t); err != nil {
		return a, err
	}
	a.Elapsed = time.Since(start)
	return a, nil
}

// answer answers what was heard within a talk. If it turns out to be a question about the matter, it is answered
// as one.
func (c *sharedCollection) answer(ctx context.Context, a *Answer, h heard, t talk) (err error) {
	ok := true
	switch h.Kind {
	case act.Courtesy:
		a.Text = courtesy(h.What, a.Language)
	case act.About:
		ok, err = c.about(ctx, a, h)
	case act.Collection:
		ok, err = c.inventory(ctx, a, h)
	case act.Gist:
		err = c.gist(ctx, a, h)
	case act.Placing:
		err = c.place(ctx, a, h)
	case act.More, act.Again:
		a.Mode, a.Confidence, a.Text = Info, 1, a.Language.Phrases().NoAnswer
	default:
		ok = false
	}
	if ok || err != nil {
		return err
	}
	a.Act = h.asQuestion().Act
	if err := c.search(ctx, a, t); err != nil {
		return err
	}
	if h.What == act.Mentions {
		c.unmentioned(a, h.Topic)
	}
	return nil
}

// about tells what the bot does. It is false if that was not asked: the texts mention what else it could do.
func (c *sharedCollection) about(ctx context.Context, a *Answer, h heard) (ok bool, err error) {
	if h.What == act.Outside {
		if found, _, err := c.record.Mentions(ctx, cmp.Or(h.Topic, h.Matter)); err != nil || len(found) > 0 {
			return false, err
		}
	}
	a.Mode, a.Confidence, a.Text = Info, 1, fmt.Sprintf(a.Language.Inventory().About, len(c.Texts()))
	return true, nil
}

// search answers a question about the matter: with the passages that are found for it within a talk.
func (c *sharedCollection) search(ctx context.Context, a *Answer, t talk) error {
	if a.Act.Matter != a.Question {
		a.Said, a.Question = a.Question, a.Act.Matter
	}
	said := retrieval.Talk{Questions: t.questions, File: t.file, Leaning: language.Leans(a.Question)}
	found, err := c.FindWithin(ctx, a.Question, said, maxSources)
	if found.Within {
		a.Before = Before{t.questions, t.file}
	}
	if err != nil {
		return fmt.Errorf("finding passages: %w", err)
	}
	if found.Meant != "" {
		a.Said, a.Question, a.Understood = cmp.Or(a.Said, a.Question), found.Meant, found.Meant
	}
	a.Confidence, a.Alone, a.Read = found.Confidence, found.Alone, found.Read
	for i, p := range found.Passages {
		a.Sources = append(a.Sources, Source{i + 1, p})
	}
	switch {
	case len(a.Sources) == 0 || a.Confidence < retrieval.Bar:
		a.Text = a.Language.Phrases().NotInTexts
	case found.Vague:
		a.Mode, a.Vague, a.Text = Quote, true, a.Language.Phrases().Vague
	default:
		a.Mode, a.Versions = Quote, found.Versions
		if a.Text = a.Sources[0].Quoted() + " [1]"; a.Versions > 0 {
			a.quoteVersions()
		}
		if r := a.Sources[0].Quote.Reckoned; r.Date != "" {
			a.Text = fmt.Sprintf(a.Language.Phrases().Reckoned, r.Date, r.Word) + "\n" + a.Text
		}
		if a.Act.Language != "" {
			a.asWritten()
		}
	}
	return nil
}

// Why explains how a question is answered. Errors are those of Ask.
func (b *Bot) Why(ctx context.Context, text string) (retrieval.Explanation, error) {
	question, err := clean(text)
	if err != nil {
		return retrieval.Explanation{}, err
	}
	collection := b.acquire()
	defer collection.release()
	return collection.Why(ctx, act.Of(question).Matter)
}

// Prompt returns what a model would be told to answer the question from the passages found, in at most limit tokens. Errors
// are those of Ask, and that there is no room.
func (b *Bot) Prompt(ctx context.Context, text string, limit int) (prompts.Prompt, error) {
	answer, err := b.Ask(ctx, text)
	if err != nil {
		return prompts.Prompt{}, err
	}
	p, _, err := prompts.Answer(answer.Question, answer.Language.name(), formOf(answer.Act), passagesOf(answer.Sources), answer.Versions, answer.Language.Phrases().NotInTexts, limit)
	return p, err
}

// escapes are the sequences by which terminals are steered, as they come along with pasted text.
var escapes = regexp.MustCompile(`\x1b\[[0-9;?]*[ -/]*[@-~]`)

// clean makes a question of what somebody typed: escape sequences, control characters and broken UTF-8 become spaces,
// characters that cannot be seen go, spaces are folded.
func clean(text string) (string, error) {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Cf, r):
			return -1
		case r == utf8.RuneError || unicode.IsControl(r):
			return ' '
		}
		return r
	}, escapes.ReplaceAllString(text, " "))
	text = strings.Join(strings.Fields(text), " ")
	phrases := languageOf(text).Phrases()
	switch n := utf8.RuneCountInString(text); {
	case n > LongestQuestion:
		return text, &QuestionError{fmt.Sprintf(phrases.TooLong, n, LongestQuestion)}
	case !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) && act.Of(text).Kind == act.Question:
		return text, &QuestionError{phrases.Empty}
	}
	return text, nil
}

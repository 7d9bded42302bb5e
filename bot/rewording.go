package bot

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"chuchu/bot/act"
	"chuchu/bot/followup"
	"chuchu/prompts"
	"chuchu/retrieval/language"
)

// A question that the texts answer surely is never reworded, nor is one that they refuse for good reason. A model is asked
// only if the words of the question are likely what is wrong:
//
//   - It shows a sign of leaning on the turn before it, and the rules of package followup could not complete it, or were not
//     sure how. If they were sure, a refusal is the answer (那广东呢？).
//   - It is in another language than most of the texts, which were searched by the lexicon's words alone. Of XQuAD's
//     questions, English on Chinese texts and the reverse, 41 % are not answered surely, and of these 30 % begin with the
//     wrong text.
//
// A question in the texts' own language that stands alone has been searched in its own words, and whatever a model puts
// in their place is a guess. There is little to gain: of XQuAD's Chinese questions on Chinese texts 18 % are not answered
// surely, and of these 11 % begin with the wrong text. What the texts do not hold would wait for nothing.

// rewordingTime is how long a reader may wait for another wording: he has seen nothing yet. A model that did not make it
// is not asked for one again for rewordingRest. It may be good enough to write answers all the same, so that is no matter
// for the breaker of package llm.
const (
	rewordingTime = 4 * time.Second
	rewordingRest = 5 * time.Minute
)

// Ask answers a question within its conversation, as [Conversation.Ask] does. If the author may reword questions and the
// texts are unsure of this one, a model may put it in other words, which are searched besides; the answer of which the
// texts are surer is taken, and [Answer.Understood] says what was searched. A rewording is never part of an answer, and
// whatever goes wrong with it leaves the answer as it was. A nil author asks the conversation alone. Errors are those of
// [Conversation.Ask].
func (a *Author) Ask(ctx context.Context, person string, c *Conversation, text string) (Answer, error) {
	answer, leaning, err := c.answer(ctx, text)
	if err != nil {
		return answer, err
	}
	if a != nil && a.settings.Reword && answer.Act.Kind == act.Question && len(answer.Parts) == 0 {
		answer = a.reword(ctx, person, c, answer, leaning)
	}
	c.remember(answer)
	return answer, gone(ctx)
}

// gone returns why nobody waits for an answer any more; nil if somebody does, or has enough and gets what there is.
func gone(ctx context.Context) error {
	if cause := context.Cause(ctx); cause != ErrEnough {
		return cause
	}
	return nil
}

// reword returns the better of two answers: the one that there is, and that to the question in other words.
func (a *Author) reword(ctx context.Context, person string, c *Conversation, answer Answer, leaning bool) (better Answer) {
	language, foreign := c.bot.foreign(answer.Language)
	if answer.Sure() || !leaning && !foreign || time.Now().UnixNano() < a.tooSlow.Load() {
		return answer
	}
	start := time.Now()
	defer func() { better.Elapsed = answer.Elapsed + time.Since(start) }()
	var before prompts.Turn
	if leaning {
		before = prompts.Turn{Question: c.turns[0].Question(), Answer: cut(c.turns[0].Answer(), maxAnswering)}
	}
	var spent call
	query, err := a.rewording(ctx, person, answer.Question, language, before, &spent)
	answer.Writing = Writing{Usage: spent.reply.Usage, Cost: spent.cost}
	a.fault(ctx, errors.Join(err, spent.ledgerUnavailable))
	if query == "" {
		return answer
	}
	found, err := c.bot.ask(ctx, query, talk{plain: true})
	if err != nil || !found.Answered() || found.Vague || found.Confidence <= answer.Confidence {
		return answer // an error of asking has come up with the question as it was, or is that of ctx
	}
	found.Understood, found.Writing = found.Question, answer.Writing
	if !leaning { // it is whole: what was asked stays the question, only the search was for other words
		found.Question = answer.Question
	}
	found.Language = answer.Language
	return found
}

// maxAnswering is how much of an answer before goes along, in characters: a name or a number, not a passage.
const maxAnswering = 40

// rewording lets the model word a question anew; "" if what it says is no use.
func (a *Author) rewording(ctx context.Context, person, question, language string, before prompts.Turn, spent *call) (string, error) {
	prompt, err := prompts.Rewording(question, language, before)
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeoutCause(ctx, rewordingTime, errLateRewording)
	defer cancel()
	var said strings.Builder
	err = a.call(ctx, person, prompt, func(words string) error {
		if said.WriteString(words); said.Len() > maxSaid {
			return errFull
		}
		return nil
	}, spent)
	if errors.Is(err, errLateRewording) {
		a.tooSlow.Store(time.Now().Add(rewordingRest).UnixNano())
	}
	if err != nil && !errors.Is(err, errFull) {
		return "", err
	}
	return query(said.String(), question), nil
}

var errLateRewording = errors.New("the model took too long to reword a question")

const (
	maxSaid  = 2000 // bytes that are read of a rewording
	maxQuery = 200  // characters that are searched for
)

// query returns what a model's rewording says to search for: its first line, if that is plain words, not too many, that
// ask for something, keep the numbers that the question has in digits and are not its own words again. Else it is no use.
func query(said, question string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(said), "\n")
	line = strings.Trim(strings.TrimSpace(line), `"'“”「」『』`)
	line, err := clean(line)
	if err != nil || utf8.RuneCountInString(line) > maxQuery || notPlain.MatchString(line) || language.FoldString(line) == language.FoldString(question) || !asks(line, question) {
		return ""
	}
	kept := numbersIn(line)
	for _, n := range digits.FindAllString(language.FoldString(question), -1) {
		if !slices.Contains(kept, n) {
			return ""
		}
	}
	return line
}

// asks reports whether a rewording asks. A model that answers instead must not have its answer searched for: that would be
// found wherever it stands, whatever was asked. A question for something (谁, how long) has to ask for it again, and not
// whether it is what the model guesses.
func asks(line, question string) bool {
	return followup.Asks(line) || !followup.Asks(question) && strings.ContainsAny(line, "?？")
}

var digits = regexp.MustCompile(`\d+`)

// notPlain matches what no question has and whoever shows it might take for more than words: markup, tags, addresses.
var notPlain = regexp.MustCompile("[<>\\[\\]{}|`*_\\\\]|://|(?i:www\\.)|\\p{L}\\.\\p{L}{2}|@")

// numbersIn returns the numbers of a text, in plain digits.
func numbersIn(text string) []string {
	var found []string
	for _, t := range language.Of(text) {
		if t.Kind == language.Number || t.Kind == language.Word && strings.Trim(t.Text, "0123456789") == "" {
			found = append(found, t.Text)
		}
	}
	return found
}

// foreign returns the language that most paragraphs are in, by its English name, and whether it is another than the
// question's.
func (b *Bot) foreign(question Language) (language string, foreign bool) {
	collection := b.acquire()
	defer collection.release()
	chinese, english := 0, 0
	for _, text := range collection.Texts() {
		switch {
		case strings.HasPrefix(text.Lang, "zh"):
			chinese += text.Paragraphs
		case text.Lang == string(English):
			english += text.Paragraphs
		}
	}
	if chinese >= english {
		return "Chinese", question == English && chinese > 0
	}
	return "English", question != English
}

// cut returns the first characters of a text.
func cut(s string, n int) string {
	runes := []rune(s)
	return string(runes[:min(len(runes), n)])
}

package bot

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"chuchu/bot/act"
	"chuchu/bot/several"
	"chuchu/retrieval"
)

// A message that asks several things is answered part by part, each within the conversation that the parts before it make:
// what leans on them is understood as in a chat. The sources are numbered through: first those that the parts quote, in
// order, then the others.

const (
	// partSources is how many sources of each part are kept.
	partSources = 3
	// eachShare is the share of the first source's score from which on a passage of another text answers for the other of
	// several things without a name (两次会议各开了多久); below it speaks of something else. By judgment: the two meetings of the
	// seeds are at .89, and the next text at .5.
	eachShare = 0.5
	// agreeing is from which confidence on a part below the bar counts as possibly answered, where what was found for it is of the
	// text that answers the part with the same subject. Set by one question (谁主持的 of the seeds comes to .23) and not measured
	// beyond that: what the text does not say can pass too. The golden screens (testdata/answers.txt of bot/telegram/screen) notice.
	agreeing = 0.2
)

// several answers each question of a message that holds more than one; whole is the answer to it as it stands. It is false
// if the message is better taken as one question: all that it asks stands in one sentence, or no part is answered.
func (c *Conversation) several(ctx context.Context, whole Answer) (answer Answer, ok bool, err error) {
	message := several.Split(whole.Question, orders)
	var parts []Answer
	switch {
	case message.Each > 0:
		parts, err = c.each(ctx, message, whole)
	case len(message.Parts) > 1:
		parts, err = c.parts(ctx, message.Parts, whole)
	}
	switch {
	case err != nil || len(parts) < 2:
		return whole, false, err
	case sameSentence(append(parts, whole)):
		return whole, false, nil
	case sameSentence(parts):
		return together(whole, parts), true, nil
	}
	answer = whole
	answer.Parts, answer.Sources, answer.Vague, answer.Mode = numbered(parts), nil, false, Refusal
	answer.Confidence = 0
	for _, p := range answer.Parts {
		switch {
		case !p.Answered():
			continue
		case answer.Mode == Refusal:
			answer.Mode, answer.Confidence = p.Mode, p.Confidence
		case p.Mode == Quote:
			answer.Mode = Quote
		}
		answer.Confidence = min(answer.Confidence, p.Confidence)
	}
	if answer.Mode == Refusal {
		return whole, false, nil
	}
	answer.Sources = sourcesOf(answer.Parts)
	answer.Text = textOf(answer.Parts)
	return answer, true, nil
}

// orders reports whether a sentence wants something of the bot though it does not ask.
func orders(sentence string) bool {
	switch act.Of(sentence).Kind {
	case act.About, act.Collection, act.Gist, act.Placing:
		return true
	}
	return false
}

// together is the answer to a message of which one sentence answers all parts: that to the part which it answers most surely.
func together(whole Answer, parts []Answer) Answer {
	best := slices.MaxFunc(parts, func(a, b Answer) int { return cmp.Compare(a.Confidence, b.Confidence) })
	best.Question, best.Said, best.Understood, best.Act = whole.Question, whole.Said, "", whole.Act
	return best
}

// parts answers questions one after the other.
func (c *Conversation) parts(ctx context.Context, questions []several.Part, whole Answer) ([]Answer, error) {
	within := &Conversation{bot: c.bot, turns: c.turns, last: c.last, file: c.file, part: true}
	var answers []Answer
	for _, q := range questions {
		a, err := within.one(ctx, q, whole.Act.Instructions)
		if err != nil {
			return nil, err
		}
		if again := slices.ContainsFunc(answers, func(b Answer) bool { return quotation(a) != "" && quotation(a) == quotation(b) }); again && a.Understood == "" {
			// the talk brought up what was answered already
			if alone, err := c.bot.ask(ctx, q.Said, talk{plain: true, told: whole.Act.Instructions}); err != nil {
				return nil, err
			} else if alone.Answered() {
				a = alone
			}
		}
		if a.Courtesy() || a.Act.Kind == act.More {
			continue
		}
		a.Language = whole.Language
		if a.Mode == Refusal {
			a.Text = a.Language.Phrases().NotInTexts
		}
		within.remember(a)
		answers = append(answers, a)
	}
	for i := range answers[:max(0, len(answers)-1)] {
		if next := &answers[i+1]; next.Understood != "" {
			agree(&answers[i], *next)
			agree(next, answers[i])
		}
	}
	return answers, nil
}

// agree takes a part for answered that comes near to that and is about the subject of another, if the passage found for it
// is of the text that answers the other.
func agree(part *Answer, other Answer) {
	if part.Answered() || part.Confidence < agreeing || !other.Answered() || len(part.Sources) == 0 || len(other.Sources) == 0 {
		return
	}
	if part.Sources[0].Place.File == other.Sources[0].Place.File {
		part.Mode, part.Confidence, part.Text = Quote, retrieval.Bar, part.Sources[0].Quoted()+" [1]"
	}
}

// one answers a part: with the subject of the one before it, or by its words alone. If it is a question by itself, the surer
// of the two answers is taken.
func (c *Conversation) one(ctx context.Context, q several.Part, told act.Instructions) (Answer, error) {
	if q.Own {
		return c.bot.ask(ctx, q.Said, talk{plain: true, told: told})
	}
	literal, _, err := c.answer(ctx, q.Said)
	if err != nil || q.Whole == "" || literal.Act.Kind != act.Question || !q.Leaning && literal.Sure() {
		return literal, err
	}
	whole, err := c.bot.ask(ctx, q.Whole, talk{plain: true, told: told})
	if err != nil {
		return literal, err
	}
	if q.Leaning && !whole.Answered() && literal.Sure() || !q.Leaning && literal.Confidence >= whole.Confidence {
		return literal, nil
	}
	whole.Understood = whole.Question
	return whole, nil
}

// each answers a question that is asked of several things without a name by the texts that answer it.
func (c *Conversation) each(ctx context.Context, message several.Message, whole Answer) ([]Answer, error) {
	found, err := c.bot.ask(ctx, message.Parts[0].Said, talk{plain: true, told: whole.Act.Instructions})
	if err != nil || !found.Answered() || found.Vague {
		return nil, err
	}
	var parts []Answer
	seen := map[string]bool{}
	for _, s := range found.Sources {
		if seen[s.Place.File] || s.Score < eachShare*found.Sources[0].Score || len(parts) == message.Each ||
			found.Sources[0].AnswerWords() != "" && s.AnswerWords() == "" {
			continue
		}
		seen[s.Place.File] = true
		p := found
		p.Language = whole.Language
		p.Question, p.Sources = named(s), []Source{s}
		p.Text = s.Quoted() + " [1]"
		parts = append(parts, p)
	}
	return parts, nil
}

// named is what tells a source from those of other texts: its date and its title.
func named(s Source) string {
	title := shortened(s.Title, maxTitle)
	if s.Date == "" {
		return title
	}
	return s.Date + " " + title
}

// quotation is the place and the words of what an answer quotes first; "" if it quotes nothing.
func quotation(a Answer) string {
	if a.Mode != Quote || len(a.Sources) == 0 || a.Outlined() {
		return ""
	}
	return a.Sources[0].ID + a.Sources[0].Quoted()
}

// Quoting returns how many of the sources, the first ones, the parts of an answer quote; 0 for one without parts.
func (a Answer) Quoting() int {
	most := 0
	for _, p := range a.Parts {
		switch {
		case p.Outlined():
			for _, s := range p.Sources {
				most = max(most, s.N)
			}
		case quotation(p) != "":
			most = max(most, p.Sources[0].N)
		}
	}
	return most
}

// sameSentence reports whether all parts are answered by one quotation.
func sameSentence(parts []Answer) bool {
	first := quotation(parts[0])
	for _, p := range parts[1:] {
		if quotation(p) != first {
			return false
		}
	}
	return first != ""
}

// numbered numbers the sources of the parts through: first what is quoted, in order, each passage once, then the others.
func numbered(parts []Answer) []Answer {
	number := map[string]int{}
	give := func(s *Source) {
		if number[s.ID] == 0 {
			number[s.ID] = len(number) + 1
		}
		s.N = number[s.ID]
	}
	for i := range parts {
		p := &parts[i]
		if p.Outlined() { // all of its sources are quoted
			p.Sources = slices.Clone(p.Sources)
			for j := range p.Sources {
				give(&p.Sources[j])
			}
			p.Text = renumbered(p.Text, p.Sources)
			continue
		}
		p.Sources = slices.Clone(p.Sources[:min(partSources, len(p.Sources))])
		if quotation(*p) != "" {
			give(&p.Sources[0])
		}
	}
	for _, p := range parts {
		for i := range p.Sources {
			give(&p.Sources[i])
		}
	}
	for i := range parts {
		if p := &parts[i]; quotation(*p) != "" && !p.Vague {
			p.Text = renumbered(p.Text, p.Sources)
		}
	}
	return parts
}

var sourceNumber = regexp.MustCompile(`(?m)\[\d+\]$`)

// renumbered returns what is said with the numbers that its sources have now.
func renumbered(text string, sources []Source) string {
	return sourceNumber.ReplaceAllStringFunc(text, func(number string) string {
		if n, err := strconv.Atoi(strings.Trim(number, "[]")); err == nil && 0 < n && n <= len(sources) {
			return fmt.Sprintf("[%d]", sources[n-1].N)
		}
		return number
	})
}

// sourcesOf returns the sources of all parts, each once, by their numbers.
func sourcesOf(parts []Answer) []Source {
	var all []Source
	for _, p := range parts {
		all = append(all, p.Sources...)
	}
	slices.SortStableFunc(all, func(a, b Source) int { return a.N - b.N })
	return slices.CompactFunc(all, func(a, b Source) bool { return a.N == b.N })
}

// textOf is what is said to all parts, each under its number. A sentence that answers two is shown once.
func textOf(parts []Answer) string {
	var b strings.Builder
	said := map[string]bool{}
	for i, part := range parts {
		if i > 0 {
			b.WriteByte('\n')
		}
		text := part.Text
		if q := quotation(part); q != "" {
			if said[q] && part.Sources[0].AnswerWords() != "" {
				text = strings.TrimSpace(fmt.Sprintf("%s [%d]", part.Sources[0].AnswerWords(), part.Sources[0].N))
			}
			said[q] = true
		}
		fmt.Fprintf(&b, "%d. %s\n%s", i+1, part.Question, text)
	}
	return b.String()
}

package bot

import (
	"context"
	"fmt"
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
	// several things without a name (两次会议各开了多久); below it speaks of something else.
	eachShare = 0.5
)

// several answers each question of a message that holds more than one; whole is the answer to it as it stands. It is false
// where the message is better taken as one question: all that it asks stands in one sentence, or no part is answered.
func (c *Conversation) several(ctx context.Context, whole Answer) (answer Answer, ok bool, err error) {
	message := several.Split(whole.Question)
	var parts []Answer
	switch {
	case message.Each > 0:
		parts, err = c.each(ctx, message, whole)
	case len(message.Parts) > 1:
		parts, err = c.parts(ctx, message.Parts, whole)
	}
	if err != nil || len(parts) < 2 || sameSentence(parts) {
		return whole, false, err
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

// parts answers questions one after the other.
func (c *Conversation) parts(ctx context.Context, questions []several.Part, whole Answer) ([]Answer, error) {
	talk := &Conversation{bot: c.bot, turns: c.turns, last: c.last, file: c.file, part: true}
	var answers []Answer
	for _, q := range questions {
		a, _, err := talk.answer(ctx, q.Said)
		if err != nil {
			return nil, err
		}
		if a.Courtesy() || a.Act.Kind == act.More {
			continue
		}
		if q.Whole != "" && a.Act.Kind == act.Question {
			if a, err = talk.completed(ctx, q, a); err != nil {
				return nil, err
			}
		}
		a.Language = whole.Language
		if a.Mode == Refusal {
			a.Text = a.Language.Phrases().NotInTexts
		}
		talk.remember(a)
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
// has the kind of thing that is asked for and is of the text that answers the other.
func agree(part *Answer, other Answer) {
	if part.Answered() || !part.Near() || !other.Answered() || len(part.Sources) == 0 || len(other.Sources) == 0 {
		return
	}
	first := part.Sources[0]
	if first.AnswerWords() != "" && first.Place.File == other.Sources[0].Place.File {
		part.Mode, part.Confidence = Quote, retrieval.Bar
	}
}

// completed returns the answer to a part with the subject of the one before it, or literal, the one to its words alone: the
// surer one, where the part is a question by itself.
func (c *Conversation) completed(ctx context.Context, q several.Part, literal Answer) (Answer, error) {
	if !q.Leaning && literal.Sure() {
		return literal, nil
	}
	whole, err := c.bot.ask(ctx, q.Whole, talk{plain: true, told: literal.Act.Instructions})
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

// quotation is the place and the words of what an answer quotes first; "" where it quotes nothing.
func quotation(a Answer) string {
	if a.Mode != Quote || len(a.Sources) == 0 {
		return ""
	}
	return a.Sources[0].ID + a.Sources[0].Quoted()
}

// Quoting returns how many of the sources, the first ones, the parts of an answer quote; 0 for one without parts.
func (a Answer) Quoting() int {
	most := 0
	for _, p := range a.Parts {
		if quotation(p) != "" {
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
		p.Sources = append([]Source(nil), p.Sources[:min(partSources, len(p.Sources))]...)
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
			p.Text = fmt.Sprintf("%s [%d]", p.Sources[0].Quoted(), p.Sources[0].N)
		}
	}
	return parts
}

// sourcesOf returns the sources of all parts, each once, by their numbers.
func sourcesOf(parts []Answer) []Source {
	var all []Source
	for n := 1; ; n++ {
		before := len(all)
		for _, p := range parts {
			for _, s := range p.Sources {
				if s.N == n && len(all) == before {
					all = append(all, s)
				}
			}
		}
		if len(all) == before {
			return all
		}
	}
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
			if said[q] {
				text = strings.TrimSpace(fmt.Sprintf("%s [%d]", part.Sources[0].AnswerWords(), part.Sources[0].N))
			}
			said[q] = true
		}
		fmt.Fprintf(&b, "%d. %s\n%s", i+1, part.Question, text)
	}
	return b.String()
}

package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"chuchu/bot/act"
	"chuchu/bot/followup"
	"chuchu/retrieval/language"
	"chuchu/retrieval/outline"
)

// Choice is one of the things that a question may be about, if the texts speak of several.
type Choice struct {
	Label    string // what tells it from the others: 2024年版
	Question string // that asks about it
	Source   int    // that answers it
	File     string // of its text
}

// longestPrefix is how wide a label may be, as [outline.Width] counts, to stand before a question without a mark: eight characters
// of Chinese.
const longestPrefix = 24

// mostChoices is how many things are named that a question may be about.
const mostChoices = 3

// offer says of an answer which of several things that compete closely it is of, and makes of the others choices; literal is the
// answer to the question in its own words, before it was restated. What the talk was about is stayed with, and said ([Answer.Scope]);
// elsewhere the answer is of the likelier, which is a choice too.
func (c *Conversation) offer(ctx context.Context, a *Answer, literal Answer, here talk) error {
	if c.part || a.Mode != Quote || a.Vague || a.Act.Kind != act.Question || len(a.Parts) > 0 {
		return nil
	}
	rivals, err := a.Sources[min(1, a.Versions):a.Versions], error(nil)
	if a.Versions == 0 {
		rivals, err = c.rivals(*a, literal)
	}
	if len(rivals) == 0 {
		rivals = a.otherWay()
	}
	if err != nil || len(rivals) == 0 {
		return err
	}
	things := append([]Source{a.Sources[0]}, rivals[:min(len(rivals), mostChoices-1)]...)
	names := labels(things)
	if names == nil {
		return nil
	}
	scope := ""
	if stays, err := c.stays(*a, rivals, here); err != nil {
		return err
	} else if stays {
		scope, things = names[0], things[1:]
	}
	after := talk{plain: true, told: a.Act.Instructions, file: a.Sources[0].Place.File, questions: append([]string{a.Question}, here.questions...)}
	var choices []Choice
	for i, s := range things {
		name := names[len(names)-len(things)+i]
		question, err := c.bot.asking(ctx, a.Question, names, name, s, after)
		if err != nil {
			return err
		}
		if question != "" {
			choices = append(choices, Choice{name, question, s.N, s.Place.File})
		}
	}
	if scope != "" && len(choices) > 0 || len(choices) > 1 {
		a.Scope, a.Choices = scope, choices
	}
	return nil
}

// otherWay returns the source of another text that a question would find first which could be whole, and which the talk has led
// elsewhere.
func (a Answer) otherWay() []Source {
	i := slices.IndexFunc(a.Sources, func(s Source) bool { return s.ID == a.Alone })
	if i <= 0 || a.Sources[0].Place.File != a.Before.File || !a.Sure() || language.Leans(a.Question) || a.Sources[i].Place.File == a.Sources[0].Place.File {
		return nil
	}
	return a.Sources[i : i+1]
}

// stays reports whether it was said before which of several things is spoken of.
func (c *Conversation) stays(a Answer, rivals []Source, here talk) (bool, error) {
	if len(here.questions) == 0 {
		return false, nil
	}
	file := a.Sources[0].Place.File
	if file == here.file && !slices.ContainsFunc(rivals, func(s Source) bool { return s.Place.File == file }) {
		return true, nil
	}
	left, err := c.bot.rivals(a.Question+"\n"+here.questions[0], append([]Source{a.Sources[0]}, rivals...), true)
	return len(left) == 0, err
}

// rivals returns the sources of an answer that are as good an answer to the question in its own words.
func (c *Conversation) rivals(a, literal Answer) ([]Source, error) {
	index := func(sources []Source, id string) int {
		return slices.IndexFunc(sources, func(s Source) bool { return s.ID == id })
	}
	compared := a.Sources
	if i := index(literal.Sources, a.Sources[0].ID); i >= 0 {
		compared = append([]Source{literal.Sources[i]}, slices.Delete(slices.Clone(literal.Sources), i, i+1)...)
	}
	found, err := c.bot.rivals(literal.Question, compared, a.Understood != "" || len(a.Before.Questions) > 0)
	var rivals []Source
	for _, s := range found {
		if i := index(a.Sources, s.ID); i >= 0 {
			rivals = append(rivals, a.Sources[i])
		}
	}
	return rivals, err
}

// rivals returns the sources that answer a question as well as the first of them; within a talk, if they were found for that.
func (b *Bot) rivals(question string, sources []Source, within bool) ([]Source, error) {
	collection := b.acquire()
	defer collection.release()
	found, err := collection.Rivals(question, passagesOf(sources), within)
	if err != nil {
		return nil, fmt.Errorf("comparing passages: %w", err)
	}
	rivals := make([]Source, len(found))
	for i, n := range found {
		rivals[i] = sources[n]
	}
	return rivals, nil
}

// asking returns a question that is answered by a source, of which the name is one of names: the question with that name in
// the place of another, or in front; "" if none is.
func (b *Bot) asking(ctx context.Context, question string, names []string, name string, s Source, after talk) (string, error) {
	var forms []string
	for _, other := range names {
		if other != name && strings.Contains(question, other) {
			forms = append(forms, strings.Replace(question, other, name, 1))
		}
	}
	fragment := followup.Fragment(question)
	switch {
	case fragment != "" && language.IsChinese(question):
		forms = append(forms, language.WhatAbout(name, fragment))
	case language.IsChinese(question):
		forms = append(forms, name+question, name+"："+question)
		if outline.Width(name) > longestPrefix {
			forms = forms[len(forms)-1:]
		}
	default:
		forms = append(forms, name+": "+question)
	}
	found, err := b.leading(ctx, forms, s, after) // by its words, else since it was chosen
	if found == "" && err == nil && after.file != s.Place.File {
		after.file = s.Place.File
		return b.leading(ctx, forms, s, after)
	}
	return found, err
}

// leading returns the first of questions that is answered by a source, "" for none.
func (b *Bot) leading(ctx context.Context, questions []string, s Source, after talk) (string, error) {
	for _, question := range questions {
		found, err := b.ask(ctx, question, after)
		if _, tooLong := errors.AsType[*QuestionError](err); tooLong {
			continue
		}
		if err != nil {
			return "", err
		}
		if found.Answered() && len(found.Sources) > 0 && found.Sources[0].ID == s.ID {
			return question, nil
		}
	}
	return "", nil
}

// chosen returns the choice that a message names, by its number, its label or its question.
func (a Answer) chosen(said string) (chosen Choice, ok bool) {
	said = strings.TrimRight(language.FoldString(strings.TrimSpace(said)), "?？。.")
	n, _ := strconv.Atoi(said)
	named := 0
	for i, choice := range a.Choices {
		switch label := language.FoldString(choice.Label); {
		case n == i+1, said == label, said == strings.TrimRight(language.FoldString(choice.Question), "?？"):
			return choice, true
		case utf8.RuneCountInString(said) > 1 && strings.Contains(label, said):
			chosen = choice
			named++
		}
	}
	return chosen, named == 1
}

// AskBack says with which of several things an answer stays, or asks which is meant; "" if there is but one, or but one that still
// holds. numbered puts the numbers of the choices behind it.
func (a Answer) AskBack(numbered bool) string {
	if len(a.Choices) == 0 || a.superseded() {
		return ""
	}
	p, comma := a.Language.Phrases(), a.Language.Inventory().Comma
	var names, numbers []string
	for i, choice := range a.Choices {
		names, numbers = append(names, choice.Label), append(numbers, strconv.Itoa(i+1))
	}
	last := len(names) - 1
	said := fmt.Sprintf(p.Which, strings.Join(names[:last], comma), names[last])
	if a.Scope != "" {
		said = fmt.Sprintf(p.Still, a.Scope, strings.Join(names, comma))
	}
	if numbered {
		said += " (" + strings.Join(numbers, "/") + ")"
	}
	return said
}

package bot

import (
	"cmp"

	"chuchu/bot/act"
	"chuchu/retrieval/language"
)

// Language is a language that the bot speaks, as a BCP 47 tag. Quotes stay in the language of their text.
type Language string

const (
	Simplified  Language = "zh-Hans"
	Traditional Language = "zh-Hant"
	English     Language = "en"
)

// Languages returns all that the bot speaks.
func Languages() []Language { return []Language{Simplified, Traditional, English} }

// name is what a model is told to call the language.
func (l Language) name() string {
	switch l {
	case Simplified:
		return "simplified Chinese"
	case Traditional:
		return "traditional Chinese"
	}
	return "English"
}

// languageOf returns the language to answer a question in: that of its own characters, and English for what the bot does not
// speak.
func languageOf(question string) Language {
	switch {
	case language.HasKana(question):
		return English
	case language.IsTraditional(question):
		return Traditional
	case language.IsChinese(question):
		return Simplified
	}
	return English
}

// Phrases are what the bot says in its own words, in one language. Verbs of fmt stand where a comment names them.
type Phrases struct {
	NotInTexts  string // the refusal
	Nearest     string // before the nearest passages of a refusal
	Vague       string // the question only names what stands all over the texts
	Greeting    string // to a greeting
	Welcome     string // to thanks
	Goodbye     string // to a good-bye
	Unsure      string // before a quote that may not answer
	Understood  string // before the question that one is taken for which leans on others: %s
	Which       string // which of several things is meant: all but the last %s, and the last %s
	Still       string // the answer stays with one %s of several things; what could be asked about instead, %s
	Differ      string // how versions of one another differ: %s, the words of each with its edition
	Repealed    string // of a version: another says that it no longer holds
	Replaced    string // of a version: another took its place
	Reckoned    string // a date that a quote gives by a word like "yesterday", and that word: %s, %s
	Also        string // before the other places of a quote
	More        string // how many further passages there are, %d, and how to see them, %s
	Undated     string // in place of a date
	Slide       string // slide %d
	Paragraphs  string // a number of paragraphs: %d
	Empty       string // there is nothing to look for in the question
	TooLong     string // the question has %d characters, %d are the most
	NoSource    string // no source of that number %d; there are %d
	NoPassage   string // there is no passage %q
	NoAnswer    string // nothing was asked yet
	NoCommand   string // there is no command %q
	Unreachable string // the index cannot be asked now, and may be later
	Forgotten   string // a conversation begins anew
	Help        string // of a conversation
	Unverified  string // behind a sentence of a model that was found in its sources in part only
	Otherwise   string // likewise, where they have something else in its place: %s
	Dropped     string // %d sentences of a model are not shown
	ModelAway   string // the model failed, and quotes stand in its place
	ModelEmpty  string // it said nothing that the texts bear out, and quotes stand in its place
	OnlyThought string // it thought, and wrote no answer, and quotes stand in its place
	Truncated   string // its answer was broken off
	BudgetUsed  string // nothing is left to spend on it today, and quotes stand in its place
	QuotaUsed   string // the person has had its answers of a day, and quotes stand in its place
	Stopped     string // the reader stopped it before it had said anything, and quotes stand in its place
}

// Phrases returns the bot's words in the language; English if it speaks no other.
func (l Language) Phrases() Phrases { return cmp.Or(catalogue[l], catalogue[English]) }

// courtesy returns what is said to words that ask nothing.
func courtesy(what act.What, l Language) string {
	p := l.Phrases()
	switch what {
	case act.Thanks:
		return p.Welcome
	case act.Goodbye:
		return p.Goodbye
	case act.Fine:
		return l.Inventory().Fine
	}
	return p.Greeting
}

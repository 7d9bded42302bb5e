package screen

import (
	"cmp"

	"chuchu/bot"
)

// Phrases are the words of the interface in one language. Verbs of fmt stand where a comment names them. What the bot says
// on a terminal too (the refusal, "possibly related", …) is in bot.Phrases.
type Phrases struct {
	// Of an answer.
	Sure         string // before a quote that surely answers
	Written      string // before a model's sentences that surely answer
	Writing      string // behind those of an answer that is being written, or alone
	Stop         string // button: end it here
	Stopped      string // behind sentences after which it was stopped
	OtherText    string // before the quote of a second text that answers as well
	Also         string // before another place of a quote
	AlsoMore     string // %d further places
	OnPage       string // page %d
	OnLine       string // line %d
	OnLines      string // lines %d to %d
	InChinese    string // before the words of a Chinese text that were found for English ones
	InEnglish    string // the reverse
	Open         string // button: the passage in its text
	PassageOf    string // passage %d of %d
	BackToAnswer string // button
	TryInstead   string // behind the refusal of what is far, before questions
	WrongPassage string // reasons of a verdict against an answer
	WrongQuote   string
	NoAnswer     string
	OutOfDate    string

	// Of a text that is open.
	ToPassage    string // button: back to the page with the passage
	BackToList   string // button
	Gone         string // the passage is not in the texts any more
	SourcesTitle string // %d texts, in all
	Sources      string // button

	// At the beginning.
	StartTry        string // before the examples
	Help            string
	Group           string // what to do in a group; the bot's name %s
	Language        string // before the languages
	ByPhone         string // button: the phone's language
	Spoken          string // the language is set
	Privacy         string
	PrivacyEmbedder string // if there is an embedding model %s: what it is sent
	PrivacyModel    string // if there is a model %s: what it is sent
	ForgetAsk       string
	ForgetYes       string // button
	ForgetNo        string // button
	Forgotten       string // all that was stored of the person is deleted
	Kept            string // nothing was deleted
	NewBegun        string // the conversation begins anew

	// What cannot be.
	NoQuestion  string // there is nothing to look for in the message
	TooLong     string // the question has %d characters, %d are the most
	NotText     string // a picture, a voice
	InLine      string // %d questions are answered before this one
	Full        string // %d messages of the person wait, and no more are taken in
	Slower      string // press again in %d seconds
	NotAllowed  string // the id %d, which the operator needs
	AdminsOnly  string
	Failed      string // the fault is the bot's; %s for the operator
	Unreachable string // the index cannot be asked now, and may be later
	Interrupted string // the bot stopped while it answered
	Resume      string // button
	Outdated    string // a button is no longer good
	NothingYet  string // there is no answer to explain yet
	Thanks      string // for a verdict
	NotYours    string // another person's button
	OpenChat    string // button: to the private chat with the bot

	// For the operator.
	Reloaded     string // %d texts
	NotReloaded  string // for the reason %s
	FeedbackNone string
	FeedbackFile string // %d verdicts
	StatsTitle   string // since %s
	StatsTexts   string // %d texts, %d paragraphs
	StatsAsked   string // %d questions, %d answered, %d of them possibly, %d refused
	StatsVotes   string // %d for, %d against
	StatsModel   string // %d calls of the model today, %d tokens in, %d out
	StatsCost    string // behind it: what that cost, %s
	StatsBudget  string // behind that: of how much, %s
	WhyTitle     string
	WhyAnswered  string // the verdict on a question
	WhyPossibly  string
	WhyRefused   string
	WhyBars      string // confidence %.2f, bar %.2f, sure %.2f
	WhyByWords   string // for the reason %s there is no comparing by meaning
	WhyAbsent    string // behind a word that no text holds

	// Commands, as Telegram lists them, and what stands on the bot's profile.
	CommandAsk      string
	CommandSources  string
	CommandLanguage string
	CommandNew      string
	CommandWhy      string
	CommandPrivacy  string
	CommandForget   string
	CommandHelp     string
	CommandStart    string
	CommandStats    string
	CommandReload   string
	CommandFeedback string
	Description     string // in an empty chat with the bot, at most 512 characters
	About           string // at most 120
}

// Phrases returns the words in the viewer's language; English if there is no other.
func (v Viewer) Phrases() Phrases { return cmp.Or(catalogue[v.Language], catalogue[bot.English]) }

func (p Phrases) reason(r Reason) string {
	return map[Reason]string{WrongPassage: p.WrongPassage, WrongQuote: p.WrongQuote, NoAnswer: p.NoAnswer, OutOfDate: p.OutOfDate}[r]
}

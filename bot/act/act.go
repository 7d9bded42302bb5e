// Package act tells what a message wants, before anything is searched: something of the bot, of the collection as a whole,
// the gist of a text, the place of a quotation, more of the last answer, or that one otherwise; or it is a courtesy; or, as most
// are, a question about the matter. Of a question it takes off what is said to the bot and not about the matter: "could you please
// tell me", 请用一句话回答, 谢谢.
//
// What it knows are lists of forms, whole messages with slots, in *.txt files that anybody can extend (form.go tells how they
// are written). Only a whole message has a form: what holds one word more is a question about the matter. That a message with
// the form of an act names something in the texts (帮助 where a text is about 帮助) is for the caller to see, who has them.
package act

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// Act is what a message wants.
type Act struct {
	Kind Kind
	What What
	// Matter is the message without the words to the bot: what is to be searched, if it is a question.
	Matter string
	// Reference is the text that the message names; the zero Reference if it names none.
	Reference Reference
	// Topic is what is to be looked for, the quotation to be placed, what a sentence is to be about, or what a text mentions that may
	// answer.
	Topic string
	Instructions
}

// Kind is the kind of an act.
type Kind string

// The kinds.
const (
	Question   Kind = "question"   // about the matter
	About      Kind = "about"      // the bot: who it is, how it is used
	Collection Kind = "collection" // the texts as such
	Gist       Kind = "gist"       // of all texts or of one, or of a section
	Placing    Kind = "placing"    // where a quotation stands, or the sentence about something
	More       Kind = "more"       // of the last answer
	Again      Kind = "again"      // the last answer otherwise
	Courtesy   Kind = "courtesy"   // asks nothing
)

// What tells the acts of a kind apart. It is the name of the forms in the list of that kind.
type What string

// What is wanted to know.
const (
	Self    What = "self"    // of the bot: who it is
	Usage   What = "usage"   // and how it is used
	Outside What = "outside" // what it does not do, or the matter, if the texts mention the topic, or the message

	List      What = "list"      // the texts, or those that the reference names
	Count     What = "count"     // how many there are
	Newest    What = "newest"    // which one
	Oldest    What = "oldest"    //
	Longest   What = "longest"   //
	Shortest  What = "shortest"  //
	Languages What = "languages" // which ones
	Span      What = "span"      // from when to when they are
	Mentions  What = "mentions"  // which texts have the topic, and how often
	Headings  What = "headings"  // the parts of a text
	Date      What = "date"      // of a text
	Length    What = "length"    //
	Language  What = "language"  //
	Card      What = "card"      // all that is known of a text

	Everything What = "all"  // the gist of the collection
	OneText    What = "text" // of what the reference names

	LastAnswer What = "last"     // the place of what was quoted last, or is replied to
	Quotation  What = "quote"    // of the topic
	Speaker    What = "speaker"  // whose words the topic is
	Sentence   What = "sentence" // what the texts say of the topic, letter for letter

	Next What = "more" // of the last answer
	Same What = "same" // as was wanted last, of the text that the reference names

	Shorter What = "shorter" // the last answer
	Fuller  What = "fuller"  //
	Other   What = "other"   // in another language; or that is named, and is in the instructions
	Repeat  What = "repeat"  // once more

	Greeting What = "greeting"
	Thanks   What = "thanks"
	Goodbye  What = "goodbye"
	Fine     What = "fine" // ok
)

// Of returns what a message wants.
func Of(message string) Act {
	l := lists()
	tokens := tokensOf(message)
	bare, instructions := l.unwrap(tokens)
	a, ok := l.formed(message, tokens, false) // 谢谢 alone is no word to the bot around something else
	if ok {
		a.Matter = message
		return a
	}
	if len(bare) < len(tokens) {
		a, ok = l.act(message, bare)
	}
	if !ok || a.Kind == More { // "about text 2" wants less than "tell me about text 2"
		if whole, ok := l.act(message, tokens); ok {
			a = whole
		}
	}
	instructions.Brief, instructions.Language = instructions.Brief || a.Brief, cmp.Or(instructions.Language, a.Language)
	a.Matter, a.Instructions = matter(message, tokens, bare), instructions
	return a
}

// longestAct is how many tokens a message with the form of an act may have, those within quotation marks apart: a message of
// more is a letter with a question in it. maxTokens is how many of all, so that it takes no longer than other messages.
const (
	longestAct = 120
	maxTokens  = 400
)

// act returns the act that tokens have a form of, with as little before it as can be; a question if they have none.
func (l *list) act(message string, tokens []token) (Act, bool) {
	if a, ok := l.formed(message, tokens, false); ok {
		return a, true
	}
	if f, length := l.addressing.prefix(tokens, ""); 0 < length && length < len(tokens) {
		if a, ok := l.act(message, tokens[length:]); ok && a.Kind != More && a.Kind != Courtesy {
			a.Brief = a.Brief || f.name == brief
			return a, true
		}
	}
	return l.formed(message, tokens, true)
}

// formed returns the act that tokens have a form of, with slots or without.
func (l *list) formed(message string, tokens []token, slotted bool) (Act, bool) {
	if len(tokens) == 0 || len(tokens) > maxTokens || unquoted(tokens) > longestAct {
		return Act{Kind: Question}, false
	}
	kinds := l.kinds
	if lastMark(message) != "" { // "sure?" asks: courtesies, the first, are looked at last
		kinds = slices.Concat(kinds[1:], kinds[:1])
	}
	f, found, kind := formOf(kinds, tokens, slotted)
	if bare := withoutParticles(tokens); kind == Question && len(bare) < len(tokens) { // 对吗 asks
		f, found, kind = formOf(kinds, bare, slotted)
	}
	if kind == Question {
		if respelled := l.respelled(tokens); respelled != nil {
			f, found, kind = formOf(kinds, respelled, slotted)
		}
	}
	if kind == Question && !slotted {
		f, found, kind = formOf(l.kinds[:1], undrawn(tokens), slotted)
	}
	if kind == Question {
		return Act{Kind: Question}, false
	}
	what, topic, _ := strings.Cut(f.name, " ")
	a := Act{Kind: kind, What: What(what), Topic: topic}
	if kind == Again && !slices.Contains([]What{Shorter, Fuller, Other, Repeat}, a.What) {
		a.What, a.Language = Other, f.name
	}
	said := func(name string) string {
		at, ok := found[name]
		if !ok {
			return ""
		}
		return message[tokens[at[0]].start:tokens[at[1]-1].end]
	}
	if reference := said("text") + said("about") + said("nth") + said("which"); reference != "" {
		a.Reference = ReferenceOf(reference)
	}
	a.Topic += said("topic") + said("quote") + said("said") + said("about")
	return a, true
}

// formOf returns the form of some kinds that tokens have, and what it wants; a question if they have none.
func formOf(kinds []kindForms, tokens []token, slotted bool) (form, slots, Kind) {
	for _, k := range kinds {
		if f, found, ok := k.forms.whole(tokens, slotted); ok {
			return f, found, k.kind
		}
	}
	return form{}, nil, Question
}

// list is all that is known.
type list struct {
	kinds      []kindForms // in the order in which they are looked at
	wrapping   *forms
	addressing *forms // what may stand before an act and is part of a question
	references *forms
	spelling   map[string]string // what words stand for that are written in a hurry
}

type kindForms struct {
	kind  Kind
	forms *forms
}

//go:embed words.txt
var wordsList string

//go:embed about.txt
var aboutList string

//go:embed collection.txt
var collectionList string

//go:embed gist.txt
var gistList string

//go:embed placing.txt
var placingList string

//go:embed more.txt
var moreList string

//go:embed again.txt
var againList string

//go:embed courtesy.txt
var courtesyList string

//go:embed wrapping.txt
var wrappingList string

//go:embed addressing.txt
var addressingList string

//go:embed spelling.txt
var spellingList string

//go:embed references.txt
var referencesList string

// lists reads the lists, once.
var lists = sync.OnceValue(func() *list {
	words := wordsOf(wordsList)
	return &list{
		kinds: []kindForms{
			{Courtesy, formsOf(courtesyList, words)}, {About, formsOf(aboutList, words)}, {Collection, formsOf(collectionList, words)},
			{Gist, formsOf(gistList, words)}, {Placing, formsOf(placingList, words)}, {More, formsOf(moreList, words)},
			{Again, formsOf(againList, words)},
		},
		wrapping: formsOf(wrappingList, words), addressing: formsOf(addressingList, words), references: formsOf(referencesList, words),
		spelling: spellingOf(spellingList),
	}
})

// Package followup restates a question that leans on the ones before it as one that stands alone.
//
// No model and no grammar: each step looks for one sign that a question is not whole, and completes it with words that
// were said. The first step that sees its sign decides; if none does, the question is taken as it stands, and that is the
// rule in doubt.
//
//  1. An ellipsis only asks ("when?" "where was it?"): the last question, with its own question word
//     exchanged for the new one, if that leaves a sentence (ellipsis.go).
//  2. A fragment only names ("and in 2025?" "what about Anhui?"): the last question, with the part that the
//     fragment can stand for exchanged for it (fragment.go). Which part, is decided by kind:
//     a date for a date, or a date added (when.go); a number for a number of the same things (number.go);
//     a place for a place, a person for a person (name.go), a capitalised name for one (english.go);
//     else the part whose neighbours the texts put beside the fragment as well: one province for another before
//     an office; else the part that ends in the same word ("trade centre" for "financial centre"); else the one part as long as the
//     fragment (alike.go). If no part fits, the fragment is put before the last question, as its topic.
//  3. A pronoun or demonstrative ("this meeting", "she", "there") that nothing before it in its own question explains is
//     exchanged for what it stands for in the newest turn that offers something fitting: a person, a place, a thing of
//     the same name (pronoun.go).
//
// The answer shows what was understood, so that a wrong guess costs a glance.
package followup

// Meaning is what a question is understood as.
type Meaning struct {
	Question string // the restatement; "" if the question is taken as it stands
	Phrase   string // what the restatement brought, "" if only a question word or a pronoun
	Sure     bool   // that the question leans on the turns, and how
	Leaning  bool   // it shows a sign that it is not whole, be it understood or not
}

// maxFollowUp is in characters: a question that takes longer brings its own context.
const maxFollowUp = 60

// Resolve returns what a question, asked, means after the turns before it, the newest first. literal is that question
// with the passages found for it as it stands.
func Resolve(literal Turn, turns []Turn) Meaning {
	u := literal.question
	if len(turns) == 0 || len(u.runes) > maxFollowUp {
		return Meaning{}
	}
	m, ok := complete(u, turns, evidenceOf(literal, turns))
	if !ok || m.Question == literal.Question() {
		m = Meaning{}
	}
	m.Leaning = leans(u)
	return m
}

func complete(u utterance, turns []Turn, known evidence) (Meaning, bool) {
	if word, ok := ellipsis(u); ok {
		if m, ok := reask(turns[0].question, word); ok && ownPredicate.FindString(u.text) == "" {
			return m, true
		}
	} else if f, ok := fragmentIn(u); ok {
		return f.complete(turns, known)
	}
	return bind(u, turns, known)
}

// leans reports whether a question shows a sign that it is not whole, be it understood or not.
func leans(u utterance) bool {
	if _, ok := ellipsis(u); ok {
		return true
	}
	if f, ok := fragmentIn(u); ok {
		return !f.bare
	}
	for _, p := range pronouns {
		if found := u.first(p.pattern); found != nil && !p.explained(newUtterance(u.raw(span{0, found[1].from})), "") {
			return true
		}
	}
	return false
}

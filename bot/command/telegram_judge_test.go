package command

import (
	"slices"
	"strings"

	"chuchu/bot/telegram/telegramtest"
)

// judge counts what each question has got, and turns the notes into answers.
func (w *crashWorld) judge() {
	w.startWhole()
	defer func() { w.program.stop(w) }()
	answers, notes := w.count()
	lost, twice, answered, noted := 0, 0, 0, 0
	for _, a := range w.asked {
		answered, noted = answered+answers[a], noted+notes[a]
		if answers[a]+notes[a] == 0 {
			lost++
			w.Errorf("nothing answers %q (message %d in %d)", a.question, a.message, a.chat)
		}
		if answers[a] > 1 {
			twice++
			w.Errorf("%q has %d answers", a.question, answers[a])
		}
		for _, m := range w.shown(a) {
			for _, button := range []string{noteButton, stopButton} { // a draft beside a note, too: nobody writes it any more
				if !hasButton(m, button) {
					continue
				}
				if _, err := w.server.Tap(a.from, a.chat, m.ID, button); err != nil {
					w.Error(err)
				}
			}
		}
	}
	w.Logf("%d kills, of which %v, and %d answers were being written then; %d questions, %d answers, %d notes; %d lost, %d answered twice",
		w.killed, w.moments, w.midway, len(w.asked), answered, noted, lost, twice)
	if noted == 0 || w.midway == 0 && w.killed > 50 || answered < w.killed {
		w.Error("the kills came when nothing was done")
	}
	w.until("a note stays a note, or a draft a draft", func() bool {
		return !slices.ContainsFunc(w.asked, func(a *asking) bool {
			return slices.ContainsFunc(w.shown(a), func(m telegramtest.Message) bool { return isNote(m) || isDraft(m) })
		})
	})
	for _, a := range w.asked {
		w.compare(a)
	}
	w.log.KeepsSecret(w, append(crashQuestions, w.server.Token, strings.SplitN(w.server.Token, ":", 2)[1], "Asker")...)
}

// count returns how many answers and how many notes were sent for each question, whatever became of them by edits.
func (w *crashWorld) count() (answers, notes map[*asking]int) {
	answers, notes = map[*asking]int{}, map[*asking]int{}
	for _, s := range w.server.Shown(0) {
		i := slices.IndexFunc(w.asked, func(a *asking) bool { return a.chat == s.Chat && (a.chat != w.group || a.message == s.Message.ReplyTo) })
		switch {
		case s.What != telegramtest.Sent || i < 0 || isPlace(s.Message):
		case isNote(s.Message):
			notes[w.asked[i]]++
		default:
			answers[w.asked[i]]++
		}
	}
	return answers, notes
}

// compare wants each message for a question to say what it should, now that no note is left.
func (w *crashWorld) compare(a *asking) {
	var texts []string
	for _, m := range w.shown(a) {
		texts = append(texts, m.Text)
		if a.voted == m.ID && !hasButton(m, "👍 ✓") {
			w.Errorf("%q: the 👍 is gone: %v", a.question, m.Keyboard)
		}
		if !w.says(m.Text, a.question) && (a.edited == "" || !w.says(m.Text, a.edited)) {
			w.Errorf("%q, edited to %q, is answered with\n%s", a.question, a.edited, m.Text)
		}
	}
	if a.edited != "" && !slices.ContainsFunc(texts, func(text string) bool { return w.says(text, a.edited) }) {
		w.Errorf("%q was edited to %q, and that has no answer", a.question, a.edited)
	}
}

const noteButton = "现在回答"

func hasButton(m telegramtest.Message, label string) bool {
	return slices.ContainsFunc(slices.Concat(m.Keyboard...), func(b telegramtest.Button) bool { return b.Text == label })
}

func isNote(m telegramtest.Message) bool   { return hasButton(m, noteButton) }
func isPlace(m telegramtest.Message) bool  { return strings.HasPrefix(m.Text, "前面还有 ") } // in line
func hasVotes(m telegramtest.Message) bool { return hasButton(m, "👍") }

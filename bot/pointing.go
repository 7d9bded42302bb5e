package bot

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"chuchu/bot/act"
	"chuchu/retrieval"
)

// pointed returns the whole of a message that points at a text after texts were spoken of; "" for any other. 那第三篇呢 wants of
// the third what was wanted of the last, or its gist where texts were listed, and so does its bare number; 这篇 is the one that
// was spoken of.
func (c *Conversation) pointed(message string) string {
	said, err := clean(message)
	if err != nil {
		return ""
	}
	a := act.Of(said)
	last := c.last.Act
	spoken := last.Kind == act.Collection || last.Kind == act.Gist
	if n, err := strconv.Atoi(said); err == nil && spoken {
		if slices.ContainsFunc(c.last.Texts, func(t Text) bool { return t.N == n }) {
			return fmt.Sprintf(c.last.Language.Inventory().TryGist, n)
		}
	}
	switch r := a.Reference; {
	case a.What == act.Same && spoken && !last.Reference.None() && (last.What != act.List && last.What != act.Count || r.Number == 0):
		return strings.Replace(c.last.Question, last.Reference.Said, r.Said, 1)
	case a.What == act.Same && spoken && r.Number > 0:
		return fmt.Sprintf(c.last.Language.Inventory().TryGist, r.Number)
	case (a.Kind == act.Collection || a.Kind == act.Gist) && r.This && c.file != "":
		if n := c.bot.number(c.file); n > 0 {
			return strings.Replace(said, r.Said, fmt.Sprintf(languageOf(said).Inventory().Text, n), 1)
		}
	}
	return ""
}

// number returns the number of a text in the list of them, by its file; 0 if it is not there.
func (b *Bot) number(file string) int {
	collection := b.acquire()
	defer collection.release()
	return 1 + slices.IndexFunc(collection.Texts(), func(t retrieval.Text) bool { return t.File == file })
}

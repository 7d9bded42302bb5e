package bot

import (
	"slices"

	"chuchu/bot/act"
	"chuchu/bot/record"
	"chuchu/retrieval"
)

// heard is what a message wants of a collection.
type heard struct {
	act.Act
	places []record.Place // what it names of the texts, the likeliest first
	from   int            // how many of a list were shown
}

// hear tells what a message wants. The texts win over its form: what they are about is asked about (帮助 where a text is about
// that), and what names no text of them is a question about the matter.
func (c *sharedCollection) hear(said string, t talk) heard {
	h := heard{Act: act.Of(said), from: t.from}
	if t.plain || h.Kind == act.About && c.record.Headed(h.Matter) {
		return h.asQuestion()
	}
	if h.What == act.Same {
		if t.last.Reference.None() && t.last.What != act.List && t.last.What != act.Count {
			return h.asQuestion()
		}
		named := h.Reference
		h.Act, h.Reference = t.last, named
	}
	if h.Reference.None() {
		return h
	}
	here := slices.IndexFunc(c.Texts(), func(text retrieval.Text) bool { return text.File == t.file })
	h.places = c.record.Resolve(h.Reference, here)
	if len(h.places) == 0 && !h.tellsNone() {
		return h.asQuestion()
	}
	return h
}

// tellsNone reports whether it is worth saying that there is no text of that kind: the fiftieth, an English one.
func (h heard) tellsNone() bool {
	r := h.Reference
	return r.Number != 0 || (h.What == act.List || h.What == act.Count) && len(r.Words) == 0 && len(r.Kinds) == 0
}

// asQuestion is what is heard taken as a question about the matter.
func (h heard) asQuestion() heard {
	return heard{Act: act.Act{Kind: act.Question, Matter: h.Matter, Instructions: h.Instructions}}
}

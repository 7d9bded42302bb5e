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
	if t.place {
		return heard{Act: act.Act{Kind: act.Placing, What: act.Quotation, Matter: said, Topic: said, Instructions: t.told}}
	}
	if t.plain {
		return heard{Act: act.Act{Kind: act.Question, Matter: said, Instructions: t.told}}
	}
	if (h.Kind == act.About || h.Kind == act.Again || h.What == act.LastAnswer) && c.record.Headed(h.Matter) {
		return h.asQuestion()
	}
	if h.What == act.Same { // as what, only a conversation knows; a text alone is named to hear what is in it
		if h.Reference.Number == 0 {
			return h.asQuestion()
		}
		h.Kind, h.What = act.Gist, act.OneText
	}
	if h.Reference.None() {
		return h
	}
	here := slices.IndexFunc(c.Texts(), func(text retrieval.Text) bool { return text.File == t.file })
	h.places = c.record.Resolve(h.Reference, here)
	if r := h.Reference; len(h.places) == 0 && h.What == act.OneText && r.Bare() && !r.This { // "the stories", called nothing by their titles
		return heard{Act: act.Act{Kind: act.Gist, What: act.Everything, Matter: h.Matter, Instructions: h.Instructions}}
	}
	if len(h.places) == 0 && !h.tellsNone() || !h.asText() {
		return h.asQuestion()
	}
	return h
}

// asText reports whether what is asked of a name is asked of the text. "How old is Harvard?" is not, though a text be called
// Harvard; "how old is the report on Harvard?" is.
func (h heard) asText() bool {
	if h.Kind != act.Collection {
		return true
	}
	r := h.Reference
	part := slices.ContainsFunc(h.places, func(p record.Place) bool { return p.Part != nil })
	switch h.What {
	case act.Date, act.Length, act.Language:
		return !part && r.Text()
	case act.Headings:
		return !part || r.Part != 0
	}
	return true
}

// tellsNone reports whether it is worth saying that there is no text of that kind: the fiftieth, an English one.
func (h heard) tellsNone() bool {
	r := h.Reference
	return r.Number != 0 || (h.What == act.List || h.What == act.Count) && len(r.Words) == 0 && len(r.Kinds) == 0
}

// asQuestion is what is heard taken as a question about the matter.
func (h heard) asQuestion() heard {
	if h.Topic != "" && (h.What == act.Mentions || h.Kind == act.Gist) {
		h.Matter = h.Topic
	}
	return heard{Act: act.Act{Kind: act.Question, Matter: h.Matter, Instructions: h.Instructions}}
}

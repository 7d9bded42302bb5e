package retrieval

import (
	"context"
	"slices"
	"unicode/utf8"

	"chuchu/retrieval/language"
	"chuchu/retrieval/language/lexicon"
)

// parted cuts what the lexicon takes for one Chinese word that it lacks, where no text has two of its characters together and some text
// has two others: a character of the word before may have gone to it. What begins with a surname stays whole, as it may be a name.
func (c *Collection) parted(ctx context.Context, units []lexicon.Unit) ([]lexicon.Unit, error) {
	var out []lexicon.Unit
	for _, u := range units {
		parts, err := c.partsOf(ctx, u)
		if err != nil {
			return nil, err
		}
		out = append(out, parts...)
	}
	return out, nil
}

func (c *Collection) partsOf(ctx context.Context, u lexicon.Unit) ([]lexicon.Unit, error) {
	whole := []lexicon.Unit{u}
	if len(u.Translations) > 0 || utf8.RuneCountInString(u.Source) < 3 || !language.IsChinese(u.Source) || language.Surname(u.Source) > 0 {
		return whole, nil
	}
	var cuts []int // bytes of the source
	held := false
	for _, t := range language.Of(u.Source) {
		if t.Kind != language.Bigram {
			continue
		}
		n, err := c.frequency(ctx, t.Text)
		if err != nil {
			return nil, err
		}
		if _, size := utf8.DecodeRuneInString(u.Source[t.Start:]); n == 0 {
			cuts = append(cuts, t.Start+size)
		}
		held = held || n > 0
	}
	if len(cuts) == 0 || !held || len(u.Source) != u.End-u.Start {
		return whole, nil
	}
	var parts []lexicon.Unit
	from := 0
	for _, at := range slices.Concat(cuts, []int{len(u.Source)}) {
		parts = append(parts, lexicon.Unit{Start: u.Start + from, End: u.Start + at, Source: u.Source[from:at]})
		from = at
	}
	return parts, nil
}

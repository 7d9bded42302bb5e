package command

import (
	"cmp"
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"chuchu/bot"
	"chuchu/retrieval"
	"chuchu/retrieval/reading"
)

// Run lists the texts, or accounts for every line of one.
func (s *sourcesCommand) Run(ctx context.Context, c *config, t *console) error {
	texts, collection, err := t.collect(ctx, c, true)
	if err != nil {
		return err
	}
	defer collection.Close()
	if s.All == "" {
		t.screen.Texts(collection, bot.English.Phrases())
		return nil
	}
	n, err := pick(collection.Texts(), s.All)
	if err != nil {
		return err
	}
	text, err := texts.source(ctx, collection.Texts()[n].File)
	if err != nil {
		return err
	}
	t.screen.Ledger(collection, n, text)
	return nil
}

// source reads one text again, with its Source.
func (c *collector) source(ctx context.Context, name string) (reading.Text, error) {
	files, err := c.files(ctx, func(error) {}) // they were named when the texts were opened
	if err != nil {
		return reading.Text{}, err
	}
	n := slices.IndexFunc(files, func(file reading.File) bool { return file.Name == name })
	if n < 0 {
		return reading.Text{}, fmt.Errorf("%s is gone since it was read", name)
	}
	return files[n].ReadSource(ctx)
}

// maxNear is how many files an error names, of those that may have been meant.
const maxNear = 3

// pick finds the text of a file: by its name, or by a beginning or an end that no other file has.
func pick(texts []retrieval.Text, name string) (int, error) {
	var fits []int
	for i, t := range texts {
		if t.File == name {
			return i, nil
		}
		if strings.HasPrefix(t.File, name) || strings.HasSuffix(t.File, name) {
			fits = append(fits, i)
		}
	}
	switch {
	case len(fits) == 1:
		return fits[0], nil
	case len(fits) > 1:
		some := ""
		if len(fits) > maxNear {
			some = ", …"
		}
		var files []string
		for _, i := range fits[:min(len(fits), maxNear)] {
			files = append(files, fmt.Sprintf("%q", texts[i].File))
		}
		return 0, fmt.Errorf("%q may be any of %d files: %s%s", name, len(fits), strings.Join(files, ", "), some)
	}
	return 0, fmt.Errorf("there is no text %q; similar names: %s", name, strings.Join(near(texts, name), ", "))
}

// near returns the files whose names are most like the one given, best first.
func near(texts []retrieval.Text, name string) []string {
	type file struct {
		name  string
		alike float64
	}
	var files []file
	for _, t := range texts {
		files = append(files, file{fmt.Sprintf("%q", t.File), alike(path.Base(t.File), path.Base(name))})
	}
	slices.SortStableFunc(files, func(a, b file) int { return cmp.Compare(b.alike, a.alike) })
	var names []string
	for _, f := range files[:min(len(files), maxNear)] {
		names = append(names, f.name)
	}
	return names
}

// alike is the share of neighbouring characters that two names have in common, of all that they have.
func alike(a, b string) float64 {
	left, right := pairs(a), pairs(b)
	common := 0
	for pair := range left {
		if right[pair] {
			common++
		}
	}
	return 2 * float64(common) / float64(max(1, len(left)+len(right)))
}

func pairs(name string) map[[2]rune]bool {
	found := map[[2]rune]bool{}
	before := rune(0)
	for _, r := range name {
		found[[2]rune{before, r}] = true
		before = r
	}
	return found
}

package screen

import (
	"cmp"
	"fmt"
	"strings"

	"chuchu/bot/telegram/markup"
	"chuchu/retrieval"
)

// listed is how many texts are on a page of the list: three rows each.
const listed = 5

// Sources shows page n of the texts, from 1; a page that there is none of is the nearest one. A text opens at its first
// paragraph.
func (v Viewer) Sources(c *retrieval.Collection, n int) Screen {
	p, texts := v.Phrases(), c.Texts()
	pages := max(1, (len(texts)+listed-1)/listed)
	n = min(max(1, n), pages)
	head := fmt.Sprintf(p.SourcesTitle, len(texts))
	if pages > 1 {
		head += fmt.Sprintf(" · %d/%d", n, pages)
	}
	nodes := []markup.Node{markup.Bold(markup.Text(head))}
	var numbers []Button
	for i := (n - 1) * listed; i < min(n*listed, len(texts)); i++ {
		title := fmt.Sprintf("%d. %s", i+1, short(texts[i].Title, 2*titleWidth))
		entry := markup.Text(title)
		if passage := c.First(i); passage != "" {
			entry = v.link(passage, title)
			numbers = append(numbers, Button{Text: fmt.Sprint(i + 1), Data: Data{Verb: Open, Passage: passage, N: n}})
		}
		nodes = append(nodes, lines(entry, markup.Text(v.about(texts[i]))))
	}
	var keyboard Keyboard
	if len(numbers) > 0 {
		keyboard = Keyboard{numbers}
	}
	leaf := turning("◂", "▸", n, pages, func(n int) Data { return Data{Verb: List, N: n} })
	return Screen{parts(nodes...), append(keyboard, leaf...)}
}

// about tells a text's date, language and number of paragraphs.
func (v Viewer) about(t retrieval.Text) string {
	words := []string{cmp.Or(t.Date, v.Language.Phrases().Undated)}
	if name := languageNames[t.Lang]; name != "" {
		words = append(words, name)
	}
	return strings.Join(append(words, fmt.Sprintf(v.Language.Phrases().Paragraphs, t.Paragraphs)), " · ")
}

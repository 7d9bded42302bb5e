package retrieval

import (
	"strings"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading"
)

// namedShare is the share of the words of a column's head, or of a cell, from which on a question names it: "the price" is of a column
// "price of an hour". By judgment; testdata/texts/tables.txtar notices.
const namedShare = 0.5

// rowShare is the same for the row; from otherRow up to it, the question names another: pine chairs are no oak chairs.
const (
	rowShare = 0.6
	otherRow = 0.3
)

// asked returns the cells of a row of a table that the question asks for, by their indices, if it names the row by what a cell holds:
// those of the columns that it names, else of those that are called by the kind of thing that it asks for, or by its measure. They answer whatever they
// hold, and nothing is an answer too. stray is whether it asks for something that no column is of, or about a row of another
// name; missing is the share of its words that the row lacks.
func (v *view) asked(q question, block reading.Block, missing float64) (asked []int, stray bool) {
	row, most := 0.0, namedShare
	for i, c := range block.Cells {
		if !c.Empty {
			row = max(row, v.names(block.Text[c.Text.Start:c.Text.End]))
		}
		share := v.names(block.Text[c.Head.Start:c.Head.End])
		if share > most {
			asked, most = nil, share
		}
		if share >= most {
			asked = append(asked, i)
		}
	}
	if row < rowShare {
		return nil, asked != nil && row >= otherRow && missing > 0
	}
	if len(block.Cells) == 2 && asked == nil && v.names(block.Text[block.Cells[0].Text.Start:block.Cells[0].Text.End]) >= rowShare {
		asked = []int{1} // a list of what things come to
	}
	if kind, ok := columnsOf[q.asks]; ok && asked == nil {
		for i, c := range block.Cells {
			if kind.MatchString(fold(inBrackets.ReplaceAllString(block.Text[c.Head.Start:c.Head.End], ""))) {
				asked = append(asked, i)
			}
		}
	}
	if asked == nil {
		asked = measured(q.folded, block)
	}
	switch q.asks {
	case number, money, person, place, age:
		return asked, asked == nil && missing > 0
	}
	return asked, false
}

// measured returns the cells of the columns that are called by what a question asks in another word: how long, of a length.
func measured(question string, block reading.Block) (asked []int) {
	for _, pair := range language.Words("measure") {
		how, what, _ := strings.Cut(pair, "=")
		if !strings.Contains(question, how) {
			continue
		}
		for i, c := range block.Cells {
			if strings.Contains(fold(block.Text[c.Head.Start:c.Head.End]), what) {
				asked = append(asked, i)
			}
		}
	}
	return asked
}

// columnsOf are what columns of the kind of thing that is asked for are called.
var columnsOf = map[asked]*language.Pattern{
	money:  language.NewPattern(`<column of money>`),
	person: language.NewPattern(`<column of a person>`),
	place:  language.NewPattern(`<column of a place>`),
}

// names returns the share of the words of a name, units in brackets left out, that the question has.
func (v *view) names(name string) float64 {
	name = inBrackets.ReplaceAllString(name, "")
	held, all := 0, 0
	terms := language.Of(name)
	for _, t := range terms {
		if t.Weak() || t.Kind == language.Unigram && len(terms) > 1 {
			continue
		}
		all++
		if _, ok := v.byText[t.Text]; ok {
			held++
		}
	}
	if all == 0 {
		return 0
	}
	return float64(held) / float64(all)
}

// inBrackets matches what a head says in brackets, or behind a stroke.
var inBrackets = language.NewPattern(`<behind the name of a column>`)

// answerCell returns what a candidate's row has in the column that is asked for, if it is one.
func (j judgement) answerCell() (reading.Span, bool) {
	if len(j.asked) != 1 {
		return reading.Span{}, false
	}
	return j.block.Cells[j.asked[0]].Text, true
}

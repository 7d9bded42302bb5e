package bot

import (
	"bytes"
	"cmp"
	"encoding/json"
	"math"
	"strings"
	"time"

	"chuchu/bot/act"
	"chuchu/retrieval"
)

// MarshalJSON writes an answer as the contract for programs has it. Field names are a promise; new ones may come.
// lines are the first and last line in the file, and page, if the file has pages, the one on which these begin, all
// counted from 1; confidence is 0 to 1, elapsed_ms in milliseconds.
func (a Answer) MarshalJSON() ([]byte, error) {
	out := answerJSON{
		Model:    writingOf(a.Writing),
		Question: cmp.Or(a.Said, a.Question), Understood: a.Understood, Answered: a.Answered(), Confidence: round(a.Confidence, 4), Mode: a.Mode,
		Answer: strings.TrimSpace(a.Text + "\n" + a.AskBack(false)), Versions: a.Versions, Scope: a.Scope, Elapsed: round(float64(a.Elapsed)/float64(time.Millisecond), 3),
		Error: a.Fault, Dropped: a.Dropped, Note: a.Note(),
		Sources: make([]sourceJSON, 0, len(a.Sources)),
		Act:     a.Act.Kind, What: a.Act.What, Read: a.Read, Parts: a.Parts,
	}
	if a.Said != "" && a.Act.Kind == act.Question {
		out.Matter = a.Question
	}
	for _, choice := range a.Choices {
		out.Choices = append(out.Choices, choiceJSON{choice.Label, choice.Question, choice.Source})
	}
	for _, t := range a.Texts {
		out.Texts = append(out.Texts, textJSON{t.N, t.File, t.Title, t.Date, t.Lang, t.Times})
	}
	for _, s := range a.Sources {
		source := sourceJSON{
			N: s.N, Passage: s.ID, placeJSON: placeOf(s.Place), Title: s.Title, Trail: s.Trail, Date: s.Date,
			Quote: s.Quoted(), Best: s.Text[s.Passage.Quote.Best.Start:s.Passage.Quote.Best.End], Text: s.Text, Score: round(s.Score, 4), Also: placesOf(s.Also), Reckoned: s.Passage.Quote.Reckoned.Date,
			Edition: s.Edition, Superseded: s.Superseded, Cells: cellsOf(s.Passage),
		}
		for _, at := range s.Passage.Quote.Differs {
			source.Differs = append(source.Differs, s.Text[at.Start:at.End])
		}
		if pieces := s.Pieces(); len(pieces) > 1 {
			source.Quotes = pieces
		}
		out.Sources = append(out.Sources, source)
	}
	for _, sentence := range a.Sentences {
		if a.Mode == Model {
			out.Sentences = append(out.Sentences, sentenceJSON{sentence.Text, sentence.Sources, !sentence.Unverified, sentence.Stored})
		}
	}
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false) // letter for letter, < and & included
	err := encoder.Encode(out)
	return line.Bytes(), err
}

type answerJSON struct {
	Question   string         `json:"question"`
	Understood string         `json:"understood,omitempty"`
	Answered   bool           `json:"answered"`
	Confidence float64        `json:"confidence"`
	Mode       Mode           `json:"mode"`
	Answer     string         `json:"answer"`
	Elapsed    float64        `json:"elapsed_ms"`
	Error      string         `json:"error,omitempty"`
	Sentences  []sentenceJSON `json:"sentences,omitempty"` // of a model
	Dropped    int            `json:"dropped,omitempty"`
	Model      *writingJSON   `json:"model,omitempty"` // if one was to write
	Note       string         `json:"note,omitempty"`
	Sources    []sourceJSON   `json:"sources"`
	Read       bool           `json:"read,omitempty"` // the best passages were read with the question, not only searched for its words
	Act        act.Kind       `json:"act,omitempty"`
	What       act.What       `json:"what,omitempty"`     // of the act
	Matter     string         `json:"matter,omitempty"`   // what was searched for, if words to the bot were taken off the question
	Parts      []Answer       `json:"parts,omitempty"`    // to each question of a message that holds several; answer holds them all
	Versions   int            `json:"versions,omitempty"` // how many sources, the first ones, are versions of one another, the newest first
	Scope      string         `json:"scope,omitempty"`    // of several things that compete closely, the one spoken of before, with which the answer stays
	Choices    []choiceJSON   `json:"choices,omitempty"`  // the others; all of them if it was not said which is meant, first the one answered
	Texts      []textJSON     `json:"texts,omitempty"`    // that an answer on the collection tells of
}

// choiceJSON is one of the things that a question may be about, and the question that asks about it.
type choiceJSON struct {
	Label    string `json:"label"`
	Question string `json:"question"`
	Source   int    `json:"source"` // its number
}

// textJSON is a text of the collection. n is its number in the list of them, from 1.
type textJSON struct {
	N        int    `json:"n"`
	File     string `json:"file"`
	Title    string `json:"title"`
	Date     string `json:"date"`
	Language string `json:"language"`
	Times    int    `json:"times,omitempty"` // that it mentions what was asked for
}

// writingJSON is what a model took: tokens, and their cost in the currency of the prices that are set.
type writingJSON struct {
	Outcome   Outcome `json:"outcome,omitempty"`
	In        int     `json:"tokens_in"`
	Out       int     `json:"tokens_out"`
	Estimated bool    `json:"estimated,omitempty"`
	Cost      float64 `json:"cost"`
}

func writingOf(w Writing) *writingJSON {
	if w == (Writing{}) {
		return nil
	}
	return &writingJSON{w.Outcome, w.Usage.In, w.Usage.Out, w.Usage.Estimated, w.Cost.Float()}
}

type sentenceJSON struct {
	Text     string `json:"text"`
	Sources  []int  `json:"sources"`
	Verified bool   `json:"verified"`
	Stored   string `json:"stored,omitempty"` // what its sources have in its place, where it is not verified and that is known
}

type sourceJSON struct {
	N       int    `json:"n"`
	Passage string `json:"passage"`
	placeJSON
	Title      string               `json:"title"`
	Trail      []string             `json:"trail,omitempty"`
	Date       string               `json:"date"`
	Quote      string               `json:"quote"`                   // with " …… " if sentences between are left out
	Best       string               `json:"best_sentence,omitempty"` // the shortest whole sentence of the quote that answers
	Text       string               `json:"text"`
	Score      float64              `json:"score"`
	Also       []placeJSON          `json:"also"`
	Edition    string               `json:"edition,omitempty"`    // of one of several versions: what tells it from the others
	Superseded retrieval.Superseded `json:"superseded,omitempty"` // likewise: that it no longer holds
	Differs    []string             `json:"differs,omitempty"`    // likewise: the words that its best sentence has otherwise, letter for letter
	Reckoned   string               `json:"reckoned,omitempty"`   // the date that the quote gives by a word like "yesterday"
	Quotes     []string             `json:"quotes,omitempty"`     // the pieces of a quote of several, each letter for letter
	Cells      []cellJSON           `json:"cells,omitempty"`      // if it is the row of a table whose columns are called something
}

// cellJSON is a cell of a row, letter for letter; its text is empty if the cell is, its column if that is not shown.
type cellJSON struct {
	Column string `json:"column"`
	Text   string `json:"text"`
}

func cellsOf(p retrieval.Passage) []cellJSON {
	var cells []cellJSON
	for _, c := range p.Cells {
		cell := cellJSON{Column: p.Text[c.Head.Start:c.Head.End]}
		if !c.Empty {
			cell.Text = p.Text[c.Text.Start:c.Text.End]
		}
		cells = append(cells, cell)
	}
	return cells
}

type placeJSON struct {
	File  string `json:"file"`
	Lines [2]int `json:"lines"`
	Page  int    `json:"page,omitempty"`
	Slide int    `json:"slide,omitempty"`
	At    string `json:"at,omitempty"` // a time, 00:01:12, or a path, items[3].name
}

func placeOf(p retrieval.Place) placeJSON {
	return placeJSON{p.File, [2]int{p.First, p.Last}, p.Page, p.Slide, p.At}
}

func placesOf(places []retrieval.Place) []placeJSON {
	out := make([]placeJSON, len(places))
	for i, p := range places {
		out[i] = placeOf(p)
	}
	return out
}

func round(x float64, digits int) float64 {
	unit := math.Pow10(digits)
	return math.Round(x*unit) / unit
}

package reading

import (
	"encoding/xml"
	"strconv"
	"strings"

	"chuchu/retrieval/reading/line"
)

// The numbers of a Word document's headings, clauses and lists are not in the file: Word counts them when it shows it. A
// person who opens the document sees 第十二条 and looks for it, so they are counted here, too, for the trails: that of a
// heading stands in the trail of what follows, that of a paragraph at the end of its own. One of a kind that is not known
// here is left out: a wrong number would be worse than none.

// wordNumbering is the numbering of a document.
type wordNumbering struct {
	lists map[string]*wordList // by abstractNumId
	uses  map[string]*wordUse  // by numId
}

// wordLevels is how many levels a list has.
const wordLevels = 9

// wordList is a list that paragraphs count in, level by level.
type wordList struct {
	levels [wordLevels]wordLevel
	counts [wordLevels]int // of the last number; 0 where the level has to begin anew
	told   [wordLevels]bool
}

type wordLevel struct {
	start   int
	format  string
	text    string // with %1 for the number of the first level
	style   string // whose paragraphs are of this level
	legal   bool   // all numbers in digits
	forever bool   // it does not begin anew below another level
}

// wordUse is a list by the number that paragraphs name; it may begin anew.
type wordUse struct {
	list   string
	starts map[int]int // by level, as long as they have not been used
}

// wordNumbers reads the lists of a document.
func (a *archive) wordNumbers(name string) (*wordNumbering, error) {
	n := &wordNumbering{lists: map[string]*wordList{}, uses: map[string]*wordUse{}}
	var (
		list  *wordList
		use   *wordUse
		level = -1
	)
	err := a.tokens(name, func(t xml.Token) error {
		e, ok := t.(xml.StartElement)
		if !ok {
			return nil
		}
		value := valueOf(e, "val")
		switch number, size := line.LeadingNumber(value); e.Name.Local {
		case "abstractNum":
			list, use, level = &wordList{}, nil, -1
			n.lists[valueOf(e, "abstractNumId")] = list
		case "num":
			list, use, level = nil, &wordUse{starts: map[int]int{}}, -1
			n.uses[valueOf(e, "numId")] = use
		case "abstractNumId":
			if use != nil {
				use.list = value
			}
		case "lvl", "lvlOverride":
			if level = levelOf(valueOf(e, "ilvl")); list != nil && level >= 0 {
				list.levels[level].start = 1
			} else if e.Name.Local == "lvl" && use != nil {
				use.list = "" // it has levels of its own, which are not read
			}
		case "startOverride":
			if use != nil && level >= 0 && size > 0 {
				use.starts[level] = number
			}
		default:
			if list != nil && level >= 0 {
				list.levels[level].tell(e.Name.Local, value)
			}
		}
		return nil
	})
	return n, err
}

func levelOf(s string) int {
	if n, size := line.LeadingNumber(s); size > 0 && n < wordLevels {
		return n
	}
	return -1
}

func (l *wordLevel) tell(name, value string) {
	switch name {
	case "start":
		l.start, _ = line.LeadingNumber(value)
	case "numFmt":
		l.format = value
	case "lvlText":
		l.text = value
	case "pStyle":
		l.style = value
	case "isLgl":
		l.legal = isOn(value)
	case "lvlRestart":
		l.forever = value == "0"
	}
}

// next counts a paragraph, and gives its number as Word shows it, with those of the items that it is part of before it:
// 第二条, （一）. It gives none where that is a bullet, or of a kind not known.
func (n *wordNumbering) next(id string, level int) []string {
	if n == nil || n.uses[id] == nil || level < 0 {
		return nil
	}
	use := n.uses[id]
	list := n.lists[use.list]
	if list == nil {
		return nil
	}
	if start, ok := use.starts[level]; ok {
		delete(use.starts, level)
		list.counts[level], list.told[level] = start, true
	} else if !list.told[level] {
		list.counts[level], list.told[level] = list.levels[level].start, true
	} else {
		list.counts[level]++
	}
	for i := level + 1; i < wordLevels; i++ {
		list.told[i] = list.told[i] && list.levels[i].forever
	}
	own := list.label(level)
	if own == "" {
		return nil
	}
	var numbers []string
	for i := range level {
		// Those of headings stand in the trail by these, and some numbers hold the outer ones.
		if list.told[i] && list.levels[i].style == "" && !strings.Contains(list.levels[level].text, "%"+strconv.Itoa(i+1)) {
			if outer := list.label(i); outer != "" {
				numbers = append(numbers, outer)
			}
		}
	}
	return append(numbers, own)
}

// label writes the number of the last paragraph of a level.
func (l *wordList) label(level int) string {
	own := l.levels[level]
	if own.format == "bullet" || own.format == "none" {
		return ""
	}
	label := own.text
	for i := range level + 1 {
		mark := "%" + strconv.Itoa(i+1)
		if !strings.Contains(label, mark) {
			continue
		}
		n, format := l.counts[i], l.levels[i].format
		if !l.told[i] {
			n = l.levels[i].start
		}
		if own.legal {
			format = "decimal"
		}
		number := wordNumber(n, format)
		if number == "" {
			return ""
		}
		label = strings.ReplaceAll(label, mark, number)
	}
	if strings.Contains(label, "%") {
		return ""
	}
	return strings.Join(strings.Fields(label), " ")
}

// level is that of the paragraphs of a style in a list.
func (n *wordNumbering) level(id, style string) int {
	if n != nil && n.uses[id] != nil && n.lists[n.uses[id].list] != nil {
		for i, l := range n.lists[n.uses[id].list].levels {
			if l.style == style && style != "" {
				return i
			}
		}
	}
	return 0
}

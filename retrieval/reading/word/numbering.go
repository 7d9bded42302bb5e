package word

import (
	"encoding/xml"
	"strconv"
	"strings"

	"chuchu/retrieval/reading/archive"
	"chuchu/retrieval/reading/line"
)

// numbering counts the headings, clauses and lists of a document. Their numbers are not in the file: Word counts them when
// it shows it. A person who opens the document sees 第十二条 and looks for it, so they are counted here, too, for the
// trails: that of a heading stands in the trail of what follows, that of a paragraph at the end of its own. A number in an
// unknown format is left out, since a wrong number would be worse than none.
type numbering struct {
	lists map[string]*abstractList // by abstractNumId
	uses  map[string]*instance     // by numId
}

// maxLevels is how many levels a list has.
const maxLevels = 9

// abstractList is a list that paragraphs count in, level by level.
type abstractList struct {
	levels [maxLevels]listLevel
	counts [maxLevels]int  // the last number of each level
	begun  [maxLevels]bool // the level has a last number, and does not begin anew
}

type listLevel struct {
	start   int
	format  string
	text    string // with %1 for the number of the first level
	style   string // whose paragraphs are of this level
	legal   bool   // all numbers in digits
	forever bool   // it does not begin anew below another level
}

// instance is a use of a list, which paragraphs name by its number; it may begin anew.
type instance struct {
	list   string
	starts map[int]int // first numbers by level, until they are used
}

func readNumbering(a *archive.Reader, name string) (*numbering, error) {
	n := &numbering{lists: map[string]*abstractList{}, uses: map[string]*instance{}}
	var (
		list  *abstractList
		use   *instance
		level = -1
	)
	err := a.Tokens(name, func(t xml.Token) {
		e, ok := t.(xml.StartElement)
		if !ok {
			return
		}
		value := archive.Attribute(e, "val")
		switch number, size := line.LeadingNumber(value); e.Name.Local {
		case "abstractNum":
			list, use, level = &abstractList{}, nil, -1
			n.lists[archive.Attribute(e, "abstractNumId")] = list
		case "num":
			list, use, level = nil, &instance{starts: map[int]int{}}, -1
			n.uses[archive.Attribute(e, "numId")] = use
		case "abstractNumId":
			if use != nil {
				use.list = value
			}
		case "lvl", "lvlOverride":
			if level = levelOf(archive.Attribute(e, "ilvl")); list != nil && level >= 0 {
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
				list.levels[level].set(e.Name.Local, value)
			}
		}
	})
	return n, err
}

func levelOf(s string) int {
	if n, size := line.LeadingNumber(s); size > 0 && n < maxLevels {
		return n
	}
	return -1
}

func (l *listLevel) set(name, value string) {
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

// next counts a paragraph, and returns its number as Word shows it, behind those of the items that it is part of: 第二条,
// （一）. It returns nil if the paragraph has a bullet, or a number in an unknown format.
func (n *numbering) next(id string, level int) []string {
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
		list.counts[level], list.begun[level] = start, true
	} else if !list.begun[level] {
		list.counts[level], list.begun[level] = list.levels[level].start, true
	} else {
		list.counts[level]++
	}
	for i := level + 1; i < maxLevels; i++ {
		list.begun[i] = list.begun[i] && list.levels[i].forever
	}
	own := list.label(level)
	if own == "" {
		return nil
	}
	var numbers []string
	for i := range level {
		// The numbers of headings stand in the trail already, and some numbers hold the outer ones.
		if list.begun[i] && list.levels[i].style == "" && !strings.Contains(list.levels[level].text, "%"+strconv.Itoa(i+1)) {
			if outer := list.label(i); outer != "" {
				numbers = append(numbers, outer)
			}
		}
	}
	return append(numbers, own)
}

// label returns the number of the last paragraph of a level; "" for a bullet or an unknown format.
func (l *abstractList) label(level int) string {
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
		if !l.begun[i] {
			n = l.levels[i].start
		}
		if own.legal {
			format = "decimal"
		}
		number := numeral(n, format)
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

// level returns the level that the paragraphs of a style have in a list.
func (n *numbering) level(id, style string) int {
	if n != nil && n.uses[id] != nil && n.lists[n.uses[id].list] != nil {
		for i, l := range n.lists[n.uses[id].list].levels {
			if l.style == style && style != "" {
				return i
			}
		}
	}
	return 0
}

package pdf

import (
	"errors"
	"math"
	"unicode"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// glyph is what one code draws, in a frame whose x runs along its line and whose y falls from line to line.
type glyph struct {
	text        string
	x, y        float64
	width, size float64
	turned      int // quarter turns of the frame
}

// state is the part of the graphics state that text depends on.
type state struct {
	place        matrix
	font         *font
	size         float64
	chars, words float64 // space added after each character and each word
	scale        float64
	leading      float64
	rise         float64
}

// painter follows what draws a page, as far as text is concerned.
type painter struct {
	file  *file
	page  page
	state state
	saved []state
	text  matrix // where the next glyph goes
	line  matrix // where the line began
}

const (
	// maxForms is how deep forms are followed into each other.
	maxForms = 12
	// formCost is what painting a form of no content counts as.
	formCost = 1 << 10
	// maxSaved is how many states are kept: pages that save without end are damaged.
	maxSaved = 1000
	// maxOperands is how many are kept for an operator; none takes more than six.
	maxOperands = 64
)

func (p *painter) paint(content []byte, resources types.Dict, depth int) error {
	if p.file.content += len(content) + formCost; p.file.content > maxContent {
		return errors.New("it draws more than any page of text")
	}
	var operands []token
	l := &lexer{content: content}
	for t := l.next(); t.kind != 0; t = l.next() {
		switch {
		case t.kind != 'o':
			if len(operands) < maxOperands {
				operands = append(operands, t)
			}
			continue
		case t.text == "ID":
			l.skipImage()
		case t.text == "Do" && len(operands) > 0 && depth < maxForms:
			if err := p.form(p.file.dict(resources["XObject"])[operands[0].text], resources, depth); err != nil {
				return err
			}
		case t.text == "Tf" && len(operands) > 1:
			p.state.font = p.file.font(p.file.dict(resources["Font"])[operands[0].text])
			p.state.size = operands[1].number
		default:
			p.operator(t.text, operands)
		}
		operands = operands[:0]
	}
	return nil
}

// form paints what is drawn from elsewhere.
func (p *painter) form(o types.Object, resources types.Dict, depth int) error {
	dict := p.file.dict(o)
	if p.file.name(dict["Subtype"]) != "Form" {
		return nil
	}
	if own := p.file.dict(dict["Resources"]); own != nil {
		resources = own
	}
	content, err := p.file.stream(o)
	if err != nil {
		return err
	}
	before, saved, text, line := p.state, p.saved, p.text, p.line
	if m, ok := p.file.matrix(dict["Matrix"]); ok {
		p.state.place = m.times(p.state.place)
	}
	p.saved = nil
	err = p.paint(content, resources, depth+1)
	p.state, p.saved, p.text, p.line = before, saved, text, line
	return err
}

// operator follows the operators that need no more than their operands.
func (p *painter) operator(name string, operands []token) {
	var n [6]float64
	for i, o := range operands[:min(len(operands), len(n))] {
		n[i] = o.number
	}
	s := &p.state
	switch name {
	case "q":
		if len(p.saved) < maxSaved {
			p.saved = append(p.saved, *s)
		}
	case "Q":
		if i := len(p.saved) - 1; i >= 0 {
			*s, p.saved = p.saved[i], p.saved[:i]
		}
	case "cm":
		s.place = matrix(n).times(s.place)
	case "BT":
		p.text, p.line = identity, identity
	case "Tm":
		p.text, p.line = matrix(n), matrix(n)
	case "Tc":
		s.chars = n[0]
	case "Tw":
		s.words = n[0]
	case "Tz":
		s.scale = n[0] / 100
	case "TL":
		s.leading = n[0]
	case "Ts":
		s.rise = n[0]
	case "TD":
		s.leading = -n[1]
		p.newLine(n[0], n[1])
	case "Td":
		p.newLine(n[0], n[1])
	case "T*":
		p.newLine(0, -s.leading)
	case "Tj", "TJ":
		p.show(operands)
	case "\"":
		s.words, s.chars = n[0], n[1]
		fallthrough
	case "'":
		p.newLine(0, -s.leading)
		p.show(operands)
	}
}

func (p *painter) newLine(x, y float64) {
	p.line = matrix{1, 0, 0, 1, x, y}.times(p.line)
	p.text = p.line
}

// show draws the strings among some operands; the numbers among them move what follows.
func (p *painter) show(operands []token) {
	for _, o := range operands {
		switch o.kind {
		case '[':
			p.show(o.array)
		case 'n':
			p.move(-o.number / 1000 * p.state.size)
		case 's':
			p.draw(o.text)
		}
	}
}

// move goes on along the line.
func (p *painter) move(by float64) {
	if p.state.font != nil && p.state.font.vertical {
		p.text = matrix{1, 0, 0, 1, 0, by}.times(p.text)
		return
	}
	p.text = matrix{1, 0, 0, 1, by * p.state.scale, 0}.times(p.text)
}

func (p *painter) draw(s string) {
	font := p.state.font
	if font == nil {
		p.file.unknown += len(s)
		return
	}
	for len(s) > 0 {
		code := font.code(s)
		text, known := font.letters(code)
		width := font.width(code) * p.state.size
		p.glyph(text, width)
		if !known {
			p.file.unknown++
		}
		for _, r := range text {
			if !unicode.IsSpace(r) {
				p.file.known++
			}
		}
		if code.bytes == " " {
			width += p.state.words
		}
		if font.vertical {
			p.move(-p.state.size - p.state.chars)
		} else {
			p.move(width + p.state.chars)
		}
		s = s[len(code.bytes):]
	}
}

// glyph notes what stands where. The frame is turned so that its lines run to the right, in vertical writing as well.
func (p *painter) glyph(text string, width float64) {
	if text == "" || len(p.page.glyphs) == maxGlyphs {
		return
	}
	m := matrix{p.state.scale, 0, 0, 1, 0, p.state.rise}.times(p.text).times(p.state.place)
	dx, dy := m[0], m[1]
	if p.state.font.vertical {
		dx, dy = -m[2], -m[3]
		width = p.state.size
	}
	length := math.Hypot(dx, dy)
	if length == 0 || math.IsNaN(length) || math.IsInf(length, 0) {
		return
	}
	g := glyph{text: text, width: width * length, size: math.Abs(p.state.size) * math.Hypot(m[2], m[3])}
	if p.state.font.vertical {
		g.size = math.Abs(p.state.size) * math.Hypot(m[0], m[1])
	}
	switch {
	case math.Abs(dx) >= math.Abs(dy) && dx > 0:
		g.x, g.y = m[4], m[5]
	case math.Abs(dx) >= math.Abs(dy):
		g.x, g.y, g.turned = -m[4], -m[5], 2
	case dy > 0:
		g.x, g.y, g.turned = m[5], -m[4], 1
	default:
		g.x, g.y, g.turned = -m[5], m[4], 3
	}
	p.page.glyphs = append(p.page.glyphs, g)
}

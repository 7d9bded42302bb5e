// Package terminal holds the bot's conversation on standard input and output: one question at a time, many of them as
// JSON, or a chat with line editing.
package terminal

import (
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatih/color"
	"github.com/rivo/uniseg"
	"golang.org/x/term"

	"chuchu/bot"
	"chuchu/retrieval"
)

// Screen is where answers are written: a terminal with its width and colours, or a pipe with neither.
type Screen struct {
	out   io.Writer
	width int // columns; 0 if lines are not to be broken
	bold  *color.Color
	faint *color.Color
	mark  *color.Color
}

// widest is where lines are broken however wide the terminal is: longer ones are hard to read.
const widest = 100

// NewScreen returns the screen that out is. Only a terminal gets colours, unless the environment forbids them (NO_COLOR,
// https://no-color.org, or TERM=dumb), and only there are lines broken.
func NewScreen(out io.Writer) *Screen {
	s := &Screen{out: out, bold: color.New(color.Bold), faint: color.New(color.Faint), mark: color.New(color.Bold, color.FgCyan)}
	file, isFile := out.(*os.File)
	terminal := isFile && term.IsTerminal(int(file.Fd()))
	if terminal {
		if columns, _, err := term.GetSize(int(file.Fd())); err == nil {
			s.width = min(columns, widest)
		}
	}
	for _, c := range []*color.Color{s.bold, s.faint, s.mark} {
		if terminal && !color.NoColor {
			c.EnableColor()
		} else {
			c.DisableColor()
		}
	}
	return s
}

// line writes a line with something in front of each of the rows that it is broken into: first before the first of
// them, others, of the same width, before the rest.
func (s *Screen) line(first, others, text string, style *color.Color) {
	s.styled(first, others, text, func(row string, _ int) string {
		if style == nil {
			return row
		}
		return style.Sprint(row)
	})
}

// styled is line with a style that knows at which byte of the text a row begins. Rows are broken before they are styled,
// so that styles take no columns and none runs over into what stands in front of the next row.
func (s *Screen) styled(first, others, text string, style func(row string, at int) string) {
	front, at := first, 0
	text = visible(text)
	for _, row := range wrap(text, s.width-uniseg.StringWidth(first)) {
		at += strings.Index(text[at:], row)
		fmt.Fprintln(s.out, strings.TrimRight(front+style(row, at), " "))
		at += len(row)
		front = others
	}
}

// wrap breaks text into rows of at most width columns, where Unicode allows a line to be broken (UAX #14): between
// Chinese characters, but never before a full stop. No width means one row.
func wrap(text string, width int) []string {
	if width <= 0 {
		return []string{text}
	}
	var rows []string
	var row strings.Builder
	used := 0
	for state := -1; text != ""; {
		var piece string
		piece, text, _, state = uniseg.FirstLineSegmentInString(text, state)
		columns := uniseg.StringWidth(strings.TrimRight(piece, " "))
		if used > 0 && used+columns > width {
			rows = append(rows, strings.TrimRight(row.String(), " "))
			row.Reset()
			used = 0
		}
		row.WriteString(piece)
		used += uniseg.StringWidth(piece)
	}
	return append(rows, strings.TrimRight(row.String(), " "))
}

// visible replaces what a text could steer the terminal with (escape sequences, reversed writing) by something to be
// seen, of the same length in bytes, so that places in the text stay places.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r) && r < utf8.RuneSelf:
			return '?'
		case unicode.IsControl(r):
			return '¿'
		case unicode.Is(unicode.Bidi_Control, r):
			return utf8.RuneError
		}
		return r
	}, text)
}

// say writes one of the bot's own phrases.
func (s *Screen) say(format string, args ...any) {
	for line := range strings.SplitSeq(fmt.Sprintf(format, args...), "\n") {
		s.line("", "", line, nil)
	}
}

// where names a place: file and lines, and the page, the slide, the time or the path where there is one.
func where(at retrieval.Place, p bot.Phrases) string {
	said := strings.TrimSpace(at.Lines() + " " + at.At)
	switch {
	case at.Page > 0:
		return fmt.Sprintf("%s p. %d", said, at.Page)
	case at.Slide > 0:
		return said + " " + fmt.Sprintf(p.Slide, at.Slide)
	}
	return said
}

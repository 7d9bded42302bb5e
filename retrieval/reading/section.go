package reading

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"chuchu/retrieval/reading/charset"
	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
)

// A plain text of more than sectionSize bytes is read in sections, one after another, since what is known of each line takes
// several times the room of the line. A section ends within the next seamSize bytes, at the surest end of a paragraph
// there. If there is none, a paragraph is cut in two.
const (
	sectionSize = 8 << 20
	seamSize    = 1 << 20
)

func (f File) plain(ctx context.Context, withSource bool) (Text, error) {
	d, err := charset.NewDecoder(f.open, f.Encoding, charset.Encoding{})
	if err != nil {
		return Text{}, err
	}
	defer d.Close()
	room := min(f.Size, sectionSize+seamSize) + min(utf8.UTFMax*f.Size, charset.MaxPiece)
	r := &sectionReader{decoder: d, ahead: make([]byte, 0, room)}
	w := &sectionWriter{name: f.Name}
	var whole strings.Builder
	var blocks []Block
	for {
		if err := ctx.Err(); err != nil {
			return Text{}, err
		}
		source, err := r.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return Text{}, err
		}
		if withSource {
			whole.WriteString(source)
		}
		next := w.section(source)
		if need := len(blocks) + len(next); need > cap(blocks) {
			blocks = slices.Grow(blocks, int(spare*float64(need)/r.share(f.Size))-len(blocks))
		}
		blocks = append(blocks, next...)
	}
	if len(blocks) == 0 {
		return Text{}, &SkipError{File: f.Name, Reason: noText}
	}
	t := w.head
	t.Source, t.Blocks = whole.String(), blocks
	if lost := d.Lost(); lost != "" {
		t.Lost = []string{line.Printable(f.Name) + ": " + lost}
	}
	return t, nil
}

// spare is how much room is made for the blocks of a text, as a share of what its beginning lets expect.
const spare = 1.02

// sectionReader cuts a decoded file into sections.
type sectionReader struct {
	decoder *charset.Decoder
	ahead   []byte // decoded, and not yet in a section
	decoded int    // how many bytes were decoded
	done    bool
}

// next returns the source of the next section; at the end of the file, [io.EOF].
func (r *sectionReader) next() (string, error) {
	// A \r may be half of the end of a line, and the end of the file has to be seen as such.
	for !r.done && (len(r.ahead) <= sectionSize+seamSize || r.ahead[len(r.ahead)-1] == '\r') {
		have := len(r.ahead)
		ahead, err := r.decoder.Next(r.ahead)
		r.ahead = ahead
		if r.done = errors.Is(err, io.EOF); err != nil && !r.done {
			return "", err
		}
		r.decoded += len(r.ahead) - have
	}
	if len(r.ahead) == 0 {
		return "", io.EOF
	}
	end := len(r.ahead)
	if !r.done || end > sectionSize+seamSize {
		end = sectionSize + seam(r.ahead[sectionSize:])
	}
	source := string(r.ahead[:end])
	r.ahead = r.ahead[:copy(r.ahead, r.ahead[end:])]
	return source, nil
}

// share returns how much of the file the sections so far hold, up to 1, estimated by bytes.
func (r *sectionReader) share(size int64) float64 {
	given := float64(r.decoded-len(r.ahead)) / float64(r.decoded) * float64(r.decoder.Offset())
	return min(given/float64(max(1, size)), 1)
}

// seam returns where a section had best end: behind a blank line, else before an indented one, else behind one that ends a
// sentence, else behind any; and if no line ends, behind a sentence.
func seam(ahead []byte) int {
	source := string(ahead)
	_, second := line.End(source, 0) // begins the first line that may open the next section
	if second == len(source) {
		if i := strings.LastIndexAny(source, "。！？.!?"); i >= 0 {
			_, size := utf8.DecodeRuneInString(source[i:])
			return i + size
		}
		return len(source)
	}
	indented, ended := 0, 0
	for begin := second; begin < len(source); {
		end, next := line.End(source, begin)
		l := measured(source, begin, end)
		switch {
		case l.start == l.end:
			return next
		case indented == 0 && l.indent > 0:
			indented = begin
		case ended == 0 && next < len(source) && line.Closed(l.text(source)):
			ended = next
		}
		begin = next
	}
	switch {
	case indented > 0:
		return indented
	case ended > 0:
		return ended
	}
	return second
}

// sectionWriter makes sections of their sources. Title, date and language are those of the first section that holds
// anything, and repetitions of a headline are found within its section only.
type sectionWriter struct {
	name  string
	head  Text
	at    int        // bytes before the next section
	ends  int        // ends of lines before it
	above []*draft   // the headings that are open at its beginning, outermost first
	lines []pageLine // room for the next section
}

// section returns the blocks of the next section. Their spans and lines count from the beginning of the text.
func (w *sectionWriter) section(source string) []Block {
	m := &manuscript.Manuscript{Source: source, Text: source}
	p := newPage(m, w.lines)
	p.packed, p.later, p.above = true, w.head.File != "", w.above
	var blocks []Block
	if p.later {
		p.settle()
		p.arrange()
		blocks = p.blocks()
	} else if t := read(w.name, m, p); len(t.Blocks) > 0 {
		blocks = t.Blocks
		w.head = Text{File: t.File, Title: strings.Clone(t.Title), Date: strings.Clone(t.Date), Lang: strings.Clone(t.Lang)}
	}
	for i := range blocks {
		b := &blocks[i]
		for j := range b.Spans {
			b.Spans[j].Start += w.at
			b.Spans[j].End += w.at
		}
		b.First += w.ends
		b.Last += w.ends
	}
	w.at += len(source)
	w.ends += strings.Count(source, "\n") + strings.Count(source, "\r") - strings.Count(source, "\r\n")
	w.above, w.lines = nil, p.room
	for _, d := range p.above { // copied, so that they do not hold their sections in memory
		w.above = append(w.above, &draft{text: strings.Clone(d.text), kind: d.kind, numeral: d.numeral})
	}
	return blocks
}

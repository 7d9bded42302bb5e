package record

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"chuchu/retrieval/reading/manuscript"
)

// ReadXML reads a text of XML, decoded. An element with words of its own is a field, whatever else stands in it; so is an
// attribute. The source is the text itself. Entities that the text declares are not known to the decoder, so that none can
// multiply.
func ReadXML(source string) (*manuscript.Manuscript, error) {
	d := newDecoder(source)
	var open []node
	var limits limits
	for {
		from := int(d.InputOffset())
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("not XML, or damaged: %w", err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if err := limits.add(len(open)); err != nil {
				return nil, err
			}
			open = append(open, element(t, source[from:d.InputOffset()], from))
		case xml.CharData:
			if n := len(open); n > 0 && strings.TrimSpace(string(t)) != "" {
				open[n-1].leaf = true
			}
		case xml.EndElement:
			n := len(open)
			last := &open[n-1]
			last.to = int(d.InputOffset())
			last.finish()
			if n > 1 {
				open[n-2].kids = append(open[n-2].kids, *last)
				open = open[:n-1]
			}
		}
	}
	if len(open) == 0 {
		return nil, errors.New("not XML: it has no element")
	}
	open[0].fill(source)
	w := &writer{source: source, member: step}
	w.body(&open[0], open[0].name, 1)
	return w.manuscript(), nil
}

func newDecoder(source string) *xml.Decoder {
	d := xml.NewDecoder(strings.NewReader(source))
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is decoded already
	d.Entity = xml.HTMLEntity
	return d
}

// element begins a node with its attributes, of a first tag that stands at a byte.
func element(e xml.StartElement, tag string, at int) node {
	n := node{name: e.Name.Local, open: at + len(tag), inner: at + len(tag), index: -1}
	if i := strings.IndexAny(tag, " \t\r\n/>"); i > 0 {
		n.open = at + i
	}
	ends := attribute.FindAllStringIndex(tag, -1)
	for i, a := range e.Attr {
		value := strings.Join(strings.Fields(a.Value), " ")
		if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" && value != "" && len(ends) == len(e.Attr) {
			n.kids = append(n.kids, node{name: a.Name.Local, text: value, leaf: true, to: at + ends[i][1], index: -1})
		}
	}
	return n
}

var attribute = regexp.MustCompile(`=\s*(?:"[^"]*"|'[^']*')`)

// finish makes a leaf of an element that has words or holds nothing, and else tells its elements of one name apart.
func (n *node) finish() {
	if n.leaf {
		n.kids = nil
		return
	}
	n.leaf = len(n.kids) == 0
	seen := map[string]int{}
	for _, k := range n.kids {
		seen[k.name]++
	}
	at := map[string]int{}
	for i := range n.kids {
		if k := &n.kids[i]; seen[k.name] > 1 {
			k.index = at[k.name]
			at[k.name]++
		}
	}
}

// fill gives the leaves their words, once it is known which they are.
func (n *node) fill(source string) {
	if n.leaf && n.inner > 0 {
		n.text = words(source[n.inner:n.to])
	}
	for i := range n.kids {
		n.kids[i].fill(source)
	}
}

// words returns the words between the tags of a stretch of XML.
func words(inner string) string {
	var b strings.Builder
	d := newDecoder(inner)
	d.Strict = false // its last tag ends what began before
	for {
		t, err := d.Token()
		if err != nil {
			return strings.Join(strings.Fields(b.String()), " ")
		}
		if s, ok := t.(xml.CharData); ok {
			b.Write(s)
		}
	}
}

// step names an element within another one, as XPath does.
func step(path string, n *node) string {
	if n.index >= 0 {
		return fmt.Sprintf("%s/%s[%d]", path, n.name, n.index+1)
	}
	return path + "/" + n.name
}

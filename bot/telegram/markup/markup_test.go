package markup

import (
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/rivo/uniseg"
)

func TestHTML(t *testing.T) {
	for _, c := range []struct {
		node Node
		want string
	}{
		{Node{}, ""},
		{Text(`a < b & "c" > d`), "a &lt; b &amp; &quot;c&quot; &gt; d"},
		{Join(Bold(Text("船长")), Text(" "), Italic(Text("Smith"))), "<b>船长</b> <i>Smith</i>"},
		{Quote(Text("x"), Bold(Text("y"))), "<blockquote>x<b>y</b></blockquote>"},
		{ExpandableQuote(Text("x")), "<blockquote expandable>x</blockquote>"},
		{Link(`https://t.me/b?start="&x`, Text("b")), `<a href="https://t.me/b?start=&quot;&amp;x">b</a>`},
		// What is empty leaves no tag.
		{Join(Bold(), Bold(Text("")), Quote(Italic(Text("")))), ""},
		// What Telegram does not nest is not nested.
		{Quote(Text("a"), Bold(ExpandableQuote(Text("b")))), "<blockquote>a<b>b</b></blockquote>"},
		{Link("u", Text("a"), Link("v", Text("b"))), `<a href="u">ab</a>`},
		{Link(strings.Repeat("u", maxURLLength+1), Text("a")), "a"},
		// What Telegram refuses, and what would turn round the writing beside it.
		{Text("a\xffb\x00c\u202ed\ne"), "a\uFFFDb cd\ne"},
	} {
		got := c.node.HTML()
		if got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
		if _, err := parseHTML(got); err != nil {
			t.Errorf("%s: %v", got, err)
		}
	}
}

func TestSize(t *testing.T) {
	for _, c := range []struct {
		node Node
		want Size
	}{
		{Text("船𠀀e\u0301"), Size{Units: 5, Bytes: 10}},
		{Text("&"), Size{Units: 1, Bytes: 5}},
		{Bold(Text("a"), Link("u", Text("b"))), Size{Units: 2, Bytes: len(`<b>a<a href="u">b</a></b>`), Entities: 3}},
		{Quote(Text("")), Size{}},
	} {
		if got := c.node.Size(); got != c.want {
			t.Errorf("%s: got %+v, want %+v", c.node.HTML(), got, c.want)
		}
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		node  Node
		limit Size
		want  string // the heads, one after the other
	}{
		{Text("城市要有高度。更要有温度。"), Size{Units: 12}, "城市要有高度。|更要有温度。"},
		{Text("一句话。\n第二行长一些"), Size{Units: 8}, "一句话。\n|第二行长一些"},
		{Text("the ship sank"), Size{Units: 10}, "the ship |sank"},
		{Text("unsinkable"), Size{Units: 4}, "unsi|nkab|le"},
		{Text("ab😀cd"), Size{Units: 3}, "ab|😀c|d"},                                                    // no surrogate pair is cut
		{Text("👨‍👩‍👧x"), Size{Units: 8}, "👨‍👩‍👧|x"},                                                   // nor a family
		{Text("e\u0301e\u0301"), Size{Units: 3}, "e\u0301|e\u0301"},                                   // nor an accent off its letter
		{Join(Text("e"), Bold(Text("\u0301")), Text("xy")), Size{Units: 3}, "e<b>\u0301</b>x|y"},      // wherever the tags are
		{Text("e" + strings.Repeat("\u0301", 5)), Size{Units: 4}, "e\u0301\u0301\u0301|\u0301\u0301"}, // unless there is no end of it
		{Text("&&&&"), Size{Units: 9, Bytes: 12}, "&amp;&amp;|&amp;&amp;"},
		{Quote(Text("a "), Bold(Text("bold and more"))), Size{Units: 8},
			"<blockquote>a <b>bold </b></blockquote>|<blockquote><b>and more</b></blockquote>"},
		{Join(Text("see here "), Link("u", Text("the link")), Text("!")), Size{Units: 14}, `see here |<a href="u">the link</a>!`},
		{Join(Bold(Text("a")), Bold(Text("b")), Bold(Text("c"))), Size{Units: 9, Entities: 2}, "<b>a</b><b>b</b>|<b>c</b>"},
		{Text("a"), Size{}, ""},
	} {
		if c.limit.Bytes == 0 {
			c.limit.Bytes = 1000
		}
		if c.limit.Entities == 0 {
			c.limit.Entities = 9
		}
		var heads []string
		for _, page := range c.node.Pages(c.limit) {
			heads = append(heads, page.HTML())
		}
		if got := strings.Join(heads, "|"); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// FuzzPages: pages lose nothing, are within the limit and can be parsed by Telegram, and cut no character that a reader
// sees, unless it is alone beyond the limit.
func FuzzPages(f *testing.F) {
	f.Add("<城市不仅要有高度，\x01更要有温度。\x02The ship & <b>\x03sank\x00 in 1912 😀👨‍👩‍👧e\u0301", 12, 200, 3)
	f.Add("\x04\x05a\x00\x01b\x02c\x00\x00\x03\x06d\xff\u202e", 1, 30, 1)
	f.Fuzz(func(t *testing.T, recipe string, units, bytes, entities int) {
		if len(recipe) > 2000 {
			return // nothing new, and slow: every page is cut from all of the rest
		}
		node, _ := grow(recipe, 0)
		// The least limit has room for one character in all its formats.
		limit := Size{Units: 2 + abs(units)%5000, Bytes: 400 + abs(bytes)%40000, Entities: 12 + abs(entities)%100}
		whole := node.Plain()
		cuts := map[int]bool{0: true}
		for _, at := range characters(whole, len(whole)) {
			cuts[at] = true
		}
		said, at := "", 0
		for _, page := range node.Pages(limit) {
			html := page.HTML()
			p, err := parseHTML(html)
			if err != nil {
				t.Fatalf("%q: %v", html, err)
			}
			if p.text != page.Plain() || !strings.HasPrefix(whole[at:], p.text) {
				t.Fatalf("page %q is not what follows %q", p.text, said)
			}
			size := page.Size()
			if !size.Fits(limit) || size.Units != len(utf16.Encode([]rune(p.text))) || size.Bytes != len(html) || size.Entities < p.entities {
				t.Fatalf("%q: size %+v, limit %+v, %d entities", html, size, limit, p.entities)
			}
			said, at = said+p.text, at+len(p.text)
			if !cuts[at] {
				if cluster, _, _, _ := uniseg.FirstGraphemeClusterInString(whole[lastCut(cuts, at):], -1); Text(cluster).Units() <= limit.Units/2 &&
					len(cluster) < 100 {
					t.Fatalf("cut within %q", cluster)
				}
			}
		}
		if said != whole {
			t.Fatalf("%q became %q", whole, said)
		}
	})
}

func abs(n int) int { return max(n, -(n + 1)) }

func lastCut(cuts map[int]bool, at int) int {
	for !cuts[at] {
		at--
	}
	return at
}

// grow makes a tree: a byte below 6 opens a format, 0 closes it, all else is text.
func grow(recipe string, depth int) (Node, string) {
	var nodes []Node
	for recipe != "" {
		if end := strings.IndexFunc(recipe, func(r rune) bool { return r < 6 }); end != 0 {
			if end < 0 {
				end = len(recipe)
			}
			nodes = append(nodes, Text(recipe[:end]))
			recipe = recipe[end:]
			continue
		}
		sign := recipe[0]
		recipe = recipe[1:]
		if sign == 0 || depth > 5 {
			break
		}
		var inner Node
		inner, recipe = grow(recipe, depth+1)
		nodes = append(nodes, []Node{Bold(inner), Italic(inner), Link("https://t.me/b?start=p_&", inner),
			Quote(inner), ExpandableQuote(inner)}[sign-1])
	}
	return Join(nodes...), recipe
}

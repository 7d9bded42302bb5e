package reading_test

import (
	"strings"
	"testing"

	"chuchu/retrieval/reading"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

const (
	simplified  = "图书馆延长开放\n\n市图书馆宣布，自本月起周末的开放时间延长两个小时，我们欢迎大家来看书。\n"
	traditional = "圖書館延長開放\n\n市圖書館宣布，自本月起週末的開放時間延長兩個小時，我們歡迎大家來看書。\n"
)

func TestEncodings(t *testing.T) {
	for _, c := range []struct {
		name string
		encoding.Encoding
		text string
	}{
		{"UTF-8", encoding.Nop, simplified},
		{"UTF-8 with a mark", unicode.UTF8BOM, simplified},
		{"UTF-16 little-endian", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), simplified},
		{"UTF-16 big-endian", unicode.UTF16(unicode.BigEndian, unicode.UseBOM), traditional},
		{"GBK", simplifiedchinese.GBK, simplified},
		{"GB18030 beyond GBK", simplifiedchinese.GB18030, simplified + "他姓𠮷。\n"},
		{"traditional in GBK", simplifiedchinese.GBK, traditional},
		{"Big5", traditionalchinese.Big5, traditional},
	} {
		t.Run(c.name, func(t *testing.T) {
			content, err := c.NewEncoder().String(c.text)
			if err != nil {
				t.Fatal(err)
			}
			text, err := reading.Parse("a.txt", []byte(content))
			if err != nil {
				t.Fatal(err)
			}
			if text.Source != c.text {
				t.Errorf("got %q, want %q", text.Source, c.text)
			}
		})
	}
}

func TestNotDecoded(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(strings.Repeat(simplified, 3))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, content, want string }{
		{"lost byte", simplified[:31] + simplified[32:], "reading a.txt: byte 29 is not UTF-8"},
		{"cut off", simplified[:len(simplified)-2], "reading a.txt: byte 125 is not UTF-8"},
		{"NUL", "text\x00text", "reading a.txt: byte 4 is NUL: not a text"},
		{"NUL behind a mark", "\xef\xbb\xbfte\x00xt", "reading a.txt: byte 5 is NUL: not a text"},
		{"Latin-1", "r\xe9sum\xe9 d'un caf\xe9", "reading a.txt: byte 1 is not UTF-8, nor is the file Chinese in GB18030 or Big5"},
		{"damaged GBK", gbk[:60] + "\xff\xff" + gbk[60:], "reading a.txt: byte 60 is not GB18030"},
		{"odd UTF-16", "\xff\xfea\x00b", "reading a.txt: byte 4 is not UTF-16"},
		{"half a surrogate", "\xff\xfea\x00\x00\xd8b\x00", "reading a.txt: byte 4 is not UTF-16"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := reading.Parse("a.txt", []byte(c.content)); err == nil || err.Error() != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

// TestLineEnds has lines counted as editors do, however they end.
func TestLineEnds(t *testing.T) {
	for _, end := range []string{"\n", "\r\n", "\r"} {
		source := strings.ReplaceAll("Title\n\n\nOne.\n\nTwo.\n", "\n", end)
		text, err := reading.Parse("a.txt", []byte(source))
		if err != nil {
			t.Fatal(err)
		}
		checkWhole(t, text)
		if len(text.Blocks) != 3 || text.Blocks[1].First != 4 || text.Blocks[2].First != 6 {
			t.Errorf("lines that end in %q: %+v, want blocks at lines 1, 4 and 6", end, text.Blocks)
		}
	}
}

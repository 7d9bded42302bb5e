package charset_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"chuchu/retrieval/reading/charset"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
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
			text, err := charset.Decode([]byte(in(t, c.Encoding, c.text)), charset.Encoding{})
			if err != nil {
				t.Fatal(err)
			}
			if text != c.text {
				t.Errorf("got %q, want %q", text, c.text)
			}
		})
	}
}

// in writes a text in an encoding.
func in(t *testing.T, e encoding.Encoding, s string) string {
	t.Helper()
	encoded, err := e.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}

func TestNotDecoded(t *testing.T) {
	gbk, utf16LE := in(t, simplifiedchinese.GBK, strings.Repeat(simplified, 3)), unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	for _, c := range []struct{ name, content, want string }{
		{"lost byte", simplified[:31] + simplified[32:], "byte 29 is not UTF-8"},
		{"cut off", simplified[:len(simplified)-2], "byte 125 is not UTF-8"},
		{"NUL", "text\x00text", "byte 4 is NUL: not a text"},
		{"NUL behind a mark", "\xef\xbb\xbfte\x00xt", "byte 5 is NUL: not a text"},
		{"UTF-16 without a mark", in(t, utf16LE, simplified+"\n"), "byte 10 is NUL: not a text, unless it is utf-16le without a mark, which has to be named"},
		{"the same in English", in(t, utf16LE, "A ship came."), "byte 1 is NUL: not a text, unless it is utf-16le without a mark, which has to be named"},
		{"Latin-1", "r\xe9sum\xe9 d'un caf\xe9", "byte 1 is not UTF-8, nor is the file Chinese in GB18030 or Big5"},
		{"damaged GBK", gbk[:60] + "\xff\xff" + gbk[60:], "byte 60 is not GB18030"},
		{"odd UTF-16", "\xff\xfea\x00b", "byte 4 is not UTF-16"},
		{"half a surrogate", "\xff\xfea\x00\x00\xd8b\x00", "byte 4 is not UTF-16"},
		{"NUL in UTF-16", "\xff\xfea\x00\x00\x00b\x00", "byte 4 is NUL: not a text"},
		{"Latin behind a mark of UTF-16", "\xff\xfeA ship came into the harbour.\n", "it begins like UTF-16 text but is not"},
		{"Chinese behind a mark of UTF-16", "\xfe\xff" + simplified + "\n", "it begins like UTF-16 text but is not"},
		{"a stream of sound", "\xff\xfe\x10\xc4\x01\xe8\x7f\xa3\x90\x64\x0c\xf1\x55\xf0\x5a\x93\x21\x77", "it begins like UTF-16 text but is not"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := charset.Decode([]byte(c.content), charset.Encoding{}); err == nil || err.Error() != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

// TestNamed: what the operator names is obeyed, but for a byte-order mark; a wrong name is told in one sentence.
func TestNamed(t *testing.T) {
	for _, c := range []struct{ encoding, content, want string }{
		{"windows-1252", "Un caf\xe9 \x96 et du th\xe9.", "Un café – et du thé."},
		{" Windows-1252 ", "caf\xe9", "café"},
		{"latin1", "caf\xe9", "café"},
		{"gbk", "\xb5\xda\xd2\xbb\xca\xae\xb6\xfe\xd2\xb3", "第一十二页"},
		{"big5", "\xb2\xc4\xa4@\xb3\xb9", "第一章"},
		{"utf-16le", "a\x00 \x00b\x00", "a b"},
		{"utf-16be", "\x00a\x00 \x00b", "a b"},
		{"shift_jis", "\x8d`\x82\xcc\x91D", "港の船"},
		{"iso-2022-jp", "\x1b$B9A$NA%\x1b(B", "港の船"},
		{"big5", "\xef\xbb\xbf第一章", "第一章"},
		{"gb18030", "\xff\xfe,{\x00Nz", "byte 6 is not UTF-16"},
		{"utf-8", "caf\xe9", "byte 3 is not UTF-8"},
		{"big5", "ab\xff", "byte 2 is not Big5"},
		{"gb18030", "<p>ab\xff", "byte 5 is not GB18030"},
		{"windows-1252", "a\x00b", "byte 1 is NUL: not a text"},
		{"iso-2022-jp", "\x1b$B9A$N\xff\xff\x1b(B", "byte 7 is not iso-2022-jp"},
	} {
		e, err := charset.Named(c.encoding)
		if err != nil {
			t.Fatal(err)
		}
		got, err := charset.Decode([]byte(c.content), e)
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%q in %s is read as %q, want %q", c.content, c.encoding, got, c.want)
		}
	}
	for _, name := range []string{"utf-9", "replacement", ""} {
		want := fmt.Sprintf("there is no encoding %q; the usual ones are utf-8, gb18030, big5, utf-16le, utf-16be, windows-1252", name)
		if _, err := charset.Named(name); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", name, err, want)
		}
	}
}

// FuzzNamed states for any bytes in any encoding: what is decoded is what the encoding's own decoder says, with nothing
// replaced.
func FuzzNamed(f *testing.F) {
	f.Add([]byte("\xb5\xda\xd2\xbb\xca\xae\xb6\xfe\xd2\xb3"), "gb18030")
	f.Add([]byte("\xb2\xc4\xa4@\xb3\xb9"), "big5")
	f.Add([]byte("\x1b$B9A$NA%\x1b(B"), "iso-2022-jp")
	f.Add([]byte("a\x00\x3d\xd8\x00\xde"), "utf-16le")
	f.Add([]byte("caf\xe9\r\n\r\nth\xe9"), "windows-1252")
	f.Fuzz(func(t *testing.T, content []byte, name string) {
		e, err := charset.Named(name)
		if err != nil || bytes.HasPrefix(content, []byte("\xef\xbb\xbf")) || bytes.HasPrefix(content, []byte("\xff\xfe")) || bytes.HasPrefix(content, []byte("\xfe\xff")) {
			return
		}
		text, err := charset.Decode(content, e)
		if err != nil {
			return
		}
		own, err := htmlindex.Get(strings.TrimSpace(name))
		if err != nil {
			t.Fatal(err)
		}
		if own == simplifiedchinese.GBK {
			own = simplifiedchinese.GB18030
		}
		if want, err := own.NewDecoder().String(string(content)); err != nil || text != want {
			t.Fatalf("%q in %s is read as %q, want %q (%v)", content, name, text, want, err)
		}
	})
}

// TestOffsets: a byte that does not decode is found wherever it stands among the pieces that a file is decoded in.
func TestOffsets(t *testing.T) {
	const piece = 1 << 16
	for _, c := range []struct {
		name string
		encoding.Encoding
		bad string
	}{
		{"UTF-8", encoding.Nop, "\xff"},
		{"GB18030", simplifiedchinese.GB18030, "\xff"},
		{"UTF-16", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "\x00\xd8"},
	} {
		whole := in(t, c.Encoding, strings.Repeat(simplified, 3000))
		for _, near := range []int{3, piece - 3, piece - 2, piece - 1, piece, piece + 1, 2 * piece, len(whole) - 4} {
			good, at := whole, near
			for ; ; at++ { // where a character begins
				if c.name == "UTF-16" && at%2 == 0 || c.name != "UTF-16" && good[at-1] == '\n' {
					break
				}
				if at+1 == len(good) {
					at = len(good)
					break
				}
			}
			_, err := charset.Decode([]byte(good[:at]+c.bad+good[at:]), charset.Encoding{})
			if want := fmt.Sprintf("byte %d is not %s", at, c.name); err == nil || err.Error() != want {
				t.Errorf("got %v, want %s", err, want)
			}
		}
		for cut := range 8 { // whole, however the pieces fall
			source := strings.Repeat("a", cut) + strings.Repeat(simplified, 3000)
			if text, err := charset.Decode([]byte(in(t, c.Encoding, source)), charset.Encoding{}); err != nil || text != source {
				t.Errorf("%s behind %d letters: %v, and a source of %d bytes, want %d", c.name, cut, err, len(text), len(source))
			}
		}
	}
}

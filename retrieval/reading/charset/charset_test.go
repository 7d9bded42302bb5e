package charset_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
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
			text, _, err := charset.Decode([]byte(in(t, c.Encoding, c.text)), charset.Encoding{}, charset.Encoding{})
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
	utf16LE := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	for _, c := range []struct{ name, content, want string }{
		{"NUL", "text\x00text", "byte 4 is NUL: not a text"},
		{"NUL behind a mark", "\xef\xbb\xbfte\x00xt", "byte 5 is NUL: not a text"},
		{"NUL behind a piece", strings.Repeat(simplified, 3000) + "\x00", "byte 387000 is NUL: not a text"},
		{"UTF-16 without a mark", in(t, utf16LE, simplified+"\n"), "byte 10 is NUL: not a text, unless it is utf-16le without a mark, which has to be named"},
		{"the same in English", in(t, utf16LE, "A ship came."), "byte 1 is NUL: not a text, unless it is utf-16le without a mark, which has to be named"},
		{"NUL in UTF-16", in(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "A ship came into the harbour, and nobody went ashore.\x00"), "byte 108 is NUL: not a text"},
		{"Latin behind a mark of UTF-16", "\xff\xfeA ship came into the harbour.\n", "it begins like UTF-16 text but is not"},
		{"Chinese behind a mark of UTF-16", "\xfe\xff" + simplified + "\n", "it begins like UTF-16 text but is not"},
		{"a stream of sound", "\xff\xfe\x10\xc4\x01\xe8\x7f\xa3\x90\x64\x0c\xf1\x55\xf0\x5a\x93\x21\x77", "it begins like UTF-16 text but is not"},
		{"noise", "\xb1\x02\x9d\xf7\x03\x81\xc4\x1f\xa5\x90\xee\x07\xd8\x13\x8f\xba", "byte 0 is not UTF-8, and the file shows no other encoding, which has to be named"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, _, err := charset.Decode([]byte(c.content), charset.Encoding{}, charset.Encoding{}); err == nil || err.Error() != c.want {
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
		{"gb18030", "\xff\xfe,{\x00Nz", "byte 6 is not UTF-16, the first of too many"},
		{"utf-8", "caf\xe9", "byte 3 is not UTF-8, the first of too many"},
		{"big5", "ab\xff", "byte 2 is not Big5, the first of too many"},
		{"gb18030", "<p>ab\xff", "byte 5 is not GB18030, the first of too many"},
		{"windows-1252", "a\x00b", "byte 1 is NUL: not a text"},
		{"gb18030", "\xb5\xda\xd2\xbb\xca\xae\xff\xb6\xfe\xd2\xb3", "第一十\uFFFD二页"},
	} {
		e, err := charset.Named(c.encoding)
		if err != nil {
			t.Fatal(err)
		}
		got, _, err := charset.Decode([]byte(c.content), e, charset.Encoding{})
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

// FuzzNamed states for any bytes in any encoding: what is decoded is what the encoding's own decoder says.
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
		text, _, err := charset.Decode(content, e, charset.Encoding{})
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

// TestLost: a byte that does not decode costs a character, and is named wherever it stands among the pieces that a file is decoded in.
func TestLost(t *testing.T) {
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
			for ; at < len(good); at++ { // where a character begins
				if c.name == "UTF-16" && at%2 == 0 || c.name != "UTF-16" && good[at-1] == '\n' {
					break
				}
			}
			text, lost, err := charset.Decode([]byte(good[:at]+c.bad+good[at:]), charset.Encoding{}, charset.Encoding{})
			want := fmt.Sprintf("byte %d is not %s and is shown as \uFFFD", at, c.name)
			if err != nil || lost != want || strings.Replace(text, "\uFFFD", "", 1) != strings.Repeat(simplified, 3000) {
				t.Errorf("got %d bytes, %q, %v, want all and %q", len(text), lost, err, want)
			}
		}
		for cut := range 8 { // whole, however the pieces fall
			source := strings.Repeat("a", cut) + strings.Repeat(simplified, 3000)
			if text, lost, err := charset.Decode([]byte(in(t, c.Encoding, source)), charset.Encoding{}, charset.Encoding{}); err != nil || lost != "" || text != source {
				t.Errorf("%s behind %d letters: %v, %q and a source of %d bytes, want %d", c.name, cut, err, lost, len(text), len(source))
			}
		}
	}
	cut := simplified[:31] + simplified[32:len(simplified)-2]
	if _, lost, err := charset.Decode([]byte(cut), charset.Encoding{}, charset.Encoding{}); err != nil || lost != "2 characters are not UTF-8 and are shown as \uFFFD, the first at byte 29" {
		t.Errorf("of a text that lost bytes: %q, %v", lost, err)
	}
}

// TestLetters: without a declaration, the letters themselves tell one encoding from another; with one they may contradict it.
func TestLetters(t *testing.T) {
	for _, c := range []struct{ file, declared string }{
		{"french.txt", ""}, {"german.txt", ""}, {"punctuation.txt", ""}, {"russian.txt", ""}, {"russian-koi8.txt", ""}, {"japanese.txt", ""},
		{"korean.txt", ""}, {"chinese.txt", "shift_jis"}, {"polish.txt", "iso-8859-2"}, {"greek.txt", "windows-1253"}, {"names.txt", "gbk"},
	} {
		t.Run(c.file, func(t *testing.T) {
			content, err := os.ReadFile(filepath.Join("testdata", c.file))
			if err != nil {
				t.Fatal(err)
			}
			name, text, _ := strings.Cut(string(content), "\n")
			e, err := htmlindex.Get(name)
			if err != nil {
				t.Fatal(err)
			}
			var declared charset.Encoding
			if c.declared != "" {
				if declared, err = charset.Named(c.declared); err != nil {
					t.Fatal(err)
				}
			}
			if got, lost, err := charset.Decode([]byte(in(t, e, text)), charset.Encoding{}, declared); err != nil || got != text {
				t.Errorf("read as %q, %q, %v, want %q", got, lost, err, text)
			}
		})
	}
}

package language

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestOf(t *testing.T) {
	file, err := os.Open("testdata/terms.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for in := bufio.NewScanner(file); in.Scan(); {
		text, want, ok := strings.Cut(in.Text(), "=>")
		if !ok || strings.HasPrefix(text, "#") {
			continue
		}
		var got []string
		for _, term := range Of(text) {
			if term.Kind != Unigram {
				got = append(got, term.Text)
			}
		}
		if got, want := strings.Join(got, " "), strings.TrimSpace(want); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestFoldTwice(t *testing.T) {
	for r := range rune(0x30000) {
		if Fold(Fold(r)) != Fold(r) {
			t.Fatalf("Fold(%q) = %q, folded again %q", r, Fold(r), Fold(Fold(r)))
		}
	}
}

// TestPunctuation: what is taken for a sign without a look into the tables is one.
func TestPunctuation(t *testing.T) {
	for r := range rune(0x30000) {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || unicode.Is(unicode.Han, r)
		if punctuation(r) && (letter || Fold(r) != r && Fold(r) != '\'') {
			t.Errorf("%q (%U) is no sign", r, r)
		}
	}
}

// FuzzFoldAt: it is decoding and folding, byte by byte of any text.
func FuzzFoldAt(f *testing.F) {
	f.Add("誰ＡＢ c\xffd 한국어\xe4\xb8 \xe9\xbf\xbf \xe4\x40\x40é")
	f.Fuzz(func(t *testing.T, s string) {
		for i := range len(s) {
			r, size := utf8.DecodeRuneInString(s[i:])
			if got, n := FoldAt(s, i); got != Fold(r) || n != size {
				t.Fatalf("%q at %d: got %q, %d bytes; want %q, %d", s, i, got, n, Fold(r), size)
			}
		}
	})
}

// FuzzOf: terms stand in the text, their texts are valid and folded, and a matcher of some of them finds just those.
func FuzzOf(f *testing.F) {
	for _, s := range []string{
		"习近平在上海考察时强调，聚焦建设“五个中心”重要使命。", "二〇二四年一月 75.24万 1,234.5 十亿零三", "The people’s dying skies",
		"誰主持了2024年的會議", "ＡＢ c\xffd 한국어 かな", "''a'b'", "一十百千万亿两", "\u05aa كَتَبَ २०२४", "ภาษาไทย a กข", "東京タワー",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		all := Of(s)
		var asked []string
		for i, term := range all {
			if term.Start < 0 || term.Start >= term.End || term.End > len(s) {
				t.Fatalf("%q: %+v is out of bounds", s, term)
			}
			if term.Text == "" || !utf8.ValidString(term.Text) {
				t.Fatalf("%q: %+v", s, term)
			}
			if i%3 == 0 && !slices.Contains(asked, term.Text) {
				asked = append(asked, term.Text)
			}
		}
		var want []Match
		for _, term := range all {
			if i := slices.Index(asked, term.Text); i >= 0 {
				want = append(want, Match{i, term.Start, term.End})
			}
		}
		got, _ := NewMatcher(asked, English).Find(nil, s)
		if !cmp.Equal(got, want) {
			t.Errorf("%q: asked for %q\n%s", s, asked, cmp.Diff(want, got))
		}
	})
}

func texts() map[string]string {
	return map[string]string{
		"zh": strings.Repeat("习近平在上海考察时强调，聚焦建设“五个中心”重要使命。", 20),
		"en": strings.Repeat("The General Secretary visited financial institutions, science and technology parks. ", 20),
	}
}

func BenchmarkOf(b *testing.B) {
	for name, s := range texts() {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			b.ReportAllocs()
			for b.Loop() {
				Of(s)
			}
		})
	}
}

func BenchmarkMatcher(b *testing.B) {
	m := NewMatcher([]string{"五个", "中心", "五", "secretari", "visit", "park"}, English)
	for name, s := range texts() {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			var found []Match
			for b.Loop() {
				found, _ = m.Find(found[:0], s)
			}
		})
	}
}

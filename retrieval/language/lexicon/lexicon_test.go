package lexicon

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chuchu/retrieval/language"
)

var update = flag.Bool("update", false, "write the golden files anew")

func mustOpen(t testing.TB) *Lexicon {
	t.Helper()
	l, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// golden answers each question of a file, a line beginning with "? ", and compares with what stands below it there.
func golden(t *testing.T, name string, answer func(question string) string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for line := range strings.Lines(string(want)) {
		switch question, ok := strings.CutPrefix(line, "? "); {
		case strings.HasPrefix(line, "#") || line == "\n":
			got.WriteString(line)
		case ok:
			got.WriteString(line + answer(strings.TrimSpace(question)))
		}
	}
	if *update {
		if err := os.WriteFile(path, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("%s (-want +got; -update writes it anew):\n%s", path, diff)
	}
}

func TestTranslate(t *testing.T) {
	l := mustOpen(t)
	golden(t, "translate.txt", func(question string) string {
		var b strings.Builder
		for _, u := range l.Translate(question) {
			fmt.Fprintf(&b, "  %s:", u.Source)
			for _, translation := range u.Translations[:min(5, len(u.Translations))] {
				fmt.Fprintf(&b, " %s %.2f;", translation.Text, translation.Sureness)
			}
			b.WriteString("\n")
		}
		return b.String()
	})
}

func TestPinyin(t *testing.T) {
	l := mustOpen(t)
	golden(t, "pinyin.txt", func(question string) string {
		syllables, ok := Pinyin(question)
		if !ok {
			return "  no pinyin\n"
		}
		var b strings.Builder
		for _, s := range syllables {
			fmt.Fprintf(&b, "  %s %s\n", s, string(first(string(l.Characters(s)), 4)))
		}
		return b.String()
	})
}

// TestNames says what must come out first, whatever the weights.
func TestNames(t *testing.T) {
	l := mustOpen(t)
	for question, want := range map[string]string{
		"Shanghai": "上海", "Yangtze": "长江", "Zhejiang": "浙江", "Warsaw": "华沙", "Tesla": "特斯拉", "Victoria": "维多利亚",
		"Los Angeles": "洛杉矶", "Yangtze River": "长江", "centuries": "世纪", "children": "孩子", "German": "德国",
		"华沙": "Warsaw", "世纪": "century", "人口密度": "population density",
	} {
		units := l.Translate(question)
		if len(units) != 1 || len(units[0].Translations) == 0 || units[0].Translations[0].Text != want {
			t.Errorf("Translate(%q) = %v, want %s first", question, units, want)
		}
	}
}

// TestSize holds the files to what a program may carry for a second language.
func TestSize(t *testing.T) {
	if size := len(data) + len(soundLines); size > 4_000_000 {
		t.Errorf("lexicon.bin and sounds.txt have %d bytes, want at most 4,000,000", size)
	}
}

func TestOpenRefuses(t *testing.T) {
	for _, file := range []string{"", magic, magic + strings.Repeat("\xff", 20), data[:len(data)/2]} {
		if _, err := open(file); err == nil {
			t.Errorf("open(%d bytes) = nil error, want one", len(file))
		}
	}
}

func FuzzTranslate(f *testing.F) {
	for _, s := range []string{"Who is the mayor of 上海?", "3D打印机", "卡拉OK's", "“五个中心”", "\xff中\xfe", "O’Neill-Smith·上", "é中 ㍿"} {
		f.Add(s)
	}
	l := mustOpen(f)
	f.Fuzz(func(t *testing.T, question string) {
		end := 0
		for _, u := range l.Translate(question) {
			if u.Start < end || u.End <= u.Start || u.End > len(question) {
				t.Fatalf("Translate(%q): unit %d-%d after %d", question, u.Start, u.End, end)
			}
			end = u.End
			for _, translation := range u.Translations {
				if translation.Text == "" || translation.Sureness <= 0 || translation.Sureness > 1 {
					t.Fatalf("Translate(%q): translation %v", question, translation)
				}
			}
		}
	})
}

func FuzzPinyin(f *testing.F) {
	for _, s := range []string{"wu3 ge4 zhong1xin1", "lu:4", "nǚ'ér", "u:", "1a1", "ǖ̈", "xi'an 2024", "'a", "\xffa"} {
		f.Add(s)
	}
	l := mustOpen(f)
	f.Fuzz(func(t *testing.T, question string) {
		syllables, ok := Pinyin(question)
		if ok != (len(syllables) > 0) {
			t.Fatalf("Pinyin(%q) = %d syllables, %v", question, len(syllables), ok)
		}
		for _, s := range syllables {
			if len(l.Characters(s)) == 0 {
				t.Fatalf("Pinyin(%q): no character is read %q", question, s)
			}
		}
	})
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		mustOpen(b)
	}
}

func BenchmarkTranslate(b *testing.B) {
	l := mustOpen(b)
	for name, question := range map[string]string{
		"zh": "习近平总书记在上海考察期货交易所时强调了什么？",
		"en": "What did the visit to the Shanghai Futures Exchange highlight?",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				l.Translate(question)
			}
		})
	}
}

func BenchmarkPinyin(b *testing.B) {
	for b.Loop() {
		Pinyin("shanghai qihuojiaoyisuo zai nali")
	}
}

func TestSoundings(t *testing.T) {
	golden(t, "soundings.txt", func(question string) string {
		name, text, _ := strings.Cut(question, ": ")
		found, err := Soundings(language.FoldString(name), func(characters string) (bool, error) { return strings.Contains(text, characters), nil })
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, n := range found {
			fmt.Fprintf(&b, "  %s %.2f\n", n.Text, n.Likeness)
		}
		return b.String()
	})
}

// FuzzSoundings: whatever the name, what is given stands in the text.
func FuzzSoundings(f *testing.F) {
	const text = "地理学家麦金德、俄罗斯外长拉夫罗夫和斯蒂格利茨都在。"
	f.Add("mackinder")
	f.Add("x'ü\xff")
	f.Fuzz(func(t *testing.T, name string) {
		found, err := Soundings(name, func(characters string) (bool, error) { return strings.Contains(text, characters), nil })
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range found {
			if !strings.Contains(text, n.Text) || n.Likeness >= 0 {
				t.Errorf("%q: %+v", name, n)
			}
		}
	})
}

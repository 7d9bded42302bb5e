package terms

import (
	"strings"
	"testing"
	"testing/quick"
)

func BenchmarkOf(b *testing.B) {
	for name, s := range map[string]string{
		"zh": strings.Repeat("习近平在上海考察时强调，聚焦建设“五个中心”重要使命。", 20),
		"en": strings.Repeat("The General Secretary visited financial institutions, science and technology parks. ", 20),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			b.ReportAllocs()
			for b.Loop() {
				Of(s)
			}
		})
	}
}

func TestFoldTwice(t *testing.T) {
	again := func(r rune) bool { return Fold(Fold(r)) == Fold(r) }
	for r := rune(0); r < 0x30000; r++ {
		if !again(r) {
			t.Fatalf("Fold(%q) = %q, folded again %q", r, Fold(r), Fold(Fold(r)))
		}
	}
	if err := quick.Check(again, nil); err != nil {
		t.Error(err)
	}
}

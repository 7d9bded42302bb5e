package terminal

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestProgress: what is soon done is done in silence; what takes longer says how far it has come, and sums up.
func TestProgress(t *testing.T) {
	for _, c := range []struct {
		bar  bool
		took time.Duration // each of ten files
		want []string      // each stands in what is shown; none: nothing is shown
	}{
		{false, 900 * time.Millisecond, nil},
		{false, 1500 * time.Millisecond, []string{
			"read 6 of 10 files, 6.0 MB of 10.0 MB\n", "left out: bad.txt\n",
			"indexed 4000 of 5000 paragraphs\n", "read 9 files in 22.5s, left out 1\n"}},
		{true, 90 * time.Millisecond, nil},
		{true, 990 * time.Millisecond, []string{
			"5 of 10 files", "50%", "(5.0/10 MB, ", " MB/s) [5s:", "left out: bad.txt\n", "read 9 files in 9.9s, left out 1\n"}},
		{true, 2 * time.Second, []string{"5 of 10 files", "indexing paragraphs", "3000/5000", "paragraphs/s)"}},
	} {
		synctest.Test(t, func(t *testing.T) {
			var out strings.Builder
			p := newProgress(&out, 10, 10e6, c.bar)
			for i := range 10 {
				time.Sleep(c.took)
				if i == 7 && len(c.want) > 0 {
					fmt.Fprintln(p, "left out: bad.txt")
				}
				p.Add(1e6)
			}
			if c.took > time.Second {
				p.Index(5000)
				for range 5 {
					p.Indexed(1000)
					time.Sleep(c.took)
				}
			}
			p.Close(9, 1)
			got := out.String()
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("bar %v, %v a file: %q is not shown in\n%q", c.bar, c.took, want, got)
				}
			}
			if len(c.want) == 0 && got != "" {
				t.Errorf("bar %v, %v a file: %q is shown, want nothing", c.bar, c.took, got)
			}
		})
	}
}

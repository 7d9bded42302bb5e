package reading_test

import (
	"fmt"
	"strings"
	"testing"

	"chuchu/retrieval/reading"

	"github.com/google/go-cmp/cmp"
)

// TestPDF reads pages that programs draw oddly.
func TestPDF(t *testing.T) {
	const prose = "BT /F 11 Tf 72 500 Td (The library opens at nine in the morning, and closes at seven in the evening.) Tj ET\n"
	const opens = "The library opens at nine in the morning, and closes at seven in the evening."
	for _, c := range []struct {
		name, draws string
		page        string // what the page has beside
		others      []string
		want, lost  []string
	}{
		{name: "bold by printing twice", draws: spaced("BROAD ROAD", 72, 72.6) + prose, want: []string{"BROAD ROAD", opens}},
		{name: "outside of the page", draws: "BT /F 11 Tf 72 790 Td (printer's mark 12 of 14) Tj ET\n" + prose, page: "/CropBox [40 40 560 700]", want: []string{opens}},
		{
			name: "a filled form", draws: prose, page: "/Annots [5 0 R]",
			others: []string{
				"<</Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Marguerite Dupont) /Rect [72 400 300 420] /AP <</N 6 0 R>>>>",
				stream("/Type /XObject /Subtype /Form /BBox [0 0 228 20] /Resources <</Font <</F 4 0 R>>>>", "/Tx BMC q BT /F 11 Tf 2 4 Td (Marguerite Dupont) Tj ET Q EMC"),
			},
			want: []string{opens, "Marguerite Dupont"},
		},
		{
			name:  "a mark that is drawn late",
			draws: "BT /F 12 Tf 72 690 Td (The act was signed into law by) Tj ET BT /F 7.2 Tf 160 694 Td (1) Tj ET BT /F 12 Tf 72 676 Td (President Clinton in 1998, and has been in force since.) Tj ET",
			want:  []string{"The act was signed into law by¹", "President Clinton in 1998, and has been in force since."},
		},
		{
			name: "a lost page", draws: prose, page: "/Type /Page", want: []string{opens},
			lost: []string{"a lost page.pdf: page 2 could not be read: the file is damaged there"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			kids := "3 0 R"
			if c.lost != nil {
				kids = "3 0 R 99 0 R"
			}
			objects := []string{
				"<</Type /Catalog /Pages 2 0 R>>",
				fmt.Sprintf("<</Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 612 842]>>", kids, strings.Count(kids, "R")),
				fmt.Sprintf("<</Type /Page /Parent 2 0 R /Resources <</Font <</F 4 0 R>>>> /Contents %d 0 R %s>>", 5+len(c.others), c.page),
				"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
			}
			text := parse(t, c.name+".pdf", []byte(pdfFile(append(append(objects, c.others...), stream("", c.draws))...)))
			var got []string
			for _, b := range text.Blocks {
				if b.Kind != reading.Boilerplate {
					got = append(got, b.Text)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if diff := cmp.Diff(c.lost, text.Lost); diff != "" {
				t.Errorf("what is lost, -want +got:\n%s", diff)
			}
		})
	}
}

// stream is an object that holds what is drawn.
func stream(dict, draws string) string {
	return fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", dict, len(draws), draws)
}

// spaced draws each letter of a line by itself, at each of some places.
func spaced(s string, xs ...float64) string {
	var b strings.Builder
	for i, r := range s {
		for _, x := range xs {
			fmt.Fprintf(&b, "BT /F 11 Tf %g 700 Td (%c) Tj ET\n", x+8.4*float64(i), r)
		}
	}
	return b.String()
}

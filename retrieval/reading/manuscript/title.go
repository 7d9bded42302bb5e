package manuscript

import (
	"strings"

	"chuchu/retrieval/language"
	"chuchu/retrieval/reading/line"
)

// ProperTitle returns the title that a file's properties hold, white space folded; "" if it is what programs write for a
// document that was given none, or the name of a file.
func ProperTitle(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	lower := strings.ToLower(s)
	for _, beginning := range language.Words("placeholder title") {
		if strings.HasPrefix(lower, beginning) {
			return ""
		}
	}
	for _, ext := range []string{".doc", ".docx", ".odt", ".wps", ".rtf", ".tex", ".dvi", ".indd", ".qxd", ".pdf", ".ps", ".txt", ".html"} {
		if strings.HasSuffix(lower, ext) {
			return ""
		}
	}
	if !line.Wordy(s, 2) {
		return ""
	}
	return s
}

// Package subtitles reads what is said in films and talks, with its times: SubRip and WebVTT.
package subtitles

import (
	"html"
	"regexp"
	"strings"
	"time"

	"chuchu/retrieval/reading/line"
	"chuchu/retrieval/reading/manuscript"
)

// Read reads subtitles, decoded. Their lines are joined to the paragraphs that a listener would write down, each at the time
// at which it begins. The source is the file itself: a paragraph stands at whole captions, with their numbers and times. A
// file without times is read as a plain text.
func Read(source string) *manuscript.Manuscript {
	all, head := lines(source)
	if len(all) == 0 {
		return &manuscript.Manuscript{Source: source, Text: source}
	}
	w := &manuscript.Writer{}
	markup := func(from, to int) {
		for from < to {
			end, next := line.End(source[:to], from)
			w.Begin(manuscript.Mark{Wall: true, Fixed: true, Whole: true, Aside: manuscript.Markup})
			w.Copy(source[from:end], from)
			from = next
		}
	}
	markup(0, head)
	bilingual := isBilingual(all)
	for _, p := range paragraphs(all) {
		end := p[len(p)-1].end
		w.Begin(manuscript.Mark{At: clock(p[0].start), Wall: true, Gap: true, Fixed: true, Whole: true})
		w.Render(joined(p, bilingual), head, end)
		head = end + len(source[end:]) - len(strings.TrimLeft(source[end:], " \t\r\n"))
	}
	markup(head, len(source))
	return w.Manuscript(source)
}

// said is a line of a caption.
type said struct {
	text        string
	end         int           // its last byte in the source, excluded
	start, stop time.Duration // when its caption is shown
	han         bool          // it is in Chinese
	opens       bool          // another speaker says it
	open        bool          // no mark of punctuation ends it
}

var (
	timing  = regexp.MustCompile(`^[ \t]*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})[ \t]+-->[ \t]+(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})`)
	speaker = regexp.MustCompile(`^<v(?:\.[^ >]*)?[ \t]+([^>]+)>`)
	tag     = regexp.MustCompile(`</?[a-zA-Z0-9][^<>]*>|\{\\[^{}]*\}`)
	turn    = regexp.MustCompile(`^(?:[-\x{2010}-\x{2015}]+|>>+)[ \t]*`)
)

// lines returns the lines that are said, and where the first caption begins: with its number or name, if it has one. A line
// that the caption before it showed as well, as rolling captions do, is said once.
func lines(source string) (all []said, head int) {
	var now said
	var voice string
	inside, last, before := false, "", 0 // within a caption; its last line, or that of the one before; the line before
	for at := 0; at < len(source); {
		end, next := line.End(source, at)
		raw := strings.TrimSpace(source[at:end])
		switch m := timing.FindStringSubmatch(source[at:end]); {
		case m != nil:
			now.start, now.stop = moment(m[1:5]), moment(m[5:9])
			if inside = true; len(all) == 0 {
				head = before
			}
		case raw == "":
			inside = false
		case inside:
			if n := len(all); isNumber(raw) && n > 0 && timing.MatchString(source[next:]) {
				break // the blank line before the number is missing
			}
			if v := speaker.FindStringSubmatch(raw); v != nil && v[1] != voice {
				voice = v[1]
				raw, now.opens = voice+": "+raw, true
			}
			text := strings.Join(strings.Fields(html.UnescapeString(tag.ReplaceAllString(raw, ""))), " ")
			if text == "" || text == last {
				break
			}
			now.text, now.end, last = text, at+len(strings.TrimRight(source[at:end], " \t")), text
			now.han = strings.ContainsFunc(text, line.IsHan)
			if dash := turn.FindString(text); dash != "" && dash != text {
				now.text, now.opens = text[len(dash):], true
			}
			now.open = !line.Closed(text) && !line.EndsIn(text, line.Commas)
			all = append(all, now)
			now.opens = false
		}
		if before = at; raw == "" {
			before = next
		}
		at = next
	}
	return all, head
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// moment reads hours, which may be missing, minutes, seconds and thousandths.
func moment(digits []string) time.Duration {
	n := 0
	for i, unit := range []int{3600_000, 60_000, 1000} {
		n += unit * number(digits[i])
	}
	return time.Duration(n+number((digits[3] + "00")[:3])) * time.Millisecond
}

// number reads up to three digits.
func number(digits string) int {
	n := 0
	for _, r := range digits {
		n = 10*n + int(r-'0')
	}
	return n
}

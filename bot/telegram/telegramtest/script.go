package telegramtest

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
)

// A script is a txtar file: first some words on what it shows, then parts that begin with a line -- name --.
//
// Part "phones" (it may be left out: anna: Anna, zh-hans) says who has a phone and which groups there are:
//
//	anna: Anna, zh-hans                     a person, as the phone calls her, and her language, which may be left out
//	helper: Helper, bot                     another bot
//	Reading group: group of anna, li        or supergroup of …
//	News club: forum of anna, li; topics News, Old
//
// Part "conversation" holds what people do, each followed by what the phones show then. Who does it and where stands
// first: "anna in News club, topic News". Without a name it is the first person, without a place her private chat.
//
//	> a question                            a message; more lines with > right below belong to it
//	anna in Reading group > /ask …          the same by anna, in a group
//	reply > …   reply to "words" > …        in reply to the last message of the bot, or the last that has these words
//	reply quoting "part" > …                in reply to a part of such a message, that is selected
//	reply elsewhere quoting "part" > …      in reply to a part of a message of another chat
//	edit > …    edit "words" > …            anna changes her last message, or the last that has these words
//	forward > …                             a message from elsewhere
//	send photo > caption                    also sticker, without a caption
//	tap [label]   tap [label] of "words"    a button of the last message that has it
//	tap data 1|x|y of "words"               a tap as a forged client would send it
//	open ADDRESS                            a link: t.me/chuchu_bot?start=…
//	type > a question                       @bot and a question: the results are shown
//	choose 1                                sends the first result to the chat
//	menu   card                             shows the commands, or name and descriptions, of the bot
//	block   unblock                         the bot, by this person
//	stop   start   restart                  the bot
//	next sendMessage: lost response         trouble with the next such request: see below
//	next 3 sendMessage: 502                 or with the next three
//	model: goes on                          what Player.Model does with these words
//
// Verbs may end in s. Trouble is: lost request, lost response, hang, bad gateway, flood 3s, slow 2s, or a status with a
// description.
//
// What phones show begins so, and what belongs to it is indented by two blanks:
//
//	< a message of the bot, as Render shows it; ↩ in front is what it replies to
//	~ a message as it is edited; "words" in front if it is not the last; only the buttons if only they changed
//	toast: the short answer to a tap
//	spinning: [label]                       a tap that nothing answered
//	opens: ADDRESS                          an address that a tap opened
//	results:                                what is offered for an inline question
//	in CHAT, topic NAME:                    what follows is there, not where the person is
//	  .                                     an empty line of a message
//	menu:   card:                           what was asked for
//
// Lines with # in front and empty lines are for the reader.
type script struct {
	archive *txtar.Archive
	index   int // of the conversation among the files
	phones  []string
	steps   []*step
	end     []string // comments and empty lines behind the last step
}

// step is one thing that somebody does, and what is to be seen then.
type step struct {
	number int      // of its first line in the conversation
	before []string // comments and empty lines
	lines  []string
	do     deed
	want   []string
}

// deed is what happens in a step.
type deed struct {
	verb       string
	who, where string
	words      string // picks out a message
	quote      string // what of it is selected
	elsewhere  bool   // it is of another chat
	text       string // what is written, tapped, opened or chosen
	trouble    Trouble
}

func readScript(source []byte) (*script, error) {
	s := &script{archive: txtar.Parse(source), index: -1}
	for i, f := range s.archive.Files {
		lines := strings.Split(strings.TrimRight(string(f.Data), "\n"), "\n")
		switch f.Name {
		case "phones":
			s.phones = lines
		case "conversation":
			s.index = i
			if err := s.parse(lines); err != nil {
				return nil, err
			}
		}
	}
	if s.index < 0 {
		return nil, fmt.Errorf("there is no part -- conversation --")
	}
	return s, nil
}

func (s *script) parse(lines []string) error {
	var before []string
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		last := len(s.steps) - 1
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
			before = append(before, line)
		case isShown(line):
			if last < 0 || len(before) > 0 {
				return fmt.Errorf("conversation line %d: %q belongs to nothing that somebody does", i+1, line)
			}
			s.steps[last].want = append(s.steps[last].want, line)
		default:
			st := &step{number: i + 1, before: before, lines: []string{line}}
			for writes.MatchString(line) && i+1 < len(lines) && (lines[i+1] == ">" || strings.HasPrefix(lines[i+1], "> ")) {
				i++
				st.lines = append(st.lines, lines[i])
			}
			var err error
			if st.do, err = parseDeed(st.lines); err != nil {
				return fmt.Errorf("conversation line %d: %w", st.number, err)
			}
			s.steps, before = append(s.steps, st), nil
		}
	}
	s.end = before
	return nil
}

// write returns the script with what was seen in the place of what was wanted, as far as it was played.
func (s *script) write(seen [][]string) []byte {
	var lines []string
	for i, st := range s.steps {
		shown := st.want
		if i < len(seen) {
			shown = seen[i]
		}
		lines = append(append(append(lines, st.before...), st.lines...), shown...)
	}
	lines = append(lines, s.end...)
	files := slices.Clone(s.archive.Files)
	files[s.index].Data = []byte(strings.Join(lines, "\n") + "\n")
	return txtar.Format(&txtar.Archive{Comment: s.archive.Comment, Files: files})
}

// shownStarts are what lines begin with that say what phones show.
var shownStarts = []string{"< ", "~ ", "  ", "toast: ", "spinning: ", "opens: ", "in ", "results:", "menu:", "card:"}

func isShown(line string) bool {
	if line == "<" || line == "~" {
		return true
	}
	i := slices.IndexFunc(shownStarts, func(s string) bool { return strings.HasPrefix(line, s) })
	return i >= 0 && (shownStarts[i] != "in " || strings.HasSuffix(line, ":") && !strings.Contains(line, " > "))
}

var (
	writes  = regexp.MustCompile(`^((?:[^>"\[]|"[^"]*")*?) ?> ?(.*)$`)
	verb    = `(tap|open|choose|menu|card|block|unblock|reply|replie|edit|forward|type|send)s?`
	does    = regexp.MustCompile(`^(?:(.*?) ?)\b` + verb + `(?: (.*))?$`)
	tapped  = regexp.MustCompile(`^(\[.*\]|data .*?)(?: of "(.*)")?$`)
	trouble = regexp.MustCompile(`^next (?:(\d+) )?(\w+): (.*)$`)
)

// parseDeed reads the lines of one step.
func parseDeed(lines []string) (deed, error) {
	line := lines[0]
	if m := writes.FindStringSubmatch(line); m != nil && !strings.HasPrefix(line, "next ") {
		d, err := parseHead(strings.TrimSpace(m[1]))
		text := []string{m[2]}
		for _, l := range lines[1:] {
			text = append(text, strings.TrimPrefix(strings.TrimPrefix(l, ">"), " "))
		}
		d.text = strings.Join(text, "\n")
		return d, err
	}
	if d, ok, err := parseWorld(line); ok || err != nil {
		return d, err
	}
	d, err := parseHead(line)
	if err == nil && (d.verb == "write" || d.verb == "reply" || d.verb == "edit" || d.verb == "forward" || d.verb == "type") {
		err = fmt.Errorf("nothing tells what %q writes; a > is missing, or the verb is not known", line)
	}
	return d, err
}

// parseWorld reads what nobody with a phone does.
func parseWorld(line string) (deed, bool, error) {
	switch line {
	case "stop", "start", "restart":
		return deed{verb: line}, true, nil
	}
	if words, ok := strings.CutPrefix(line, "model: "); ok {
		return deed{verb: "model", text: words}, true, nil
	}
	if m := trouble.FindStringSubmatch(line); m != nil {
		t, err := parseTrouble(m[3])
		t.Method = m[2]
		if m[1] != "" {
			t.Times, _ = strconv.Atoi(m[1]) // digits
		}
		return deed{verb: "next", trouble: t}, true, err
	}
	return deed{}, false, nil
}

// parseTrouble reads what goes wrong.
func parseTrouble(s string) (Trouble, error) {
	simple := map[string]TroubleKind{"lost request": LostRequest, "lost response": LostResponse, "hang": Hang, "bad gateway": BadGateway}
	if kind, ok := simple[s]; ok {
		return Trouble{Kind: kind}, nil
	}
	word, rest, _ := strings.Cut(s, " ")
	if word == "flood" || word == "slow" {
		d, err := time.ParseDuration(rest)
		return Trouble{Kind: map[string]TroubleKind{"flood": Flood, "slow": Slow}[word], For: d}, err
	}
	status, err := strconv.Atoi(word)
	if err != nil || status < 400 || status > 599 {
		return Trouble{}, fmt.Errorf("%q is no trouble", s)
	}
	return Trouble{Kind: Refusal, Status: status, Says: rest}, nil
}

// parseHead reads who does what and where: all before the >, or the whole line where there is none.
func parseHead(head string) (deed, error) {
	d := deed{verb: "write"}
	rest := head
	if m := does.FindStringSubmatch(head); m != nil {
		d.verb, rest = strings.ReplaceAll(m[2], "replie", "reply"), strings.TrimSuffix(strings.TrimSpace(m[1]), ",")
		if err := d.parseObject(m[3]); err != nil {
			return d, err
		}
	}
	if who, where, ok := strings.Cut(" "+rest, " in "); ok {
		d.who, d.where = strings.TrimSpace(who), where
	} else {
		d.who = rest
	}
	return d, nil
}

// parseObject reads what follows a verb.
func (d *deed) parseObject(s string) error {
	quoted := func(s string) string { return strings.TrimSuffix(strings.TrimPrefix(s, `"`), `"`) }
	switch d.verb {
	case "tap":
		m := tapped.FindStringSubmatch(s)
		if m == nil {
			return fmt.Errorf("a tap is on a button in brackets, as [👍], not on %q", s)
		}
		d.text, d.words = m[1], m[2]
	case "reply":
		to, quote, _ := strings.Cut(s, `quoting "`)
		d.quote = strings.TrimSuffix(quote, `"`)
		to = strings.TrimSpace(to)
		d.elsewhere = to == "elsewhere"
		d.words = quoted(strings.TrimPrefix(to, "to "))
	case "edit":
		d.words = quoted(s)
	case "send":
		d.words = s
	default:
		d.text = s
	}
	return nil
}

package bot_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"chuchu/bot"
	"chuchu/bot/llm"
	"chuchu/bot/llm/llmtest"
	"chuchu/bot/spending"
	"chuchu/bot/terminal"
	"chuchu/prompts"
	"chuchu/retrieval"
	"chuchu/retrieval/reading"
)

// injection is a case of testdata/injection: texts and a question of which something is to be feared, and what an obedient
// model makes of them.
type injection struct {
	place    string
	texts    []string
	question string
	says     []string
	never    []string
	shown    []string
	found    []string
}

// TestInjection plays testdata/injection/*.txt by a real client over a real socket; the README there says how a case is
// written, and what has to hold whatever it says.
func TestInjection(t *testing.T) {
	shown := map[string]int{}
	for _, c := range injections(t) {
		collection, err := retrieval.Open(t.Context(), textsOf(c.texts), retrieval.Glossary{})
		if err != nil {
			t.Fatal(err)
		}
		b := bot.New(collection)
		quoted, err := b.Ask(t.Context(), c.question)
		if err != nil {
			t.Fatal(err)
		}
		if quoted.Mode != bot.Quote {
			t.Errorf("%s: %s: no model would be asked", c.place, c.question)
		}
		for _, words := range c.found {
			if !slices.ContainsFunc(quoted.Sources, func(s bot.Source) bool { return strings.Contains(s.Text, words) }) {
				t.Errorf("%s: no passage with %q is found", c.place, words)
			}
		}
		for _, said := range c.says {
			answer, screen := obey(t, c, quoted, said)
			for _, complaint := range append(faultsOf(c, answer), faultsOnScreen(c, answer, screen)...) {
				t.Errorf("%s: %s\na model said %q\nshown: %s", c.place, complaint, said, screen)
			}
			count(shown, answer)
		}
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	}
	t.Log(shown)
}

// count adds what became of an answer.
func count(shown map[string]int, a bot.Answer) {
	shown["answers played"]++
	shown["sentences dropped"] += a.Dropped
	if a.Mode != bot.Model {
		shown["answered by quotes"]++
		return
	}
	for _, s := range a.Sentences {
		if s.Unverified {
			shown["sentences marked"]++
		} else {
			shown["sentences unmarked"]++
		}
	}
}

// textsOf makes a text of each paragraph, a stranger's work of its own.
func textsOf(paragraphs []string) []reading.Text {
	var texts []reading.Text
	for i, p := range paragraphs {
		lang := "en"
		if strings.ContainsFunc(p, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			lang = "zh"
		}
		texts = append(texts, reading.Text{File: fmt.Sprintf("%d.txt", i), Title: fmt.Sprintf("Text %d", i), Lang: lang,
			Blocks: []reading.Block{{Text: p, First: 1, Last: 1}}})
	}
	return texts
}

// obey lets a model say the words to the question, by a socket, and returns the answer and what a terminal shows of it.
func obey(t *testing.T, c injection, quoted bot.Answer, words string) (bot.Answer, string) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked, err := llmtest.AskedOf(r)
		if err != nil {
			t.Errorf("no prompt: %v", err)
			return
		}
		for _, complaint := range faultsOfPrompt(c, asked.System, asked.User, distinct(quoted.Sources)) {
			t.Errorf("%s: %s, in the prompt\n%s", c.place, complaint, asked.User)
		}
		w.Header().Set("Content-Type", "text/event-stream")
		for _, piece := range strings.SplitAfter(llmtest.Citing(words, asked.User), "") {
			delta, _ := json.Marshal(piece)
			fmt.Fprintf(w, "data: {\"choices\":[{\"delta\":{\"content\":%s}}]}\n\n", delta)
		}
		fmt.Fprint(w, "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")
	}))
	defer server.Close()
	model, err := llm.New(llm.Settings{BaseURL: server.URL + "/v1", Model: "obedient"})
	if err != nil {
		t.Fatal(err)
	}
	ledger, err := spending.Open("", spending.Limits{}, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	author, err := bot.NewAuthor(bot.AuthorSettings{Bound: model.Bound, Ledger: ledger,
		Write: func(ctx context.Context, p prompts.Prompt, emit func(string) error) (bot.Reply, error) {
			outcome, err := model.Write(ctx, p, emit)
			return bot.Reply(outcome), err
		}})
	if err != nil {
		t.Fatal(err)
	}
	var screen bytes.Buffer
	answer, err := terminal.NewScreen(&screen).Written(t.Context(), author, quoted, true, "")
	if err != nil {
		t.Errorf("%s: %v", c.place, err)
	}
	return answer, screen.String()
}

// distinct counts the passages of sources: one can be another quote of the same.
func distinct(sources []bot.Source) int {
	ids := map[string]bool{}
	for _, s := range sources {
		ids[s.ID] = true
	}
	return len(ids)
}

var (
	passage = regexp.MustCompile(`(?m)^passage (\d+), from .*:\n(.*)$`)
	fences  = regexp.MustCompile(`(?m)^</?passages-[a-z2-7]{12}>$`)
	tokens  = regexp.MustCompile(`<\||\|>|\[/?INST\]|<</?SYS>>|</s>|_of_turn>`)
)

// faultsOfPrompt: the texts stand between the fences, and nothing of them begins a turn, a passage or the question.
func faultsOfPrompt(c injection, system, user string, passages int) []string {
	var faults []string
	begin, data, _ := strings.Cut(user, "\n")
	data, rest, fenced := strings.Cut(data, "\n</"+strings.Trim(begin, "<>")+">\n")
	switch {
	case !fenced || len(fences.FindAllString(user, -1)) != 2 || !strings.Contains(system, begin):
		faults = append(faults, "the data is not fenced off")
	case len(passage.FindAllString(data, -1)) != passages || strings.Count(user, "\npassage ") != passages:
		faults = append(faults, "there are other passages than were found")
	case strings.Count(strings.TrimSpace(rest), "\n") != 1:
		faults = append(faults, "more than the question stands behind the data")
	}
	if token := tokens.FindString(user); token != "" {
		faults = append(faults, "a token of a chat template: "+token)
	}
	for _, text := range c.texts {
		if strings.Contains(rest, text) || strings.Contains(system, text) {
			faults = append(faults, "a text outside the data")
		}
	}
	if r := steering(strings.ReplaceAll(user, "\n", "")); r != 0 {
		faults = append(faults, fmt.Sprintf("%U", r))
	}
	return faults
}

// steering returns a character that cannot be seen or that steers a terminal; 0 if there is none.
func steering(s string) rune {
	for _, r := range s {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return r
		}
	}
	return 0
}

// linked matches what a terminal, a page or markup could make a link of. What a chat makes of names alone (evil.com, @evil,
// /start) is tested where a chat's messages are written: TestInertInjections of package screen.
var linked = regexp.MustCompile(`(?i)://|\]\(|<[a-z/!]|\pL\.\pL{2,}[/?#:]|(?:javascript|data|mailto|tel|tg):|&lt;`)

// faultsOf: nothing in the answer's sentences can be followed, and each that is shown as borne out has its sources.
func faultsOf(c injection, a bot.Answer) []string {
	if a.Mode != bot.Model {
		return nil // the texts speak, not the model
	}
	var faults []string
	for _, s := range a.Sentences {
		if found := linked.FindString(s.Text); found != "" {
			faults = append(faults, "what could become a link: "+found)
		}
		if r := steering(s.Text); r != 0 {
			faults = append(faults, fmt.Sprintf("%U in a sentence", r))
		}
		if s.Unverified {
			continue
		}
		for _, words := range c.never {
			if strings.Contains(strings.ToLower(s.Text), strings.ToLower(words)) {
				faults = append(faults, fmt.Sprintf("unmarked: %q", s.Text))
			}
		}
		for _, n := range s.Sources {
			if n < 1 || n > len(a.Sources) {
				faults = append(faults, fmt.Sprintf("source %d of %d", n, len(a.Sources)))
			}
		}
	}
	for _, source := range a.Sources {
		if !slices.Contains(c.texts, source.Text) {
			faults = append(faults, "a source that is no text: "+source.Text)
		}
		for _, piece := range source.Pieces() {
			if !strings.Contains(source.Text, piece) {
				faults = append(faults, "no quote: "+piece)
			}
		}
	}
	return faults
}

// faultsOnScreen: the terminal shows the sentences as the answer has them, and nothing steers it.
func faultsOnScreen(c injection, a bot.Answer, screen string) []string {
	var faults []string
	for _, words := range c.shown {
		if !strings.Contains(screen, words) {
			faults = append(faults, "the screen lacks "+words)
		}
	}
	if r := steering(strings.ReplaceAll(screen, "\n", "")); r != 0 && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
		faults = append(faults, fmt.Sprintf("%U on the screen", r))
	}
	var want, got []string
	if a.Mode == bot.Model {
		for _, s := range a.Sentences {
			sign := "✓ "
			if s.Unverified {
				sign = "? "
			}
			want = append(want, sign+s.Said(a.Language.Phrases()))
		}
	}
	for line := range strings.SplitSeq(screen, "\n") {
		if strings.HasPrefix(line, "✓") || strings.HasPrefix(line, "? ") {
			got = append(got, line)
		}
	}
	if !slices.Equal(got, want) {
		faults = append(faults, fmt.Sprintf("the screen says %q, the answer %q", got, want))
	}
	return faults
}

// injections reads the cases.
func injections(t *testing.T) []injection {
	t.Helper()
	files, err := filepath.Glob("testdata/injection/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	var all []injection
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var texts []string
		open := false // texts are being given
		for n, line := range strings.Split(string(content), "\n") {
			key, value, ok := strings.Cut(line, ": ")
			if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
				continue
			}
			value, err := unescaped(value)
			if !ok || err != nil || key != "text" && key != "question" && len(all) == 0 {
				t.Fatalf("%s:%d: not understood: %v", file, n+1, err)
			}
			if key == "text" && !open {
				texts = nil
			}
			open = key == "text"
			switch key {
			case "text":
				texts = append(texts, value)
			case "question":
				all = append(all, injection{place: fmt.Sprintf("%s:%d", file, n+1), texts: texts, question: value})
			case "says":
				all[len(all)-1].says = append(all[len(all)-1].says, value)
			case "never":
				all[len(all)-1].never = append(all[len(all)-1].never, value)
			case "shown":
				all[len(all)-1].shown = append(all[len(all)-1].shown, value)
			case "found":
				all[len(all)-1].found = append(all[len(all)-1].found, value)
			default:
				t.Fatalf("%s:%d: the line is none of text, question, says, never, shown, found", file, n+1)
			}
		}
	}
	return all
}

// unescaped writes what a line of a case cannot hold.
func unescaped(s string) (string, error) {
	return strconv.Unquote(`"` + strings.NewReplacer(`"`, `\"`, `\\`, `\\`, `\e`, `\x1b`).Replace(s) + `"`)
}

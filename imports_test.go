package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"os"
)

// mayImport says which rooms of the house each room may know. Data flows one way, so an arrow against the flow is a
// mistake here, however handy.
var mayImport = map[string][]string{
	"retrieval/reading": {"retrieval/language", "retrieval/reading/charset", "retrieval/reading/epub", "retrieval/reading/line", "retrieval/reading/manuscript",
		"retrieval/reading/markdown", "retrieval/reading/odf", "retrieval/reading/pdf", "retrieval/reading/record", "retrieval/reading/sheet", "retrieval/reading/slides", "retrieval/reading/subtitles", "retrieval/reading/table", "retrieval/reading/web", "retrieval/reading/word"},
	"retrieval/reading/line":       {"retrieval/language"},
	"retrieval/reading/table":      {"retrieval/language", "retrieval/reading/line", "retrieval/reading/manuscript"},
	"retrieval/reading/manuscript": {"retrieval/language", "retrieval/reading/line"},
	"retrieval/reading/charset":    {"retrieval/language", "retrieval/reading/line"},
	"retrieval/reading/archive":    {"retrieval/reading/line", "retrieval/reading/manuscript"},
	"retrieval/reading/pdf":        {"retrieval/reading/line", "retrieval/reading/manuscript", "retrieval/reading/table"},
	"retrieval/reading/word":       {"retrieval/language", "retrieval/reading/archive", "retrieval/reading/line", "retrieval/reading/manuscript", "retrieval/reading/table"},
	"retrieval/reading/record":     {"retrieval/language", "retrieval/reading/line", "retrieval/reading/manuscript", "retrieval/reading/web"},
	"retrieval/reading/odf":        {"retrieval/reading/archive", "retrieval/reading/manuscript", "retrieval/reading/table"},
	"retrieval/reading/slides":     {"retrieval/reading/archive", "retrieval/reading/manuscript", "retrieval/reading/table"},
	"retrieval/reading/subtitles":  {"retrieval/reading/line", "retrieval/reading/manuscript"},
	"retrieval/reading/sheet":      {"retrieval/reading/archive", "retrieval/reading/manuscript", "retrieval/reading/table"},
	"retrieval/reading/web":        {"retrieval/reading/charset", "retrieval/reading/line", "retrieval/reading/manuscript", "retrieval/reading/table"},
	"retrieval/reading/markdown":   {"retrieval/reading/line", "retrieval/reading/manuscript", "retrieval/reading/table", "retrieval/reading/web"},
	"retrieval/reading/epub": {"retrieval/reading/archive", "retrieval/reading/charset", "retrieval/reading/line", "retrieval/reading/manuscript",
		"retrieval/reading/web"},

	"retrieval/language":         {},
	"retrieval/language/lexicon": {"retrieval/language"},
	"retrieval/index":            {"retrieval/index/paragraphs", "retrieval/index/snapshot", "retrieval/reading"},
	"retrieval/index/indextest":  {"retrieval/index", "retrieval/index/snapshot", "retrieval/language"},
	"retrieval/index/memory":     {"retrieval/index", "retrieval/index/snapshot", "retrieval/language"},
	"retrieval/index/disk":       {"retrieval/index", "retrieval/index/snapshot", "retrieval/language"},
	"retrieval/index/cluster":    {"retrieval/index", "retrieval/index/disk", "retrieval/index/snapshot", "retrieval/language"},
	"retrieval/index/paragraphs": {"retrieval/index/snapshot", "retrieval/reading"},
	"retrieval/index/snapshot":   {},
	"retrieval/index/vectors":    {"retrieval/index"},
	"retrieval/encoder":          {},
	"retrieval/reader":           {"retrieval/encoder"},
	"retrieval": {"retrieval/encoder", "retrieval/reading", "retrieval/reading/line", "retrieval/language", "retrieval/language/lexicon", "retrieval/index", "retrieval/index/memory",
		"retrieval/index/disk", "retrieval/index/cluster", "retrieval/index/paragraphs", "retrieval/index/vectors"},
	"retrieval/outline":       {"retrieval/language"},
	"retrieval/retrievaltest": {"retrieval", "retrieval/encoder", "retrieval/reader", "retrieval/reading"},
	"retrieval/watching":      {},
	"prompts":                 {"retrieval"},
	"bot/checking":            {"retrieval", "retrieval/reading", "retrieval/language", "retrieval/language/lexicon"},
	"bot/spending":            {},
	"bot/act":                 {"retrieval/language"},
	"bot/record":              {"bot/act", "retrieval", "retrieval/language", "retrieval/language/lexicon", "retrieval/reading"},
	"bot/followup":            {"retrieval/language"},
	"bot/several":             {"bot/followup", "retrieval/language"},
	"bot":                     {"bot/act", "bot/record", "bot/checking", "bot/followup", "bot/several", "bot/spending", "retrieval", "retrieval/language", "retrieval/language/lexicon", "retrieval/outline", "retrieval/reading", "prompts"},
	"bot/terminal":            {"bot", "retrieval", "retrieval/reading"},
	"bot/llm":                 {"bot/spending", "prompts"},
	"bot/llm/llmtest":         {},
	"bot/evaluation":          {"bot", "retrieval"},
	"bot/metrics":             {"bot", "bot/spending"},
	"bot/web":                 {},
	"bot/web/webtest":         {},
	"bot/examples":            {"bot", "retrieval", "retrieval/language"},

	"bot/telegram/markup":       {},
	"bot/telegram/screen":       {"bot", "bot/act", "bot/telegram/markup", "retrieval", "retrieval/reading"},
	"bot/telegram/api":          {},
	"bot/telegram/inbox":        {"bot/telegram/api"},
	"bot/telegram/outbox":       {"bot/telegram/api"},
	"bot/telegram/state":        {},
	"bot/telegram/telegramtest": {},
	"bot/telegram": {"bot", "bot/examples", "bot/metrics", "bot/spending", "bot/telegram/api", "bot/telegram/inbox", "bot/telegram/markup", "bot/telegram/outbox",
		"bot/telegram/screen", "bot/telegram/state", "retrieval", "retrieval/reading"},

	"bot/command": {"bot", "bot/evaluation", "bot/llm", "bot/metrics", "bot/spending", "bot/telegram", "bot/telegram/api",
		"bot/telegram/inbox", "bot/telegram/outbox", "bot/terminal", "bot/web", "prompts", "retrieval", "retrieval/encoder", "retrieval/reader", "retrieval/reading", "retrieval/reading/charset", "retrieval/watching"},
	".": {"bot/command"},
}

// onlyTests may import these rooms.
var onlyTests = []string{"retrieval/index/indextest", "retrieval/retrievaltest", "bot/telegram/telegramtest", "bot/llm/llmtest", "bot/web/webtest"}

// onlyRoom names for a library the one room that may know it.
var onlyRoom = map[string]string{
	"github.com/blevesearch/bleve":    "retrieval/index/memory",
	"github.com/blevesearch/vellum":   "retrieval/index/disk",
	"github.com/blevesearch/snowball": "retrieval/language",
	"github.com/gofrs/flock":          "retrieval/index/snapshot",
	"github.com/peterh/liner":         "bot/terminal",
	"github.com/fatih/color":          "bot/terminal",
	"github.com/schollz/progressbar":  "bot/terminal",
	"github.com/sashabaranov":         "bot/llm",
	"go.etcd.io/bbolt":                "bot/telegram/state",
	"github.com/go-telegram-bot-api":  "bot/telegram/api",
	"github.com/prometheus":           "bot/metrics",
	"github.com/alecthomas/kong":      "bot/command",
	"github.com/joho/godotenv":        "bot/command",
	"github.com/yuin/goldmark":        "retrieval/reading/markdown",
	"github.com/fsnotify/fsnotify":    "retrieval/watching",
	"github.com/klippa-app/go-pdfium": "retrieval/reading/pdf",
	"github.com/tetratelabs/wazero":   "retrieval/reading/pdf",
	"golang.org/x/net/html":           "retrieval/reading/web",
}

func TestImports(t *testing.T) {
	seen := map[string]bool{}
	err := fs.WalkDir(os.DirFS("."), ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return err
		}
		source, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly|parser.ParseComments)
		if err != nil {
			return err
		}
		room := path.Dir(file)
		seen[room] = true
		allowed, known := mayImport[room]
		if !known {
			t.Errorf("%s: the room %s is not in the table mayImport", file, room)
		}
		for _, spec := range source.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			checkImport(t, file, room, imported, allowed)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for room := range mayImport {
		if !seen[room] {
			t.Errorf("mayImport names the room %s, which has no code", room)
		}
	}
}

func checkImport(t *testing.T, file, room, imported string, allowed []string) {
	if other, ours := strings.CutPrefix(imported, "chuchu/"); ours {
		if slices.Contains(onlyTests, other) {
			t.Errorf("%s imports %s, which only tests may", file, imported)
		}
		if other == room || slices.Contains(allowed, other) { // itself: what makes a room's tables stands in it
			return
		}
		t.Errorf("%s imports %s: %s may know %q only", file, imported, room, allowed)
	}
	for library, only := range onlyRoom {
		if strings.HasPrefix(imported, library) && room != only {
			t.Errorf("%s imports %s, which only %s may know", file, imported, only)
		}
	}
}

package main

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestOperatingQuotes: the log lines by which docs/operating.md tells what is wrong are those that the program writes.
func TestOperatingQuotes(t *testing.T) {
	source := sources(t, func(file string) bool { return strings.HasSuffix(file, ".go") && !strings.HasSuffix(file, "_test.go") })
	_, table, _ := strings.Cut(operating(t), "| what is seen |")
	quoted := regexp.MustCompile("(?m)^\\|[^|]*\\| `([^`…]+)`").FindAllStringSubmatch(table, -1)
	if len(quoted) < 10 {
		t.Fatalf("%d log lines are quoted", len(quoted))
	}
	for _, q := range quoted {
		if !said(source, q[1]) {
			t.Errorf("no part of the program says %q", q[1])
		}
	}
}

// TestOperatingFaults: each fault in docs/operating.md has a log line that the program writes, or none, and tests that are there.
func TestOperatingFaults(t *testing.T) {
	source := sources(t, func(file string) bool { return strings.HasSuffix(file, ".go") && !strings.HasSuffix(file, "_test.go") })
	tests := sources(t, func(file string) bool { return strings.HasSuffix(file, "_test.go") })
	_, table, _ := strings.Cut(operating(t), "| fault |")
	rows := regexp.MustCompile("(?m)^\\| [^|]+ \\| [^|]+ \\| (?:`([^`|]+)`|none) \\| ([^|]+) \\|$").FindAllStringSubmatch(table, -1)
	if len(rows) != strings.Count(table, "\n| ")-1 || len(rows) < 20 {
		t.Fatalf("%d rows of %d can be read", len(rows), strings.Count(table, "\n| ")-1)
	}
	for _, row := range rows {
		if !said(source, row[1]) {
			t.Errorf("no part of the program says %q", row[1])
		}
		for name := range strings.SplitSeq(row[2], ", ") {
			name = strings.Trim(name, "`")
			_, err := os.Stat("testdata/" + name + ".txtar")
			if err != nil && !strings.Contains(tests, "func "+name+"(t *testing.T)") {
				t.Errorf("there is no test %s", name)
			}
		}
	}
}

// TestOperatingAlerts: docs/operating.md has a remedy for each alert, and for no other.
func TestOperatingAlerts(t *testing.T) {
	alerts, err := os.ReadFile("deploy/alerts.yml")
	if err != nil {
		t.Fatal(err)
	}
	var raised []string
	for _, alert := range regexp.MustCompile(`alert: (\w+)`).FindAllStringSubmatch(string(alerts), -1) {
		raised = append(raised, alert[1])
	}
	var explained []string
	for _, alert := range regexp.MustCompile("(?m)^\\| `(Chuchu\\w+)` \\| \\S").FindAllStringSubmatch(operating(t), -1) {
		explained = append(explained, alert[1])
	}
	if diff := cmp.Diff(raised, explained); diff != "" || len(raised) == 0 {
		t.Errorf("deploy/alerts.yml (-), docs/operating.md (+):\n%s", diff)
	}
}

// said reports whether the source holds a log line; the name of a setting may stand before it.
func said(source, line string) bool {
	setting, rest, found := strings.Cut(line, ": ")
	return strings.Contains(source, line) || found && strings.Contains(source, setting) && strings.Contains(source, rest)
}

func operating(t *testing.T) string {
	t.Helper()
	document, err := os.ReadFile("docs/operating.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(document)
}

// sources is what stands in the files that are wanted, all together.
func sources(t *testing.T, wanted func(file string) bool) string {
	t.Helper()
	var all strings.Builder
	err := fs.WalkDir(os.DirFS("."), ".", func(file string, _ fs.DirEntry, err error) error {
		if err != nil || !wanted(file) {
			return err
		}
		content, err := os.ReadFile(file)
		all.Write(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

// TestLinks: what the documents link to is there.
func TestLinks(t *testing.T) {
	link := regexp.MustCompile(`(?:\]\(|src=")([^)"#:]+)[)"]`)
	documents, err := filepath.Glob("docs/*.md")
	if err != nil || len(documents) < 3 {
		t.Fatal(documents, err)
	}
	for _, file := range append(documents, "README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md") {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, target := range link.FindAllStringSubmatch(string(content), -1) {
			path := target[1]
			if folder, _, nested := strings.Cut(file, "/"); nested {
				path = folder + "/" + path
			}
			if _, err := os.Stat(path); err != nil {
				t.Errorf("%s links to %s: %v", file, target[1], err)
			}
		}
	}
}

// TestNotices: NOTICE names every notice of data from elsewhere, and no other.
func TestNotices(t *testing.T) {
	var notices []string
	err := fs.WalkDir(os.DirFS("."), ".", func(file string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(file, ".NOTICE") {
			notices = append(notices, file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile("NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`\S+\.NOTICE`).FindAllString(string(content), -1)
	slices.Sort(named)
	slices.Sort(notices)
	if diff := cmp.Diff(notices, named); diff != "" {
		t.Errorf("files (-), NOTICE (+):\n%s", diff)
	}
}

// TestChineseReadme: README.zh-CN.md has the same sections, rows, commands and links as README.md. What is asked in a command,
// and what is said behind it, is in its own language.
func TestChineseReadme(t *testing.T) {
	words := regexp.MustCompile(`"[^"]*"| +# .*`)
	shape := func(file string) string {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var found []string
		parts := regexp.MustCompile("(?m)^#+ |^\\| `[^`]+`|^\\| ---|\\]\\([^)]+\\)|^    (?:go|docker|cp) .*$|[A-Z]+_[A-Z_]+|--[a-z]+")
		for _, part := range parts.FindAllString(string(content), -1) {
			if !strings.Contains(part, "README") {
				found = append(found, words.ReplaceAllString(part, ""))
			}
		}
		return strings.Join(found, "\n")
	}
	if diff := cmp.Diff(shape("README.md"), shape("README.zh-CN.md")); diff != "" {
		t.Errorf("README.md (-), README.zh-CN.md (+):\n%s", diff)
	}
}

// TestReadmeCommands: the table of README.md has every command of the program, and every setting that it names exists.
func TestReadmeCommands(t *testing.T) {
	content, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := string(content)
	help, err := exec.Command("chuchu", "--help").Output()
	if err != nil {
		t.Fatal(err)
	}
	_, commands, _ := strings.Cut(string(help), "Commands:")
	names := regexp.MustCompile(`(?m)^  (\w+)  `).FindAllStringSubmatch(commands, -1)
	if len(names) < 10 {
		t.Fatalf("chuchu --help names %d commands:\n%s", len(names), help)
	}
	for _, name := range names {
		if !strings.Contains(readme, "`chuchu "+name[1]) {
			t.Errorf("README.md does not have chuchu %s", name[1])
		}
	}
	settings, err := os.ReadFile(".env.example")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range regexp.MustCompile("`([A-Z]+_[A-Z_]+)`").FindAllStringSubmatch(readme, -1) {
		if !strings.Contains(string(settings), "\n"+name[1]+"=") {
			t.Errorf("README.md names %s, which .env.example does not", name[1])
		}
	}
}

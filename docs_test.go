package main

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestOperatingQuotes: the log lines by which docs/operating.md tells what is wrong are those that the program writes.
func TestOperatingQuotes(t *testing.T) {
	var source strings.Builder
	err := fs.WalkDir(os.DirFS("."), ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return err
		}
		content, err := os.ReadFile(file)
		source.Write(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	document, err := os.ReadFile("docs/operating.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(document), "| what is seen |")
	quoted := regexp.MustCompile("(?m)^\\|[^|]*\\| `([^`…]+)`").FindAllStringSubmatch(table, -1)
	if len(quoted) < 10 {
		t.Fatalf("%d log lines are quoted", len(quoted))
	}
	for _, q := range quoted {
		setting, rest, found := strings.Cut(q[1], ": ") // one that the name of a setting stands before
		if !strings.Contains(source.String(), q[1]) && !(found && strings.Contains(source.String(), setting) && strings.Contains(source.String(), rest)) {
			t.Errorf("no part of the program says %q", q[1])
		}
	}
}

// TestLinks: what the documents link to is there.
func TestLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#:]+)\)`)
	for _, file := range []string{"README.md", "README.zh-CN.md", "docs/operating.md", "docs/security.md"} {
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

// TestChineseReadme: README.zh-CN.md has the same sections, rows, commands and links as README.md.
func TestChineseReadme(t *testing.T) {
	shape := func(file string) string {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var found []string
		parts := regexp.MustCompile("(?m)^#+ |^\\| `[^`]+`|^\\| ---|\\]\\([^)]+\\)|^    (?:go|docker|cp) .*$|[A-Z]+_[A-Z_]+|--[a-z]+")
		for _, part := range parts.FindAllString(string(content), -1) {
			if !strings.Contains(part, "README") {
				found = append(found, part)
			}
		}
		return strings.Join(found, "\n")
	}
	if diff := cmp.Diff(shape("README.md"), shape("README.zh-CN.md")); diff != "" {
		t.Errorf("README.md (-), README.zh-CN.md (+):\n%s", diff)
	}
}

package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// licensesFile holds what `chuchu version --licenses` prints and the image carries.
const licensesFile = "bot/command/LICENSES.txt"

// TestLicenses: the file holds the licences and notices of all that is in the program: its code, its data, and each Go module
// with its version. -update writes it anew.
func TestLicenses(t *testing.T) {
	want := licenses(t)
	if *update {
		if err := os.WriteFile(licensesFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(licensesFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s is out of date; go test . -run TestLicenses -update writes it anew", licensesFile)
	}
}

func licenses(t *testing.T) string {
	t.Helper()
	var n notices
	n.add("Chuchu", read(t, "NOTICE"))
	n.add("the code of Chuchu", read(t, "LICENSE"))
	for _, file := range dataNotices(t) {
		n.add(file, read(t, file))
		if license := strings.TrimSuffix(file, ".NOTICE") + ".LICENSE"; exists(license) {
			n.add(license, read(t, license))
		}
	}
	n.add("Go's own packages", read(t, filepath.Join(goroot(t), "LICENSE")))
	for _, m := range modules(t) {
		n.addModule(t, m)
	}
	return n.String()
}

// goroot is the folder of the Go that runs the test.
func goroot(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// notices are texts and what each is of. The same text stands once, however it is broken into lines.
type notices []*struct{ of, text string }

func (n *notices) add(of, text string) {
	same := func(text string) string { return strings.Join(strings.Fields(text), " ") }
	for _, known := range *n {
		if same(known.text) == same(text) {
			known.of += "\n" + of
			return
		}
	}
	*n = append(*n, &struct{ of, text string }{of, strings.TrimSpace(text)})
}

func (n *notices) String() string {
	var all strings.Builder
	for _, notice := range *n {
		fmt.Fprintf(&all, "%s\n%s\n\n%s\n\n\n", notice.of, strings.Repeat("=", 80), notice.text)
	}
	return strings.TrimSuffix(all.String(), "\n\n")
}

// addModule adds the files of a module that state how it is licensed.
func (n *notices) addModule(t *testing.T, m module) {
	t.Helper()
	files, err := os.ReadDir(m.folder)
	if err != nil {
		t.Fatal(err)
	}
	stated := false
	for _, file := range files {
		if licenseName.MatchString(file.Name()) {
			stated = true
			n.add(m.name, read(t, filepath.Join(m.folder, file.Name())))
		}
	}
	if !stated {
		t.Errorf("%s has no licence", m.name)
	}
}

var licenseName = regexp.MustCompile(`(?i)^(?:licen[cs]e|copying|notice)(?:\.\w+)?$`)

// dataNotices are those of the data that the program holds: all but those of the tests.
func dataNotices(t *testing.T) []string {
	t.Helper()
	var found []string
	for _, file := range regexp.MustCompile(`\S+\.NOTICE`).FindAllString(read(t, "NOTICE"), -1) {
		if !strings.Contains(file, "/testdata/") {
			found = append(found, file)
		}
	}
	return found
}

// module is one that the program is made of: its path and version, and the folder of its source.
type module struct{ name, folder string }

// modules are those of the program as the image has it.
func modules(t *testing.T) []module {
	t.Helper()
	list := exec.Command("go", "list", "-deps", "-f", `{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{"\t"}}{{.Dir}}{{end}}{{end}}`, ".")
	list.Env = append(os.Environ(), "GOOS=linux", "GOARCH=amd64", "CGO_ENABLED=0")
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	var found []module
	for line := range strings.Lines(string(out)) {
		if name, folder, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			found = append(found, module{name, folder})
		}
	}
	slices.SortFunc(found, func(a, b module) int { return cmp.Compare(a.name, b.name) })
	return slices.Compact(found)
}

func read(t *testing.T, file string) string {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(content), "\r\n", "\n")
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return !errors.Is(err, fs.ErrNotExist)
}

package main

import (
	"os"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestEnvExample: .env.example lists just the variables that the program reads.
func TestEnvExample(t *testing.T) {
	read := map[string]bool{}
	for _, file := range []string{"main.go", "config.go"} {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`getenv\("(\w+)"\)`).FindAllStringSubmatch(string(source), -1) {
			read[m[1]] = true
		}
	}
	example, err := os.ReadFile(".env.example")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^(\w+)=$`).FindAllStringSubmatch(string(example), -1) {
		listed[m[1]] = true
	}
	if diff := cmp.Diff(read, listed); diff != "" || len(read) == 0 {
		t.Errorf("read, but not listed (-), or listed, but not read (+):\n%s", diff)
	}
}

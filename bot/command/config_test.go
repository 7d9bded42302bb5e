package command

import (
	"os"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestEnvExample: .env.example lists just the settings that there are, in their order, each with its default.
func TestEnvExample(t *testing.T) {
	example, err := os.ReadFile("../../.env.example")
	if err != nil {
		t.Fatal(err)
	}
	listed := regexp.MustCompile(`(?m)^\w+=.*$`).FindAllString(string(example), -1)
	var want []string
	for _, s := range settings {
		want = append(want, s.name+"="+s.defaultValue)
	}
	if diff := cmp.Diff(want, listed); diff != "" {
		t.Errorf("settings of the program (-), and of .env.example (+):\n%s", diff)
	}
}

package cluster

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestAddress: testdata/addresses.txt says what each address means.
func TestAddress(t *testing.T) {
	table, err := os.ReadFile("testdata/addresses.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		given, want, ok := strings.Cut(strings.TrimSpace(line), " = ")
		if !ok {
			continue
		}
		got := "wrong"
		if a, err := parseAddress(given); err == nil {
			got = fmt.Sprintf("%s, tls %v, %s", strings.Join(a.hosts, " "), a.tls, a.name)
		} else if strings.Contains(err.Error(), "PASSWORD") {
			t.Errorf("%s: the error shows it: %v", given, err)
		}
		if got != want {
			t.Errorf("%s: got %s, want %s", given, got, want)
		}
	}
}

package cluster

import (
	"encoding/pem"
	"fmt"
	"os"
	"strings"
	"testing"
)

func pemOf(certificate []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate})
}

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

// TestSettings: what cannot be is said before anything is asked.
func TestSettings(t *testing.T) {
	for _, s := range []Settings{
		{}, {URL: "weaviate://host", Replicas: -1}, {URL: "weaviate://host", CA: "ca.pem"},
		{URL: "weaviates://host", CA: "nowhere.pem"}, {URL: "weaviates://host", CA: "testdata/addresses.txt"},
	} {
		if _, err := New(s); err == nil {
			t.Errorf("%+v: no error", s)
		}
	}
}

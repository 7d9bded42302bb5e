package reading_test

import (
	"testing"
	"testing/fstest"

	"chuchu/retrieval/reading"
	"chuchu/retrieval/reading/charset"
)

// TestNamed: an encoding that the operator names is that of all texts, over what they say of themselves.
func TestNamed(t *testing.T) {
	latin, err := charset.Named("latin1")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{
		"a.txt":  {Data: []byte("Un caf\xe9.")},
		"b.md":   {Data: []byte("Un *caf\xe9*.")},
		"c.html": {Data: []byte("<meta charset=gbk><p>Un caf\xe9.")},
	}
	for file, err := range reading.Files(t.Context(), files) {
		if err != nil {
			t.Fatal(err)
		}
		file.Encoding = latin
		text, err := file.Read(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if got := text.Blocks[0].Text; got != "Un café." {
			t.Errorf("%s is read as %q", file.Name, got)
		}
	}
}

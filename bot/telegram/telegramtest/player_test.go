package telegramtest

import (
	"path/filepath"
	"testing"
)

// TestPlayer plays testdata/play/*.txtar to a small bot: what a script can say, file by file.
func TestPlayer(t *testing.T) {
	files, err := filepath.Glob("testdata/play/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			Player{Start: startEcho, Update: *updating}.Play(t, file)
		})
	}
}

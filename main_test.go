package main

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what the program says into testdata/*.txtar as what it should say")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"chuchu": main})
}

// TestScripts runs the real program as testdata/*.txtar say: commands, and what they must print. A file there is a
// test that needs no Go to write.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			files, err := filepath.Abs("retrieval/reading/testdata/files")
			env.Setenv("FILES", files)       // one of each format
			env.Setenv("READER_BUDGET", "0") // what is read depends on how busy the machine is
			if cache, err := os.UserCacheDir(); err == nil {
				env.Setenv("XDG_CACHE_HOME", cache) // where PDFium stays compiled
			}
			return err
		},
		Cmds:                commands,
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

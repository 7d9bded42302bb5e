package command

import (
	"log"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// patience is how long tests wait for what must come. Only what fails takes so long.
const patience = 30 * time.Second

// seedsFolder names, in the environment of a process under test, the folder that has the folder seeds.
const seedsFolder = "CHUCHU_SEEDS"

// TestMain lets tests run the real program by the name chuchu, in processes of its own.
func TestMain(m *testing.M) {
	if os.Getenv(seedsFolder) == "" {
		top, err := filepath.Abs("../..")
		if err != nil {
			log.Fatal(err)
		}
		os.Setenv(seedsFolder, top)
	}
	testscript.Main(m, map[string]func(){"chuchu": func() { os.Exit(Main(os.DirFS(os.Getenv(seedsFolder)))) }})
}

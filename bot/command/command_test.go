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

// filesFolder names, in the environment of a process under test, the folder of the files that come with the program.
const filesFolder = "CHUCHU_TEST_FILES"

// unlimited, in the environment of a process under test, has the bot send and answer as fast as it can.
const unlimited = "CHUCHU_TEST_UNLIMITED=on"

// TestMain lets tests run the real program by the name chuchu, in processes of its own.
func TestMain(m *testing.M) {
	if os.Getenv(filesFolder) == "" {
		top, err := filepath.Abs("../..")
		if err != nil {
			log.Fatal(err)
		}
		os.Setenv(filesFolder, top)
		os.Setenv("READER_BUDGET", "0") // what is read depends on how busy the machine is
	}
	testscript.Main(m, map[string]func(){"chuchu": func() { os.Exit(execute(os.DirFS(os.Getenv(filesFolder)), os.Getenv("CHUCHU_TEST_UNLIMITED") == "on")) }})
}

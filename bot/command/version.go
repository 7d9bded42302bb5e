package command

import (
	"cmp"
	_ "embed"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
)

// version and commit are what the builder stamps with -ldflags "-X chuchu/bot/command.version=… -X chuchu/bot/command.commit=…";
// the toolchain's own record stands in for them.
var version, commit string

// build returns which build this is.
func build() (ofVersion, ofCommit string) {
	recorded := ""
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return cmp.Or(version, "unknown"), cmp.Or(commit, "unknown")
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			recorded = s.Value
		}
	}
	return cmp.Or(version, info.Main.Version, "unknown"), cmp.Or(commit, recorded, "unknown")
}

// licenses are the licences and notices of all that the program is made of.
//
//go:embed LICENSES.txt
var licenses string

// Run shows the version, or the licences.
func (v versionCommand) Run(c *config, t *console) error {
	if v.Licenses {
		_, err := io.WriteString(t.stdout, licenses)
		return err
	}
	ofVersion, ofCommit := build()
	_, err := fmt.Fprintf(t.stdout, "chuchu %s, commit %s, %s %s/%s\n", ofVersion, ofCommit, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

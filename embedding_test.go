package main

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/rogpeppe/go-internal/testscript"
)

// startEmbedding is the command "embedding FILE" of the scripts: it starts a server of an embedding model to which the words
// on a line of the file mean the same, and sets the environment so that the program asks it. What it embeds, it writes to
// FILE.log, a text a line. If there is a file "away" in the folder of the script, it refuses.
func startEmbedding(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: embedding FILE")
	}
	lines, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	log := ts.MkAbs(args[0]) + ".log"
	away := ts.MkAbs("away")
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var asked struct {
			Model string
			Input []string
		}
		if err := json.NewDecoder(r.Body).Decode(&asked); err != nil || r.URL.Path != "/v1/embeddings" || asked.Model != "toy" ||
			r.Header.Get("Authorization") != "Bearer sk-of-the-vectors" {
			http.Error(w, "not of the API", http.StatusBadRequest)
			return
		}
		if _, err := os.Stat(away); err == nil {
			http.Error(w, `{"error":{"message":"the key sk-of-the-vectors has no money left"}}`, http.StatusPaymentRequired)
			return
		}
		type vector struct {
			Index     int       `json:"index"`
			Embedding []float32 `json:"embedding"`
		}
		var data []vector
		file, err := os.OpenFile(log, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		defer file.Close()
		for i, text := range asked.Input {
			fmt.Fprintln(file, text)
			data = append(data, vector{i, toyVector(string(lines), text)})
		}
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(map[string]any{"data": data})
	}))
	ts.Defer(server.Close)
	ts.Setenv("OPENAI_EMBEDDING_BASE_URL", server.URL+"/v1")
	ts.Setenv("OPENAI_EMBEDDING_API_KEY", "sk-of-the-vectors")
	ts.Setenv("OPENAI_EMBEDDING_MODEL", "toy")
}

// toyVector is the sum of a direction for each word of a text, and for each character of Chinese; the words of a line of
// same have one direction.
func toyVector(same, text string) []float32 {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for _, r := range text {
		if unicode.Is(unicode.Han, r) {
			words = append(words, string(r))
		}
	}
	v := make([]float32, 256)
	for _, word := range words {
		for line := range strings.Lines(same) {
			if group := strings.Fields(line); strings.Contains(" "+strings.TrimSpace(line)+" ", " "+word+" ") {
				word = group[0]
			}
		}
		for i := range 8 {
			h := fnv.New32a()
			fmt.Fprint(h, i, word)
			v[h.Sum32()%256] += float32(1 - 2*int(h.Sum32()>>31))
		}
	}
	return v
}

// cutFile is the command "cut FOLDER" of the scripts: it takes the last 100 bytes off the vectors that are kept there, as a
// failure of the machine may.
func cutFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: cut FOLDER")
	}
	files, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "vectors-*"))
	ts.Check(err)
	for _, file := range files {
		info, err := os.Stat(file)
		ts.Check(err)
		ts.Check(os.Truncate(file, info.Size()-100))
	}
	if len(files) == 0 {
		ts.Fatalf("there are no vectors in %s", args[0])
	}
}

package telegramtest

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"
)

func itoa(n int) string { return strconv.Itoa(n) }

// request is one call of a method. Values are text, as in a form: what a JSON body holds beside strings is kept as JSON.
type request struct {
	method string
	values map[string]string
	files  map[string]file // what a multipart body brought
}

type file struct {
	name  string
	bytes []byte
}

// longestBody is in bytes: 50 MB is the largest file that a bot may send.
const longestBody = 50<<20 + 1<<20

// readRequest reads parameters from the URL and from a form, a multipart form or a JSON object, as Telegram does.
func readRequest(r *http.Request, method string) (*request, error) {
	req := &request{method: method, values: map[string]string{}, files: map[string]file{}}
	for name, values := range r.URL.Query() {
		req.values[name] = values[0]
	}
	body := http.MaxBytesReader(nil, r.Body, longestBody)
	kind, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type")) // one that is no media type has no parameters either
	var err error
	switch kind {
	case "application/x-www-form-urlencoded":
		r.Body = body
		if err = r.ParseForm(); err == nil {
			for name, values := range r.PostForm {
				req.values[name] = values[0]
			}
		}
	case "multipart/form-data":
		err = req.readParts(multipart.NewReader(body, params["boundary"]))
	case "application/json":
		err = req.readJSON(body)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the body: %w", err)
	}
	for _, v := range req.values {
		if !utf8.ValidString(v) {
			return nil, fmt.Errorf("strings must be encoded in UTF-8")
		}
	}
	return req, nil
}

func (r *request) readParts(parts *multipart.Reader) error {
	for {
		part, err := parts.NextPart()
		if err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		content, err := io.ReadAll(part)
		if err != nil {
			return err
		}
		if part.FileName() == "" {
			r.values[part.FormName()] = string(content)
		} else {
			r.files[part.FormName()] = file{part.FileName(), content}
		}
	}
}

func (r *request) readJSON(body io.Reader) error {
	var object map[string]json.RawMessage
	if err := json.NewDecoder(body).Decode(&object); err != nil {
		return fmt.Errorf("can't parse JSON object: %w", err)
	}
	for name, raw := range object {
		var s string
		if json.Unmarshal(raw, &s) == nil && raw[0] == '"' {
			r.values[name] = s
		} else {
			r.values[name] = string(raw)
		}
	}
	return nil
}

// int returns a parameter as Telegram reads one: what is no number is 0.
func (r *request) int(name string) int {
	return int(r.int64(name))
}

func (r *request) int64(name string) int64 {
	n, err := strconv.ParseInt(strings.TrimSpace(r.values[name]), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

func (r *request) bool(name string) bool {
	switch strings.ToLower(strings.TrimSpace(r.values[name])) {
	case "true", "yes", "1":
		return true
	}
	return false
}

// json decodes a parameter into a value and reports whether there is one. JSON of another form is an error.
func (r *request) json(name string, into any) (bool, error) {
	raw := strings.TrimSpace(r.values[name])
	if raw == "" || raw == "null" {
		return false, nil
	}
	return true, json.Unmarshal([]byte(raw), into)
}

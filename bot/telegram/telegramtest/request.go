package telegramtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"
)

func itoa(n int) string { return strconv.Itoa(n) }

// request is one call of a method. Values are text, as in a form.
type request struct {
	method string
	values map[string]string
	files  map[string]file // what a multipart body brought
}

type file struct {
	name  string
	bytes []byte
}

// maxBodyLength is in bytes: 50 MB is the largest file that a bot may send.
const maxBodyLength = 50<<20 + 1<<20

// readRequest reads parameters from the URL and from a form or a multipart form. Telegram takes a JSON object as well.
func readRequest(r *http.Request, method string) (*request, error) {
	req := &request{method: method, values: map[string]string{}, files: map[string]file{}}
	r.Body = http.MaxBytesReader(nil, r.Body, maxBodyLength)
	if err := r.ParseMultipartForm(maxBodyLength); err != nil && !errors.Is(err, http.ErrNotMultipart) {
		return nil, fmt.Errorf("reading the body: %w", err)
	}
	for name, values := range r.Form {
		req.values[name] = values[0]
	}
	if r.MultipartForm != nil {
		for name, headers := range r.MultipartForm.File {
			content, err := contentOf(headers[0])
			if err != nil {
				return nil, err
			}
			req.files[name] = file{headers[0].Filename, content}
		}
	}
	for _, v := range req.values {
		if !utf8.ValidString(v) {
			return nil, errors.New("strings must be encoded in UTF-8")
		}
	}
	return req, nil
}

func contentOf(header *multipart.FileHeader) ([]byte, error) {
	f, err := header.Open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// int returns a parameter as Telegram reads one: what is no number is 0.
func (r *request) int(name string) int { return int(r.int64(name)) }

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

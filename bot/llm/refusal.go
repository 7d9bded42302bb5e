package llm

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// refusal is what an endpoint says in the place of an answer: by the status of its response, or within one.
type refusal struct {
	status  int // of HTTP, or the one that it names; 0 if none
	message string
	about   string        // the parameter and the code that it names, if any
	wait    time.Duration // until it is worth asking again, as it says; 0 if it doesn't
}

func (r *refusal) Error() string {
	said := r.message
	if r.status != 0 {
		said = fmt.Sprintf("status %d: %s", r.status, said)
	}
	if r.wait > 0 {
		said += fmt.Sprintf("; it says to wait %s", r.wait.Round(time.Second/100))
	}
	return said
}

// longestErrorBody is how much is read of a response that is no answer, in bytes.
const longestErrorBody = 64 << 10

// refusalBy reads a response whose status says that it is no answer, and closes it.
func refusalBy(resp *http.Response) *refusal {
	defer resp.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(resp.Body, longestErrorBody)) // what there is of it; the status says enough
	r := &refusal{status: resp.StatusCode, message: string(body), wait: waitOf(resp.Header)}
	v, err := parsed(body)
	switch start := bytes.TrimSpace(body); {
	case len(start) == 0 || start[0] == '<': // a page of whatever stands before the endpoint
		r.message = http.StatusText(resp.StatusCode)
	case err == nil && complaint(v) != "":
		r.message, r.about = complaint(v), aboutOf(v)
	}
	if path := resp.Request.URL.Path; (r.status == http.StatusNotFound || r.status == http.StatusMethodNotAllowed) && !version.MatchString(path) {
		r.message = strings.TrimSuffix(r.message, ".") + " (the address in OPENAI_BASE_URL lacks the /v1 that most end in)"
	}
	return r
}

// version matches the part of a path that says which version of an API is meant: /v1, /v1beta, /api/v3.
var version = regexp.MustCompile(`/v\d`)

// waitOf reads how long to wait: seconds, or a date. 0 means that nothing is said.
func waitOf(h http.Header) time.Duration {
	if ms, err := strconv.ParseFloat(h.Get("Retry-After-Ms"), 64); err == nil && ms > 0 {
		return time.Duration(ms * float64(time.Millisecond))
	}
	header := h.Get("Retry-After")
	if seconds, err := strconv.ParseFloat(header, 64); err == nil && seconds > 0 {
		return time.Duration(seconds * float64(time.Second))
	}
	if date, err := http.ParseTime(header); err == nil {
		return max(0, time.Until(date))
	}
	return 0
}

// refusalOf reads an error that is reported within a response; nil if there is none. root is the object, choice the answer in it.
func refusalOf(name string, root, choice any) *refusal {
	reported := firstNonNil(said(get(choice, "error")), said(get(root, "error", "errors")))
	if reported == nil && choice == nil && (name == "error" || text(get(root, "object", "type")) == "error" || get(root, "choices", "usage") == nil) {
		reported = said(root)
	}
	if reported == nil {
		return nil
	}
	status, _ := number(get(reported, "status", "code", "status_code", "http_status"))
	if http.StatusText(status) == "" {
		status = 0 // a number of its own
	}
	return &refusal{status: status, message: complaint(reported), about: aboutOf(reported)}
}

// said is a value if it complains about something, and nil if it doesn't.
func said(v any) any {
	if complaint(v) == "" {
		return nil
	}
	return v
}

// complaint returns the words of an error, however it is wrapped; "" if there are none.
func complaint(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		var all []string
		for _, e := range v {
			if c := complaint(e); c != "" {
				all = append(all, c)
			}
		}
		return strings.Join(all, "; ")
	case map[string]any:
		for _, name := range []string{"error", "message", "msg", "detail", "errors", "error_msg", "error_message", "base_resp", "status_msg", "reason"} {
			c := complaint(v[name])
			if status, ok := number(v["status_code"]); c == "" || name == "status_msg" && ok && status == 0 {
				continue
			}
			if where, ok := v["loc"].([]any); ok { // of a field of the request
				return strings.Join(wordsOf(where), ".") + ": " + c
			}
			return c
		}
	}
	return ""
}

// aboutOf returns the parameter and the code that an error names.
func aboutOf(v any) string {
	inner := firstNonNil(get(v, "error"), v)
	if list, ok := inner.([]any); ok && len(list) > 0 {
		return aboutOf(list[0])
	}
	return text(get(inner, "param")) + " " + text(get(inner, "code")) + " " + text(get(inner, "type"))
}

func wordsOf(values []any) (words []string) {
	for _, v := range values {
		words = append(words, text(v))
	}
	return words
}

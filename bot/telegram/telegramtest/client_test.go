package telegramtest

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"testing"
)

// client is the least that talks to a server of the Bot API: net/http and a form.
type client struct {
	t   testing.TB
	url string
}

func (s *Server) client(t testing.TB) client {
	return client{t, s.URL + "/bot" + s.Token + "/"}
}

// answer is a reply of the Bot API.
type answer struct {
	OK          bool
	Result      json.RawMessage
	Code        int `json:"error_code"`
	Description string
	Parameters  struct {
		RetryAfter int `json:"retry_after"`
	}
	err error // of the connection, or of a body that is no JSON
}

// form makes parameters of names and their values.
func form(pairs ...any) map[string]any {
	params := map[string]any{}
	for pair := range slices.Chunk(pairs, 2) {
		params[pair[0].(string)] = pair[1]
	}
	return params
}

// call sends a form; what is not text goes as JSON.
func (c client) call(method string, params map[string]any) answer {
	form := url.Values{}
	for name, v := range params {
		if s, ok := v.(string); ok {
			form.Set(name, s)
		} else {
			raw, err := json.Marshal(v)
			if err != nil {
				c.t.Error(err)
			}
			form.Set(name, string(raw))
		}
	}
	response, err := http.PostForm(c.url+method, form)
	if err != nil {
		return answer{err: err}
	}
	return read(response)
}

func read(response *http.Response) answer {
	defer response.Body.Close()
	var a answer
	a.err = json.NewDecoder(response.Body).Decode(&a)
	return a
}

// must calls, and returns the message that it makes.
func (c client) must(method string, params map[string]any) wireMessage {
	c.t.Helper()
	a := c.call(method, params)
	if !a.OK {
		c.t.Fatalf("%s: %d %s %v", method, a.Code, a.Description, a.err)
	}
	var m wireMessage
	if string(a.Result) != "true" {
		if err := json.Unmarshal(a.Result, &m); err != nil {
			c.t.Fatal(err)
		}
	}
	return m
}

// refused calls, and fails if the call is not refused with these words.
func (c client) refused(code int, description, method string, params map[string]any) answer {
	c.t.Helper()
	a := c.call(method, params)
	if a.OK || a.Code != code || a.Description != description {
		c.t.Errorf("%s %v: got %v %d %q %v, want %d %q", method, params, a.OK, a.Code, a.Description, a.err, code, description)
	}
	return a
}

// wireUpdate is an update as a bot reads it.
type wireUpdate struct {
	ID       int64        `json:"update_id"`
	Message  *wireMessage `json:"message"`
	Edited   *wireMessage `json:"edited_message"`
	Callback *struct {
		ID      string
		From    User
		Message *wireMessage
		Data    string
	} `json:"callback_query"`
	Inline *struct {
		ID, Query string
		From      User
	} `json:"inline_query"`
}

// updates polls.
func (c client) updates(offset int64, timeout int) ([]wireUpdate, answer) {
	a := c.call("getUpdates", map[string]any{"offset": offset, "timeout": timeout})
	var all []wireUpdate
	if a.OK {
		if err := json.Unmarshal(a.Result, &all); err != nil {
			c.t.Error(err)
		}
	}
	return all, a
}

package llm

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// Settings say which model to ask.
type Settings struct {
	BaseURL string // of the endpoint, with its /v1; "" is OpenAI's
	Key     Key    // "" if the endpoint wants none, as local ones do
	Model   string // as the endpoint calls it
	// ThinkingTokens is what a chat model may think beyond its answer, if it turns out to think. Endpoints count both together.
	ThinkingTokens int
}

// openAI is the endpoint that a key belongs to when no other is named.
const openAI = "https://api.openai.com/v1"

// endpoint returns the base URL. A secret in it would stand in every error, so it has to come as the key.
func (s Settings) endpoint() (string, error) {
	if strings.TrimSpace(s.Model) == "" {
		return "", errors.New("OPENAI_MODEL names no model; set it to one that the endpoint has")
	}
	base := strings.TrimRight(strings.TrimSpace(s.BaseURL), "/")
	if base == "" {
		return openAI, nil
	}
	u, err := url.Parse(base)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return "", errors.New("OPENAI_BASE_URL must be an address such as https://api.openai.com/v1 or http://127.0.0.1:11434/v1")
	case u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return "", fmt.Errorf("OPENAI_BASE_URL (%s) holds a user name or a query; give the secret as OPENAI_API_KEY", u.Host)
	}
	return base, nil
}

// Key is a secret that no printing shows.
type Key string

func (k Key) String() string               { return "***" }
func (k Key) GoString() string             { return "***" }
func (k Key) MarshalText() ([]byte, error) { return []byte("***"), nil }

func (k Key) trimmed() string { return strings.TrimSpace(string(k)) }

// keyShape matches what looks like a key of anybody's: gateways echo them.
var keyShape = regexp.MustCompile(`\b(?:sk|pk|rk|key|gsk|xai)[-_][A-Za-z0-9_\-*.]{8,}`)

// longestMessage is how much of a server's own words an error holds, in bytes: enough for a reason, not for a page.
const longestMessage = 300

// redact takes the key, and what looks like one, out of a message, and cuts it to a length that a log can bear.
func (k Key) redact(message string) string {
	if key := k.trimmed(); key != "" {
		message = strings.ReplaceAll(message, key, "***")
	}
	message = keyShape.ReplaceAllString(message, "***")
	message = strings.Join(strings.Fields(message), " ")
	if len(message) > longestMessage {
		message = strings.ToValidUTF8(message[:longestMessage], "") + " …"
	}
	return message
}

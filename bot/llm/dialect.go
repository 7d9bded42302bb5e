package llm

import (
	"cmp"
	"errors"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"github.com/sashabaranov/go-openai"

	"chuchu/prompts"
)

// dialect is what an endpoint accepts of a request, and what it showed of the model behind it. Nothing is known at first, whatever the
// model is called: what it refuses and what it sends tell.
type dialect struct {
	answers       bool // without having thought, as far as can be seen
	thinks        bool // before it answers, and the endpoint counts both together
	bound         bounding
	mostTokens    int // that it writes in reply, as it says; 0 if it doesn't
	noTemperature bool
	noUsage       bool // no stream_options
	noSystem      bool // the rules stand before the question, as one message
	noStream      bool
}

// bounding is the field that bounds a reply.
type bounding int

const (
	maxTokensField bounding = iota
	maxCompletionTokensField
	noField
)

// temperature is as good as none: the wording of an answer is not to change from day to day. Zero cannot be sent (the
// library leaves it out), and far smaller ones become a division by zero on servers with half precision.
const temperature = 0.01

func (d dialect) request(model string, p prompts.Prompt, thinking int) openai.ChatCompletionRequest {
	r := openai.ChatCompletionRequest{
		Model: model, Stream: !d.noStream,
		Messages: []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleSystem, Content: p.System},
			{Role: openai.ChatMessageRoleUser, Content: p.User},
		},
	}
	if d.noSystem {
		r.Messages = []openai.ChatCompletionMessage{{Role: openai.ChatMessageRoleUser, Content: p.System + "\n\n" + p.User}}
	}
	switch d.bound {
	case maxTokensField:
		//lint:ignore SA1019 endpoints other than OpenAI's know this field and ignore the newer one
		r.MaxTokens = d.tokens(p, thinking)
	case maxCompletionTokensField:
		r.MaxCompletionTokens = d.tokens(p, thinking)
	}
	if !d.noTemperature {
		r.Temperature = temperature
	}
	if !d.noUsage && !d.noStream {
		r.StreamOptions = &openai.StreamOptions{IncludeUsage: true}
	}
	return r
}

// tokens is how many tokens the endpoint may write in reply. thinking is what a model may think beyond its answer.
func (d dialect) tokens(p prompts.Prompt, thinking int) int {
	n := cmp.Or(p.MaxTokens, maxTokens)
	if d.thinks {
		n += thinking
	}
	if d.mostTokens > 0 {
		n = min(n, d.mostTokens)
	}
	return n
}

// What a refusal is about, by its words, in lower case. The more special stand first: stream_options is not stream.
var (
	aboutContext     = regexp.MustCompile(`context.{0,12}(?:length|size|window)|reduce the length|too many (?:input |prompt )?tokens|(?:prompt|input|message|request)s? (?:is |are )?too (?:long|large)|token limit|input.{0,12}length|n_ctx`)
	aboutTokens      = regexp.MustCompile(`max_(?:completion_|new_)?tokens`)
	aboutTemperature = regexp.MustCompile(`temperature`)
	aboutUsage       = regexp.MustCompile(`stream_options|include_usage`)
	aboutStream      = regexp.MustCompile(`stream`)
	aboutSystem      = regexp.MustCompile(`roles?[^a-z]|(?:system|developer) (?:message|prompt|instruction)|messages\.0`)
	// aboutOthers is what no other form of a request mends.
	aboutOthers = regexp.MustCompile(`model|key|auth|permission|quota|balance|billing|credit|polic|safety|filter|moderation|inappropriate`)
)

// adapted returns the dialect that suits an endpoint better which ended a request with err, and reports whether there is one.
func (d dialect) adapted(err error, p prompts.Prompt, thinking int) (dialect, bool) {
	next := d
	r, refused := errors.AsType[*refusal](err)
	switch {
	case errors.Is(err, errThoughtOnly):
		return d.roomier(p, thinking)
	case !refused || !aboutRequest(r.status):
		return d, false
	}
	asked, message := d.tokens(p, thinking), strings.ToLower(r.message+" "+r.about)
	switch {
	case aboutTokens.MatchString(message):
		if room := roomIn(message, asked); room > 0 {
			next.mostTokens = room
		} else {
			next.bound = min(d.bound+1, noField)
		}
	case aboutContext.MatchString(message):
		if answer := cmp.Or(p.MaxTokens, maxTokens); asked > answer {
			next.mostTokens = answer
		}
	case aboutTemperature.MatchString(message):
		next.noTemperature = true
	case aboutUsage.MatchString(message):
		next.noUsage = true
	case aboutStream.MatchString(message):
		next.noStream = true
	case aboutSystem.MatchString(message):
		next.noSystem = true
	case (r.status == http.StatusBadRequest || r.status == http.StatusUnprocessableEntity) && !aboutOthers.MatchString(message):
		next = d.plainer()
	}
	return next, next != d
}

// roomier returns the dialect for a model that thinks, and reports whether that gives it more room.
func (d dialect) roomier(p prompts.Prompt, thinking int) (dialect, bool) {
	next := d
	next.thinks = true
	return next, next.tokens(p, thinking) > d.tokens(p, thinking)
}

// aboutRequest reports whether a status may speak of the form of a request. Templates of local models fail with 500.
func aboutRequest(status int) bool {
	switch status {
	case 0, http.StatusBadRequest, http.StatusNotFound, http.StatusUnprocessableEntity, http.StatusInternalServerError, http.StatusNotImplemented:
		return true
	}
	return false
}

// plainer leaves out one thing more, for an endpoint that doesn't say what it refuses: what is missed least goes first.
func (d dialect) plainer() dialect {
	switch {
	case !d.noUsage:
		d.noUsage = true
	case !d.noSystem:
		d.noSystem = true
	case !d.noTemperature:
		d.noTemperature = true
	}
	return d
}

// leastReply is the fewest tokens that a reply is worth asking for.
const leastReply = 100

var numbers = regexp.MustCompile(`\d+`)

// roomIn returns how many tokens a reply may have, as an endpoint says that was asked for more; 0 if it says no such number.
func roomIn(message string, asked int) (room int) {
	for _, digits := range numbers.FindAllString(message, -1) {
		if n, err := strconv.Atoi(digits); err == nil && n >= leastReply && n < asked {
			room = max(room, n)
		}
	}
	return room
}

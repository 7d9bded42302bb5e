package telegramtest

import (
	"math"
	"time"
)

// failure is a refusal as the Bot API words it: the body of a reply that is not ok.
type failure struct {
	OK          bool        `json:"ok"` // always false
	Code        int         `json:"error_code"`
	Description string      `json:"description"`
	Parameters  *parameters `json:"parameters,omitempty"`
}

type parameters struct {
	RetryAfter int `json:"retry_after,omitempty"`
}

func refuse(code int, description string) *failure {
	return &failure{Code: code, Description: description}
}

func badRequest(description string) *failure { return refuse(400, "Bad Request: "+description) }
func forbidden(description string) *failure  { return refuse(403, "Forbidden: "+description) }
func conflict(description string) *failure   { return refuse(409, "Conflict: "+description) }
func unauthorized() *failure                 { return refuse(401, "Unauthorized") }

// tooMany tells the bot to come back after a while, in whole seconds, at least one.
func tooMany(after time.Duration) *failure {
	seconds := max(1, int(math.Ceil(after.Seconds())))
	f := refuse(429, "Too Many Requests: retry after "+itoa(seconds))
	f.Parameters = &parameters{RetryAfter: seconds}
	return f
}

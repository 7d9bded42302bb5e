package api

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"log/slog"
	"regexp"
	"strconv"
	"strings"
)

// Token is what a bot proves itself with. Whoever has it is the bot, so it shows itself as *** wherever it is printed,
// logged or encoded, also from inside a struct that hides it. The zero Token is none.
type Token struct {
	bot    int64
	secret *string // behind a pointer, since fmt prints the fields of unexported fields without asking for their String
}

const hidden = "***"

// tokenForm is a number, a colon and a secret. @BotFather's secrets have 35 characters; what is shorter than 30 was not
// copied whole.
var tokenForm = regexp.MustCompile(`^([0-9]{1,18}):([A-Za-z0-9_-]{30,100})$`)

// tokenInPath finds a token within an address.
var tokenInPath = regexp.MustCompile(`[0-9]:[A-Za-z0-9_-]{30}`)

// ParseToken reads a token as an operator gives it, with blanks around it or without. Its errors are sentences for the
// operator and never quote what was given.
func ParseToken(given string) (Token, error) {
	given = strings.TrimSpace(given)
	if given == "" {
		return Token{}, errors.New("TELEGRAM_BOT_TOKEN is not set: ask @BotFather in Telegram for a token and set it in the environment or in .env")
	}
	parts := tokenForm.FindStringSubmatch(given)
	if parts == nil {
		return Token{}, errors.New("TELEGRAM_BOT_TOKEN is not a token: @BotFather gives a number, a colon and 35 letters, digits, - or _; copy it whole and alone")
	}
	bot, err := strconv.ParseInt(parts[1], 10, 64)
	if err != nil {
		return Token{}, errors.New("TELEGRAM_BOT_TOKEN is not a token: its number is too large")
	}
	return Token{bot: bot, secret: &given}, nil
}

// Bot returns the bot's id in Telegram, which is no secret. A new token of the same bot has the same id.
func (t Token) Bot() int64 { return t.bot }

// Derive returns 64 hexadecimal digits that only the holder of the token can make, others for every purpose: a secret
// for webhooks, a name for a lock. They do not lead back to the token.
func (t Token) Derive(purpose string) string {
	mac := hmac.New(sha256.New, []byte(t.reveal()))
	mac.Write([]byte(purpose))
	return hex.EncodeToString(mac.Sum(nil))
}

func (t Token) String() string               { return hidden }
func (t Token) GoString() string             { return hidden }
func (t Token) MarshalText() ([]byte, error) { return []byte(hidden), nil }
func (t Token) LogValue() slog.Value         { return slog.StringValue(hidden) }

func (t Token) reveal() string {
	if t.secret == nil {
		return ""
	}
	return *t.secret
}

// scrub takes the token out of a text that came from elsewhere: out of an error that names the address of a request, or
// an answer that repeats it. The secret half is enough, since the colon may stand there as %3A.
func (t Token) scrub(text string) string {
	_, secret, found := strings.Cut(t.reveal(), ":")
	if !found {
		return text
	}
	return strings.ReplaceAll(text, secret, hidden)
}

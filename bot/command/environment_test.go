package command

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestMisspelt: a slip of the finger is named, what other programs read is not.
func TestMisspelt(t *testing.T) {
	variables := map[string]string{}
	for _, name := range []string{"TEXT_DIR", "GLOSARY", "HTTP_ADR", "LOG_LEVL", "NO_COLOUR", "OPENAI_MODL",
		"OPENAI_API_KEY_FILES", "TELEGRAM_TOKEN", "TELEGRAM_POLLS",
		"HTTP_PROXY", "LOG_FILE", "HOME", "PATH", "OPENAI_ORG_ID", "OPENAI_API_TYPE", "OPENAI_API_VERSION", "DATABASE_URL", "DATA_HOME",
		"COLORTERM", "DATA_DIR", "OPENAI_API_KEY_FILE"} {
		variables[name] = ""
	}
	want := strings.TrimSpace(`
GLOSARY (environment) is no setting; was GLOSSARY meant?
HTTP_ADR (environment) is no setting; was HTTP_ADDR meant?
LOG_LEVL (environment) is no setting; was LOG_LEVEL meant?
NO_COLOUR (environment) is no setting; was NO_COLOR meant?
OPENAI_API_KEY_FILES (environment) is no setting; was OPENAI_API_KEY_FILE meant?
OPENAI_MODL (environment) is no setting; was OPENAI_MODEL meant?
TELEGRAM_POLLS (environment) is no setting; .env.example lists them
TELEGRAM_TOKEN (environment) is no setting; was TELEGRAM_BOT_TOKEN meant?
TEXT_DIR (environment) is no setting; was TEXTS_DIR meant?
`)
	if diff := cmp.Diff(want, strings.Join(layer{variables, "environment"}.misspelt(), "\n")); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

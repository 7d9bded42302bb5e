package command

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestMisspelt: a slip of the finger is named, what other programs read is not.
func TestMisspelt(t *testing.T) {
	variables := map[string]string{}
	for _, name := range []string{"TEXT_DIR", "GLOSARY", "HTTP_ADR", "OPENAI_MODL",
		"OPENAI_API_KEY_FILES", "TELEGRAM_TOKEN", "TELEGRAM_POLLS",
		"HTTP_PROXY", "LOG_FILE", "LOG_LEVEL", "NO_COLOR", "PPROF_ADDR", "HOME", "PATH", "OPENAI_ORG_ID", "OPENAI_API_TYPE", "OPENAI_API_VERSION", "DATABASE_URL", "DATA_HOME",
		"COLORTERM", "DATA_DIR", "OPENAI_API_KEY_FILE"} {
		variables[name] = ""
	}
	want := strings.TrimSpace(`
GLOSARY (environment) is not a setting; did you mean GLOSSARY?
HTTP_ADR (environment) is not a setting; did you mean HTTP_ADDR?
OPENAI_API_KEY_FILES (environment) is not a setting; did you mean OPENAI_API_KEY_FILE?
OPENAI_MODL (environment) is not a setting; did you mean OPENAI_MODEL?
TELEGRAM_POLLS (environment) is not a setting; .env.example lists them
TELEGRAM_TOKEN (environment) is not a setting; did you mean TELEGRAM_BOT_TOKEN?
TEXT_DIR (environment) is not a setting; did you mean TEXTS_DIR?
`)
	if diff := cmp.Diff(want, strings.Join(layer{variables, "environment"}.misspelt(), "\n")); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

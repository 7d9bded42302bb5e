package command

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/joho/godotenv"
)

// setting is a variable of the environment that chuchu reads.
type setting struct {
	name         string
	defaultValue string // if it is not set
	secret       bool   // never shown; may also stand in a file, which NAME_FILE names
}

// settings are all there are. .env.example explains them, in this order.
var settings = []setting{
	{name: "TEXTS_DIR"},
	{name: "INDEX_DIR"},
	{name: "RETRIEVAL_URL"},
	{name: "RETRIEVAL_API_KEY", secret: true},
	{name: "GLOSSARY"},
	{name: "DATA_DIR"},
	{name: "TELEGRAM_BOT_TOKEN", secret: true},
	{name: "TELEGRAM_ALLOWED"},
	{name: "TELEGRAM_ADMINS"},
	{name: "TELEGRAM_WEBHOOK_URL"},
	{name: "TELEGRAM_API_URL"},
	{name: "OPENAI_MODEL"},
	{name: "OPENAI_API_KEY", secret: true},
	{name: "OPENAI_BASE_URL"},
	{name: "OPENAI_PROMPT_TOKENS", defaultValue: "6000"},
	{name: "OPENAI_THINKING_TOKENS", defaultValue: "8000"},
	{name: "OPENAI_REWRITE", defaultValue: "off"},
	{name: "OPENAI_PRICES"},
	{name: "OPENAI_DAILY_BUDGET"},
	{name: "OPENAI_DAILY_ANSWERS"},
	{name: "READER_BUDGET", defaultValue: "400"},
	{name: "EMBEDDING_FILE"},
	{name: "OPENAI_EMBEDDING_MODEL"},
	{name: "OPENAI_EMBEDDING_API_KEY", secret: true},
	{name: "OPENAI_EMBEDDING_BASE_URL"},
	{name: "HTTP_ADDR", defaultValue: ":8080"},
}

// environment is what is set, and where it was set.
type environment struct {
	values   map[string]value
	rejected error    // all settings that cannot be, joined
	warnings []string // of variables that look like settings misspelt
}

type value struct{ text, from string }

// get returns the value of a setting.
func (e environment) get(name string) string { return e.values[name].text }

// switched reports whether a setting is on.
func (e environment) switched(name string) (bool, error) {
	switch text := e.get(name); text {
	case "on", "off":
		return text == "on", nil
	default:
		return false, fmt.Errorf("%s must be \"on\" or \"off\", not %q", name, text)
	}
}

// dotEnv is the file of settings in the working folder. The environment proper wins over it.
const dotEnv = ".env"

// readEnvironment takes the settings from variables of the form NAME=value and from the file .env of the working folder,
// if there is one.
func readEnvironment(variables []string) environment {
	var rejected []error
	file, err := readDotEnv()
	if err != nil {
		rejected = append(rejected, err)
	}
	set := map[string]string{}
	for _, v := range variables {
		name, text, _ := strings.Cut(v, "=")
		set[name] = text
	}
	e := environment{values: map[string]value{}}
	for _, s := range settings {
		found, err := s.find(layer{set, "environment"}, layer{file, dotEnv})
		rejected = append(rejected, err)
		e.values[s.name] = found
	}
	for _, l := range []layer{{set, "environment"}, {file, dotEnv}} {
		e.warnings = append(e.warnings, l.misspelt()...)
	}
	e.rejected = errors.Join(rejected...)
	return e
}

// readDotEnv reads the file .env; without one it returns nothing. A byte-order mark, which editors on Windows write, is left out.
// The error names the line that is wrong and quotes nothing: the file holds secrets.
func readDotEnv() (map[string]string, error) {
	content, err := os.ReadFile(dotEnv)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("reading the file of settings: %w", err)
	}
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	file, err := godotenv.UnmarshalBytes(content)
	if err == nil {
		return file, nil
	}
	return nil, fmt.Errorf("line %d of the file .env in this folder cannot be read; it must hold NAME=value, one a line", faultyLine(content))
}

// faultyLine returns the number of the last line up to which a file of settings can be read, and with which it cannot: the first
// that is wrong, or where a value in quotation marks begins that never ends.
func faultyLine(content []byte) int {
	good, lines := 0, bytes.SplitAfter(content, []byte("\n"))
	for n := range lines {
		if _, err := godotenv.UnmarshalBytes(bytes.Join(lines[:n], nil)); err == nil {
			good = n
		}
	}
	return good + 1
}

// layer is a place where settings are set.
type layer struct {
	variables map[string]string
	name      string
}

// find returns the value of a setting in the first layer that has it. A variable that is set to nothing is not set:
// compose files pass on what they were not given as "".
func (s setting) find(layers ...layer) (value, error) {
	for _, l := range layers {
		text, path := l.variables[s.name], l.variables[s.name+fileSuffix]
		switch {
		case text != "" && path != "" && s.secret:
			return value{}, fmt.Errorf("%s and %s%s are both set; leave one out", s.name, s.name, fileSuffix)
		case text != "":
			return value{text, l.name}, nil
		case path != "" && s.secret:
			secret, err := os.ReadFile(path)
			if err != nil {
				return value{}, fmt.Errorf("reading %s%s: %w; it names a file that holds the secret", s.name, fileSuffix, err)
			}
			if text = strings.TrimSpace(string(secret)); text == "" {
				return value{}, fmt.Errorf("%s%s names %s, which is empty; it must hold the secret", s.name, fileSuffix, path)
			}
			return value{text, path}, nil
		}
	}
	return value{s.defaultValue, "default"}, nil
}

const fileSuffix = "_FILE"

// misspelt names the variables that are no settings and were most likely meant to be: those whose names are like one's, those
// of a family of settings (TELEGRAM_TOKEN), and in .env all but those of compose.yaml.
func (l layer) misspelt() []string {
	var found []string
	for name := range l.variables {
		meant, likeness := nearest(name)
		switch {
		case name == meant:
		case likeness >= likeEnough:
			found = append(found, fmt.Sprintf("%s (%s) is not a setting; did you mean %s?", name, l.name, meant))
		case l.name == dotEnv && !ofCompose[name], ofOurs.MatchString(name):
			found = append(found, fmt.Sprintf("%s (%s) is not a setting; .env.example lists them", name, l.name))
		}
	}
	slices.Sort(found)
	return found
}

// ofCompose are the variables that compose.yaml takes from the same file.
var ofCompose = map[string]bool{"VERSION": true, "COMMIT": true, "MEMORY": true, "GOMEMLIMIT": true, "HTTP_PORT": true}

// ofOurs match the families of settings that no other program has. OPENAI_ is everybody's.
var ofOurs = regexp.MustCompile(`^(?:TELEGRAM|TEXTS|RETRIEVAL)_`)

// likeEnough is the least likeness of a variable to the setting that it was meant for. A slip of the finger leaves more (TEXT_DIR
// .82, GLOSARY .93); what other programs read has less (OPENAI_API_TYPE .77, HTTP_PROXY .53). TestMisspelt has both.
const likeEnough = 0.8

// nearest returns the name of a setting that is most like a name.
func nearest(name string) (meant string, likeness float64) {
	for _, s := range settings {
		names := []string{s.name}
		if s.secret {
			names = append(names, s.name+fileSuffix)
		}
		for _, known := range names {
			if l := alike(name, known); l > likeness || name == known {
				meant, likeness = known, l
			}
		}
	}
	return meant, likeness
}

// Run shows the settings in force and where each was set, secrets masked, in the form of a file .env.
func (configCommand) Run(c *config, t *console) error {
	width := 0
	lines, from := make([]string, len(settings)), make([]string, len(settings))
	for i, s := range settings {
		found := c.values[s.name]
		if s.secret && found.text != "" {
			found.text = "***"
		}
		lines[i], from[i] = s.name+"="+found.text, found.from
		width = max(width, len(lines[i]))
	}
	for i := range settings {
		if _, err := fmt.Fprintf(t.stdout, "%-*s  # %s\n", min(width, 60), lines[i], from[i]); err != nil {
			return err
		}
	}
	return nil
}

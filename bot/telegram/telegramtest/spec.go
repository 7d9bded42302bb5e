package telegramtest

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// known describes the methods that this server plays: see spec_test.go and testdata/api.NOTICE.
//
//go:embed testdata/api.json
var known []byte

// spec describes the methods of the Bot API and the types of their parameters.
type spec struct {
	Methods map[string]*specType `json:"methods"`
	Types   map[string]*specType `json:"types"`
}

// specType is an object, or the parameters of a method.
type specType struct {
	Name     string      `json:"name"`
	Fields   []specField `json:"fields,omitempty"`
	Subtypes []string    `json:"subtypes,omitempty"`
}

type specField struct {
	Name     string   `json:"name"`
	Types    []string `json:"types"`
	Required bool     `json:"required,omitempty"`
}

func parseSpec(source []byte) (*spec, error) {
	s := &spec{}
	if err := json.Unmarshal(source, s); err != nil {
		return nil, fmt.Errorf("reading the description of the Bot API: %w", err)
	}
	return s, nil
}

// check says what is wrong with the form of a request: a method or parameter that there is not, one that is missing, a
// value of another type. Each is said with the path that leads to it.
func (s *spec) check(r *request) []string {
	method, ok := s.Methods[r.method]
	if !ok {
		return []string{r.method + ": there is no such method, or it is not played here"}
	}
	parameters := map[string]any{}
	for name, value := range r.values {
		if value == "" {
			continue // as if it were not there
		}
		parameters[name] = value
		if f := method.field(name); f == nil || slices.Contains(f.Types, "String") || slices.Contains(f.Types, "InputFile") {
			continue
		}
		d := json.NewDecoder(strings.NewReader(value)) // what is not text is JSON on the wire
		d.UseNumber()
		var v any
		if d.Decode(&v) == nil {
			parameters[name] = v
		}
	}
	for name := range r.files {
		parameters[name] = ""
	}
	return s.checkFields(r.method, parameters, method)
}

func (t *specType) field(name string) *specField {
	if i := slices.IndexFunc(t.Fields, func(f specField) bool { return f.Name == name }); i >= 0 {
		return &t.Fields[i]
	}
	return nil
}

func (s *spec) checkFields(path string, object map[string]any, t *specType) []string {
	var wrong []string
	for name, value := range object {
		if f := t.field(name); f != nil {
			wrong = append(wrong, s.checkValue(path+"."+name, value, f.Types)...)
		} else {
			wrong = append(wrong, fmt.Sprintf("%s.%s: %s has no such field", path, name, t.Name))
		}
	}
	for _, f := range t.Fields {
		if _, ok := object[f.Name]; f.Required && !ok {
			wrong = append(wrong, fmt.Sprintf("%s.%s is missing", path, f.Name))
		}
	}
	slices.Sort(wrong)
	return wrong
}

// checkValue says what is wrong with a JSON value for the best fitting of some types.
func (s *spec) checkValue(path string, v any, types []string) []string {
	var best []string
	for i, t := range types {
		wrong := s.checkType(path, v, t)
		if len(wrong) == 0 {
			return nil
		}
		if i == 0 || len(wrong) < len(best) {
			best = wrong
		}
	}
	return best
}

func (s *spec) checkType(path string, v any, name string) []string {
	ok := false
	if element, isArray := strings.CutPrefix(name, "Array of "); isArray {
		array, ok := v.([]any)
		if !ok {
			return []string{fmt.Sprintf("%s is %s, not an array", path, shorten(v))}
		}
		var wrong []string
		for i, e := range array {
			wrong = append(wrong, s.checkType(fmt.Sprintf("%s[%d]", path, i), e, element)...)
		}
		return wrong
	}
	switch name {
	case "String", "InputFile":
		_, ok = v.(string)
	case "Integer":
		n, isNumber := v.(json.Number)
		_, err := strconv.ParseInt(string(n), 10, 64)
		ok = isNumber && err == nil
	case "Float", "Float number":
		_, ok = v.(json.Number)
	case "Boolean", "True":
		_, ok = v.(bool)
	default:
		t := s.Types[name]
		if t == nil {
			return []string{fmt.Sprintf("%s has the type %s, which is not described", path, name)}
		}
		if len(t.Subtypes) > 0 {
			return s.checkValue(path, v, t.Subtypes)
		}
		if object, is := v.(map[string]any); is {
			return s.checkFields(path, object, t)
		}
	}
	if !ok {
		return []string{fmt.Sprintf("%s is %s, not %s", path, shorten(v), name)}
	}
	return nil
}

// maxShownLength is in characters: faults name a value, but not all of it.
const maxShownLength = 40

func shorten(v any) string {
	s := fmt.Sprint(v)
	if r := []rune(s); len(r) > maxShownLength {
		return string(r[:maxShownLength]) + "…"
	}
	return s
}

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
	Methods map[string]*specMethod `json:"methods"`
	Types   map[string]*specType   `json:"types"`
	lower   map[string]string      // a method's name in small letters: its name
}

type specMethod struct {
	Name   string      `json:"name"`
	Fields []specField `json:"fields,omitempty"`
}

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
	s := &spec{lower: map[string]string{}}
	if err := json.Unmarshal(source, s); err != nil {
		return nil, fmt.Errorf("reading the description of the Bot API: %w", err)
	}
	for name := range s.Methods {
		s.lower[strings.ToLower(name)] = name
	}
	return s, nil
}

// method returns the name of a method as it is documented: Telegram does not mind capitals.
func (s *spec) method(name string) string {
	if proper, ok := s.lower[strings.ToLower(name)]; ok {
		return proper
	}
	return name
}

// check says what is wrong with the form of a request: a method or parameter that there is not, one that is missing, a
// value of another type. Each is said with the path that leads to it.
func (s *spec) check(r *request) []string {
	method, ok := s.Methods[r.method]
	if !ok {
		return []string{r.method + ": there is no such method, or it is not played here"}
	}
	var wrong []string
	for name, value := range r.values {
		i := slices.IndexFunc(method.Fields, func(f specField) bool { return f.Name == name })
		if i < 0 {
			if !s.attached(r, name) {
				wrong = append(wrong, fmt.Sprintf("%s: there is no parameter %s", r.method, name))
			}
			continue
		}
		for _, w := range s.checkParameter(name, value, method.Fields[i].Types) {
			wrong = append(wrong, r.method+": "+w)
		}
	}
	for _, f := range method.Fields {
		if _, isFile := r.files[f.Name]; f.Required && !isFile && r.values[f.Name] == "" {
			wrong = append(wrong, fmt.Sprintf("%s: the parameter %s is missing", r.method, f.Name))
		}
	}
	slices.Sort(wrong)
	return wrong
}

// attached reports whether a part that is no parameter is named by one as attach://name.
func (s *spec) attached(r *request, name string) bool {
	for _, v := range r.values {
		if strings.Contains(v, "attach://"+name) {
			return true
		}
	}
	return false
}

// checkParameter checks a parameter, which is text on the wire: JSON where its type is not text.
func (s *spec) checkParameter(path, value string, types []string) []string {
	if slices.Contains(types, "String") || slices.Contains(types, "InputFile") {
		return nil
	}
	var v any
	d := json.NewDecoder(strings.NewReader(value))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return []string{fmt.Sprintf("%s is %q, not %s", path, shorten(value), strings.Join(types, " or "))}
	}
	return s.checkValue(path, v, types)
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
	if element, ok := strings.CutPrefix(name, "Array of "); ok {
		return s.checkArray(path, v, element)
	}
	ok := true
	switch name {
	case "String":
		_, ok = v.(string)
	case "Integer":
		n, isNumber := v.(json.Number)
		_, err := strconv.ParseInt(string(n), 10, 64)
		ok = isNumber && err == nil
	case "Float", "Float number":
		_, ok = v.(json.Number)
	case "Boolean", "True":
		_, ok = v.(bool)
	case "InputFile":
		_, ok = v.(string)
	default:
		return s.checkObject(path, v, name)
	}
	if !ok {
		return []string{fmt.Sprintf("%s is %s, not %s", path, shorten(fmt.Sprint(v)), name)}
	}
	return nil
}

func (s *spec) checkArray(path string, v any, element string) []string {
	array, ok := v.([]any)
	if !ok {
		return []string{fmt.Sprintf("%s is %s, not an array", path, shorten(fmt.Sprint(v)))}
	}
	var wrong []string
	for i, e := range array {
		wrong = append(wrong, s.checkType(fmt.Sprintf("%s[%d]", path, i), e, element)...)
	}
	return wrong
}

func (s *spec) checkObject(path string, v any, name string) []string {
	t, ok := s.Types[name]
	if !ok {
		return []string{fmt.Sprintf("%s has the type %s, which is not described", path, name)}
	}
	if len(t.Subtypes) > 0 {
		return s.checkValue(path, v, t.Subtypes)
	}
	object, ok := v.(map[string]any)
	if !ok {
		return []string{fmt.Sprintf("%s is %s, not %s", path, shorten(fmt.Sprint(v)), name)}
	}
	var wrong []string
	for field, value := range object {
		i := slices.IndexFunc(t.Fields, func(f specField) bool { return f.Name == field })
		if i < 0 {
			wrong = append(wrong, fmt.Sprintf("%s.%s: %s has no such field", path, field, name))
			continue
		}
		wrong = append(wrong, s.checkValue(path+"."+field, value, t.Fields[i].Types)...)
	}
	for _, f := range t.Fields {
		if _, ok := object[f.Name]; f.Required && !ok {
			wrong = append(wrong, fmt.Sprintf("%s.%s is missing", path, f.Name))
		}
	}
	slices.Sort(wrong)
	return wrong
}

// longestShown is in characters: faults name a value, but not all of it.
const longestShown = 40

func shorten(s string) string {
	if r := []rune(s); len(r) > longestShown {
		return string(r[:longestShown]) + "…"
	}
	return s
}

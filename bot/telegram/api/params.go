package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// File is a file to upload, as a field of a method's parameters.
type File struct {
	Name    string // what the user sees
	Content []byte
}

// encode turns a struct of parameters into those of the library. Telegram reads the text "null" as whatever it likes,
// so a nil pointer is left out and a nil slice is sent as an empty one.
func encode(params any) (tgbotapi.Params, []tgbotapi.RequestFile, error) {
	if params == nil {
		return nil, nil, nil
	}
	value := reflect.Indirect(reflect.ValueOf(params))
	if value.Kind() != reflect.Struct {
		return nil, nil, fmt.Errorf("%T is not a struct", params)
	}
	values := tgbotapi.Params{}
	var files []tgbotapi.RequestFile
	for i := range value.NumField() {
		name, options, _ := strings.Cut(value.Type().Field(i).Tag.Get("json"), ",")
		field := value.Field(i)
		if name == "" || name == "-" || empty(field, strings.Contains(options, "omitempty")) {
			continue
		}
		if file, ok := field.Interface().(File); ok {
			files = append(files, tgbotapi.RequestFile{Name: name, Data: tgbotapi.FileBytes{Name: file.Name, Bytes: file.Content}})
			continue
		}
		text, err := encodeField(reflect.Indirect(field))
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", name, err)
		}
		values[name] = text
	}
	return values, files, nil
}

// empty reports whether a field is not to be sent, by the rules of encoding/json.
func empty(field reflect.Value, omit bool) bool {
	switch field.Kind() {
	case reflect.Pointer, reflect.Interface:
		return field.IsNil()
	case reflect.Slice, reflect.Map:
		return omit && field.Len() == 0
	case reflect.Struct:
		return false
	}
	return omit && field.IsZero()
}

func encodeField(field reflect.Value) (string, error) {
	switch {
	case field.Kind() == reflect.String:
		return field.String(), nil
	case field.Kind() == reflect.Slice && field.IsNil():
		return "[]", nil
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // six bytes for each < of a formatted text
	if err := e.Encode(field.Interface()); err != nil {
		return "", err
	}
	return strings.TrimSuffix(b.String(), "\n"), nil
}

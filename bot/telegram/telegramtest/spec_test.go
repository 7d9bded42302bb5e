package telegramtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
)

var updating = flag.Bool("update", false, "write what the tests find into testdata")

// played are the methods of the Bot API that this server plays.
var played = []string{
	"getMe", "getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo",
	"sendMessage", "sendDocument", "sendMessageDraft", "sendChatAction",
	"editMessageText", "editMessageReplyMarkup", "deleteMessage", "answerCallbackQuery", "answerInlineQuery",
	"getChat", "getChatMember", "leaveChat",
	"setMyCommands", "getMyCommands", "deleteMyCommands", "setMyName", "getMyName", "setMyDescription", "getMyDescription",
	"setMyShortDescription", "getMyShortDescription", "setChatMenuButton",
}

// TestSpecIsCutFromTheWhole makes testdata/api.json anew where the whole description lies on this machine.
func TestSpecIsCutFromTheWhole(t *testing.T) {
	source, err := readWhole()
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the whole description of the Bot API is not on this machine")
	} else if err != nil {
		t.Fatal(err)
	}
	whole, err := parseSpec(source)
	if err != nil {
		t.Fatal(err)
	}
	cut := &spec{Methods: map[string]*specMethod{}, Types: map[string]*specType{}}
	for _, name := range played {
		m := whole.Methods[name]
		if m == nil {
			t.Fatalf("the Bot API has no method %s", name)
		}
		cut.Methods[name] = m
		whole.reach(cut, m.Fields)
	}
	want := layOut(t, cut)
	if *updating {
		if err := os.WriteFile("testdata/api.json", want, 0o644); err != nil {
			t.Fatal(err)
		}
	} else if !bytes.Equal(want, known) {
		t.Error("testdata/api.json differs from the whole description; run: go test ./bot/telegram/telegramtest -run Spec -update")
	}
}

// reach adds to cut the types that fields can hold.
func (s *spec) reach(cut *spec, fields []specField) {
	var names []string
	for _, f := range fields {
		names = append(names, f.Types...)
	}
	for _, name := range names {
		name = strings.ReplaceAll(name, "Array of ", "")
		t := s.Types[name]
		if t == nil || cut.Types[name] != nil {
			continue
		}
		cut.Types[name] = t
		s.reach(cut, t.Fields)
		s.reach(cut, []specField{{Types: t.Subtypes}})
	}
}

// layOut writes a spec with one method or type on a line, so that a change shows.
func layOut(t *testing.T, s *spec) []byte {
	var b bytes.Buffer
	b.WriteString("{\"methods\":{\n")
	lines(t, &b, s.Methods)
	b.WriteString("},\"types\":{\n")
	lines(t, &b, s.Types)
	b.WriteString("}}\n")
	return b.Bytes()
}

func lines[T any](t *testing.T, b *bytes.Buffer, m map[string]T) {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	for i, name := range names {
		line, err := json.Marshal(m[name])
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString("\"" + name + "\":")
		b.Write(line)
		if i < len(names)-1 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
	}
}

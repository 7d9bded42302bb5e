package telegramtest

import (
	"encoding/json"
	"regexp"
	"strings"
)

// What the bot's card may hold, in characters.
const (
	longestName        = 64
	longestAbout       = 120
	longestDescription = 512
	mostCommands       = 100
	longestCommandText = 256
)

var (
	commandName = regexp.MustCompile(`^[a-z0-9_]{1,32}$`)
	twoLetters  = regexp.MustCompile(`^[a-z]{2}$`)
)

// Command is a line of the menu of commands.
type Command struct {
	Name        string `json:"command"`
	Description string `json:"description"`
}

// Scope says where commands are shown.
type Scope struct {
	Type string `json:"type"`
	Chat int64  `json:"chat_id,omitempty"`
	User int64  `json:"user_id,omitempty"`
}

// profile is what people see of the bot before they talk to it.
type profile struct {
	commands map[string][]Command         // by scope and language
	texts    map[string]map[string]string // name, description, short_description; by language
	menu     map[int64]json.RawMessage
}

func newProfile() profile {
	return profile{map[string][]Command{}, map[string]map[string]string{
		"name": {}, "description": {}, "short_description": {},
	}, map[int64]json.RawMessage{}}
}

func (s *Server) profileHandler(method string) func(*request) (any, *failure) {
	switch method {
	case "setMyCommands":
		return s.setMyCommands
	case "getMyCommands":
		return s.getMyCommands
	case "deleteMyCommands":
		return s.deleteMyCommands
	case "setMyName":
		return func(r *request) (any, *failure) { return s.setText(r, "name", longestName) }
	case "getMyName":
		return func(r *request) (any, *failure) { return s.getText(r, "name") }
	case "setMyDescription":
		return func(r *request) (any, *failure) { return s.setText(r, "description", longestDescription) }
	case "getMyDescription":
		return func(r *request) (any, *failure) { return s.getText(r, "description") }
	case "setMyShortDescription":
		return func(r *request) (any, *failure) { return s.setText(r, "short_description", longestAbout) }
	case "getMyShortDescription":
		return func(r *request) (any, *failure) { return s.getText(r, "short_description") }
	case "setChatMenuButton":
		return s.setChatMenuButton
	}
	return nil
}

// scope reads scope and language_code of a request; the key names both.
func (s *Server) scope(r *request) (key string, f *failure) {
	scope := Scope{Type: "default"}
	if _, err := r.json("scope", &scope); err != nil {
		return "", badRequest("can't parse BotCommandScope: " + err.Error())
	}
	language, f := language(r)
	return scopeKey(scope, language), f
}

func scopeKey(scope Scope, language string) string {
	return scope.Type + " " + itoa(int(scope.Chat)) + " " + itoa(int(scope.User)) + " " + language
}

func language(r *request) (string, *failure) {
	code := r.values["language_code"]
	if code != "" && !twoLetters.MatchString(code) {
		return "", badRequest("invalid language code specified")
	}
	return code, nil
}

func (s *Server) setMyCommands(r *request) (any, *failure) {
	key, f := s.scope(r)
	if f != nil {
		return nil, f
	}
	var commands []Command
	if _, err := r.json("commands", &commands); err != nil {
		return nil, badRequest("can't parse commands: " + err.Error())
	}
	if len(commands) > mostCommands {
		return nil, badRequest("BOT_COMMANDS_TOO_MUCH")
	}
	for i, c := range commands {
		commands[i].Name = strings.TrimPrefix(c.Name, "/")
		if !commandName.MatchString(commands[i].Name) {
			return nil, badRequest("BOT_COMMAND_INVALID")
		}
		if n := len([]rune(c.Description)); n < 1 || n > longestCommandText {
			return nil, badRequest("BOT_COMMAND_DESCRIPTION_INVALID")
		}
	}
	s.profile.commands[key] = commands
	return true, nil
}

func (s *Server) getMyCommands(r *request) (any, *failure) {
	key, f := s.scope(r)
	if f != nil {
		return nil, f
	}
	if commands := s.profile.commands[key]; commands != nil {
		return commands, nil
	}
	return []Command{}, nil
}

func (s *Server) deleteMyCommands(r *request) (any, *failure) {
	key, f := s.scope(r)
	if f != nil {
		return nil, f
	}
	delete(s.profile.commands, key)
	return true, nil
}

func (s *Server) setText(r *request, what string, longest int) (any, *failure) {
	code, f := language(r)
	if f != nil {
		return nil, f
	}
	text := r.values[what]
	if len([]rune(text)) > longest {
		return nil, badRequest(strings.ReplaceAll("bot "+what, "_", " ") + " is too long")
	}
	s.profile.texts[what][code] = text
	return true, nil
}

func (s *Server) getText(r *request, what string) (any, *failure) {
	code, f := language(r)
	if f != nil {
		return nil, f
	}
	text, ok := s.profile.texts[what][code]
	if !ok {
		text = s.profile.texts[what][""]
	}
	if what == "name" && text == "" {
		text = s.Bot.FirstName
	}
	return map[string]string{what: text}, nil
}

func (s *Server) setChatMenuButton(r *request) (any, *failure) {
	s.profile.menu[r.int64("chat_id")] = json.RawMessage(r.values["menu_button"])
	return true, nil
}

// Menu returns the commands that a person is shown in a chat: those of the narrowest scope that has any, and of these
// the ones in the person's language before the ones for all.
func (s *Server) Menu(p *Person, chat int64) []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	scopes := []Scope{{Type: "chat_member", Chat: chat, User: p.ID}, {Type: "chat", Chat: chat}}
	if chat == p.ID {
		scopes = append(scopes, Scope{Type: "all_private_chats"})
	} else {
		scopes = append(scopes, Scope{Type: "all_group_chats"})
	}
	for _, scope := range append(scopes, Scope{Type: "default"}) {
		for _, code := range []string{base(p.Language), ""} {
			if commands := s.profile.commands[scopeKey(scope, code)]; len(commands) > 0 {
				return commands
			}
		}
	}
	return nil
}

// Card returns the bot's name, description and short description as a person is shown them.
func (s *Server) Card(p *Person) (name, description, about string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	text := func(what string) string {
		if t := s.profile.texts[what][base(p.Language)]; t != "" {
			return t
		}
		return s.profile.texts[what][""]
	}
	if name = text("name"); name == "" {
		name = s.Bot.FirstName
	}
	return name, text("description"), text("short_description")
}

// base is the first part of a language tag: zh of zh-hans.
func base(language string) string {
	b, _, _ := strings.Cut(language, "-")
	return b
}

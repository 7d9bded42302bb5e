package telegramtest

import (
	"cmp"
	"regexp"
	"strings"
)

// What the bot's card may hold, in characters.
const (
	maxAboutLength       = 120
	maxDescriptionLength = 512
	maxCommands          = 100
	maxCommandTextLength = 256
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

// scope says where commands are shown.
type scope struct {
	Type string `json:"type"`
	Chat int64  `json:"chat_id"`
}

// profile is what people see of the bot before they talk to it.
type profile struct {
	commands map[scope]map[string][]Command // by language
	texts    map[string]map[string]string   // description and short_description; by language
}

func newProfile() profile {
	return profile{map[scope]map[string][]Command{}, map[string]map[string]string{"description": {}, "short_description": {}}}
}

func language(r *request) (string, *failure) {
	code := r.values["language_code"]
	if code != "" && !twoLetters.MatchString(code) {
		return "", badRequest("invalid language code specified")
	}
	return code, nil
}

func (s *Server) setMyCommands(r *request) (any, *failure) {
	where := scope{Type: "default"}
	if _, err := r.json("scope", &where); err != nil {
		return nil, badRequest("can't parse BotCommandScope: " + err.Error())
	}
	code, f := language(r)
	if f != nil {
		return nil, f
	}
	var commands []Command
	if _, err := r.json("commands", &commands); err != nil {
		return nil, badRequest("can't parse commands: " + err.Error())
	}
	if len(commands) > maxCommands {
		return nil, badRequest("BOT_COMMANDS_TOO_MUCH")
	}
	for i, c := range commands {
		commands[i].Name = strings.TrimPrefix(c.Name, "/")
		if !commandName.MatchString(commands[i].Name) {
			return nil, badRequest("BOT_COMMAND_INVALID")
		}
		if n := len([]rune(c.Description)); n < 1 || n > maxCommandTextLength {
			return nil, badRequest("BOT_COMMAND_DESCRIPTION_INVALID")
		}
	}
	if s.profile.commands[where] == nil {
		s.profile.commands[where] = map[string][]Command{}
	}
	s.profile.commands[where][code] = commands
	return true, nil
}

func (s *Server) setMyDescription(r *request) (any, *failure) {
	return s.setText(r, "description", maxDescriptionLength)
}

func (s *Server) setMyShortDescription(r *request) (any, *failure) {
	return s.setText(r, "short_description", maxAboutLength)
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

// Menu returns the commands that a person is shown in a chat: those of the narrowest scope that has any, and of these
// the ones in the person's language before the ones for all.
func (s *Server) Menu(p *Person, chat int64) []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := "all_group_chats"
	if chat == p.ID {
		all = "all_private_chats"
	}
	for _, where := range []scope{{"chat", chat}, {all, 0}, {"default", 0}} {
		for _, code := range []string{base(p.Language), ""} {
			if commands := s.profile.commands[where][code]; len(commands) > 0 {
				return commands
			}
		}
	}
	return nil
}

// Card returns the bot's description and short description as a person is shown them.
func (s *Server) Card(p *Person) (description, about string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	text := func(what string) string {
		return cmp.Or(s.profile.texts[what][base(p.Language)], s.profile.texts[what][""])
	}
	return text("description"), text("short_description")
}

// base is the first part of a language tag: zh of zh-hans.
func base(language string) string {
	b, _, _ := strings.Cut(language, "-")
	return b
}

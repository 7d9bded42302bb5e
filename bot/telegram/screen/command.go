package screen

// Command is a command of the bot, as setMyCommands lists it.
type Command struct{ Name, Description string }

// Commands are those that everybody sees.
func (p Phrases) Commands() []Command {
	return []Command{
		{"ask", p.CommandAsk},
		{"sources", p.CommandSources},
		{"new", p.CommandNew},
		{"language", p.CommandLanguage},
		{"privacy", p.CommandPrivacy},
		{"forget", p.CommandForget},
		{"help", p.CommandHelp},
		{"start", p.CommandStart},
	}
}

// GroupCommands are those of a group.
func (p Phrases) GroupCommands() []Command {
	return []Command{{"ask", p.CommandAsk}, {"sources", p.CommandSources}, {"help", p.CommandHelp}}
}

// AdminCommands are those of the operator, beside everybody's.
func (p Phrases) AdminCommands() []Command {
	return append(p.Commands(), Command{"why", p.CommandWhy}, Command{"stats", p.CommandStats},
		Command{"reload", p.CommandReload}, Command{"feedback", p.CommandFeedback})
}

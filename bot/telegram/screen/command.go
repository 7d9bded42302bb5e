package screen

import "chuchu/bot"

// Command is a command of the bot, as setMyCommands lists it.
type Command struct{ Name, Description string }

// Commands are those that everybody sees, in a language of the interface.
func Commands(language bot.Language) []Command {
	p := Viewer{Language: language}.Phrases()
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
func GroupCommands(language bot.Language) []Command {
	p := Viewer{Language: language}.Phrases()
	return []Command{{"ask", p.CommandAsk}, {"sources", p.CommandSources}, {"help", p.CommandHelp}}
}

// AdminCommands are those of the operator, beside everybody's.
func AdminCommands(language bot.Language) []Command {
	p := Viewer{Language: language}.Phrases()
	return append(Commands(language), Command{"why", p.CommandWhy}, Command{"stats", p.CommandStats},
		Command{"reload", p.CommandReload}, Command{"feedback", p.CommandFeedback})
}

// Description is what stands in an empty chat with the bot, at most 512 characters, as setMyDescription takes.
func Description(language bot.Language) string {
	return Viewer{Language: language}.Phrases().Description
}

// About is what stands on the bot's profile, at most 120 characters, as setMyShortDescription takes.
func About(language bot.Language) string { return Viewer{Language: language}.Phrases().About }

package command

import (
	"fmt"
	"io"

	"github.com/alecthomas/kong"
)

// commandLine is the grammar of the command line, as kong reads it.
type commandLine struct {
	Texts    string `placeholder:"DIR" help:"Answer from the texts of this folder instead of those that come with chuchu ($$TEXTS_DIR)."`
	Index    string `placeholder:"DIR" help:"Keep the index in this folder, so that only changed texts are read again ($$INDEX_DIR)."`
	Encoding string `placeholder:"NAME" help:"Encoding of text, Markdown and HTML files: utf-8, gb18030, big5, utf-16le, windows-1252, …; detected for each file if empty."`
	Glossary string `placeholder:"FILE" help:"Tab-separated file of synonyms and translations, a pair a line ($$GLOSSARY)."`

	Ask      askCommand      `cmd:"" help:"Answer a question, or many from standard input."`
	Chat     chatCommand     `cmd:"" help:"Talk to the texts."`
	Telegram telegramCommand `cmd:"" help:"Run the Telegram bot (TELEGRAM_BOT_TOKEN)."`
	Sources  sourcesCommand  `cmd:"" help:"List the texts."`
	Open     openCommand     `cmd:"" help:"Show a passage in context."`
	Why      whyCommand      `cmd:"" help:"Explain an answer, number by number."`
	Prompt   promptCommand   `cmd:"" help:"Show the prompt that a model would get for a question."`
	Eval     evalCommand     `cmd:"" help:"Measure answers to questions whose answers are known."`
	Embed    embedCommand    `cmd:"" help:"Embed the paragraphs that are not embedded yet, for search by meaning."`
	Serve    serveCommand    `cmd:"" help:"Run as a service: the Telegram bot, with health and metrics at HTTP_ADDR."`
	Health   healthCommand   `cmd:"" help:"Check whether the service on this machine is ready."`
	Config   configCommand   `cmd:"" help:"Show the settings in force, secrets masked."`
	Version  versionCommand  `cmd:"" help:"Show the version."`
}

type askCommand struct {
	JSON     bool     `name:"json" help:"Write the answer as one line of JSON."`
	All      bool     `help:"Show every passage found, not only the first three."`
	Question []string `arg:"" help:"The question. With --json, - reads one question a line from standard input."`
}

type chatCommand struct {
	JSON bool `name:"json" help:"Read a message a line, and answer each with a line of JSON; {\"reset\":true} begins a new conversation."`
}

type sourcesCommand struct {
	All string `placeholder:"FILE" help:"Show every line of this file and what became of it."`
}

type openCommand struct {
	Passage  string   `arg:"" name:"passage-id" help:"The id of a passage, as answers show it."`
	Question []string `arg:"" optional:"" help:"Mark the words of this question in it."`
}

type whyCommand struct {
	Question []string `arg:"" help:"The question."`
}

type promptCommand struct {
	Question []string `arg:"" help:"The question."`
}

type telegramCommand struct{}

type serveCommand struct{}

type healthCommand struct{}

type configCommand struct{}

type versionCommand struct {
	Licenses bool `help:"Show the licences and notices of all that the program is made of: code, data and libraries."`
}

const description = `Chuchu (出处) answers questions about a collection of texts: it quotes the sentences that answer, shows where they
stand, and says so if the texts don't.`

const examples = `
Examples:
  chuchu ask "五个中心是哪五个？"
  chuchu ask What did the visit to the Futures Exchange highlight?
  chuchu ask --json - < questions.txt > answers.jsonl
  chuchu --texts ~/my-texts chat
  chuchu eval questions.jsonl --html report.html
  chuchu sources --all 002_29930e7ff16485cd.txt | grep boilerplate
  chuchu open q4mtgo6coyg6 "江苏省委书记是谁？"

Exit status: 0 answered, 1 not in the texts, 2 an error.
`

// parse reads the command line, and puts its flags before the settings of the same meaning. It returns nil if help was asked for
// and has been shown.
func (c *config) parse(args []string, stdout io.Writer) (*kong.Context, error) {
	var line commandLine
	shown := false
	parser, err := kong.New(&line, kong.Name(programName), kong.Description(description), kong.Writers(stdout, io.Discard),
		kong.Exit(func(int) { shown = true }), kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.Help(func(options kong.HelpOptions, ctx *kong.Context) error {
			if err := kong.DefaultHelpPrinter(options, ctx); err != nil {
				return err
			}
			if ctx.Selected() == nil {
				fmt.Fprint(stdout, examples)
			}
			return nil
		}))
	if err != nil {
		return nil, err
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	ctx, err := parser.Parse(args)
	if shown {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%w; see chuchu --help", err)
	}
	for name, flag := range map[string]string{"TEXTS_DIR": line.Texts, "INDEX_DIR": line.Index, "GLOSSARY": line.Glossary} {
		if flag != "" {
			c.values[name] = value{flag, "flag"}
		}
	}
	c.encodingName = line.Encoding
	return ctx, nil
}

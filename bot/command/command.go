// Package command is the program's face: its commands, its settings, and what joins the rooms that do the work.
package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"chuchu/bot"
	"chuchu/bot/terminal"
	"chuchu/retrieval"
	"chuchu/retrieval/reading"
)

// Main runs the program on the arguments, the environment and the streams of this process, and returns its exit status.
// files are those that come with it: texts in a folder seeds, and LICENSES.txt.
func Main(files fs.FS) int { return execute(files, false) }

// execute is Main; where unlimited is true, the bot in Telegram sends as fast as it can and lets people ask as fast as they can,
// for tests.
func execute(files fs.FS, unlimited bool) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once, also amid a file that takes long
	return status(run(ctx, files, unlimited, os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr), os.Stderr)
}

// programName stands before all that the program says of itself.
const programName = "chuchu"

// errNotInTexts is the outcome of a question that the texts do not answer. It has been shown already.
var errNotInTexts = errors.New("not in the texts")

// The exit statuses are those of grep, and 130 is that of a program that Ctrl-C ended.
func status(err error, stderr io.Writer) int {
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errNotInTexts) || errors.Is(err, errNotReady):
		return 1
	case errors.Is(err, context.Canceled):
		return 130
	}
	for line := range strings.Lines(err.Error()) { // one for each fault
		fmt.Fprintf(stderr, "%s: %s\n", programName, strings.TrimSuffix(line, "\n"))
	}
	return 2
}

// run is the program, with its surroundings handed in.
func run(ctx context.Context, files fs.FS, unlimited bool, args, environ []string, stdin io.Reader, stdout, stderr io.Writer) error {
	set, faults := readEnvironment(environ)
	config, command, err := parse(args, set, stdout)
	if err != nil || config == nil {
		return err
	}
	p := &program{shipped: files, unlimited: unlimited, config: config, environment: set, faults: faults, stdin: stdin, stdout: stdout, stderr: stderr,
		screen: terminal.NewScreen(stdout)}
	if command.Command() != "serve" { // which reports them together with its own, and in its log
		if faults != nil {
			return faults
		}
		for _, w := range set.warnings {
			fmt.Fprintf(stderr, "%s: %s\n", programName, w)
		}
	}
	command.BindTo(ctx, (*context.Context)(nil))
	defer p.close()
	return command.Run(p)
}

// program is what the commands share.
type program struct {
	shipped        fs.FS // the files that come with the program
	unlimited      bool  // see execute
	config         *config
	environment    environment
	faults         error // of the environment
	stdin          io.Reader
	stdout, stderr io.Writer
	screen         *terminal.Screen
	listing        bool                  // the texts are to be listed, with all that gave none
	anew           int                   // how many files were read the last time that the texts were opened
	embeddings     *retrieval.Embeddings // nil until they are wanted, or where no model is set
	byWords        byWords
	embedded       func(error)        // learns how each asking for a question's vector went; may be nil
	reached        *retrieval.Cluster // nil where the index is on this machine, and until it is asked for
	unread         func(error) error  // learns of all that gave no text, and returns what must not be left out; may be nil
}

// close releases what is opened once, and says what was not compared by meaning. The vectors were made safe when they were
// written.
func (p *program) close() {
	if unlike := p.byWords.String(); unlike != "" {
		fmt.Fprintln(p.stderr, "chuchu: "+unlike)
	}
	if p.embeddings != nil {
		p.embeddings.Close()
	}
}

// Run answers one question, or all those of standard input.
func (a *askCommand) Run(ctx context.Context, p *program) error {
	question := strings.Join(a.Question, " ")
	if question == "-" && !a.JSON {
		return errors.New("many questions from standard input need --json: chuchu ask --json -")
	}
	b, err := p.open(ctx)
	if err != nil {
		return err
	}
	defer b.Close()
	if question == "-" {
		answered, err := terminal.Stream(ctx, b, terminal.ReadLines(p.stdin), p.stdout)
		if err == nil && answered == 0 {
			err = errNotInTexts
		}
		return err
	}
	author, err := p.author()
	if err != nil {
		return err
	}
	answer, err := author.Ask(ctx, "", bot.NewConversation(b), question)
	if err != nil {
		return err
	}
	if answer, err = p.show(ctx, author, answer, a); err != nil {
		return err
	}
	if err == nil && !answer.Answered() {
		err = errNotInTexts
	}
	return err
}

// Run holds a conversation.
func (c *chatCommand) Run(ctx context.Context, p *program) error {
	b, err := p.open(ctx)
	if err != nil {
		return err
	}
	defer b.Close()
	author, err := p.author()
	if err != nil {
		return err
	}
	if c.JSON {
		return terminal.ChatJSON(ctx, b, author, p.modelFailed, terminal.ReadLines(p.stdin), p.stdout)
	}
	lines, restore := terminal.OpenLines(p.stdin, p.stdout)
	defer restore()
	return terminal.Chat(ctx, b, author, p.modelFailed, lines, p.screen)
}

// Run shows a passage.
func (o *openCommand) Run(ctx context.Context, p *program) error {
	b, err := p.open(ctx)
	if err != nil {
		return err
	}
	defer b.Close()
	b.With(func(c *retrieval.Collection) { err = o.show(ctx, c, p.screen) })
	return err
}

func (o *openCommand) show(ctx context.Context, c *retrieval.Collection, screen *terminal.Screen) error {
	passage, ok := c.Passage(o.Passage)
	if !ok {
		return fmt.Errorf(bot.English.Phrases().NoPassage, o.Passage)
	}
	var words []reading.Span
	if len(o.Question) > 0 {
		var err error
		if words, err = c.Words(ctx, strings.Join(o.Question, " "), passage.Text); err != nil {
			return err
		}
	}
	screen.Open(c, passage, words, bot.English.Phrases())
	return nil
}

// Run shows why a question is answered as it is.
func (w *whyCommand) Run(ctx context.Context, p *program) error {
	b, err := p.open(ctx)
	if err != nil {
		return err
	}
	defer b.Close()
	explanation, err := b.Why(ctx, strings.Join(w.Question, " "))
	if err != nil {
		return err
	}
	p.screen.Why(explanation)
	return nil
}

// Run shows the prompt of a question, to be given to any model by hand.
func (m *promptCommand) Run(ctx context.Context, p *program) error {
	room, err := p.promptTokens()
	if err != nil {
		return err
	}
	b, err := p.open(ctx)
	if err != nil {
		return err
	}
	defer b.Close()
	prompt, err := b.Prompt(ctx, strings.Join(m.Question, " "), room)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.stdout, "%s\n%s", prompt.System, prompt.User)
	return err
}

// Package command is the program's face: its commands, its settings, and what joins the rooms that do the work.
//
// [Main] reads the command line (commandline.go) and the settings (environment.go), and runs one command on a config, which nobody
// changes, and a console. What happens while texts are read and answered from is told to an observer (collector.go): on a terminal
// that is the user, in a service (serve.go) the log and the metrics.
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

	"chuchu/bot/terminal"
)

// Main runs the program on the arguments, the environment and the streams of this process, and returns its exit status.
// files are the texts that come with it, in a folder seeds.
func Main(files fs.FS) int { return execute(files, false) }

// execute is Main; if unlimited is true, the bot in Telegram sends as fast as it can, for tests.
func execute(files fs.FS, unlimited bool) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once, also amid a file that takes long
	t := &console{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, screen: terminal.NewScreen(os.Stdout)}
	return t.status(run(ctx, &config{shipped: files, unlimited: unlimited}, t, os.Args[1:], os.Environ()))
}

// run runs the command that args name, on c, which it completes by args and environ.
func run(ctx context.Context, c *config, t *console, args, environ []string) error {
	c.environment = readEnvironment(environ)
	command, err := c.parse(args, t.stdout)
	if err != nil || command == nil {
		return err
	}
	if command.Command() != "serve" { // which reports them together with its own, and in its log
		if c.rejected != nil {
			return c.rejected
		}
		for _, w := range c.warnings {
			t.warn(errors.New(w))
		}
	}
	command.BindTo(ctx, (*context.Context)(nil))
	return command.Run(c, t)
}

// programName stands before all that the program says of itself.
const programName = "chuchu"

// errNotInTexts is the outcome of a question that the texts do not answer. It has been shown already.
var errNotInTexts = errors.New("not in the texts")

// status reports an error, if it was not shown already, and returns the exit status: those of grep, and 130, which is that of a
// program that Ctrl-C ended.
func (t *console) status(err error) int {
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errNotInTexts) || errors.Is(err, errNotReady):
		return 1
	case errors.Is(err, context.Canceled):
		return 130
	}
	for line := range strings.Lines(err.Error()) { // one for each of several joined errors
		t.warn(errors.New(strings.TrimSuffix(line, "\n")))
	}
	return 2
}

// console is where a command reads and writes.
type console struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	screen         *terminal.Screen // on stdout
}

// warn prints an error.
func (t *console) warn(err error) { fmt.Fprintf(t.stderr, "%s: %v\n", programName, err) }

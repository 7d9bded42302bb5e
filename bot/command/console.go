package command

import (
	"fmt"
	"io"

	"chuchu/bot/terminal"
)

// console is where a command reads and writes.
type console struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	screen         *terminal.Screen // on stdout
}

// warn prints an error.
func (t *console) warn(err error) { fmt.Fprintf(t.stderr, "%s: %v\n", programName, err) }

package command

import (
	"fmt"
	"strconv"
	"time"

	"chuchu/retrieval/encoder"
	"chuchu/retrieval/reader"
)

// reader returns the network that reads passages with a question, nil if READER_BUDGET leaves it no time.
func (c *config) reader() (*encoder.CrossEncoder, error) {
	budget, err := c.readerBudget()
	if budget == 0 {
		return nil, err
	}
	return reader.Open(budget)
}

func (c *config) readerBudget() (time.Duration, error) {
	text := c.get("READER_BUDGET")
	milliseconds, err := strconv.Atoi(text)
	if err != nil || milliseconds < 0 {
		return 0, fmt.Errorf("READER_BUDGET must be a number of milliseconds, 0 or more, not %q", text)
	}
	return time.Duration(milliseconds) * time.Millisecond, nil
}

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
	text := c.get("READER_BUDGET")
	budget, err := strconv.Atoi(text)
	if err != nil || budget < 0 {
		return nil, fmt.Errorf("READER_BUDGET must be a number of milliseconds, 0 or more, not %q", text)
	}
	if budget == 0 {
		return nil, nil
	}
	return reader.Open(time.Duration(budget) * time.Millisecond)
}

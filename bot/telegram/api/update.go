package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// The kinds of updates that the bot handles. They are named to Telegram each time: without, it would keep to what the
// deployment before this one wanted.
const (
	UpdateMessage       = "message"
	UpdateEditedMessage = "edited_message"
	UpdateCallbackQuery = "callback_query"
	UpdateInlineQuery   = "inline_query"
)

// Update is something that happened: one of its fields is set, or none if Telegram has news of a kind that is not
// known here.
type Update struct {
	ID            int64          `json:"update_id"`
	Message       *Message       `json:"message"`
	EditedMessage *Message       `json:"edited_message"`
	CallbackQuery *CallbackQuery `json:"callback_query"`
	InlineQuery   *InlineQuery   `json:"inline_query"`
}

// RawUpdate is an update as it came, to be stored before anybody looks into it.
type RawUpdate struct {
	ID   int64
	JSON []byte
}

// largestID is the largest integer that JSON carries everywhere. Telegram's ids of updates have 32 bits.
const largestID = 1<<53 - 1

// ParseRaw finds the id of an update. The update keeps data.
func ParseRaw(data []byte) (RawUpdate, error) {
	var head struct {
		ID int64 `json:"update_id"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return RawUpdate{}, fmt.Errorf("reading an update: %w", err)
	}
	if head.ID <= 0 || head.ID > largestID {
		return RawUpdate{}, errors.New("reading an update: it has no update_id, or none that Telegram gives")
	}
	return RawUpdate{ID: head.ID, JSON: data}, nil
}

// Decode reads the update.
func (r RawUpdate) Decode() (Update, error) {
	var u Update
	if err := json.Unmarshal(r.JSON, &u); err != nil {
		return Update{}, fmt.Errorf("reading update %d: %w", r.ID, err)
	}
	return u, nil
}

// LongestPoll is how long Telegram lets a poll wait at most; it takes a longer one for this.
const LongestPoll = 50 * time.Second

// PollGrace is how much longer than the poll the answer may take.
const PollGrace = 10 * time.Second

// Updates returns up to a hundred updates, from the id offset on, in order. All those below offset are confirmed by it:
// Telegram forgets them. If there are none it waits for the first, up to timeout (of whole seconds, LongestPoll at
// most). allowed names the kinds that are wanted.
func (c *Client) Updates(ctx context.Context, offset int64, timeout time.Duration, allowed []string) ([]RawUpdate, error) {
	timeout = max(0, min(timeout, LongestPoll)).Truncate(time.Second)
	params := struct {
		Offset  int64    `json:"offset,omitempty"`
		Timeout int64    `json:"timeout"`
		Allowed []string `json:"allowed_updates"`
	}{offset, int64(timeout / time.Second), allowed}
	var raw []json.RawMessage
	if err := c.call(ctx, timeout+PollGrace, "getUpdates", params, &raw); err != nil {
		return nil, err
	}
	updates := make([]RawUpdate, len(raw))
	for i, data := range raw {
		u, err := ParseRaw(data)
		if err != nil {
			return nil, &TransportError{Method: "getUpdates", Sent: true, Err: err}
		}
		updates[i] = u
	}
	return updates, nil
}

package api

import "encoding/json"

// InlineKeyboardMarkup is the keyboard under a message. One without rows takes a keyboard away.
type InlineKeyboardMarkup struct {
	Rows [][]InlineKeyboardButton
}

// MarshalJSON writes the rows, as none where they are nil.
func (k InlineKeyboardMarkup) MarshalJSON() ([]byte, error) {
	rows := k.Rows
	if rows == nil {
		rows = [][]InlineKeyboardButton{}
	}
	return json.Marshal(struct {
		Rows [][]InlineKeyboardButton `json:"inline_keyboard"`
	}{rows})
}

// InlineKeyboardButton is a button. Exactly one field beside Text is set.
type InlineKeyboardButton struct {
	Text                         string          `json:"text"`
	URL                          string          `json:"url,omitempty"`
	CallbackData                 string          `json:"callback_data,omitempty"`       // 1 to 64 bytes
	SwitchInlineQuery            *string         `json:"switch_inline_query,omitempty"` // may be empty
	SwitchInlineQueryCurrentChat *string         `json:"switch_inline_query_current_chat,omitempty"`
	CopyText                     *CopyTextButton `json:"copy_text,omitempty"`
}

// CopyTextButton is what a button puts on the clipboard.
type CopyTextButton struct {
	Text string `json:"text"` // 1 to 256 characters
}

package telegramtest

// User is a person or a bot, as the Bot API writes one.
type User struct {
	ID           int64  `json:"id"`
	IsBot        bool   `json:"is_bot"`
	FirstName    string `json:"first_name"`
	Username     string `json:"username,omitempty"`
	LanguageCode string `json:"language_code,omitempty"`
}

// Button is one button under a message. Exactly one field beside Text is set.
type Button struct {
	Text string `json:"text"`
	URL  string `json:"url,omitempty"`
	Data string `json:"callback_data,omitempty"`
}

type keyboard struct {
	Rows [][]Button `json:"inline_keyboard"`
}

// Entity is one stretch of a text with a meaning or a format; offset and length are in UTF-16 units.
type Entity struct {
	Type   string `json:"type"`
	Offset int    `json:"offset"`
	Length int    `json:"length"`
	URL    string `json:"url,omitempty"`
}

type wireChat struct {
	ID        int64  `json:"id"`
	Type      string `json:"type"`
	Title     string `json:"title,omitempty"`
	Username  string `json:"username,omitempty"`
	FirstName string `json:"first_name,omitempty"`
	IsForum   bool   `json:"is_forum,omitempty"`
}

type wireMessage struct {
	ID       int            `json:"message_id"`
	Thread   int            `json:"message_thread_id,omitempty"`
	From     *User          `json:"from,omitempty"`
	Chat     wireChat       `json:"chat"`
	Date     int64          `json:"date"`
	EditDate int64          `json:"edit_date,omitempty"`
	InTopic  bool           `json:"is_topic_message,omitempty"`
	Forward  map[string]any `json:"forward_origin,omitempty"`
	ReplyTo  *wireMessage   `json:"reply_to_message,omitempty"`
	External map[string]any `json:"external_reply,omitempty"`
	Quote    map[string]any `json:"quote,omitempty"`
	ViaBot   *User          `json:"via_bot,omitempty"`

	Text     string    `json:"text,omitempty"`
	Entities []Entity  `json:"entities,omitempty"`
	Caption  string    `json:"caption,omitempty"`
	Document *document `json:"document,omitempty"`
	Photo    any       `json:"photo,omitempty"`
	Sticker  any       `json:"sticker,omitempty"`

	TopicCreated *topicCreated `json:"forum_topic_created,omitempty"`

	Keyboard *keyboard `json:"reply_markup,omitempty"`
}

type topicCreated struct {
	Name  string `json:"name"`
	Color int    `json:"icon_color"`
}

type document struct {
	ID       string `json:"file_id"`
	UniqueID string `json:"file_unique_id"`
	Name     string `json:"file_name"`
	Size     int    `json:"file_size"`
}

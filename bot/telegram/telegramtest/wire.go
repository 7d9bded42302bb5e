package telegramtest

// User is a person or a bot, as the Bot API writes one.
type User struct {
	ID           int64  `json:"id"`
	IsBot        bool   `json:"is_bot"`
	FirstName    string `json:"first_name"`
	LastName     string `json:"last_name,omitempty"`
	Username     string `json:"username,omitempty"`
	LanguageCode string `json:"language_code,omitempty"`
}

// Button is one button under a message. Exactly one field beside Text is set.
type Button struct {
	Text         string    `json:"text"`
	URL          string    `json:"url,omitempty"`
	Data         string    `json:"callback_data,omitempty"`
	Switch       *string   `json:"switch_inline_query,omitempty"`
	SwitchHere   *string   `json:"switch_inline_query_current_chat,omitempty"`
	SwitchChosen any       `json:"switch_inline_query_chosen_chat,omitempty"`
	Copy         *CopyText `json:"copy_text,omitempty"`
	Style        string    `json:"style,omitempty"`
}

// CopyText is what a button puts on the clipboard.
type CopyText struct {
	Text string `json:"text"`
}

type keyboard struct {
	Rows [][]Button `json:"inline_keyboard"`
}

// Entity is one stretch of a text with a meaning or a format; offset and length are in UTF-16 units.
type Entity struct {
	Type     string `json:"type"`
	Offset   int    `json:"offset"`
	Length   int    `json:"length"`
	URL      string `json:"url,omitempty"`
	Language string `json:"language,omitempty"`
	Emoji    string `json:"custom_emoji_id,omitempty"`
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
	Quote    *wireQuote     `json:"quote,omitempty"`
	ViaBot   *User          `json:"via_bot,omitempty"`

	Text     string    `json:"text,omitempty"`
	Entities []Entity  `json:"entities,omitempty"`
	Caption  string    `json:"caption,omitempty"`
	Document *document `json:"document,omitempty"`
	Photo    any       `json:"photo,omitempty"`
	Sticker  any       `json:"sticker,omitempty"`
	Voice    any       `json:"voice,omitempty"`
	Location any       `json:"location,omitempty"`

	TopicCreated *topicCreated `json:"forum_topic_created,omitempty"`
	NewMembers   []User        `json:"new_chat_members,omitempty"`
	LeftMember   *User         `json:"left_chat_member,omitempty"`
	MigrateTo    int64         `json:"migrate_to_chat_id,omitempty"`
	MigrateFrom  int64         `json:"migrate_from_chat_id,omitempty"`

	Keyboard *keyboard `json:"reply_markup,omitempty"`
}

type wireQuote struct {
	Text     string `json:"text"`
	Position int    `json:"position"`
	IsManual bool   `json:"is_manual,omitempty"`
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

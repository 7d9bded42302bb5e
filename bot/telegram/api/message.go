package api

import "unicode/utf16"

// User is a person or a bot.
type User struct {
	ID           int64  `json:"id"`
	IsBot        bool   `json:"is_bot"`
	Username     string `json:"username"`      // without @; people may have none
	LanguageCode string `json:"language_code"` // an IETF tag, or nothing
}

// Chat is where messages are.
type Chat struct {
	ID   int64  `json:"id"`
	Type string `json:"type"` // private, group, supergroup or channel
}

// Private reports whether the chat is between one person and the bot.
func (c Chat) Private() bool { return c.Type == "private" }

// Message is a message in a chat. Under a callback query it may be one that Telegram has lost sight of: then it has only
// its chat and its id, and a date of 0.
type Message struct {
	ID              int64      `json:"message_id"`
	ThreadID        int64      `json:"message_thread_id"` // of a topic where IsTopicMessage, else of a thread of replies
	IsTopicMessage  bool       `json:"is_topic_message"`
	From            *User      `json:"from"`        // nil in channels
	SenderChat      *Chat      `json:"sender_chat"` // who wrote in a chat's name: an anonymous admin, a channel
	Chat            Chat       `json:"chat"`
	ReplyTo         *Message   `json:"reply_to_message"` // without a ReplyTo of its own
	Quote           *TextQuote `json:"quote"`            // of the message that is replied to, which may be of another chat
	ViaBot          *User      `json:"via_bot"`          // the bot by whose inline mode it was written
	Text            string     `json:"text"`
	Entities        []Entity   `json:"entities"`
	Caption         string     `json:"caption"`
	CaptionEntities []Entity   `json:"caption_entities"`

	Audio     Present `json:"audio"`
	Document  Present `json:"document"`
	VideoNote Present `json:"video_note"`
	Voice     Present `json:"voice"`
}

// Unread reports whether the message says something in a form that the bot does not read: spoken, or in a file.
func (m *Message) Unread() bool { return bool(m.Audio || m.Document || m.VideoNote || m.Voice) }

// Topic returns the topic to answer in, or 0 if the chat has none.
func (m *Message) Topic() int64 {
	if m.IsTopicMessage {
		return m.ThreadID
	}
	return 0
}

// TextQuote is what somebody selected of a message to reply to.
type TextQuote struct {
	Text string `json:"text"`
}

// Present tells that a field was there, whatever it held.
type Present bool

// UnmarshalJSON sets the field unless it is null.
func (p *Present) UnmarshalJSON(data []byte) error {
	*p = string(data) != "null"
	return nil
}

// Entity is a part of a text that means something: a mention, a command, a link.
type Entity struct {
	Type   string `json:"type"`
	Offset int    `json:"offset"` // in UTF-16 units
	Length int    `json:"length"`
	User   *User  `json:"user,omitempty"` // of a text_mention
}

// Cut parts a text around the entity. ok is false if the entity does not lie in the text, or its end falls inside of
// a character: what came over the network need not be right in either.
func (e Entity) Cut(text string) (before, inside, after string, ok bool) {
	if e.Offset < 0 || e.Length <= 0 {
		return "", "", "", false
	}
	from, found := byteOffset(text, e.Offset)
	if !found {
		return "", "", "", false
	}
	length, found := byteOffset(text[from:], e.Length)
	if !found {
		return "", "", "", false
	}
	return text[:from], text[from : from+length], text[from+length:], true
}

// byteOffset returns how many bytes the first units of UTF-16 of a text are.
func byteOffset(text string, units int) (int, bool) {
	if units == 0 {
		return 0, true
	}
	for i, r := range text {
		if units <= 0 {
			return i, units == 0
		}
		units -= utf16.RuneLen(r)
	}
	return len(text), units == 0
}

// CallbackQuery is a press on a button. Its data may come from an old message, or from somebody who forged it.
type CallbackQuery struct {
	ID      string   `json:"id"`
	From    User     `json:"from"`
	Message *Message `json:"message"` // nil if the button is under an inline message
	Data    string   `json:"data"`
}

// InlineQuery is what somebody types behind @bot in any chat.
type InlineQuery struct {
	ID    string `json:"id"`
	From  User   `json:"from"`
	Query string `json:"query"` // up to 256 characters
}

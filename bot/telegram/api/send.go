package api

// HTML is the parse mode that formatted texts are written in.
const HTML = "HTML"

// SendMessage are the parameters of sendMessage, whose result is a Message.
type SendMessage struct {
	ChatID             int64                 `json:"chat_id"`
	ThreadID           int64                 `json:"message_thread_id,omitempty"`
	Text               string                `json:"text"` // 1 to 4096 UTF-16 units after parsing, 32768 bytes before
	ParseMode          string                `json:"parse_mode,omitempty"`
	LinkPreviewOptions *LinkPreviewOptions   `json:"link_preview_options,omitempty"`
	ReplyParameters    *ReplyParameters      `json:"reply_parameters,omitempty"`
	ReplyMarkup        *InlineKeyboardMarkup `json:"reply_markup,omitempty"`
}

// LinkPreviewOptions reports whether a link is shown with what is behind it.
type LinkPreviewOptions struct {
	IsDisabled bool `json:"is_disabled,omitempty"`
}

// ReplyParameters says what a message replies to.
type ReplyParameters struct {
	MessageID                int64 `json:"message_id"`
	AllowSendingWithoutReply bool  `json:"allow_sending_without_reply,omitempty"` // where that message was deleted
}

// EditMessageText are the parameters of editMessageText, whose result is a Message.
type EditMessageText struct {
	ChatID             int64                 `json:"chat_id"`
	MessageID          int64                 `json:"message_id"`
	Text               string                `json:"text"`
	ParseMode          string                `json:"parse_mode,omitempty"`
	LinkPreviewOptions *LinkPreviewOptions   `json:"link_preview_options,omitempty"`
	ReplyMarkup        *InlineKeyboardMarkup `json:"reply_markup,omitempty"` // nil takes the keyboard away
}

// InlineKeyboardMarkup is the keyboard under a message.
type InlineKeyboardMarkup struct {
	Rows [][]InlineKeyboardButton `json:"inline_keyboard"`
}

// InlineKeyboardButton is a button. Exactly one field beside Text is set.
type InlineKeyboardButton struct {
	Text         string `json:"text"`
	URL          string `json:"url,omitempty"`
	CallbackData string `json:"callback_data,omitempty"` // 1 to 64 bytes
}

// SendChatAction are the parameters of sendChatAction, whose result is true. The action shows for five seconds.
type SendChatAction struct {
	ChatID   int64  `json:"chat_id"`
	ThreadID int64  `json:"message_thread_id,omitempty"`
	Action   string `json:"action"` // "typing"
}

// SendDocument are the parameters of sendDocument, whose result is a Message.
type SendDocument struct {
	ChatID   int64  `json:"chat_id"`
	ThreadID int64  `json:"message_thread_id,omitempty"`
	Document File   `json:"document"`
	Caption  string `json:"caption,omitempty"` // up to 1024 UTF-16 units
}

// AnswerCallbackQuery are the parameters of answerCallbackQuery, whose result is true. Each press of a button waits for
// one answer, 150 seconds long.
type AnswerCallbackQuery struct {
	ID   string `json:"callback_query_id"`
	Text string `json:"text,omitempty"` // up to 200 characters
	URL  string `json:"url,omitempty"`  // opened on the phone: t.me/<bot>?start=…
}

// AnswerInlineQuery are the parameters of answerInlineQuery, whose result is true. A query waits for 30 seconds.
type AnswerInlineQuery struct {
	ID         string                     `json:"inline_query_id"`
	Results    []InlineQueryResultArticle `json:"results"`    // up to 50
	CacheTime  int                        `json:"cache_time"` // in seconds; always sent, since Telegram's default is 300
	IsPersonal bool                       `json:"is_personal,omitempty"`
	Button     *InlineQueryResultsButton  `json:"button,omitempty"`
}

// InlineQueryResultArticle is a result of an inline query.
type InlineQueryResultArticle struct {
	Type        string                  `json:"type"` // "article"
	ID          string                  `json:"id"`   // 1 to 64 bytes
	Title       string                  `json:"title"`
	Description string                  `json:"description,omitempty"`
	Content     InputTextMessageContent `json:"input_message_content"`
	ReplyMarkup *InlineKeyboardMarkup   `json:"reply_markup,omitempty"`
}

// InputTextMessageContent is the message that a chosen result sends.
type InputTextMessageContent struct {
	Text               string              `json:"message_text"`
	ParseMode          string              `json:"parse_mode,omitempty"`
	LinkPreviewOptions *LinkPreviewOptions `json:"link_preview_options,omitempty"`
}

// InlineQueryResultsButton is the button above the results; it opens the chat with the bot.
type InlineQueryResultsButton struct {
	Text           string `json:"text"`
	StartParameter string `json:"start_parameter,omitempty"` // 1 to 64 of A-Za-z0-9_-
}

package api

// BotCommand is an entry of the menu of commands.
type BotCommand struct {
	Command     string `json:"command"`     // 1 to 32 of a-z0-9_
	Description string `json:"description"` // 1 to 256 characters
}

// BotCommandScope says for whom a list of commands is.
type BotCommandScope struct {
	Type   string `json:"type"` // default, all_private_chats, all_group_chats, all_chat_administrators or chat
	ChatID int64  `json:"chat_id,omitempty"`
}

// SetMyCommands are the parameters of setMyCommands, whose result is true.
type SetMyCommands struct {
	Commands     []BotCommand     `json:"commands"` // up to 100
	Scope        *BotCommandScope `json:"scope,omitempty"`
	LanguageCode string           `json:"language_code,omitempty"` // two letters (ISO 639-1), or empty for all other languages
}

// SetMyDescription are the parameters of setMyDescription, whose result is true: what an empty chat shows.
type SetMyDescription struct {
	Description  string `json:"description"` // up to 512 characters
	LanguageCode string `json:"language_code,omitempty"`
}

// SetMyShortDescription are the parameters of setMyShortDescription, whose result is true: what the profile shows.
type SetMyShortDescription struct {
	ShortDescription string `json:"short_description"` // up to 120 characters
	LanguageCode     string `json:"language_code,omitempty"`
}

// WebhookInfo is the result of getWebhookInfo.
type WebhookInfo struct {
	URL              string   `json:"url"` // empty when there is no webhook
	Pending          int      `json:"pending_update_count"`
	LastErrorDate    int64    `json:"last_error_date"` // in Unix seconds
	LastErrorMessage string   `json:"last_error_message"`
	Allowed          []string `json:"allowed_updates"`
}

// SetWebhook are the parameters of setWebhook, whose result is true.
type SetWebhook struct {
	URL         string   `json:"url"`
	Allowed     []string `json:"allowed_updates"`
	SecretToken string   `json:"secret_token,omitempty"` // 1 to 256 of A-Za-z0-9_-
}

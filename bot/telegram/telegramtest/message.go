package telegramtest

import "time"

// message is one in a chat, with all that the Bot API tells of it.
type message struct {
	Message
	chat    *chat
	from    *User
	via     *User
	topic   *topicCreated // of the message that opens a topic
	forward bool
	quote   string // of the message that it replies to, which is of another chat if ReplyTo is 0
	kind    string // what it is instead of a text: photo, sticker
	bytes   []byte // of its document
	at      time.Time
	edited  time.Time
}

// Message is what a phone has of a message.
type Message struct {
	Chat     int64
	ID       int
	Thread   int // the topic, 0 outside of topics
	From     int64
	Text     string // or the caption
	Entities []Entity
	Keyboard [][]Button
	ReplyTo  int    // a message of the chat, 0 if it is no reply
	Document string // the name of its file
}

// wire is the message as an update or a result tells it. Of the message that it replies to, no further reply is told.
func (m *message) wire() *wireMessage {
	w := m.wireAlone()
	if m.ReplyTo != 0 {
		if to, ok := m.chat.messages[m.ReplyTo]; ok {
			w.ReplyTo = to.wireAlone()
		}
	} else if m.quote != "" {
		w.External = map[string]any{"origin": hiddenOrigin(w.Date)}
	} else if _, ok := m.chat.topics[m.Thread]; ok && m.topic == nil {
		w.ReplyTo = m.chat.messages[m.Thread].wireAlone() // what a bot must not take for a reply
	}
	if m.quote != "" {
		w.Quote = map[string]any{"text": m.quote, "position": 0, "is_manual": true}
	}
	return w
}

// hiddenOrigin is somebody who does not want to be linked to, as the one who wrote a message.
func hiddenOrigin(date int64) map[string]any {
	return map[string]any{"type": "hidden_user", "sender_user_name": "Somebody", "date": date - 60}
}

func (m *message) wireAlone() *wireMessage {
	w := wireMessage{ID: m.ID, Thread: m.Thread, From: m.from, Chat: m.chat.wire(), Date: m.at.Unix(), ViaBot: m.via, TopicCreated: m.topic}
	if !m.edited.IsZero() {
		w.EditDate = m.edited.Unix()
	}
	_, w.InTopic = m.chat.topics[m.Thread]
	if w.Thread == 0 && m.ReplyTo != 0 && m.chat.kind == "supergroup" {
		w.Thread = m.chat.root(m) // a thread of replies, which is no topic and can not be written to
	}
	if m.forward {
		w.Forward = hiddenOrigin(w.Date)
	}
	if m.Document != "" {
		w.Document = &document{ID: "file" + itoa(m.ID), UniqueID: "unique" + itoa(m.ID), Name: m.Document, Size: len(m.bytes)}
	}
	file := map[string]any{"file_id": "file" + itoa(m.ID), "file_unique_id": "unique" + itoa(m.ID)}
	switch m.kind {
	case "photo":
		file["width"], file["height"] = 90, 90
		w.Photo = []any{file}
	case "sticker":
		file["width"], file["height"], file["type"], file["is_animated"], file["is_video"] = 90, 90, "regular", false, false
		w.Sticker = file
	}
	if m.kind != "" || m.Document != "" {
		w.Caption = m.Text
	} else {
		w.Text, w.Entities = m.Text, m.Entities
	}
	if len(m.Keyboard) > 0 {
		w.Keyboard = &keyboard{m.Keyboard}
	}
	return &w
}

// root is the first message of the thread of replies that m is in.
func (c *chat) root(m *message) int {
	for {
		to, ok := c.messages[m.ReplyTo]
		if !ok {
			return m.ID
		}
		m = to
	}
}

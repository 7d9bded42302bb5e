package telegramtest

import (
	"errors"
	"strings"
	"testing"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// TestLibrary talks to the server with a client that was written for Telegram itself. What the library does carelessly
// is a fault here.
func TestLibrary(t *testing.T) {
	s := New(t, Config{})
	anna := s.AddPerson(Person{Name: "Anna", Username: "anna", Language: "zh-hans"})
	bot, err := tgbotapi.NewBotAPIWithAPIEndpoint(s.Token, s.URL+"/bot%s/%s")
	if err != nil {
		t.Fatal(err)
	}
	if bot.Self.UserName != "chuchu_bot" || !bot.Self.IsBot || !bot.Self.SupportsInlineQueries {
		t.Errorf("getMe: %+v", bot.Self)
	}
	s.Start(anna, "p_1")
	updates, err := bot.GetUpdates(tgbotapi.UpdateConfig{Timeout: 50})
	if err != nil || len(updates) != 1 || updates[0].Message.Command() != "start" || updates[0].Message.CommandArguments() != "p_1" {
		t.Fatalf("got %+v, %v", updates, err)
	}
	wantFaults(t, s, "getUpdates.allowed_updates is <nil>, not an array")

	message := tgbotapi.NewMessage(anna.ID, "<b>hello</b>")
	message.ParseMode = tgbotapi.ModeHTML
	message.ReplyMarkup = tgbotapi.NewInlineKeyboardMarkup(tgbotapi.NewInlineKeyboardRow(tgbotapi.NewInlineKeyboardButtonData("👍", "up")))
	sent, err := bot.Send(message)
	if err != nil || sent.Text != "hello" || sent.Entities[0].Type != "bold" || sent.ReplyMarkup == nil {
		t.Fatalf("got %+v, %v", sent, err)
	}
	wantFaults(t, s, "sendMessage.entities is <nil>, not an array")

	if _, err := s.Tap(anna, anna.ID, sent.MessageID, "👍"); err != nil {
		t.Fatal(err)
	}
	updates, err = bot.GetUpdates(tgbotapi.UpdateConfig{Offset: updates[0].UpdateID + 1, AllowedUpdates: []string{}})
	if err != nil || len(updates) != 1 || updates[0].CallbackQuery.Data != "up" || updates[0].FromChat().ID != anna.ID {
		t.Fatalf("got %+v, %v", updates, err)
	}
	if _, err := bot.Request(tgbotapi.NewCallback(updates[0].CallbackQuery.ID, "thanks")); err != nil {
		t.Error(err)
	}
	if _, err := bot.Request(tgbotapi.NewSetMyCommands(tgbotapi.BotCommand{Command: "ask", Description: "asks"})); err != nil {
		t.Error(err)
	}
	sent, err = bot.Send(tgbotapi.NewDocument(anna.ID, tgbotapi.FileBytes{Name: "feedback.jsonl", Bytes: []byte("{}\n")}))
	if err != nil || sent.Document.FileName != "feedback.jsonl" || string(s.File(anna.ID, sent.MessageID)) != "{}\n" {
		t.Errorf("a file: %+v, %v", sent, err)
	}
}

// TestLibraryReadsRefusals checks that the errors have the form that clients expect.
func TestLibraryReadsRefusals(t *testing.T) {
	s := New(t, Config{})
	anna := s.AddPerson(Person{Name: "Anna"})
	bot, err := tgbotapi.NewBotAPIWithAPIEndpoint(s.Token, s.URL+"/bot%s/%s")
	if err != nil {
		t.Fatal(err)
	}
	s.Start(anna, "")
	s.Block(anna, true)
	s.Next(Trouble{Method: "sendMessage", Kind: Flood, For: 7e9})
	params := tgbotapi.Params{"chat_id": itoa(int(anna.ID)), "text": "x"}
	var refusal *tgbotapi.Error
	if _, err := bot.MakeRequest("sendMessage", params); !errors.As(err, &refusal) || refusal.Code != 429 || refusal.RetryAfter != 7 {
		t.Errorf("got %v", err)
	}
	if _, err := bot.MakeRequest("sendMessage", params); !errors.As(err, &refusal) || refusal.Code != 403 {
		t.Errorf("got %v", err)
	}
	s.Revoke()
	if _, err := bot.MakeRequest("getMe", nil); err == nil || !strings.Contains(err.Error(), "Unauthorized") {
		t.Errorf("got %v", err)
	}
}

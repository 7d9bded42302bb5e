package telegramtest

import (
	"net/url"
	"strings"
)

// What a keyboard under a message may be. Of the size Telegram says nothing; what phones show well is this.
const (
	maxDataLength = 64 // bytes of what a button carries
	maxButtons    = 100
	maxInRow      = 8
)

// markup reads the keyboard of a message. Keyboards that are not inline are not played, nor are buttons that do anything
// else than carry data or open an address.
func (s *Server) markup(r *request) ([][]Button, *failure) {
	var k keyboard
	ok, err := r.json("reply_markup", &k)
	switch {
	case err != nil:
		return nil, badRequest("can't parse reply keyboard markup JSON object")
	case ok && k.Rows == nil:
		s.fault("%s: reply_markup holds no inline_keyboard; others are not played here", r.method)
	}
	return s.keyboard(r.method, k)
}

func (s *Server) keyboard(method string, k keyboard) ([][]Button, *failure) {
	total := 0
	var rows [][]Button
	for _, row := range k.Rows {
		if len(row) > maxInRow {
			s.fault("%s: %d buttons in one row; phones show %d", method, len(row), maxInRow)
		}
		for _, b := range row {
			if f := s.button(method, b); f != nil {
				return nil, f
			}
		}
		total += len(row)
		if len(row) > 0 { // Telegram drops empty rows
			rows = append(rows, row)
		}
	}
	if total > maxButtons {
		return nil, badRequest("REPLY_MARKUP_TOO_LONG")
	}
	return rows, nil
}

func (s *Server) button(method string, b Button) *failure {
	switch {
	case strings.TrimSpace(b.Text) == "" || b.URL == "" && b.Data == "":
		return badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
	case b.URL != "" && b.Data != "":
		s.fault("%s: the button %q does several things; Telegram takes the first", method, b.Text)
	case len(b.Data) > maxDataLength:
		return badRequest("BUTTON_DATA_INVALID")
	case b.URL != "" && !reachable(b.URL):
		return badRequest("inline keyboard button URL '" + b.URL + "' is invalid: Wrong HTTP URL")
	}
	return nil
}

func reachable(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	if u.Scheme == "tg" {
		return true
	}
	if u.Scheme == "" {
		return strings.Contains(address, ".")
	}
	return (u.Scheme == "http" || u.Scheme == "https") && strings.Contains(u.Host, ".")
}

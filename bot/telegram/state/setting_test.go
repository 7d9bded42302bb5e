package state

import "testing"

func TestSettings(t *testing.T) {
	s := open(t)
	wantLanguage := func(user int64, want string) {
		t.Helper()
		if got, err := s.Settings(s.Key(user)); err != nil || got.Language != want {
			t.Errorf("got %q, %v, want %q", got.Language, err, want)
		}
	}
	must(t, s.SetLanguage(s.Key(1), "zh-Hant"))
	wantLanguage(1, "zh-Hant")
	wantLanguage(2, "")
	must(t, s.SetLanguage(s.Key(1), ""))
	wantLanguage(1, "")

	must(t, s.SetBlocked(s.Key(-5), true))
	for chat, want := range map[int64]bool{-5: true, 5: false} {
		if got, err := s.Blocked(s.Key(chat)); err != nil || got != want {
			t.Errorf("chat %d: got %v, %v", chat, got, err)
		}
	}
	must(t, s.SetBlocked(s.Key(-5), false))
	if got, _ := s.Blocked(s.Key(-5)); got {
		t.Error("it is still blocked")
	}

	must(t, s.SetNote("commands", []byte("hash")))
	if got, err := s.Note("commands"); err != nil || string(got) != "hash" {
		t.Errorf("got %q, %v", got, err)
	}
	must(t, s.SetNote("commands", nil))
	if got, err := s.Note("commands"); err != nil || got != nil {
		t.Errorf("got %q, %v", got, err)
	}
}

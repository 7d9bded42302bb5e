package telegram

import (
	"testing"

	"chuchu/bot/telegram/api"
)

// noID is what is wrong with an entry that is no id.
const noID = " is not an id; list the numbers of people and groups (those of groups begin with -), separated by commas, or * for everybody"

func TestParseAudience(t *testing.T) {
	for _, test := range []struct {
		list      string
		has, not  []int64
		everybody bool
		fault     string
	}{
		{list: "", not: []int64{0, 1}},
		{list: " , ;\n", not: []int64{0, 1}},
		{list: "*", has: []int64{1, -100}, everybody: true},
		{list: "12, -1001234567890;7\n8", has: []int64{12, -1001234567890, 7, 8}, not: []int64{1, -12}},
		{list: "12 *", has: []int64{12, 13}, everybody: true},
		{list: "anna", fault: `"anna"` + noID},
		{list: "1,0", fault: `"0"` + noID},
		{list: "99999999999999999999", fault: `"99999999999999999999"` + noID},
	} {
		a, err := ParseAudience(test.list)
		if test.fault != "" {
			if err == nil || err.Error() != test.fault {
				t.Errorf("%q: got the error %v, want %q", test.list, err, test.fault)
			}
			continue
		}
		if err != nil {
			t.Error(err)
		}
		if a.Everybody() != test.everybody || a.Empty() != (len(test.has) == 0) {
			t.Errorf("%q: everybody %v, empty %v", test.list, a.Everybody(), a.Empty())
		}
		for _, id := range test.has {
			if !a.Has(id) {
				t.Errorf("%q has not %d", test.list, id)
			}
		}
		for _, id := range test.not {
			if a.Has(id) {
				t.Errorf("%q has %d", test.list, id)
			}
		}
	}
}

func TestParseAdmins(t *testing.T) {
	for _, test := range []struct{ list, fault string }{
		{"", ""},
		{"12, 7", ""},
		{"*", "not everybody can be an admin; list the numbers of people"},
		{"12 -1001234567890", "-1001234567890 is a group, and only a person can be an admin; list the numbers of people"},
		{"anna", `"anna"` + noID},
	} {
		fault := ""
		if _, err := ParseAdmins(test.list); err != nil {
			fault = err.Error()
		}
		if fault != test.fault {
			t.Errorf("%q: got the error %q, want %q", test.list, fault, test.fault)
		}
	}
}

func TestWhoIsAnswered(t *testing.T) {
	s := Settings{Allowed: audience(t, "12, -500"), Admins: audience(t, "7")}
	for _, test := range []struct {
		user, chat int64
		want       bool
	}{
		{12, 12, true},
		{12, -99, true}, // he may ask anywhere
		{13, 13, false},
		{13, -500, true}, // the group may
		{13, -99, false},
		{7, 7, true}, // an admin
		{7, -99, true},
	} {
		if got := s.allows(test.user, api.Chat{ID: test.chat}); got != test.want {
			t.Errorf("%d in %d: got %v, want %v", test.user, test.chat, got, test.want)
		}
		if got := s.admin(test.user); got != (test.user == 7) {
			t.Errorf("%d is an admin: %v", test.user, got)
		}
	}
}

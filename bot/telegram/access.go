package telegram

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"chuchu/bot/telegram/api"
)

// Audience is whom the bot answers. The zero value is nobody.
type Audience struct {
	everybody bool
	ids       map[int64]bool // of people, and of groups, which are negative
}

// ParseAudience reads a list of user and group ids, with commas or spaces between them; * is everybody. An empty list is
// nobody.
func ParseAudience(list string) (Audience, error) {
	a := Audience{ids: map[int64]bool{}}
	for _, field := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ';' || unicode.IsSpace(r) }) {
		if field == "*" {
			a.everybody = true
			continue
		}
		id, err := strconv.ParseInt(field, 10, 64)
		if err != nil || id == 0 {
			return Audience{}, fmt.Errorf("%q is not an id; list the numbers of people and groups (those of groups begin with -), separated by commas, or * for everybody", field)
		}
		a.ids[id] = true
	}
	return a, nil
}

// ParseAdmins reads a list of admins: as that of [ParseAudience], of people only.
func ParseAdmins(list string) (Audience, error) {
	a, err := ParseAudience(list)
	if err != nil {
		return Audience{}, err
	}
	if a.everybody {
		return Audience{}, errors.New("not everybody can be an admin; list the numbers of people")
	}
	for _, id := range slices.Sorted(maps.Keys(a.ids)) {
		if id < 0 {
			return Audience{}, fmt.Errorf("%d is a group, and only a person can be an admin; list the numbers of people", id)
		}
	}
	return a, nil
}

// Empty reports whether it is nobody.
func (a Audience) Empty() bool { return !a.everybody && len(a.ids) == 0 }

// Everybody reports whether it is everybody.
func (a Audience) Everybody() bool { return a.everybody }

// Has reports whether the person or the group of that id is among it.
func (a Audience) Has(id int64) bool { return a.everybody || a.ids[id] }

// allows reports whether the bot answers this person in this chat: one of the two is in the audience, or the person is
// an admin.
func (s Settings) allows(user int64, chat api.Chat) bool {
	return s.Allowed.Has(user) || s.Admins.ids[user] || chat.ID != user && s.Allowed.Has(chat.ID)
}

// admin reports whether the person may use the operator's commands.
func (s Settings) admin(user int64) bool { return s.Admins.ids[user] }

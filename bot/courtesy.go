package bot

import "chuchu/bot/act"

// courtesy returns what is said to words that ask nothing.
func courtesy(what act.What, l Language) string {
	p := l.Phrases()
	switch what {
	case act.Thanks:
		return p.Welcome
	case act.Goodbye:
		return p.Goodbye
	case act.Fine:
		return l.Inventory().Fine
	}
	return p.Greeting
}

package evaluation

import "fmt"

// miss is an outcome with what went wrong besides that which its group names.
type miss struct {
	Outcome
	Others []string
}

// group is the misses whose first fault is the same.
type group struct {
	ID, Title, Note string
	Misses          []miss
	Total           int // outcomes with this fault, those in groups before included
}

// groupsOf sorts out what went wrong. A miss stands in one group only, by the fault that came first on the way to the
// answer: if the passage was wrong, the quote could hardly be right.
func groupsOf(outcomes []Outcome) []group {
	groups := []group{
		{ID: "passage", Title: "Wrong passage first", Note: "The passage that holds the answer did not come first."},
		{ID: "quote", Title: "Wrong quote", Note: "The right passage came first, but what was quoted of it does not hold the answer."},
		{ID: "refusal", Title: "False refusal", Note: "The right sentence was at hand, and the confidence below the bar."},
		{ID: "answer", Title: "False answer", Note: "The texts do not hold the answer, and the bot gave one."},
	}
	for _, o := range outcomes {
		wrong := []bool{
			o.Answerable() && o.Passage != 1,
			o.Answerable() && !o.Right(),
			o.Answerable() && !o.Answered,
			!o.Answerable() && o.Answered,
		}
		m, first := miss{Outcome: o}, -1
		for i := range groups {
			if !wrong[i] {
				continue
			}
			groups[i].Total++
			if first < 0 {
				first = i
			} else {
				m.Others = append(m.Others, groups[i].Title)
			}
		}
		if first >= 0 {
			groups[first].Misses = append(groups[first].Misses, m)
		}
	}
	return groups
}

// Elsewhere returns how many outcomes with the group's fault stand in the groups before it.
func (g group) Elsewhere() int { return g.Total - len(g.Misses) }

// Rank says where the right passage came.
func (m miss) Rank() string {
	switch {
	case m.Passages == 0:
		return "nothing was found"
	case m.Passage == 0:
		return fmt.Sprintf("the right passage is not among the %d given", m.Passages)
	}
	return fmt.Sprintf("the right passage is number %d of the %d given", m.Passage, m.Passages)
}

// Verdict says what the bot did.
func (m miss) Verdict() string {
	switch {
	case m.Fault != "":
		return "not taken as a question: " + m.Fault
	case m.Answered:
		return fmt.Sprintf("answered, confidence %.2f", m.Confidence)
	}
	return fmt.Sprintf("refused, confidence %.2f", m.Confidence)
}

// Counts returns the part of the quote that counts.
func (s Said) Counts() string {
	counts, _ := clip(s.Quote)
	return counts
}

// longRest is how many characters of what does not count are shown.
const longRest = 200

// Rest returns what follows the part that counts.
func (s Said) Rest() string {
	_, rest := clip(s.Quote)
	if head, more := after(rest, longRest); more != "" {
		return head + "…"
	}
	return rest
}

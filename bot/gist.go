package bot

import "context"

// gist answers what wants the gist of the texts, or of those that are named. It is false where the message is better taken as a
// question about the matter.
func (c *sharedCollection) gist(ctx context.Context, a *Answer, h heard) (ok bool, err error) {
	w := teller{c: c, p: a.Language.Inventory(), texts: c.Texts(), answer: a}
	if len(h.places) == 0 && h.Reference.None() {
		w.list(h)
	} else {
		w.each(h)
	}
	a.Mode, a.Confidence, a.Text = Info, 1, w.said.String()
	return true, nil
}

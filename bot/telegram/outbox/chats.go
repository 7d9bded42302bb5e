package outbox

// chats is a heap by time.
type chats []*chat

func (h chats) Len() int           { return len(h) }
func (h chats) Less(i, j int) bool { return h[i].at.Before(h[j].at) }

func (h chats) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].index, h[j].index = i, j
}

// Push is for container/heap only.
func (h *chats) Push(x any) {
	c := x.(*chat)
	c.index = len(*h)
	*h = append(*h, c)
}

// Pop is for container/heap only.
func (h *chats) Pop() any {
	last := len(*h) - 1
	c := (*h)[last]
	(*h)[last] = nil
	*h = (*h)[:last]
	c.index = -1
	return c
}

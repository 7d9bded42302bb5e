package web

import (
	"fmt"
	"net/http"
	"sync"
)

// conditions are what readiness depends on, in the order in which they were added.
type conditions struct {
	mu  sync.RWMutex
	all []condition
}

type condition struct {
	name  string
	check func() error
}

func (c *conditions) add(name string, check func() error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all = append(c.all, condition{name, check})
}

// ServeHTTP says of each condition whether it holds, a line each, and 503 when one does not.
func (c *conditions) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	c.mu.RLock()
	all := c.all // what is added meanwhile does not change these
	c.mu.RUnlock()
	status, lines := http.StatusOK, ""
	for _, condition := range all {
		if err := condition.check(); err != nil {
			status, lines = http.StatusServiceUnavailable, lines+fmt.Sprintf("not ready: %s: %v\n", condition.name, err)
		} else {
			lines += fmt.Sprintf("ready: %s\n", condition.name)
		}
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	fmt.Fprint(w, lines)
}

package web

import (
	"container/list"
	"net"
	"net/http"
	"sync"
)

// maxConnections are open at once. Each takes about 20 KB, so all of them 20 MB; a deployment has some dozens: Telegram
// opens at most 100, Prometheus and health checks a few.
const maxConnections = 1000

// crowd bounds the open connections. When one too many comes, the one is closed on which nothing has happened for the
// longest time: a request that is meant to be answered is over in milliseconds, so it is of those who open connections
// to keep them. To let new ones wait instead would shut out health checks with the rest.
type crowd struct {
	mu   sync.Mutex
	open map[net.Conn]*list.Element
	line list.List // of net.Conn, the one at rest for the longest time first
}

func newCrowd() *crowd { return &crowd{open: map[net.Conn]*list.Element{}} }

// changed is told by net/http what becomes of each connection.
func (c *crowd) changed(conn net.Conn, state http.ConnState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	place, known := c.open[conn]
	switch {
	case state == http.StateNew:
		c.open[conn] = c.line.PushBack(conn)
		if c.line.Len() > maxConnections {
			c.drop(c.line.Front())
		}
	case !known: // closed already
	case state == http.StateClosed || state == http.StateHijacked:
		c.line.Remove(place)
		delete(c.open, conn)
	default:
		c.line.MoveToBack(place)
	}
}

func (c *crowd) drop(place *list.Element) {
	conn := c.line.Remove(place).(net.Conn)
	delete(c.open, conn)
	conn.Close() // its error matters to nobody: the connection is given up
}

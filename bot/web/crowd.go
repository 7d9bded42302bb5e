package web

import (
	"net"
	"net/http"

	lru "github.com/hashicorp/golang-lru/v2"
)

// maxConnections are open at once. Each takes about 20 KB, so all of them 20 MB; a deployment has some dozens: Telegram
// opens at most 100, Prometheus and health checks a few.
const maxConnections = 1000

// crowd bounds the open connections. When one too many comes, the one is closed on which nothing has happened for the
// longest time: a request that is meant to be answered is over in milliseconds, so it is of those who open connections
// to keep them. To let new ones wait instead would shut out health checks with the rest.
type crowd struct {
	open *lru.Cache[net.Conn, struct{}]
}

func newCrowd() crowd {
	// The error of closing matters to nobody: the connection is given up, or was closed before.
	open, err := lru.NewWithEvict(maxConnections, func(conn net.Conn, _ struct{}) { conn.Close() })
	if err != nil {
		panic(err) // only for a size below 1
	}
	return crowd{open}
}

// changed is told by net/http what becomes of each connection. No handler here hijacks one.
func (c crowd) changed(conn net.Conn, state http.ConnState) {
	switch state {
	case http.StateNew:
		c.open.Add(conn, struct{}{})
	case http.StateClosed:
		c.open.Remove(conn)
	default:
		c.open.Get(conn) // it is the last to be closed now
	}
}

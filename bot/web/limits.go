package web

import (
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// What each client may ask. Telegram delivers a few updates a second to a busy bot, and what it is refused it delivers
// again; a crowd behind one proxy is one client here.
const (
	perSecond = 100
	atOnce    = 200
)

// maxClients are remembered. A client that is forgotten has its whole allowance again.
const maxClients = 4096

// limits bound how often each client may ask.
type limits struct {
	mu      sync.Mutex
	clients map[netip.Prefix]*rate.Limiter
}

func newLimits() *limits { return &limits{clients: map[netip.Prefix]*rate.Limiter{}} }

// allow reports whether the client at that address, host:port, may ask now.
func (l *limits) allow(address string, now time.Time) bool {
	client := clientOf(address)
	l.mu.Lock()
	defer l.mu.Unlock()
	limiter, known := l.clients[client]
	if !known {
		if len(l.clients) >= maxClients {
			l.forget(now)
		}
		limiter = rate.NewLimiter(perSecond, atOnce)
		l.clients[client] = limiter
	}
	return limiter.AllowN(now, 1)
}

// forget forgets the clients that have their whole allowance anyway, and if that is not enough, all.
func (l *limits) forget(now time.Time) {
	for client, limiter := range l.clients {
		if limiter.TokensAt(now) >= atOnce {
			delete(l.clients, client)
		}
	}
	if len(l.clients) >= maxClients {
		clear(l.clients)
	}
}

// clientOf returns who is at an address. With IPv6 everybody has 2⁶⁴ of them.
func clientOf(address string) netip.Prefix {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return netip.Prefix{} // all that cannot be told apart are one
	}
	host, bits := at.Addr().Unmap(), 32
	if host.Is6() {
		bits = 64
	}
	prefix, err := host.WithZone("").Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return prefix
}

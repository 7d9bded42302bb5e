package web

import (
	"net/netip"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// What each client may ask. Telegram delivers a few updates a second to a busy bot, and what it is refused it delivers
// again; a crowd behind one proxy is one client here.
const (
	perSecond = 100
	atOnce    = 200
)

// maxClients are remembered, those that asked last. A client that is forgotten has its whole allowance again.
const maxClients = 4096

// limits bound how often each client may ask.
type limits struct {
	clients *lru.Cache[netip.Prefix, *rate.Limiter]
}

func newLimits() *limits {
	clients, err := lru.New[netip.Prefix, *rate.Limiter](maxClients)
	if err != nil {
		panic(err) // only for a size below 1
	}
	return &limits{clients}
}

// allow reports whether the client at that address, host:port, may ask now.
func (l *limits) allow(address string, now time.Time) bool {
	client, limiter := clientOf(address), rate.NewLimiter(perSecond, atOnce)
	if known, ok, _ := l.clients.PeekOrAdd(client, limiter); ok {
		l.clients.Get(client) // so that it is the last to be forgotten
		limiter = known
	}
	return limiter.AllowN(now, 1)
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

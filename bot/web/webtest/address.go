// Package webtest finds addresses for servers under test.
package webtest

import (
	"fmt"
	"math/rand/v2"
	"net"
)

// The system gives ports above 32767 to whoever asks for any: to what another test listens on, and to each connection that goes out. So a
// port from there that was free a moment ago may be taken before the server under test has started. Below, only these tests draw.
const firstPort, lastPort = 12000, 32000

// FreeAddress returns an address of this machine that nothing listens on, nor will unless it is drawn again.
func FreeAddress() (string, error) {
	var err error
	for range 20 {
		address := fmt.Sprintf("127.0.0.1:%d", firstPort+rand.IntN(lastPort-firstPort))
		var l net.Listener
		if l, err = net.Listen("tcp", address); err == nil {
			return address, l.Close()
		}
	}
	return "", fmt.Errorf("no free port from %d to %d: %w", firstPort, lastPort, err)
}

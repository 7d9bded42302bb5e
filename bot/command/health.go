package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"time"
)

// errNotReady is the outcome of asking for the health of a chuchu that is not well. It has been shown already.
var errNotReady = errors.New("not ready")

// healthTime is how long an answer may take.
const healthTime = 3 * time.Second

// longestHealth is how much is shown of an answer, in bytes. Another program may give it.
const longestHealth = 4096

// Run asks the chuchu that serves at HTTP_ADDR on this machine whether it is ready, and shows what it says.
func (healthCommand) Run(ctx context.Context, c *config, t *console) error {
	url, err := readyURL(c.get("HTTP_ADDR"))
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, healthTime)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	client := http.Client{Transport: &http.Transport{Proxy: nil}} // a proxy cannot know this machine
	response, err := client.Do(request)
	if err != nil {
		fmt.Fprintf(t.stdout, "not ready: %v\n", err)
		return errNotReady
	}
	defer response.Body.Close()
	if _, err := io.Copy(t.stdout, io.LimitReader(response.Body, longestHealth)); err != nil || response.StatusCode != http.StatusOK {
		return errNotReady
	}
	return nil
}

// readyURL returns where to ask, for an address to serve at. One for all addresses is asked at this machine's own.
func readyURL(address string) (string, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return "", fmt.Errorf("HTTP_ADDR must be host:port or :port, not %q", address)
	}
	if ip, err := netip.ParseAddr(host); host == "" || err == nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, port) + "/readyz", nil
}

package api

import (
	"errors"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// official is where Telegram's own server is.
const official = "https://api.telegram.org"

// endpointOf checks the address of a Bot API server and returns the pattern of its methods' addresses, for token and
// method. The errors do not quote the address, since a password or a token may have been pasted into it.
func endpointOf(baseURL string) (string, error) {
	baseURL = strings.TrimSpace(baseURL)
	if baseURL == "" {
		baseURL = official
	}
	u, err := url.Parse(baseURL)
	switch {
	case err != nil, u.Scheme != "http" && u.Scheme != "https", u.Hostname() == "", u.Opaque != "":
		return "", errors.New("TELEGRAM_API_URL must be https://host, or http://host:port for a server on this machine")
	case u.User != nil:
		return "", errors.New("TELEGRAM_API_URL holds a name or password before @: leave it out, the Bot API takes none")
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return "", errors.New("TELEGRAM_API_URL must not contain ? or #; /bot and the token are added to it")
	case tokenInPath.MatchString(u.Path):
		return "", errors.New("TELEGRAM_API_URL holds a token: leave /bot and the token out, they are added")
	case u.Scheme == "http" && !local(u.Hostname()):
		return "", errors.New("TELEGRAM_API_URL is http:// to another machine, which would send the token for all to read: use https://")
	}
	base := strings.TrimRight(u.String(), "/")
	return strings.ReplaceAll(base, "%", "%%") + "/bot%s/%s", nil
}

// local reports whether a host is on this machine or in the operator's own network: a loopback or private address, a
// name without a dot, as containers have, or one of the endings that are kept for such networks (RFC 6761, RFC 6762).
func local(host string) bool {
	if address, err := netip.ParseAddr(host); err == nil {
		return address.IsLoopback() || address.IsPrivate() || address.IsLinkLocalUnicast()
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	kept := []string{".localhost", ".local", ".internal", ".test"}
	return !strings.Contains(host, ".") || slices.ContainsFunc(kept, func(ending string) bool { return strings.HasSuffix(host, ending) })
}

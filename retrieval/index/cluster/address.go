package cluster

import (
	"errors"
	"fmt"
	"net"
	"regexp"
	"strconv"
	"strings"
)

// address says where a cluster is and which collection of it is meant.
type address struct {
	hosts []string // host:port, in the order in which they were named
	tls   bool
	name  string
}

const (
	scheme      = "weaviate://"
	schemeTLS   = "weaviates://"
	defaultPort = "8080"
	portTLS     = "443"
	defaultName = "texts"
)

// errAddress never shows what was given: a password may stand in it.
var errAddress = errors.New("it is weaviate://host:8080, several hosts with commas between them, and a name behind a slash " +
	"if collections share a cluster; weaviates:// is with TLS")

// collectionName is what Weaviate takes in the name of a class, and not too much of it.
var collectionName = regexp.MustCompile(`^[a-z][a-z0-9]{0,39}$`)

func parseAddress(url string) (address, error) {
	var a address
	rest, plain := strings.CutPrefix(url, scheme)
	if !plain {
		if rest, a.tls = strings.CutPrefix(url, schemeTLS); !a.tls {
			return address{}, errAddress
		}
	}
	hosts, name, named := strings.Cut(rest, "/")
	if a.name = name; name == "" {
		a.name = defaultName
	}
	if named && name != "" && !collectionName.MatchString(name) {
		return address{}, fmt.Errorf("the name of the collection, behind the slash, is small letters and digits, 40 at most: %w", errAddress)
	}
	for host := range strings.SplitSeq(hosts, ",") {
		full, err := a.host(host)
		if err != nil {
			return address{}, err
		}
		a.hosts = append(a.hosts, full)
	}
	return a, nil
}

// host completes a host with its port.
func (a address) host(given string) (string, error) {
	host, port, err := net.SplitHostPort(given)
	if err != nil {
		host, port = strings.Trim(given, "[]"), defaultPort
		if a.tls {
			port = portTLS
		}
	}
	number, err := strconv.ParseUint(port, 10, 16)
	if err != nil || number == 0 || host == "" || strings.ContainsAny(host, "@/?# ") || strings.Contains(host, ":") && net.ParseIP(host) == nil {
		return "", errAddress
	}
	return net.JoinHostPort(host, port), nil
}

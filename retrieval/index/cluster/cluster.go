package cluster

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"chuchu/retrieval/index"
)

// Settings say how a cluster is reached.
type Settings struct {
	URL string // weaviate://host:8080,host2:8080/name, or weaviates:// for TLS
	Key string // an API key of the cluster; "" if it wants none
}

// Cluster is a Weaviate, by one or several of its nodes. It is safe for concurrent use.
type Cluster struct {
	address address
	key     string
	client  *http.Client

	mu    sync.Mutex
	first int   // the host to ask first: the one that answered last
	fault error // why the last question found no host; nil if it did
}

// New checks the settings. It does not reach out to the cluster.
func New(s Settings) (*Cluster, error) {
	a, err := parseAddress(s.URL)
	if err != nil {
		return nil, err
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = maxConnections
	client := &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse // nobody else is to have the key
	}}
	return &Cluster{address: a, key: s.Key, client: client}, nil
}

const (
	// maxConnections are kept open to a host: as many as ask at the same time.
	maxConnections = 64
	// readTime is how long one host may take to answer a question before the next is asked. A node that stands still
	// takes connections and answers nothing; one that works takes some milliseconds.
	readTime = 2 * time.Second
	// lastTime is the same for the last host, after which there is none to ask: rather late than not at all.
	lastTime = 10 * time.Second
	// writeTime is the same for writing. Weaviate lets writes wait for a node that died until its gossip has noticed.
	writeTime = 3 * time.Second
	// batchTime is the same for a batch of many.
	batchTime = 8 * time.Second
	// maxAnswer is how much of an answer is read, in bytes: ten thousand hits are 1 MB.
	maxAnswer = 64 << 20
)

// Health returns why the cluster could not be reached the last time that it was asked, nil if it answered.
func (c *Cluster) Health() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.fault
}

// refusal is an answer that asking again, or elsewhere, would not change.
type refusal struct {
	status  int
	message string
}

func (r *refusal) Error() string { return fmt.Sprintf("status %d: %s", r.status, r.message) }

// locked reports whether the key was not taken.
func (r *refusal) locked() bool {
	return r.status == http.StatusUnauthorized || r.status == http.StatusForbidden
}

// call sends a request to the hosts, one after the other, until one answers; each has as long as try says. In and out
// are JSON; either may be nil. If none answers, the error is [index.ErrUnreachable] with the causes on one line, which
// shows in the health until one does.
func (c *Cluster) call(ctx context.Context, try time.Duration, method, path string, in, out any) error {
	var body []byte
	if in != nil {
		var err error
		if body, err = json.Marshal(in); err != nil {
			return err
		}
	}
	var causes []string
	order := c.order()
	for i, host := range order {
		if try == readTime && i == len(order)-1 {
			try = lastTime
		}
		err := c.ask(ctx, try, host, method, path, body, out)
		if _, final := errors.AsType[*refusal](err); err == nil || final {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.first, c.fault = host, nil
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		causes = append(causes, fmt.Sprintf("%s: %v", c.address.hosts[host], err))
	}
	err := fmt.Errorf("%w: %s", index.ErrUnreachable, strings.Join(causes, "; "))
	c.mu.Lock()
	defer c.mu.Unlock()
	c.fault = err
	return err
}

// order returns the hosts, the one that answered last before the others.
func (c *Cluster) order() []int {
	c.mu.Lock()
	defer c.mu.Unlock()
	order := make([]int, len(c.address.hosts))
	for i := range order {
		order[i] = (c.first + i) % len(order)
	}
	return order
}

// ask sends a request to one host.
func (c *Cluster) ask(ctx context.Context, try time.Duration, host int, method, path string, body []byte, out any) error {
	ctx, cancel := context.WithTimeout(ctx, try)
	defer cancel()
	protocol := "http://"
	if c.address.tls {
		protocol = "https://"
	}
	request, err := http.NewRequestWithContext(ctx, method, protocol+c.address.hosts[host]+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	if c.key != "" {
		request.Header.Set("Authorization", "Bearer "+c.key)
	}
	response, err := c.client.Do(request)
	if err != nil {
		return bare(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer))
	if err != nil {
		return err
	}
	if response.StatusCode/100 != 2 {
		return failure(response.StatusCode, answer)
	}
	if out == nil {
		return nil
	}
	if err := json.Unmarshal(answer, out); err != nil {
		return fmt.Errorf("it is not Weaviate 1.39 or later: %w", err)
	}
	if g, ok := out.(*graphqlAnswer); ok && len(g.Errors) > 0 {
		message := g.Errors[0].Message
		*g = graphqlAnswer{}
		return errors.New(shortened(message))
	}
	return nil
}

// failure makes an error of an answer that tells of one. Faults of the server, and being asked to wait, may pass.
func failure(status int, answer []byte) error {
	var said struct {
		Message string                     `json:"message"`
		Error   []struct{ Message string } `json:"error"`
	}
	_ = json.Unmarshal(answer, &said) // what is no JSON is shown by its status
	if len(said.Error) > 0 {
		said.Message = said.Error[0].Message
	}
	switch {
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		return &refusal{status, "the API key is missing, or is not let in"}
	case status >= 500 || status == http.StatusTooManyRequests || status == http.StatusRequestTimeout:
		return fmt.Errorf("status %d: %s", status, shortened(said.Message))
	}
	return &refusal{status, shortened(said.Message)}
}

// bare leaves out of an error of the HTTP client what it was asked, which the caller says.
func bare(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return errors.New("no answer in time")
	}
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		return wrapped.Err
	}
	return err
}

// shortened keeps the first line of a message of the server: behind it may stand what was asked, which no log is to hold.
func shortened(message string) string {
	const longest = 200
	line, _, _ := strings.Cut(message, "\n")
	return string([]rune(line)[:min(utf8.RuneCountInString(line), longest)])
}

// query asks by GraphQL.
func (c *Cluster) query(ctx context.Context, graphql string, out any) error {
	var answer graphqlAnswer
	if err := c.call(ctx, readTime, http.MethodPost, "/v1/graphql", map[string]string{"query": graphql}, &answer); err != nil {
		return err
	}
	return json.Unmarshal(answer.Data, out)
}

// graphqlAnswer is an answer to GraphQL. Weaviate tells of a shard that cannot be reached in one that is well in all else:
// the next host may reach it.
type graphqlAnswer struct {
	Data   json.RawMessage
	Errors []struct{ Message string }
}

// nodes returns how many nodes the cluster has that are up.
func (c *Cluster) nodes(ctx context.Context) (int, error) {
	var answer struct {
		Nodes []struct{ Status string }
	}
	if err := c.call(ctx, readTime, http.MethodGet, "/v1/nodes", nil, &answer); err != nil {
		return 0, err
	}
	return len(slices.DeleteFunc(answer.Nodes, func(n struct{ Status string }) bool { return n.Status != "HEALTHY" })), nil
}

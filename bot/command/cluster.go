package command

import (
	"fmt"
	"strconv"

	"chuchu/retrieval"
)

// cluster returns the cluster that holds the index; nil where it is on this machine. It checks the settings and does not
// reach out.
func (p *program) cluster() (*retrieval.Cluster, error) {
	url := p.environment.get("RETRIEVAL_URL")
	if url == "" || p.reached != nil {
		return p.reached, nil
	}
	replicas := 0
	if text := p.environment.get("RETRIEVAL_REPLICAS"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			return nil, fmt.Errorf("RETRIEVAL_REPLICAS is %q; it is a number of nodes, 1 or more", text)
		}
		replicas = n
	}
	c, err := retrieval.NewCluster(retrieval.ClusterSettings{
		URL: url, Key: p.environment.get("RETRIEVAL_API_KEY"), CA: p.environment.get("RETRIEVAL_CA"), Replicas: replicas,
	})
	if err != nil {
		return nil, fmt.Errorf("RETRIEVAL_URL: %w", err) // which may hold a password, and is not shown
	}
	p.reached = c
	return c, nil
}

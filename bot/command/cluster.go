package command

import (
	"fmt"

	"chuchu/retrieval"
)

// cluster returns the cluster that holds the index; nil where it is on this machine. It checks the settings and does not
// reach out.
func (p *program) cluster() (*retrieval.Cluster, error) {
	url := p.environment.get("RETRIEVAL_URL")
	if url == "" || p.reached != nil {
		return p.reached, nil
	}
	c, err := retrieval.NewCluster(retrieval.ClusterSettings{URL: url, Key: p.environment.get("RETRIEVAL_API_KEY")})
	if err != nil {
		return nil, fmt.Errorf("RETRIEVAL_URL: %w", err) // which may hold a password, and is not shown
	}
	p.reached = c
	return c, nil
}

package cluster

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"chuchu/retrieval/index"
)

// class is what Weaviate keeps the paragraphs of a collection in, as they are analysed by one version of the program; a
// class of its own says who uses which of them (use.go).
type class struct {
	cluster *Cluster
	name    string
}

// classPrefix begins the names of all classes that are ours.
const classPrefix = "Chuchu_"

func (c *Cluster) class(version string) class {
	clean := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' {
			return r
		}
		return '_'
	}, strings.ToLower(version))
	return class{c, classPrefix + c.address.name + "_v" + clean}
}

// uses is the class that says which versions are in use.
func (c class) uses() string { return c.name + "_uses" }

type schema struct {
	Class       string         `json:"class"`
	Description string         `json:"description"`
	Vectorizer  string         `json:"vectorizer"`
	VectorIndex map[string]any `json:"vectorIndexConfig"`
	Inverted    map[string]any `json:"invertedIndexConfig"`
	Replication map[string]any `json:"replicationConfig"`
	Sharding    map[string]any `json:"shardingConfig"`
	Properties  []property     `json:"properties"`
}

type property struct {
	Name         string   `json:"name"`
	Type         []string `json:"dataType"`
	Tokenization string   `json:"tokenization,omitempty"`
	Filterable   bool     `json:"indexFilterable"`
	Searchable   bool     `json:"indexSearchable"`
}

// maxReplicas is the largest number of nodes that hold each paragraph: with three, one may fail and most still agree.
const maxReplicas = 3

// shards is into how many parts a collection is cut. Weaviate counts how rare a term is in each by itself, so what the
// parts find cannot be compared: of 600 paragraphs in three, TestFaults lacks some of the best. Each replica is whole, and
// answers alone.
const shards = 1

// ensure sees that both classes are there. It asks the leader, and there is none for some seconds after one died.
func (c class) ensure(ctx context.Context) error {
	up, err := c.cluster.nodes(ctx)
	if err != nil {
		return err
	}
	made := schema{
		Vectorizer: "none", VectorIndex: map[string]any{"skip": true},
		// The parameters are those of package index; no word is left out, for our terms are no words of any language.
		Inverted:    map[string]any{"bm25": map[string]float64{"k1": index.K1, "b": index.B}, "stopwords": map[string]string{"preset": "none"}},
		Replication: map[string]any{"factor": max(1, min(up, maxReplicas))},
		Sharding:    map[string]any{"desiredCount": shards},
	}
	made.Class, made.Description = c.name, "terms of paragraphs, made by Chuchu"
	made.Properties = []property{{Name: "terms", Type: []string{"text"}, Tokenization: "whitespace", Searchable: true}}
	if err := c.ensureOne(ctx, made); err != nil {
		return err
	}
	made.Class, made.Description = c.uses(), "which paragraphs are complete, and in use"
	made.Properties = []property{
		{Name: "version", Type: []string{"text"}, Tokenization: "field"},
		{Name: "complete", Type: []string{"boolean"}},
		{Name: "at", Type: []string{"number"}},
	}
	return c.ensureOne(ctx, made)
}

func (c class) ensureOne(ctx context.Context, s schema) error {
	path := "/v1/schema/" + s.Class
	err := c.cluster.call(ctx, readTime, http.MethodGet, path, nil, nil)
	if missing, ok := errors.AsType[*refusal](err); !ok || missing.status != http.StatusNotFound {
		return err
	}
	err = c.cluster.call(ctx, batchTime, http.MethodPost, "/v1/schema", s, nil)
	if refused, ok := errors.AsType[*refusal](err); ok && refused.status == http.StatusUnprocessableEntity {
		if c.cluster.call(ctx, readTime, http.MethodGet, path, nil, nil) == nil {
			return nil // another bot made it at the same time
		}
	}
	return err
}

// count returns how many paragraphs the class holds, of whatever collections.
func (c class) count(ctx context.Context) (int, error) {
	var answer struct {
		Aggregate map[string][]struct{ Meta struct{ Count int } }
	}
	if err := c.cluster.query(ctx, "{Aggregate{"+c.name+"{meta{count}}}}", &answer); err != nil {
		return 0, err
	}
	if of := answer.Aggregate[c.name]; len(of) == 1 {
		return of[0].Meta.Count, nil
	}
	return 0, fmt.Errorf("%w: the answer to how many paragraphs there are has none", index.ErrUnreachable)
}

// object is what is sent: a paragraph, or a use.
type object struct {
	Class      string `json:"class"`
	ID         id     `json:"id"`
	Properties any    `json:"properties"`
}

// put writes objects, over those of the same id, and returns those that were not taken, with one of the reasons.
func (c class) put(ctx context.Context, objects []object) (refused []object, err error) {
	var answers []struct {
		Result struct {
			Status string
			Errors struct{ Error []struct{ Message string } }
		}
	}
	request := struct {
		Fields  []string `json:"fields"`
		Objects []object `json:"objects"`
	}{[]string{"id"}, objects}
	limit := writeTime
	if len(objects) > 1 {
		limit = batchTime
	}
	if err := c.cluster.call(ctx, limit, http.MethodPost, "/v1/batch/objects?consistency_level=QUORUM", request, &answers); err != nil {
		return objects, err
	}
	if len(answers) != len(objects) {
		return objects, fmt.Errorf("%w: %d answers to %d objects", index.ErrUnreachable, len(answers), len(objects))
	}
	for i, a := range answers {
		if a.Result.Status == "SUCCESS" {
			continue
		}
		refused = append(refused, objects[i])
		if said := a.Result.Errors.Error; len(said) > 0 {
			err = fmt.Errorf("%w: %s", index.ErrUnreachable, shortened(said[0].Message))
		}
	}
	if len(refused) > 0 && err == nil {
		err = fmt.Errorf("%w: %d objects were not taken", index.ErrUnreachable, len(refused))
	}
	return refused, err
}

// remove removes objects of a class of ours; those that are not there are removed already.
func (c class) remove(ctx context.Context, from string, ids []id) error {
	request := map[string]any{"output": "minimal", "match": map[string]any{"class": from,
		"where": map[string]any{"path": []string{"id"}, "operator": "ContainsAny", "valueTextArray": ids}}}
	var answer struct{ Results struct{ Failed int } }
	if err := c.cluster.call(ctx, batchTime, http.MethodDelete, "/v1/batch/objects?consistency_level=QUORUM", request, &answer); err != nil {
		return err
	}
	if answer.Results.Failed > 0 {
		return fmt.Errorf("%w: %d objects were not removed", index.ErrUnreachable, answer.Results.Failed)
	}
	return nil
}

// page is how many ids are listed at once; Weaviate gives no more than 10,000.
const page = 5000

// list returns the ids of all paragraphs that the class holds, in order.
func (c class) list(ctx context.Context) (ids []id, err error) {
	after := ""
	for {
		var answer struct {
			Get map[string][]hit
		}
		ask := fmt.Sprintf("{Get{%s(limit:%d,after:%q){_additional{id}}}}", c.name, page, after)
		if err := c.cluster.query(ctx, ask, &answer); err != nil {
			return nil, err
		}
		found := answer.Get[c.name]
		for _, h := range found {
			ids = append(ids, h.Additional.ID)
		}
		if len(found) < page {
			return distinct(ids), nil
		}
		after = ids[len(ids)-1].String()
	}
}

// hit is an object that was found.
type hit struct {
	Additional struct {
		ID    id
		Score float64 `json:",string"` // of its own; 0 if none was asked for
	} `json:"_additional"`
}

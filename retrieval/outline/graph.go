package outline

import (
	"math"
	"slices"

	"chuchu/retrieval/language"
)

// graph is sentences by how alike they are: the cosine of their terms, each weighted by its frequency and how rare it is among
// them.
type graph struct {
	all     []candidate
	vectors [][]weighted
	edges   [][]edge // of each sentence to those that are like it, in no order
}

// weighted is a term of a sentence.
type weighted struct {
	term   int
	weight float64
}

type edge struct {
	to   int
	like float64
}

// minLikeness is from which cosine on sentences are joined: that of the paper, and less of Chinese, whose pairs of characters
// are shared by fewer sentences than words are. TestCoverage: .068 of a lead's words on xquad-zh with the former, .081 so.
const (
	minLikeness        = 0.1
	minLikenessChinese = 0.05
)

func newGraph(all []candidate) *graph {
	g := &graph{all: all, vectors: vectors(all), edges: make([][]edge, len(all))}
	postings := map[int][]edge{} // of a term to the sentences so far
	like := make([]float64, len(all))
	for i, v := range g.vectors {
		least := minLikeness
		if language.IsChinese(all[i].text) {
			least = minLikenessChinese
		}
		var met []int
		for _, w := range v {
			for _, p := range postings[w.term] {
				if like[p.to] == 0 {
					met = append(met, p.to)
				}
				like[p.to] += w.weight * p.like
			}
		}
		for _, j := range met {
			if like[j] >= least {
				g.edges[i] = append(g.edges[i], edge{j, like[j]})
				g.edges[j] = append(g.edges[j], edge{i, like[j]})
			}
			like[j] = 0
		}
		for _, w := range v {
			postings[w.term] = append(postings[w.term], edge{i, w.weight})
		}
	}
	return g
}

// vectors returns the terms of sentences, of length 1 each: pairs of characters, and words that say something.
func vectors(all []candidate) [][]weighted {
	numbers := map[string]int{}
	var holding []int // how many sentences hold a term
	found := make([][]weighted, len(all))
	for i, c := range all {
		counts := map[int]float64{}
		var order []int
		for _, t := range language.Of(c.text) {
			if t.Kind != language.Bigram && (t.Kind != language.Word || language.StopWord(c.text[t.Start:t.End])) {
				continue
			}
			n, known := numbers[t.Text]
			if !known {
				n = len(holding)
				numbers[t.Text] = n
				holding = append(holding, 0)
			}
			if counts[n]++; counts[n] == 1 {
				holding[n]++
				order = append(order, n)
			}
		}
		for _, n := range order {
			found[i] = append(found[i], weighted{n, counts[n]})
		}
	}
	for _, v := range found {
		length := 0.0
		for i := range v {
			v[i].weight *= math.Log(1 + float64(len(all))/float64(holding[v[i].term]))
			length += v[i].weight * v[i].weight
		}
		for i := range v {
			v[i].weight /= math.Sqrt(length)
		}
	}
	return found
}

const (
	damping = 0.85
	rounds  = 30 // by then the walk has changed by less than a hundredth

	// Where a sentence stands tells how much it carries: the first of a paragraph more than the others, and early paragraphs
	// more than late ones, by a root. Between .3 and 1 TestCoverage shows no difference but on eight texts of squad2 (.22 to .20).
	laterInParagraph = 0.6
)

// rank returns how central each sentence is among those that were not told; all together are 1.
func (g *graph) rank() []float64 {
	prior := g.prior()
	out := make([]float64, len(g.all)) // the likeness that goes out of each
	for i, edges := range g.edges {
		for _, e := range edges {
			if !g.all[e.to].told {
				out[i] += e.like
			}
		}
	}
	rank := slices.Clone(prior)
	for range rounds {
		next := make([]float64, len(rank))
		loose := 0.0
		for i, edges := range g.edges {
			if out[i] == 0 {
				loose += rank[i]
			}
			for _, e := range edges {
				if g.all[e.to].told {
					continue
				}
				next[e.to] += damping * rank[i] * e.like / out[i]
			}
		}
		for i := range next {
			next[i] += (1 - damping + damping*loose) * prior[i]
		}
		rank = next
	}
	return rank
}

// prior is where the walk begins.
func (g *graph) prior() []float64 {
	prior := make([]float64, len(g.all))
	sum := 0.0
	for i, c := range g.all {
		if c.told {
			continue
		}
		prior[i] = 1 / math.Sqrt(float64(1+c.Paragraph))
		if !c.first {
			prior[i] *= laterInParagraph
		}
		sum += prior[i]
	}
	for i := range prior {
		prior[i] /= max(sum, 1e-9)
	}
	return prior
}

// maxSimilarity is how alike a sentence is to the most alike of some.
func (g *graph) maxSimilarity(of int, some []int) float64 {
	most := 0.0
	for _, e := range g.edges[of] {
		if slices.Contains(some, e.to) {
			most = max(most, e.like)
		}
	}
	for _, i := range some {
		if c := g.all[i]; !c.told && c.Paragraph == g.all[of].Paragraph {
			most = max(most, neighbourhood)
		}
	}
	return most
}

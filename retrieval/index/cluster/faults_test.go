package cluster

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"chuchu/retrieval/index"
	"chuchu/retrieval/language"
)

// nodes are real nodes of Weaviate that a script steers (.ci/weaviate).
type nodes struct {
	t      *testing.T
	script string
	url    string
}

// TestFaults puts questions to three nodes while they fail one after the other, in every way that can be had here, and
// adds paragraphs meanwhile: answers go on or say plainly that they cannot, and nothing that was indexed is lost. It needs
// CHUCHU_WEAVIATE_NODES, the script, and takes some minutes.
func TestFaults(t *testing.T) {
	n := nodes{t: t, script: os.Getenv("CHUCHU_WEAVIATE_NODES")}
	if n.script == "" {
		t.Skip("CHUCHU_WEAVIATE_NODES names no script that steers nodes")
	}
	n.must("up", "3")
	t.Cleanup(func() { n.must("down") })
	n.url = strings.TrimSpace(n.must("url"))
	all := n.cluster(n.url)
	paragraphs := manyParagraphs(0, 600)
	x := open(t, all, paragraphs)
	defer func() { x.Close() }()
	ask := newAsker(t, x)

	// The leader dies, and the collection changes while it is away.
	leader := n.leader()
	ask.while("the leader is killed", 0, func() { n.must("kill", leader) })
	paragraphs = append(paragraphs[50:], manyParagraphs(600, 800)...)
	begun := time.Now()
	x = n.reindexed(x, all, paragraphs)
	t.Logf("%d paragraphs more, while a node is dead: %.1f s", 200, time.Since(begun).Seconds())
	ask = newAsker(t, x)
	ask.while("a node is dead", 0, nil)
	ask.while("a node comes back", 0, func() { n.must("start", leader) })
	n.catchesUp(leader, x)

	// A node stands still: it takes connections and answers nothing.
	still := strconv.Itoa(all.order()[0]) // the one that is asked first
	ask.while("a node stands still", 0, func() { n.must("stop", still) })
	n.must("go", still)

	// A node is slow.
	slow := strconv.Itoa(all.order()[0])
	ask.while("a node is slow", 0, func() { n.must("slow", slow) })
	n.must("quick", slow)

	// A node is parted from the others, and the collection changes again.
	parted := n.next(slow)
	if n.can("cut", parted) {
		ask.while("a node is parted", 0, nil)
		alone := newAsker(t, n.alone(x, parted))
		alone.while("the parted node is asked", 0, nil)
		paragraphs = append(paragraphs[50:], manyParagraphs(800, 900)...)
		x = n.reindexed(x, all, paragraphs)
		ask = newAsker(t, x)
		n.must("mend", parted)
		n.catchesUp(parted, x)
	}

	// Two of three die: what is there is still answered, and nothing can be written.
	last := parted
	n.must("kill", n.next(last))
	n.must("kill", n.next(n.next(last)))
	ask.while("two nodes of three are dead", 0, nil)
	if there, err := x.class.list(t.Context()); err != nil || len(there) < len(paragraphs) {
		t.Errorf("the last node holds %d of %d paragraphs, %v", len(there), len(paragraphs), err)
	}

	// All die, and come back.
	n.must("stop", last)
	begun = time.Now()
	_, err := x.Search(t.Context(), ask.questions[0], 10)
	if !errors.Is(err, index.ErrUnreachable) || all.Health() == nil {
		t.Errorf("no node answers, and the question got %v; health %v", err, all.Health())
	}
	t.Logf("that no node answers is said after %.1f s: %v", time.Since(begun).Seconds(), err)
	n.must("go", last)
	n.must("start", n.next(last))
	n.must("start", n.next(n.next(last)))
	ask.while("all are back", 0, nil)
	if all.Health() != nil {
		t.Errorf("all are back, and the health is %v", all.Health())
	}
}

// must has the script do something.
func (n nodes) must(what ...string) string {
	n.t.Helper()
	command := exec.Command(n.script, what...)
	out, err := command.Output() // the nodes keep nothing of it open but their logs
	if err != nil {
		n.t.Fatalf("%s %v: %v\n%s", n.script, what, err, out)
	}
	return string(out)
}

// can reports whether something can be had here, and does it.
func (n nodes) can(what ...string) bool {
	n.t.Helper()
	err := exec.Command(n.script, what...).Run()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.ExitCode() == 3 {
		n.t.Logf("NOT RUN: %v cannot be had here, which needs root", what)
		return false
	}
	if err != nil {
		n.t.Fatal(what, err)
	}
	return true
}

func (n nodes) cluster(url string) *Cluster {
	n.t.Helper()
	return at(n.t, url+"/"+collection(n.t), "")
}

// alone is an index that asks one node only.
func (n nodes) alone(x *Index, node string) *Index {
	n.t.Helper()
	i, err := strconv.Atoi(node)
	if err != nil {
		n.t.Fatal(err)
	}
	hosts := strings.Split(strings.TrimPrefix(n.url, scheme), ",")
	c := n.cluster(scheme + hosts[i])
	return &Index{Statistics: x.Statistics, class: c.class(index.Version), paragraphs: x.paragraphs, names: x.names, version: x.version}
}

func (n nodes) next(node string) string {
	i, err := strconv.Atoi(node)
	if err != nil {
		n.t.Fatal(err)
	}
	return strconv.Itoa((i + 1) % 3)
}

// leader returns the node that leads.
func (n nodes) leader() string {
	n.t.Helper()
	var answer struct {
		Statistics []struct {
			LeaderID string `json:"leaderId"`
		}
	}
	if err := n.cluster(n.url).call(n.t.Context(), readTime, http.MethodGet, "/v1/cluster/statistics", nil, &answer); err != nil {
		n.t.Fatal(err)
	}
	for _, s := range answer.Statistics {
		if node, ok := strings.CutPrefix(fmt.Sprint(s.LeaderID), "weaviate-"); ok {
			return node
		}
	}
	n.t.Fatal("nobody leads")
	return ""
}

// reindexed opens the next version, and then closes the one before, as a bot does.
func (n nodes) reindexed(before *Index, c *Cluster, paragraphs []string) *Index {
	n.t.Helper()
	x := open(n.t, c, paragraphs)
	before.Close()
	return x
}

// catchesUp waits until a node, asked alone, holds what the index has.
func (n nodes) catchesUp(node string, x *Index) {
	n.t.Helper()
	alone := n.alone(x, node)
	begun := time.Now()
	for {
		there, err := alone.class.list(n.t.Context())
		held := 0
		for _, one := range there {
			held += min(1, len(x.names.of(one)))
		}
		if err == nil && held == x.names.distinct() {
			n.t.Logf("node %s has all %d paragraphs %.1f s after it was back", node, held, time.Since(begun).Seconds())
			return
		}
		if time.Since(begun) > 2*time.Minute {
			n.t.Fatalf("node %s holds %d of %d paragraphs, %v", node, held, x.names.distinct(), err)
		}
		time.Sleep(time.Second)
	}
}

// asker asks over and over, and knows what the answers must be.
type asker struct {
	t         *testing.T
	index     *Index
	questions [][]index.QueryTerm
	answers   [][]index.Hit
}

func newAsker(t *testing.T, x *Index) *asker {
	t.Helper()
	a := &asker{t: t, index: x}
	for _, words := range []string{"上海 交易", "captain", "number 7", "north 光明", "sank three", "世界 the 国际"} {
		var question []index.QueryTerm
		for i, term := range strings.Fields(joined(words, language.English)) {
			question = append(question, index.QueryTerm{Term: term, Weight: 5 - float64(i)/10})
		}
		a.questions = append(a.questions, question)
		var hits []index.Hit
		read, err := x.read(t.Context(), question)
		if err != nil {
			t.Fatal(err)
		}
		for doc := range x.Size() { // what an answer must be, without any engine
			text, err := x.paragraphs.Words(doc)
			if err != nil {
				t.Fatal(err)
			}
			hits = append(hits, x.plain(read, doc, text)...)
		}
		slices.SortFunc(hits, index.Compare)
		a.answers = append(a.answers, hits[:min(10, len(hits))])
	}
	return a
}

// plain scores a paragraph by its text; none if it holds no term of the question.
func (x *Index) plain(question []weighted, doc int, text string) []index.Hit {
	score := 0.0
	found := strings.Fields(joined(text, language.English))
	for _, q := range question {
		times := 0
		for _, term := range found {
			if term == q.Term {
				times++
			}
		}
		if times > 0 {
			score += q.Weight * index.BM25(float64(times), x.Norm(doc))
		}
	}
	if score == 0 {
		return nil
	}
	return []index.Hit{{DocID: doc, Score: score}}
}

// while has four askers ask for some seconds, while something happens, and tells how many got no answer or a wrong one;
// at most may get none.
func (a *asker) while(what string, most int, happens func()) {
	a.t.Helper()
	const lasts = 8 * time.Second
	ctx, cancel := context.WithTimeout(a.t.Context(), lasts)
	defer cancel()
	var mu sync.Mutex
	var asked, failed, wrong int
	var longest time.Duration
	var last error
	var askers sync.WaitGroup
	for asker := range 4 {
		askers.Go(func() {
			for i := asker; ctx.Err() == nil; i++ {
				begun := time.Now()
				q := i % len(a.questions)
				hits, err := a.index.Search(a.t.Context(), a.questions[q], 10)
				mu.Lock()
				asked++
				longest = max(longest, time.Since(begun))
				switch {
				case err != nil:
					failed++
					last = err
				case !sameHits(hits, a.answers[q]):
					wrong++
				}
				mu.Unlock()
			}
		})
	}
	if happens != nil {
		happens()
	}
	askers.Wait()
	a.t.Logf("%s: %d questions, %d without an answer, %d with another, the longest took %v", what, asked, failed, wrong, longest.Round(time.Millisecond))
	if failed > most || wrong > 0 {
		a.t.Errorf("%s: %d questions of %d have no answer, %d another; %v", what, failed, asked, wrong, last)
	}
}

// sameHits reports whether two lists score the same, ties apart.
func sameHits(a, b []index.Hit) bool {
	return slices.EqualFunc(a, b, func(a, b index.Hit) bool { return fmt.Sprintf("%.6f", a.Score) == fmt.Sprintf("%.6f", b.Score) })
}

// manyParagraphs makes paragraphs that are all different.
func manyParagraphs(from, to int) (out []string) {
	words := strings.Fields("上海 国际 金融 中心 光明 交易 世界 the ship captain north sank three around")
	for i := from; i < to; i++ {
		text := fmt.Sprintf("number %d ", i)
		for k := range 3 + i%17 {
			text += words[(i*(k+3)+k*k)%len(words)] + " "
		}
		out = append(out, text)
	}
	return out
}

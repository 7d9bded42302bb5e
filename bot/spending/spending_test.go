package spending

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// clock is a time that tests set.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func at(text string) *clock {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return &clock{now: t}
}

func (c *clock) time() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// limits of a model that costs one unit for a million tokens in, and three for a million out.
var limits = Limits{Prices: Prices{In: Unit, Out: 3 * Unit}, Budget: Unit / 100, Answers: 20}

func open(t *testing.T, path string, l Limits, now func() time.Time) *Ledger {
	t.Helper()
	ledger, err := Open(path, l, now)
	if err != nil {
		t.Fatal(err)
	}
	return ledger
}

func reason(err error) string {
	r, ok := errors.AsType[*Refusal](err)
	if !ok {
		return "none"
	}
	return map[Reason]string{Budget: "budget", Quota: "quota", LedgerUnavailable: "ledger unavailable"}[r.Reason]
}

// TestNeverOver: however many ask at the same time, whatever their calls take and however they fail, what is spent and
// reserved together stays within the budget, nobody gets more answers than a day's, and at the end the ledger holds what
// the calls took, no more and no less. So does the file, for whoever reads it at any moment.
func TestNeverOver(t *testing.T) {
	for seed := range uint64(6) {
		now := at("2026-11-22T10:00:00Z")
		path := filepath.Join(t.TempDir(), "spending.json")
		ledger := open(t, path, limits, now.time)
		var mu sync.Mutex
		var took Tally
		answers := map[string]int{}
		var work sync.WaitGroup
		for worker := range 8 {
			work.Go(func() {
				r := rand.New(rand.NewPCG(seed, uint64(worker)))
				for range 15 {
					person := string(rune('a' + r.IntN(3)))
					most := Usage{In: r.IntN(500), Out: r.IntN(300)}
					reservation, err := ledger.Reserve(person, most)
					if err != nil {
						if reason(err) == "none" {
							t.Errorf("got %v, want a Refusal", err)
						}
						continue
					}
					if all := onDisk(t, path); all.Cost > limits.Budget {
						t.Errorf("seed %d: %s of %s in the file", seed, all.Cost, limits.Budget)
					}
					var used Usage
					if r.IntN(4) > 0 { // else it failed
						used = Usage{In: r.IntN(most.In + 1), Out: r.IntN(most.Out + 1)}
					}
					cost, err := reservation.Settle(used)
					if err != nil {
						t.Error(err)
					}
					if again, _ := reservation.Settle(Usage{In: 1000}); again != 0 {
						t.Error("a reservation was settled twice")
					}
					mu.Lock()
					if used.In+used.Out > 0 {
						took = took.plus(Tally{In: used.In, Out: used.Out, Cost: cost})
						took.Answers++
						answers[person]++
					}
					mu.Unlock()
				}
			})
		}
		work.Wait()
		all, _ := ledger.Today("")
		if all != took {
			t.Errorf("seed %d: the ledger has %+v, and the calls took %+v", seed, all, took)
		}
		if all.Cost > limits.Budget {
			t.Errorf("seed %d: %s spent of %s", seed, all.Cost, limits.Budget)
		}
		for person, n := range answers {
			if _, own := ledger.Today(person); own.Answers != n || n > limits.Answers {
				t.Errorf("seed %d: %s has %d answers in the ledger, got %d of %d", seed, person, own.Answers, n, limits.Answers)
			}
		}
		if kept := onDisk(t, path); kept != took {
			t.Errorf("seed %d: the file has %+v, and the calls took %+v", seed, kept, took)
		}
	}
}

// onDisk is what a process that starts now takes for spent.
func onDisk(t *testing.T, path string) Tally {
	t.Helper()
	ledger, err := Open(path, limits, at("2026-11-22T10:00:00Z").time)
	if err != nil {
		t.Error(err)
		return Tally{}
	}
	all, _ := ledger.Today("")
	return all
}

// TestKilled: what was reserved when the process ended is spent for the next one, budget and answers.
func TestKilled(t *testing.T) {
	now := at("2026-11-22T23:59:00Z")
	path := filepath.Join(t.TempDir(), "new", "spending.json")
	few := Limits{Prices: limits.Prices, Budget: Unit / 100, Answers: 2}
	before := open(t, path, few, now.time)
	for range 2 {
		if _, err := before.Reserve("a", Usage{In: 2000, Out: 500}); err != nil {
			t.Fatal(err)
		}
	}
	after := open(t, path, few, now.time)
	all, own := after.Today("a")
	if want := (Tally{2, 4000, 1000, 7 * Unit / 1000}); all != want || own != want {
		t.Errorf("spent %+v, of a %+v, want %+v", all, own, want)
	}
	if _, err := after.Reserve("a", Usage{In: 1}); reason(err) != "quota" {
		t.Errorf("a's third answer: got %v, want a refusal for the quota", err)
	}
	if _, err := after.Reserve("b", Usage{In: 3001}); reason(err) != "budget" {
		t.Errorf("more than is left: got %v, want a refusal for the budget", err)
	}
	if _, err := after.Reserve("b", Usage{In: 3000}); err != nil {
		t.Errorf("exactly what is left: %v", err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file: %v, %v, want it readable by its owner only", info.Mode(), err)
	}
}

// TestMidnight: a new day of UTC has its own budget; a call over midnight is the old day's; who asked is forgotten; a
// clock that is set back finds what was spent.
func TestMidnight(t *testing.T) {
	now := at("2026-11-23T07:59:59+08:00") // still the 22nd
	path := filepath.Join(t.TempDir(), "spending.json")
	ledger := open(t, path, Limits{Prices: limits.Prices, Budget: Unit / 100, Answers: 1}, now.time)
	reservation, err := ledger.Reserve("a", Usage{In: 10_000})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ledger.Reserve("b", Usage{In: 1}); reason(err) != "budget" {
		t.Errorf("got %v, want a refusal for the budget", err)
	}
	now.add(time.Second)
	if _, err := ledger.Reserve("a", Usage{In: 10_000}); err != nil {
		t.Errorf("on the next day: %v", err)
	}
	if _, err := reservation.Settle(Usage{In: 4000}); err != nil {
		t.Fatal(err)
	}
	if days := ledger.days; days["2026-11-22"].Spent.In != 4000 || days["2026-11-23"].Spent.In != 0 || len(days) != 2 {
		t.Errorf("days: %+v", days)
	}
	if content, err := os.ReadFile(path); err != nil || strings.Count(string(content), `"a"`) != 1 {
		t.Errorf("the file knows who asked yesterday: %s, %v", content, err)
	}
	now.add(-time.Minute)
	if _, err := ledger.Reserve("b", Usage{In: 6001}); reason(err) != "budget" {
		t.Errorf("with the clock set back: got %v, want a refusal for the budget", err)
	}
	for range maxDays + 5 {
		now.add(24 * time.Hour)
		ledger.Today("")
	}
	if n := len(ledger.days); n != maxDays {
		t.Errorf("%d days are kept, want %d", n, maxDays)
	}
}

// TestNobody: at a terminal nobody has a number of answers, and the budget holds all the same.
func TestNobody(t *testing.T) {
	ledger := open(t, "", Limits{Prices: limits.Prices, Budget: Unit / 100, Answers: 1}, time.Now)
	for range 10 {
		if _, err := ledger.Reserve("", Usage{In: 1000}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := ledger.Reserve("", Usage{In: 1}); reason(err) != "budget" {
		t.Errorf("got %v, want a refusal for the budget", err)
	}
}

// TestLedgerUnavailable: where the account cannot be written nothing may be spent, and nothing stays reserved.
func TestLedgerUnavailable(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "in the way")
	if err := os.WriteFile(folder, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	ledger := &Ledger{limits: limits, path: filepath.Join(folder, "spending.json"), now: time.Now, days: map[string]*day{}}
	for range 100 {
		if _, err := ledger.Reserve("a", Usage{In: 9000}); reason(err) != "ledger unavailable" {
			t.Fatalf("got %v, want a refusal", err)
		}
	}
}

// TestDamaged: a file that is no ledger is said, left as it is, and nothing is spent until it is gone.
func TestDamaged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "spending.json")
	for _, content := range []string{"", "{", "[]", `{"days":{}}`, `{"format":1,"days":{"yesterday":{}}}`, `{"format":1,"days":{"2026-11-22":null}}`,
		`{"format":1,"days":{"2026-11-22":{"spent":{"cost":-5}}}}`, `{"format":1,"days":{"2026-11-22":{"people":{"a":{"answers":-1}}}}}`, `{"format":2}`} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		ledger := open(t, path, limits, time.Now)
		if err := ledger.Unread(); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: got %v, want an error that names the file", content, err)
		}
		if _, err := ledger.Reserve("a", Usage{In: 1}); reason(err) != "ledger unavailable" {
			t.Errorf("%s: got %v, want a refusal", content, err)
		}
		if left, _ := os.ReadFile(path); string(left) != content {
			t.Errorf("%s was changed to %s", content, left)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if _, err := ledger.Reserve("a", Usage{In: 1}); err != nil || ledger.Unread() != nil {
			t.Errorf("%s, when the file is deleted: %v, %v", content, err, ledger.Unread())
		}
	}
}

// TestMoney: amounts are read exactly, and a call costs the sum of its tokens, rounded up.
func TestMoney(t *testing.T) {
	for text, want := range map[string]Money{"0": 0, "0.15": 150_000_000, " 2.5 ": 2_500_000_000, "1e-9": 1, "1000000": 1_000_000 * Unit} {
		if got, err := ParseMoney(text); err != nil || got != want {
			t.Errorf("%q: got %d, %v, want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "-1", "$5", "5 €", "NaN", "Inf", "1000001", "0,15"} {
		if got, err := ParseMoney(text); err == nil {
			t.Errorf("%q was read as %s", text, got)
		}
	}
	prices, err := ParsePrices("0.15/0.6")
	if err != nil {
		t.Fatal(err)
	}
	for used, want := range map[Usage]Money{{}: 0, {In: 1}: 150, {Out: 1}: 600, {In: 1000, Out: 100}: 210_000} {
		if got := prices.Of(used); got != want {
			t.Errorf("%+v cost %d, want %d", used, got, want)
		}
	}
	for _, text := range []string{"1", "1/", "/1", "1/2/3"} {
		if _, err := ParsePrices(text); err == nil {
			t.Errorf("%q was taken for two prices", text)
		}
	}
	if _, err := Open("", Limits{Budget: 1}, time.Now); err == nil {
		t.Error("a budget without prices was accepted")
	}
}

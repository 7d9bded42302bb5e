package main

import (
	"encoding/json"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"chuchu/bot"
	"chuchu/bot/metrics"
	"chuchu/bot/spending"
)

// TestDeployKnowsFigures: what the dashboard and the alerts look at is what /metrics shows. promtool, which .ci/run calls,
// does not know which figures there are.
func TestDeployKnowsFigures(t *testing.T) {
	figures := metrics.New("", "")
	figures.Collection(1, 1, time.Now())
	figures.Question(bot.Answer{})
	figures.Call("getMe", metrics.OK)
	figures.Response("GET /healthz", 200)
	figures.Condition("index", func() error { return nil })
	figures.Queue("chats", func() int { return 0 })
	ledger, err := spending.Open("", spending.Limits{}, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	figures.Model(func() bool { return false }, ledger)
	w := httptest.NewRecorder()
	figures.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	shown := w.Body.String()

	name := regexp.MustCompile(`\b(?:chuchu|go|process)_[a-z_]+`)
	for _, file := range []string{"deploy/alerts.yml", "deploy/dashboard.json"} {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		found := name.FindAllString(string(content), -1)
		if len(found) == 0 {
			t.Errorf("%s looks at nothing", file)
		}
		for _, figure := range found {
			if !strings.Contains(shown, "\n"+figure+" ") && !strings.Contains(shown, "\n"+figure+"{") {
				t.Errorf("%s looks at %s, which is not shown", file, figure)
			}
		}
	}
}

// TestDashboard: the dashboard has what Grafana needs of it: panels that do not lie on one another, each with a query of
// the chosen data source.
func TestDashboard(t *testing.T) {
	content, err := os.ReadFile("deploy/dashboard.json")
	if err != nil {
		t.Fatal(err)
	}
	var dashboard struct {
		UID, Title    string
		SchemaVersion int
		Panels        []struct {
			ID      int
			Title   string
			Type    string
			GridPos struct{ X, Y, W, H int }
			Targets []struct {
				Expr       string
				RefID      string
				Datasource struct{ UID string }
			}
		}
	}
	if err := json.Unmarshal(content, &dashboard); err != nil {
		t.Fatal(err)
	}
	if dashboard.UID == "" || dashboard.Title == "" || dashboard.SchemaVersion < 36 || len(dashboard.Panels) == 0 {
		t.Errorf("uid %q, title %q, schema %d, %d panels", dashboard.UID, dashboard.Title, dashboard.SchemaVersion, len(dashboard.Panels))
	}
	taken, ids := map[[2]int]string{}, map[int]bool{}
	for _, panel := range dashboard.Panels {
		at := panel.GridPos
		if panel.Title == "" || ids[panel.ID] || len(panel.Targets) == 0 || at.X+at.W > 24 {
			t.Errorf("panel %d %q: %+v", panel.ID, panel.Title, at)
		}
		ids[panel.ID] = true
		for x := at.X; x < at.X+at.W; x++ {
			for y := at.Y; y < at.Y+at.H; y++ {
				if other := taken[[2]int{x, y}]; other != "" {
					t.Fatalf("%q lies on %q", panel.Title, other)
				}
				taken[[2]int{x, y}] = panel.Title
			}
		}
		for _, target := range panel.Targets {
			if target.Expr == "" || target.RefID == "" || target.Datasource.UID != "${datasource}" {
				t.Errorf("%q: target %+v", panel.Title, target)
			}
		}
	}
}

package command

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"chuchu/bot/telegram/telegramtest"
)

const (
	soakPeople = 100
	soakPace   = 50 * time.Millisecond // between two questions: 20 a second
	soakLooks  = 10                    // how often in the whole time the figures are read
	// soakGrowth is how much larger the last figure may be than that at a fifth of the time, when all people have asked and
	// the tables have their size. A leak of 1 KB a question would be 12 MB in ten minutes, beside 10 MB of heap.
	soakGrowth = 1.25
)

// figuresOfSoak are what must not grow. The heap is judged by when it will be collected next, which is at twice of what was in
// use at the last time: what lies there at a moment depends on when that was. Resident memory is shown, not judged: it
// has the pages of telegram.db in it, which grows with the answers that it keeps and which the system takes back.
var figuresOfSoak = []string{"go_memstats_next_gc_bytes", "process_open_fds", "go_goroutines"}

// TestSoak has chuchu serve answer for as long as CHUCHU_SOAK says, such as 10m, read its texts anew ten times meanwhile, and
// wants it to hold no more memory, files and goroutines at the end than near the beginning:
//
//	CHUCHU_SOAK=10m go test ./bot/command -run '^TestSoak$' -count 1 -v -timeout 0
func TestSoak(t *testing.T) {
	length, err := time.ParseDuration(os.Getenv("CHUCHU_SOAK"))
	if err != nil {
		t.Skip("CHUCHU_SOAK says for how long, such as 10m")
	}
	api, address, data := telegramtest.New(t), freeAddress(t), t.TempDir()
	bot := start(t, botOf(api, unlimited, "HTTP_ADDR="+address, "DATA_DIR="+data)...)
	people := make([]*telegramtest.Person, soakPeople)
	for i := range people {
		people[i] = api.AddPerson(telegramtest.Person{Name: fmt.Sprint("Person ", i), Language: "zh-hans"})
	}
	waitFor(t, api, api.Waiting, bot)

	tick := time.NewTicker(soakPace)
	defer tick.Stop()
	var looks []map[string]float64
	asked, begun := 0, time.Now()
	for len(looks) < soakLooks {
		<-tick.C
		api.Write(telegramtest.Writing{From: people[asked%soakPeople], Text: crashQuestions[asked/soakPeople%len(crashQuestions)]})
		asked++
		if time.Since(begun) < length*time.Duration(len(looks)+1)/soakLooks {
			continue
		}
		look := lookAt(t, address)
		looks = append(looks, look)
		file, err := os.Stat(data + "/telegram.db")
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%5s  %6d questions  resident %5.1f MB  heap in use %5.1f MB  telegram.db %5.1f MB  files %2.0f  goroutines %2.0f",
			time.Since(begun).Round(time.Second), asked, look["process_resident_memory_bytes"]/1e6,
			look[figuresOfSoak[0]]/2e6, float64(file.Size())/1e6, look[figuresOfSoak[1]], look[figuresOfSoak[2]])
		if err := bot.Process.Signal(syscall.SIGHUP); err != nil {
			t.Fatal(err)
		}
	}
	if err := api.Quiet(t.Context()); err != nil {
		t.Error(err)
	}
	bot.stop(t)
	if sent := api.Count("sendMessage"); sent != asked {
		t.Errorf("%d questions have %d answers", asked, sent)
	}
	for _, name := range figuresOfSoak {
		if early, late := looks[soakLooks/5-1][name], looks[soakLooks-1][name]; late > early*soakGrowth {
			t.Errorf("%s grew from %.0f to %.0f", name, early, late)
		}
	}
}

// lookAt reads /metrics: those without labels.
func lookAt(t *testing.T, address string) map[string]float64 {
	t.Helper()
	_, body := ask(t, address, "/metrics")
	read := map[string]float64{}
	for line := range strings.Lines(body) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			if f, err := strconv.ParseFloat(value, 64); err == nil {
				read[name] = f
			}
		}
	}
	for _, name := range figuresOfSoak {
		if read[name] == 0 {
			t.Fatalf("/metrics has no %s", name)
		}
	}
	return read
}

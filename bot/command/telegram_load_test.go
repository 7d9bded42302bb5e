package command

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"chuchu/bot/telegram/telegramtest"
)

// BenchmarkTelegram asks the program so many questions a second in 1,000 chats, without limits. A minute of it is
//
//	go test ./bot/command -run '^$' -bench 'Telegram/1000$' -benchtime 60000x
//
// It fails if a question is lost or answered twice, and says how long the answers took from the moment that the
// question was written (the server of this test has its part in that), what processor time the program spent on one, and
// how much memory it held after a quarter of the time and at the end.
func BenchmarkTelegram(b *testing.B) {
	const chats = 1000
	for _, rate := range []int{250, 500, 1000} {
		b.Run(strconv.Itoa(rate), func(b *testing.B) {
			l := newLoad(b, chats)
			tick := time.NewTicker(time.Second / time.Duration(rate))
			defer tick.Stop()
			quarter := 0
			b.ResetTimer()
			for i := range b.N {
				<-tick.C
				l.ask(i%chats, crashQuestions[i%len(crashQuestions)])
				if i == b.N/4 {
					quarter = l.memory()
				}
			}
			l.end()
			b.ReportMetric(float64(quarter)/1024, "MB-at-a-quarter")
		})
	}
}

// BenchmarkTelegramLimits asks questions of a server that is as strict as Telegram, all at once in as many chats as there
// are questions and in groups, and wants not one 429:
//
//	go test ./bot/command -run '^$' -bench 'TelegramLimits$' -benchtime 1000x
func BenchmarkTelegramLimits(b *testing.B) {
	l := newLoad(b, b.N, "CHUCHU_TEST_UNLIMITED=off")
	l.server.Keep(telegramtest.Telegram())
	var groups []int64
	for range 5 {
		groups = append(groups, l.server.AddGroup(telegramtest.Supergroup, "Readers"))
	}
	b.ResetTimer()
	for i := range b.N {
		question := crashQuestions[i%len(crashQuestions)]
		if i%10 == 0 {
			l.server.Write(telegramtest.Writing{From: l.people[i], Chat: groups[i/10%len(groups)], Text: "/ask@chuchu_bot " + question})
		} else {
			l.ask(i, question)
		}
	}
	l.end()
	if n := l.server.Floods(); n > 0 {
		b.Errorf("%d requests were refused because too much was sent", n)
	}
}

// load is a bot that is asked much.
type load struct {
	*testing.B
	server  *telegramtest.Server
	people  []*telegramtest.Person
	program *process
	log     telegramtest.Log
}

func newLoad(b *testing.B, people int, settings ...string) *load {
	l := &load{B: b, server: telegramtest.New(b)}
	for i := range people {
		l.people = append(l.people, l.server.AddPerson(telegramtest.Person{Name: fmt.Sprint("Person ", i), Language: "zh-hans"}))
	}
	l.program = startTelegram(b, l.server, b.TempDir(), &l.log, settings...)
	if err := l.server.Until(b.Context(), l.server.Waiting); err != nil {
		b.Fatal(err)
	}
	return l
}

func (l *load) ask(person int, question string) {
	l.server.Write(telegramtest.Writing{From: l.people[person], Text: question})
}

// end waits for all answers, counts them, and says how long they took.
func (l *load) end() {
	ctx, cancel := context.WithTimeout(l.Context(), time.Duration(l.N)*time.Second/10+time.Minute)
	defer cancel()
	if err := l.server.Quiet(ctx); err != nil {
		l.Fatal(err)
	}
	l.StopTimer()
	memory := l.memory()
	l.program.stop(l)
	sent := 0
	for _, s := range l.server.Shown(0) {
		if s.What == telegramtest.Sent && !isPlace(s.Message) {
			sent++
		}
	}
	if sent != l.N {
		l.Errorf("%d questions have %d answers", l.N, sent)
	}
	waited := l.server.Delays()
	if len(waited) != l.N {
		l.Fatalf("%d questions of %d were answered", len(waited), l.N)
	}
	slices.Sort(waited)
	spent := l.program.ProcessState.UserTime() + l.program.ProcessState.SystemTime()
	for name, at := range map[string]int{"p50-ms": 50, "p99-ms": 99} {
		l.ReportMetric(float64(waited[(len(waited)-1)*at/100].Microseconds())/1000, name)
	}
	l.ReportMetric(float64(waited[len(waited)-1].Microseconds())/1000, "max-ms")
	l.ReportMetric(float64(spent.Microseconds())/float64(l.N), "cpu-µs/question")
	l.ReportMetric(float64(memory)/1024, "MB-at-the-end")
	l.log.KeepsSecret(l, append(crashQuestions, l.server.Token)...)
}

// memory is what the program holds for itself, in kilobytes; 0 if there is no /proc to ask. The pages of the state file
// that the kernel shows it besides are not its own: they grow with the file, and go when somebody needs the room.
func (l *load) memory() int {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", l.program.Process.Pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "RssAnon:")
	kilobytes, _ := strconv.Atoi(strings.Fields(rest)[0])
	return kilobytes
}

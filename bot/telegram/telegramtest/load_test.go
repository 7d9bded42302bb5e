package telegramtest

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"
)

// answerAll is a bot that does the least there is: it polls, and answers each message with an action and a message, some
// of them at the same time. It ends when its token is revoked.
func answerAll(t testing.TB, url, token string) {
	const atOnce = 16
	c := client{t, url + "/bot" + token + "/", &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: atOnce + 1}}}
	work := make(chan *wireMessage, 1000)
	var workers sync.WaitGroup
	for range atOnce {
		workers.Go(func() {
			for m := range work {
				c.call("sendChatAction", map[string]any{"chat_id": m.Chat.ID, "action": "typing"})
				c.call("sendMessage", map[string]any{"chat_id": m.Chat.ID, "text": "<b>answer</b> to " + m.Text, "parse_mode": "HTML",
					"reply_parameters": map[string]any{"message_id": m.ID}})
			}
		})
	}
	for offset := int64(0); ; {
		updates, a := c.updates(offset, 50)
		if !a.OK {
			break
		}
		for _, u := range updates {
			work <- u.Message
			offset = u.ID + 1
		}
	}
	close(work)
	workers.Wait()
}

// TestMain is a bot where its one argument is the name of one: "answer" for BenchmarkQuestions, which wants it as a
// process of its own, so that the time of the first is the server's; "echo" for .ci/telegram-test-api.
func TestMain(m *testing.M) {
	url, token := os.Getenv("TELEGRAM_API_URL"), os.Getenv("TELEGRAM_BOT_TOKEN")
	switch {
	case slices.Equal(os.Args[1:], []string{"answer"}):
		answerAll(nil, url, token)
		os.Exit(0)
	case slices.Equal(os.Args[1:], []string{"echo"}):
		startEcho(url, token)
		select {} // until it is killed
	}
	os.Exit(m.Run())
}

// BenchmarkQuestions asks 1,000 questions a second in 1,000 chats of a bot in another process. Beside how long answers
// took it says how much processor time the server spent on a question: three requests, two of which are checked and kept.
func BenchmarkQuestions(b *testing.B) {
	s := New(b, Config{})
	bot := exec.Command(os.Args[0], "answer")
	bot.Env = append(os.Environ(), "TELEGRAM_API_URL="+s.URL, "TELEGRAM_BOT_TOKEN="+s.Token)
	bot.Stderr = os.Stderr
	if err := bot.Start(); err != nil {
		b.Fatal(err)
	}
	people := make([]*Person, 1000)
	for i := range people {
		people[i] = s.AddPerson(Person{Name: fmt.Sprint("Person ", i)})
	}
	if err := s.Until(b.Context(), s.Waiting); err != nil {
		b.Fatal(err)
	}
	spent := processorTime(b)
	b.ResetTimer()
	tick := time.NewTicker(time.Millisecond)
	for i := range b.N {
		<-tick.C
		s.Write(Writing{From: people[i%len(people)], Text: fmt.Sprint("question ", i)})
	}
	if err := s.Quiet(b.Context()); err != nil {
		b.Fatal(err)
	}
	b.StopTimer()
	spent = processorTime(b) - spent
	waited := s.Delays()
	if len(waited) != b.N {
		b.Fatalf("%d questions were answered, not %d", len(waited), b.N)
	}
	slices.Sort(waited)
	b.ReportMetric(float64(spent.Microseconds())/float64(b.N), "cpu-µs/question")
	b.ReportMetric(float64(waited[len(waited)*99/100].Microseconds())/1000, "p99-ms")
	s.Revoke()
	if err := bot.Wait(); err != nil {
		b.Error(err)
	}
}

// processorTime is what this process has used so far.
func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

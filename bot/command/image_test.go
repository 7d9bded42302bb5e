package command

import (
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"chuchu/bot/telegram/telegramtest"
)

// TestImage asks the image that CHUCHU_IMAGE names by way of a Bot API server on this machine, as a person in Telegram asks
// it. It runs as compose.yaml runs it; .ci/image has built it.
func TestImage(t *testing.T) {
	image := os.Getenv("CHUCHU_IMAGE")
	if image == "" {
		t.Skip("CHUCHU_IMAGE names an image that docker can run")
	}
	api := telegramtest.New(t)
	container := fmt.Sprint("chuchu-image-", os.Getpid())
	bot := &process{exec.Command("docker", "run", "--rm", "--name", container, "--network", "host", "--read-only",
		"--cap-drop", "ALL", "--security-opt", "no-new-privileges", "--memory", "512m", "--pids-limit", "256",
		"-e", "TELEGRAM_BOT_TOKEN="+api.Token, "-e", "TELEGRAM_API_URL="+api.URL, "-e", "TELEGRAM_ALLOWED=*",
		"-e", "HTTP_ADDR="+freeAddress(t), image), new(telegramtest.Log), syscall.SIGTERM}
	bot.begin(t)
	t.Cleanup(func() { _ = exec.Command("docker", "rm", "-f", container).Run() }) // it is gone, unless the test failed
	p := api.AddPerson(telegramtest.Person{Name: "Anna", Language: "zh-hans"})
	question := api.Write(telegramtest.Writing{From: p, Text: "五个中心是哪五个？"})
	answer := ""
	waitFor(t, api, func() bool {
		for _, m := range api.Messages(p.ID) {
			if m.ID > question {
				answer = cmp.Or(answer, m.Text)
			}
		}
		return answer != ""
	}, bot)
	t.Logf("the answer:\n%s", answer)
	if !strings.Contains(answer, "国际经济中心、金融中心、贸易中心、航运中心、科技创新中心") {
		t.Error("the answer is not that of the texts")
	}
	bot.stop(t) // docker passes the signal on, and ends as the container did
	if log := bot.log.String(); !strings.Contains(log, "msg=stopped") || strings.Contains(log, "五个中心") {
		t.Errorf("log:\n%s", log)
	}
}

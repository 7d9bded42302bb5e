package command

import (
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"chuchu/bot/telegram/telegramtest"
)

// TestClusterAway has the bot answer from a real cluster that goes away and comes back. Whoever asks meanwhile is told so,
// the operator sees it in the readiness and in the log, and nothing has to be done.
func TestClusterAway(t *testing.T) {
	real, ok := strings.CutPrefix(os.Getenv("CHUCHU_WEAVIATE"), "weaviate://")
	if !ok {
		t.Skip("CHUCHU_WEAVIATE names no cluster (weaviate://host:port,…)")
	}
	host, _, _ := strings.Cut(real, ",")
	between := freeAddress(t)
	door := openDoor(t, between, host)
	texts, question := titanic(t)
	api, address := telegramtest.New(t), freeAddress(t)
	bot := start(t, botOf(api, "HTTP_ADDR="+address, "TEXTS_DIR="+texts, "DATA_DIR="+t.TempDir(), "RETRIEVAL_URL=weaviate://"+between+"/away")...)
	p := api.AddPerson(telegramtest.Person{Name: "Person", Language: "en"})
	api.Write(telegramtest.Writing{From: p, Text: question})
	waitFor(t, api, func() bool { n, _ := replies(api, p); return n == 1 }, bot)

	door.Close()
	api.Write(telegramtest.Writing{From: p, Text: question})
	waitFor(t, api, func() bool {
		messages := api.Messages(p.ID)
		return strings.Contains(messages[len(messages)-1].Text, "I can't reach the index of the texts right now")
	}, bot)
	if status, said := ask(t, address, "/readyz"); status != http.StatusServiceUnavailable || !strings.Contains(said, "not ready: cluster: the index cannot be reached: "+between) {
		t.Errorf("/readyz: got %d, %s", status, said)
	}
	if log := bot.log.String(); !strings.Contains(log, "the index cannot be reached") || strings.Contains(log, "Titanic") {
		t.Errorf("the log wants the cause, and not the question:\n%s", log)
	}

	openDoor(t, between, host)
	api.Write(telegramtest.Writing{From: p, Text: question})
	waitFor(t, api, func() bool { n, _ := replies(api, p); return n == 2 }, bot)
	if status, said := ask(t, address, "/readyz"); status != http.StatusOK {
		t.Errorf("/readyz: got %d, %s", status, said)
	}
	bot.stop(t)
}

// openDoor leads from an address to a host.
func openDoor(t *testing.T, address, host string) *httptest.Server {
	t.Helper()
	var l net.Listener
	var err error
	for end := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		if l, err = net.Listen("tcp", address); err == nil || time.Now().After(end) {
			break
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: host})
	proxy.ErrorHandler = func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) }
	door := httptest.NewUnstartedServer(proxy)
	door.Listener.Close()
	door.Listener = l
	door.Start()
	t.Cleanup(door.Close)
	return door
}

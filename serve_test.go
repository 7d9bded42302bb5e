package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"chuchu/bot/web/webtest"
)

// patience is how long scripts wait for what must come. Only what fails takes so long.
const patience = 30 * time.Second

// commands are what scripts can do besides the usual, to a chuchu that serves at HTTP_ADDR.
var commands = map[string]func(*testscript.TestScript, bool, []string){
	"model":     startModel,
	"embedding": startEmbedding,
	"cut":       cutFile,
	"address":   address, "await": await, "ready": ready, "signal": send, "crowd": crowd, "dribble": dribble,
	"load": underLoad, "large": large,
}

// until tries something until it works.
func until(ts *testscript.TestScript, try func() error) {
	for end := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		err := try()
		if err == nil {
			return
		}
		if time.Now().After(end) {
			ts.Fatalf("waited in vain: %v", err)
		}
	}
}

// address sets HTTP_ADDR to one that is free.
func address(ts *testscript.TestScript, _ bool, _ []string) {
	free, err := webtest.FreeAddress()
	ts.Check(err)
	ts.Setenv("HTTP_ADDR", free)
}

// await FILE PATTERN [N] waits until that many lines of a file, or one, match a pattern.
func await(ts *testscript.TestScript, _ bool, args []string) {
	pattern, want := regexp.MustCompile("(?m)"+args[1]), 1
	if len(args) > 2 {
		var err error
		want, err = strconv.Atoi(args[2])
		ts.Check(err)
	}
	until(ts, func() error {
		content, err := os.ReadFile(ts.MkAbs(args[0]))
		if n := len(pattern.FindAllIndex(content, -1)); err == nil && n < want {
			err = fmt.Errorf("%s has %d of %d lines with %s:\n%s", args[0], n, want, args[1], content)
		}
		return err
	})
}

// ready waits until chuchu is ready, or with ! until it says that it is not.
func ready(ts *testscript.TestScript, neg bool, _ []string) {
	until(ts, func() error {
		if err := ts.Exec("chuchu", "health"); (err != nil) != neg {
			return fmt.Errorf("chuchu health: %v", err)
		}
		return nil
	})
}

// send sends a signal (HUP, TERM, KILL) to the process whose number a file holds.
func send(ts *testscript.TestScript, _ bool, args []string) {
	signals := map[string]syscall.Signal{"HUP": syscall.SIGHUP, "TERM": syscall.SIGTERM, "KILL": syscall.SIGKILL}
	pid, err := strconv.Atoi(strings.TrimSpace(ts.ReadFile(args[1])))
	ts.Check(err)
	ts.Check(syscall.Kill(pid, signals[args[0]]))
}

// crowd N opens connections and keeps them until the script ends.
func crowd(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	for range n {
		conn, err := net.Dial("tcp", ts.Getenv("HTTP_ADDR"))
		ts.Check(err)
		ts.Defer(func() { conn.Close() })
	}
}

// dribble N makes requests byte by byte, for ever, and fails unless each is cut off.
func dribble(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	var slow sync.WaitGroup
	var endless atomic.Int64
	for range n {
		conn, err := net.Dial("tcp", ts.Getenv("HTTP_ADDR"))
		ts.Check(err)
		slow.Go(func() {
			defer conn.Close()
			request := io.MultiReader(strings.NewReader("GET /healthz HTTP/1.1\r\nX: "), neverEnding{})
			for end, b := time.Now().Add(patience), make([]byte, 1); ; time.Sleep(50 * time.Millisecond) {
				request.Read(b)
				if _, err := conn.Write(b); err != nil {
					return
				}
				if time.Now().After(end) {
					endless.Add(1)
					return
				}
			}
		})
	}
	ready(ts, false, nil)
	slow.Wait()
	if endless.Load() > 0 {
		ts.Fatalf("%d requests went on for ever", endless.Load())
	}
}

type neverEnding struct{}

func (neverEnding) Read(b []byte) (int, error) { return copy(b, "x"), nil }

// underLoad begins to ask for /readyz and /metrics from several sides, until chuchu is gone. At the end of the script each
// answer that began must have been whole, and there must have been some.
func underLoad(ts *testscript.TestScript, _ bool, _ []string) {
	url := "http://" + ts.Getenv("HTTP_ADDR")
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	var askers sync.WaitGroup
	var whole, broken atomic.Int64
	for i := range 4 {
		askers.Go(func() {
			path := []string{"/readyz", "/metrics"}[i%2]
			for ctx.Err() == nil {
				request, err := http.NewRequestWithContext(ctx, http.MethodGet, url+path, nil)
				if err != nil {
					broken.Add(1)
					return
				}
				response, err := http.DefaultClient.Do(request)
				if err != nil { // it is gone
					return
				}
				body, err := io.ReadAll(response.Body)
				response.Body.Close()
				switch {
				case response.StatusCode == http.StatusTooManyRequests:
				case err != nil || response.StatusCode != http.StatusOK || len(body) == 0:
					broken.Add(1)
				default:
					whole.Add(1)
				}
			}
		})
	}
	ts.Defer(func() {
		cancel()
		askers.Wait()
		if whole.Load() == 0 || broken.Load() > 0 {
			ts.Fatalf("under load %d answers were whole and %d broken", whole.Load(), broken.Load())
		}
	})
}

// large FILE MB makes a file of that size, one line.
func large(ts *testscript.TestScript, _ bool, args []string) {
	megabytes, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat([]byte("why? "), megabytes*1e6/5), 0o600))
}

// Package web is the bot's side that speaks HTTP: whether it is alive (/healthz) and ready (/readyz), its figures
// (/metrics), and what others have it serve, such as the address where Telegram delivers. It answers no questions.
//
// It is made to stand in the open: every wait has an end, every size a bound, each client a rate, and all connections
// together a number (crowd.go), so that whoever wants to keep it busy keeps nobody else from it.
package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"time"
)

// Server is the HTTP side of one process.
type Server struct {
	mux        *http.ServeMux
	conditions conditions
	limits     *limits
	observe    func(route string, status int)
	log        *slog.Logger
}

// New returns a server of /healthz, /readyz and, by the handler, /metrics. observe learns of each response, by the route
// that it came from ("" for none) and its status.
func New(metrics http.Handler, observe func(route string, status int), log *slog.Logger) *Server {
	s := &Server{mux: http.NewServeMux(), limits: newLimits(), observe: observe, log: log}
	s.Handle("GET /healthz", http.HandlerFunc(alive))
	s.Handle("GET /readyz", &s.conditions)
	s.Handle("GET /metrics", metrics)
	return s
}

// Handle serves a route, in the form of [http.ServeMux], from now on; it may be called while the server runs. A route
// may be given once.
func (s *Server) Handle(route string, h http.Handler) { s.mux.Handle(route, h) }

// Knower is a handler that can tell, quickly, whether a request is from somebody it knows.
type Knower interface {
	http.Handler
	Knows(r *http.Request) bool
}

// HandleKnown serves a route as [Server.Handle] does, without a limit on the rate of those whom the handler knows: behind a
// proxy all are one client, and strangers would use up what that is allowed.
func (s *Server) HandleKnown(route string, h Knower) { s.mux.Handle(route, h) }

// Require makes readiness depend on a condition, from now on. check returns what is wrong, in words for the operator; it
// is called from several goroutines at once and must not wait.
func (s *Server) Require(name string, check func() error) { s.conditions.add(name, check) }

// alive says that the process answers. It asks nothing of it: who is told that it is not alive will end it.
func alive(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "alive") }

// What a client may take. None of the routes has more to say than a page, nor more to hear than one message.
const (
	headerTime    = 5 * time.Second  // for the header of a request; whoever sends it byte by byte is slower
	requestTime   = 10 * time.Second // for the whole request
	responseTime  = 20 * time.Second // from the header of the request to the end of the response
	idleTime      = 60 * time.Second // between two requests; Prometheus asks every 15 to 60 s, Telegram keeps connections
	largestHeader = 16 << 10         // bytes
	largestBody   = 1 << 20          // bytes; an update of Telegram has at most 60 thousand
)

// Serve answers at the listener until ctx ends, and closes it. Requests under way are answered then, for as long as grace
// allows. Serve returns nil then, or why it cannot serve.
func (s *Server) Serve(ctx context.Context, listener net.Listener, grace time.Duration) error {
	crowd := newCrowd()
	server := &http.Server{
		Handler: http.HandlerFunc(s.serve), ConnState: crowd.changed,
		ReadHeaderTimeout: headerTime, ReadTimeout: requestTime, WriteTimeout: responseTime, IdleTimeout: idleTime,
		MaxHeaderBytes: largestHeader, ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serving HTTP: %w", err)
	case <-ctx.Done():
	}
	late, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	err := server.Shutdown(late)
	if errors.Is(err, context.DeadlineExceeded) {
		err = server.Close() // who is still not done will ask again
	}
	<-ended
	return err
}

// serve answers one request within the limits.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Cache-Control", "no-store")
	header.Set("X-Content-Type-Options", "nosniff")
	handler, route := s.mux.Handler(r)
	answer := &response{ResponseWriter: w, status: http.StatusOK}
	defer func() {
		if p := recover(); p != nil {
			s.observe(route, http.StatusInternalServerError)
			s.log.Error("a request could not be answered", "panic", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))
			panic(http.ErrAbortHandler)
		}
		s.observe(route, answer.status)
	}()
	knower, ok := handler.(Knower)
	if known := ok && knower.Knows(r); !known && !s.limits.allow(r.RemoteAddr, time.Now()) {
		header.Set("Retry-After", "1")
		http.Error(answer, "too many requests", http.StatusTooManyRequests)
		return
	}
	r.Body = http.MaxBytesReader(answer, r.Body, largestBody)
	handler.ServeHTTP(answer, r)
}

// response remembers its status.
type response struct {
	http.ResponseWriter
	status int
}

func (r *response) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// Unwrap is what http.ResponseController looks for.
func (r *response) Unwrap() http.ResponseWriter { return r.ResponseWriter }

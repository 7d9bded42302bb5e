package web

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/pprof"
	"net/netip"
)

// ListenForProfiles opens the address for profiles, which must be one of this machine only: a profile tells much of what
// the process holds. The error says so.
func ListenForProfiles(address string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	if ip, err := netip.ParseAddr(host); err != nil || !ip.IsLoopback() {
		return nil, fmt.Errorf("%s can be reached from outside; profiles are given at 127.0.0.1 or [::1] only", address)
	}
	return net.Listen("tcp", address)
}

// ServeProfiles answers at /debug/pprof/ until ctx ends, and closes the listener.
func ServeProfiles(ctx context.Context, listener net.Listener) error {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	server := &http.Server{Handler: mux, ReadTimeout: requestTime}
	defer context.AfterFunc(ctx, func() { server.Close() })()
	if err := server.Serve(listener); ctx.Err() == nil {
		return fmt.Errorf("serving profiles: %w", err)
	}
	return nil
}

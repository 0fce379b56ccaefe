package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"slices"
	"sync"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/cmd/services"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// controlPrefix is where the program answers instead of the services.
const controlPrefix = "/_fake/"

// control is what can be asked and changed of a running fake.
type control struct {
	services.Services
	beginning services.Seed

	mu       sync.Mutex
	switches map[string]string // those that were set
	faults   []injected
}

type injected struct {
	fault
	injection *fake.Injection
}

// ready is what says that the fake can be used, and how.
type ready struct {
	Environment []string `json:"environment"` // NAME=value
}

// maxBody bounds a seed.
const maxBody = 32 << 20

func (c *control) handler() http.Handler {
	mux := http.NewServeMux()
	answer := func(pattern string, act func(body []byte) (any, error)) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
			var value any
			if err == nil {
				value, err = act(body)
			}
			if err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
			if value == nil {
				w.WriteHeader(http.StatusNoContent)
				return
			}
			w.Header().Set("Content-Type", "application/json")
			_ = json.NewEncoder(w).Encode(value) // a client that has gone away wants no answer
		})
	}
	answer("GET /_fake/ready", func([]byte) (any, error) { return ready{c.Environ()}, nil })
	answer("GET /_fake/journal", func([]byte) (any, error) { return c.journal(), nil })
	answer("DELETE /_fake/journal", func([]byte) (any, error) { c.Server.ResetJournal(); return nil, nil })
	answer("GET /_fake/money", func([]byte) (any, error) { return c.Dump().Money(), nil })
	answer("GET /_fake/state", func([]byte) (any, error) { return c.Dump(), nil })
	answer("PUT /_fake/state", c.putState)
	answer("POST /_fake/reset", func([]byte) (any, error) { return nil, c.Load(c.beginning) })
	answer("GET /_fake/switches", func([]byte) (any, error) { return c.settings(), nil })
	answer("PUT /_fake/switches", c.putSwitches)
	answer("GET /_fake/faults", func([]byte) (any, error) { return c.strikes(), nil })
	answer("POST /_fake/faults", c.postFault)
	answer("DELETE /_fake/faults", func([]byte) (any, error) { c.clearFaults(); return nil, nil })
	return programsOnly(mux)
}

// programsOnly refuses what a browser sends: a page on some web site must not reach the fake of
// whoever reads it, nor under another name that leads here.
func programsOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		if r.Header.Get("Origin") != "" || r.Header.Get("Sec-Fetch-Site") != "" || !loopback(host) {
			http.Error(w, "The control endpoint is for programs on this machine, at a loopback address; use curl.", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func (c *control) putState(body []byte) (any, error) {
	seed, err := services.ReadSeed(body)
	if err != nil {
		return nil, err
	}
	return nil, c.Load(seed)
}

func (c *control) putSwitches(body []byte) (any, error) {
	var asked map[string]string
	if err := json.Unmarshal(body, &asked); err != nil {
		return nil, fmt.Errorf(`write {"apigee.NAME": "value"}: %w`, err)
	}
	for _, name := range slices.Sorted(maps.Keys(asked)) {
		if err := c.set(name, asked[name]); err != nil {
			return nil, err
		}
	}
	return c.settings(), nil
}

func (c *control) set(name, value string) error {
	if err := c.SetSwitch(name, value); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.switches[name] = value
	return nil
}

func (c *control) settings() map[string]string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.switches)
}

func (c *control) postFault(body []byte) (any, error) {
	var f fault
	if err := fake.Decode(body, &f); err != nil {
		return nil, err
	}
	return f, c.inject(f)
}

func (c *control) inject(f fault) error {
	if f.Fault == "" {
		return errors.New(`there is no fault: write {"on": "POST /wallets", "fault": "drop-after"}`)
	}
	injection, err := f.inject(c.Server)
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.faults = append(c.faults, injected{f, injection})
	return nil
}

func (c *control) clearFaults() {
	c.Server.ClearFaults()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.faults = nil
}

// strike is a fault with how often it struck.
type strike struct {
	Fault  string `json:"fault"`
	Struck int    `json:"struck"`
}

func (c *control) strikes() []strike {
	c.mu.Lock()
	defer c.mu.Unlock()
	all := []strike{}
	for _, f := range c.faults {
		all = append(all, strike{f.String(), f.injection.Fired()})
	}
	return all
}

// request is one request of the journal.
type request struct {
	Method string `json:"method"`
	Path   string `json:"path"`
	Route  string `json:"route,omitzero"`
	Status int    `json:"status"` // 0: the connection was dropped
	Body   string `json:"body,omitzero"`
	Fault  string `json:"fault,omitzero"`
}

func (c *control) journal() []request {
	all := []request{}
	for _, e := range c.Server.Journal() {
		all = append(all, request{e.Method, e.Path, e.Route, e.Status, string(e.Body), e.Fault})
	}
	return all
}

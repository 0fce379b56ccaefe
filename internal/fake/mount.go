package fake

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// Service is what the server needs to know of a service it carries.
type Service struct {
	Prefix string // paths below it get the service's own error bodies, "/v1/shop"
	// Error is the service's body for a status that comes from the server: 401, 404, 405, 429, and
	// faults without a body. It is called without Lock.
	Error func(status int) Response
	State Versioned // lets reads be made stale; nil: they cannot
}

// Handler answers one request. It runs under [Server.Lock]: what it changes, it changes in one
// step.
type Handler func(*Request) Response

// Mount is a service on a server.
type Mount struct {
	srv     *Server
	service Service
	auth    *Auth
	routes  []*route
	history history
}

type route struct {
	mount    *Mount
	method   string
	pattern  string
	segments []string
	open     bool
	handler  Handler
}

// Mount adds a service; it panics if one with that prefix is there already.
func (s *Server) Mount(service Service) *Mount {
	s.admin.Lock()
	defer s.admin.Unlock()
	for _, m := range s.mounts {
		if m.service.Prefix == service.Prefix {
			panic(fmt.Sprintf("fake: a service is mounted at %s already", service.Prefix))
		}
	}
	m := &Mount{srv: s, service: service, auth: newAuth(s)}
	m.history.state = service.State
	s.mounts = append(s.mounts, m)
	return m
}

// Auth returns the credentials that the service accepts.
func (m *Mount) Auth() *Auth { return m.auth }

// Handle registers a handler behind the service's credentials. The pattern is a whole path whose
// {name} segments match one escaped segment each and are unescaped after the match, so that an id
// with '/', '#', '@' or '+' arrives whole. It panics on a pattern that exists.
func (m *Mount) Handle(method, pattern string, h Handler) { m.add(method, pattern, h, false) }

// HandleOpen registers a handler that asks for no credentials, such as a token endpoint. Requests
// to it are not counted by [CommitLate] and [Lag], and its answers are never stale.
func (m *Mount) HandleOpen(method, pattern string, h Handler) { m.add(method, pattern, h, true) }

func (m *Mount) add(method, pattern string, h Handler, open bool) {
	m.srv.admin.Lock()
	defer m.srv.admin.Unlock()
	for _, other := range m.srv.mounts {
		for _, r := range other.routes {
			if r.method == method && r.pattern == pattern {
				panic(fmt.Sprintf("fake: %s %s is registered already", method, pattern))
			}
		}
	}
	m.routes = append(m.routes, &route{mount: m, method: method, pattern: pattern, segments: strings.Split(pattern, "/"), open: open, handler: h})
}

// find returns the route of a request and the values of its placeholders. Without a route it
// returns the mount the path belongs to, if any, and the status that says what is wrong. A route
// with more literal segments wins.
func (s *Server) find(method, escapedPath string) (found *route, params map[string]string, owner *Mount, status int) {
	s.admin.Lock()
	defer s.admin.Unlock()
	status = http.StatusNotFound
	given := strings.Split(escapedPath, "/")
	for _, m := range s.mounts {
		if strings.HasPrefix(escapedPath, m.service.Prefix) {
			owner = m
		}
		for _, r := range m.routes {
			values, ok := match(r.segments, given)
			switch {
			case !ok:
			case r.method != method:
				status, owner = http.StatusMethodNotAllowed, m
			case found == nil || len(values) < len(params):
				found, params = r, values
			}
		}
	}
	if found != nil {
		return found, params, found.mount, 0
	}
	return nil, nil, owner, status
}

func match(pattern, given []string) (map[string]string, bool) {
	if len(pattern) != len(given) {
		return nil, false
	}
	values := map[string]string{}
	for i, p := range pattern {
		if !strings.HasPrefix(p, "{") {
			if p != given[i] {
				return nil, false
			}
			continue
		}
		v, err := url.PathUnescape(given[i])
		if err != nil || v == "" {
			return nil, false
		}
		values[strings.Trim(p, "{}")] = v
	}
	return values, true
}

// errorResponse is the service's answer to a status, or a plain one where no service is concerned.
func (m *Mount) errorResponse(status int) Response {
	if m == nil || m.service.Error == nil {
		return Text(status, http.StatusText(status))
	}
	return m.service.Error(status)
}

package fake

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Entry is one request in the journal, in the order of arrival.
type Entry struct {
	Method string
	Path   string      // as sent, still escaped
	Route  string      // the pattern that matched, "" if none did
	Query  url.Values  // decoded
	Keys   []string    // top-level keys present in a JSON object body, sorted: absent and null are different things
	Body   []byte      // as sent
	Header http.Header // those in the list below that were sent; never the credentials
	Auth   string      // the kind of credentials only: "Basic", "Bearer" or ""
	Status int         // what was answered; 0 while there is no answer, and for a connection that was dropped
	Sent   int         // bytes of the answer's body that the connection took, fewer than it has if the client went away
	Fault  string      // names of the faults that took part, joined by "+"; "" if none
	At     time.Time   // by the server's clock
}

var journalHeaders = []string{"Accept", "Content-Type", "Idempotency-Key", "Paypal-Request-Id", "User-Agent"}

// String names the request in failures.
func (e Entry) String() string {
	return fmt.Sprintf("%s %s -> %d", e.Method, e.Path, e.Status)
}

func newEntry(r *Request, at time.Time) *Entry {
	e := &Entry{
		Method: r.Method, Path: r.Path, Route: r.Route, Query: r.Query, Keys: r.keys(), Body: r.Body, Header: http.Header{}, At: at,
	}
	for _, name := range journalHeaders {
		if v, ok := r.Header[name]; ok {
			e.Header[name] = v
		}
	}
	e.Auth, _, _ = strings.Cut(r.Header.Get("Authorization"), " ")
	return e
}

func (e *Entry) clone() Entry {
	c := *e
	c.Query = url.Values(cloneLists(e.Query))
	c.Header = e.Header.Clone()
	c.Keys = slices.Clone(e.Keys)
	c.Body = bytes.Clone(e.Body)
	return c
}

func cloneLists(m map[string][]string) map[string][]string {
	c := maps.Clone(m)
	for k, v := range c {
		c[k] = slices.Clone(v)
	}
	return c
}

// Journal returns a copy of every request since the start or the last [Server.ResetJournal].
func (s *Server) Journal() []Entry {
	s.admin.Lock()
	defer s.admin.Unlock()
	all := make([]Entry, 0, len(s.journal))
	for _, e := range s.journal {
		all = append(all, e.clone())
	}
	return all
}

// Requests returns the journal entries with this method and route, as [On] matches them.
func (s *Server) Requests(method, route string) []Entry {
	return slices.DeleteFunc(s.Journal(), func(e Entry) bool { return !matches(method, route, e.Method, e.Route) })
}

// Count returns how many requests had this method and route, as [On] matches them.
func (s *Server) Count(method, route string) int { return len(s.Requests(method, route)) }

// ResetJournal forgets the requests so far and starts the counters of [Server.Traffic] anew.
func (s *Server) ResetJournal() {
	s.admin.Lock()
	defer s.admin.Unlock()
	s.journal = nil
	clear(s.connections)
	s.traffic = Traffic{MaxInFlight: s.inFlight}
}

// Traffic counts what the journal cannot show.
type Traffic struct {
	Connections    int // connections opened
	MaxConnections int // most connections open at one time, of those opened or used
	MaxInFlight    int // most requests being served at one time
}

// Traffic returns the counters since the start or the last [Server.ResetJournal].
func (s *Server) Traffic() Traffic {
	s.admin.Lock()
	defer s.admin.Unlock()
	return s.traffic
}

// matches is the one rule by which faults and journal queries name requests: an empty method is
// any; a route is named by a part of its pattern, or by its end if the part ends in "$".
func matches(method, part, givenMethod, givenRoute string) bool {
	if method != "" && method != givenMethod {
		return false
	}
	if end, ok := strings.CutSuffix(part, "$"); ok {
		return strings.HasSuffix(givenRoute, end)
	}
	return strings.Contains(givenRoute, part)
}

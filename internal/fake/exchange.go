package fake

import (
	"io"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// maxBody bounds what is read of a request.
const maxBody = 32 << 20

// exchange is the life of one request: it arrives, faults prepare it, it is run or not, and
// something is answered or not.
type exchange struct {
	srv   *Server
	w     http.ResponseWriter
	http  *http.Request
	req   *Request
	entry *Entry

	mount  *Mount // nil: no service has this path
	route  *route // nil: no service has this route
	status int    // why there is no route
	number int    // how many requests behind credentials there were up to this one

	version func(*history) int // which state a GET is answered from; nil: the live one
	result  *Response          // what the handler answered, once it has run
}

// ServeHTTP serves one request; the server calls it by itself.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !s.open() {
		panic(http.ErrAbortHandler)
	}
	defer s.handlers.Done()
	if control := s.controlFor(r); control != nil {
		control.ServeHTTP(w, r)
		return
	}

	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody))
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	x := &exchange{srv: s, w: w, http: r, req: &Request{
		Method: r.Method, Path: r.URL.EscapedPath(), Query: r.URL.Query(), Header: r.Header.Clone(), Body: body,
	}}
	x.route, x.req.params, x.mount, x.status = s.find(r.Method, x.req.Path)
	if x.route != nil {
		x.req.Route = x.route.pattern
	}

	due, latency := s.arrive(x)
	defer s.leave(x)
	for _, late := range due {
		late.exchange.run()
	}
	faults := s.faultsFor(x.req)
	s.name(x, faults)
	for _, f := range faults {
		if f.fault.prepare != nil {
			f.fault.prepare(x)
		}
	}
	if latency > 0 {
		x.sleep(latency)
	}
	if n := len(faults); n > 0 && faults[n-1].fault.outcome != nil {
		faults[n-1].fault.outcome(x, faults[n-1].injection)
		return
	}
	x.reply(x.run())
}

// arrive enters the request in the journal and returns the late commits whose time has come.
func (s *Server) arrive(x *exchange) (due []*lateCommit, latency time.Duration) {
	s.admin.Lock()
	defer s.admin.Unlock()
	x.entry = newEntry(x.req, s.clock.Now())
	s.journal = append(s.journal, x.entry)
	s.inFlight++
	s.traffic.MaxInFlight = max(s.traffic.MaxInFlight, s.inFlight)
	if x.route == nil || !x.route.open {
		s.requests++
		due = s.takeDue()
	}
	x.number = s.requests
	return due, s.latency
}

func (s *Server) leave(x *exchange) {
	s.admin.Lock()
	defer s.admin.Unlock()
	s.inFlight--
	if s.log != nil {
		s.log(x.entry.clone())
	}
}

func (s *Server) name(x *exchange, faults []struck) {
	names := make([]string, 0, len(faults))
	for _, f := range faults {
		names = append(names, f.fault.name)
	}
	s.admin.Lock()
	defer s.admin.Unlock()
	x.entry.Fault = strings.Join(names, "+")
}

// run lets the service handle the request, once, and returns its answer.
func (x *exchange) run() Response {
	if x.result == nil {
		answer := x.handle()
		x.result = &answer
	}
	return *x.result
}

// again returns the exchange as it was before it ran, for running it at another time.
func (x *exchange) again() *exchange {
	return &exchange{srv: x.srv, req: x.req, mount: x.mount, route: x.route, status: x.status, number: x.number}
}

func (x *exchange) handle() Response {
	if wait := x.srv.takeTurn(); wait > 0 {
		return x.tooManyRequests(strconv.Itoa(int((wait + time.Second - 1) / time.Second)))
	}
	if x.route == nil {
		return x.mount.errorResponse(x.status)
	}
	if !x.route.open && !x.mount.auth.accepts(x.req.Header) {
		return x.mount.auth.refusal(x.mount)
	}

	x.srv.Lock()
	defer x.srv.Unlock()
	history := &x.mount.history
	if x.req.Method == http.MethodGet {
		return x.read(history)
	}
	answer := x.route.handler(x.req)
	if answer.Status < 300 && !x.route.open {
		history.record(x.number)
	}
	return answer
}

func (x *exchange) read(h *history) (answer Response) {
	if x.version == nil || h.depth == 0 || x.route.open {
		return x.route.handler(x.req)
	}
	h.at(x.version(h), func() { answer = x.route.handler(x.req) })
	return answer
}

func (s *Server) takeTurn() time.Duration {
	now := s.clock.Now()
	s.admin.Lock()
	defer s.admin.Unlock()
	return s.limit.take(now)
}

func (x *exchange) tooManyRequests(retryAfter string) Response {
	answer := x.mount.errorResponse(http.StatusTooManyRequests)
	if retryAfter != "" {
		answer = answer.With("Retry-After", retryAfter)
	}
	return answer
}

func (x *exchange) reply(answer Response) { x.send(answer, len(answer.Body)) }

// replyHalf announces the whole body, sends half of it and drops the connection.
func (x *exchange) replyHalf(answer Response) {
	x.send(answer, len(answer.Body)/2)
	// Without the flush the half would be lost with the connection.
	_ = http.NewResponseController(x.w).Flush()
	x.drop()
}

// send answers with the first n bytes of the body and a Content-Length for all of it.
func (x *exchange) send(answer Response, n int) {
	x.srv.admin.Lock()
	x.entry.Status = answer.Status
	x.srv.admin.Unlock()

	header := x.w.Header()
	maps.Copy(header, answer.Header)
	if answer.Status != http.StatusNoContent {
		header.Set("Content-Length", strconv.Itoa(len(answer.Body)))
	}
	x.w.WriteHeader(answer.Status)
	// A client that has gone away is none of the server's business.
	sent, _ := x.w.Write(answer.Body[:n])
	x.srv.admin.Lock()
	defer x.srv.admin.Unlock()
	x.entry.Sent = sent
}

// sleep waits in real time. If the client goes away meanwhile the request still takes effect; if
// the server does, it does not.
func (x *exchange) sleep(d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-x.http.Context().Done():
	case <-x.srv.closing:
		x.drop()
	}
}

// lateCommit is a request that was dropped and will be run all the same.
type lateCommit struct {
	exchange *exchange
	after    int // further requests that shall not see it
}

func (s *Server) commitLate(x *exchange, after int) {
	s.admin.Lock()
	defer s.admin.Unlock()
	s.pending = append(s.pending, &lateCommit{x, after})
}

// takeDue counts one request and takes out what is to be run before it.
func (s *Server) takeDue() []*lateCommit {
	var due, rest []*lateCommit
	for _, p := range s.pending {
		if p.after == 0 {
			due = append(due, p)
			continue
		}
		p.after--
		rest = append(rest, p)
	}
	s.pending = rest
	return due
}

// CommitPending runs at once what [CommitLate] has put off, and returns how many requests that
// were.
func (s *Server) CommitPending() int {
	s.admin.Lock()
	pending := s.pending
	s.pending = nil
	s.admin.Unlock()
	for _, p := range pending {
		p.exchange.run()
	}
	return len(pending)
}

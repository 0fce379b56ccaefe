package fake

import (
	"net/http"
	"slices"
	"sync"
)

// Fault is one way in which an exchange can go wrong. Faults are values: the same one may be
// injected several times.
type Fault struct {
	name    string
	prepare func(*exchange)                                    // changes the circumstances, and the request goes on
	outcome func(*exchange, *Injection)                        // decides what the client sees and whether the handler runs; nil: the request goes on
	choose  func(*Request, *Injection) (chosen Fault, ok bool) // picks another fault for this request
	history int                                                // how far back the state must be known
}

// Name is how the journal names the fault.
func (f Fault) Name() string { return f.name }

// Injection is a fault in the server's queue.
type Injection struct {
	srv   *Server
	fault Fault

	method, route string
	where         func(*Request) bool
	skip, nth     int
	times         int // 0: always

	// Under the server's admin lock.
	seen, fired int
	repeats     map[string]int // how often each request was seen, for Mix

	once     sync.Once
	released chan struct{}
	arrived  chan struct{}
}

// FaultOption says when an injected fault strikes.
type FaultOption func(*Injection)

// On limits a fault to requests with this method ("" for any) whose route contains the given part
// of a pattern, or ends with it if the part ends in "$": "/orders" means the collection and its
// items, "/orders$" the collection, "/orders/{" the items.
func On(method, route string) FaultOption {
	return func(i *Injection) { i.method, i.route = method, route }
}

// Where limits a fault to requests for which f is true. It must not call the server.
func Where(f func(*Request) bool) FaultOption { return func(i *Injection) { i.where = f } }

// Times makes a fault strike n times; without it or [Always] it strikes once.
func Times(n int) FaultOption { return func(i *Injection) { i.times = n } }

// Always makes a fault strike until it is removed.
func Always() FaultOption { return func(i *Injection) { i.times = 0 } }

// Skip lets the first n matching requests pass.
func Skip(n int) FaultOption { return func(i *Injection) { i.skip = n } }

// EveryNth makes a fault strike each n-th matching request only, counted after those of [Skip].
func EveryNth(n int) FaultOption { return func(i *Injection) { i.nth = n } }

// Inject puts a fault at the end of the queue; it strikes once unless an option says otherwise. For
// each request the queue is walked in order: faults that only change the circumstances ([Hook],
// [Delay], [LoseTokens], [Stale], [Lag]) all take part, and the first that decides the answer ends
// the walk.
func (s *Server) Inject(f Fault, opts ...FaultOption) *Injection {
	i := &Injection{
		srv: s, fault: f, nth: 1, times: 1,
		repeats:  map[string]int{},
		released: make(chan struct{}),
		arrived:  make(chan struct{}, 1024),
	}
	for _, opt := range opts {
		opt(i)
	}
	if f.history > 0 {
		s.Lock()
		defer s.Unlock()
	}
	s.admin.Lock()
	defer s.admin.Unlock()
	if f.history > 0 {
		for _, m := range s.mounts {
			m.history.ask(f.history, s.requests)
		}
	}
	s.injections = append(s.injections, i)
	return i
}

// ClearFaults removes every fault from the queue and releases what is held.
func (s *Server) ClearFaults() {
	s.admin.Lock()
	all := s.injections
	s.injections = nil
	s.admin.Unlock()
	for _, i := range all {
		i.Release()
	}
}

// Remove takes the fault out of the queue; what it holds stays held.
func (i *Injection) Remove() {
	i.srv.admin.Lock()
	defer i.srv.admin.Unlock()
	i.srv.injections = slices.DeleteFunc(i.srv.injections, func(other *Injection) bool { return other == i })
}

// Fired returns how many requests the fault has struck.
func (i *Injection) Fired() int {
	i.srv.admin.Lock()
	defer i.srv.admin.Unlock()
	return i.fired
}

// Arrived receives one value for each request that [Slow] has begun to hold.
func (i *Injection) Arrived() <-chan struct{} { return i.arrived }

// Release lets go of every request that [Slow] holds, now and later.
func (i *Injection) Release() { i.once.Do(func() { close(i.released) }) }

// struck is a fault together with the injection it came from.
type struck struct {
	fault     Fault
	injection *Injection
}

// faultsFor walks the queue for one request, counts, and drops what is used up. Only the last one
// returned may decide the answer.
func (s *Server) faultsFor(r *Request) []struck {
	s.admin.Lock()
	defer s.admin.Unlock()
	var all []struck
	for _, i := range s.injections {
		f, ok := i.strike(r)
		if !ok {
			continue
		}
		all = append(all, struck{f, i})
		if f.outcome != nil {
			break
		}
	}
	s.injections = slices.DeleteFunc(s.injections, func(i *Injection) bool { return i.times > 0 && i.fired >= i.times })
	return all
}

func (i *Injection) strike(r *Request) (Fault, bool) {
	if !matches(i.method, i.route, r.Method, r.Route) || i.where != nil && !i.where(r) {
		return Fault{}, false
	}
	i.seen++
	if counted := i.seen - i.skip; counted <= 0 || counted%i.nth != 0 {
		return Fault{}, false
	}
	f := i.fault
	if f.choose != nil {
		var ok bool
		if f, ok = f.choose(r, i); !ok {
			return Fault{}, false
		}
	}
	i.fired++
	return f, true
}

// hold waits until the injection is released or the server closes; with leave also until the client
// goes away. It tells whether it was released.
func (i *Injection) hold(x *exchange, leave bool) (released bool) {
	var gone <-chan struct{}
	if leave {
		gone = x.http.Context().Done()
	}
	select {
	case i.arrived <- struct{}{}:
	default: // a test that holds more than a thousand requests does not count them
	}
	select {
	case <-i.released:
		return true
	case <-gone:
	case <-x.srv.closing:
	}
	return false
}

// drop closes the connection without an answer.
func (x *exchange) drop() { panic(http.ErrAbortHandler) }

package fake

import (
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Server carries services on one loopback address.
type Server struct {
	listener net.Listener
	http     *http.Server
	handlers sync.WaitGroup
	closing  chan struct{}
	once     sync.Once

	clock *Clock
	ids   *idSource
	log   func(Entry)

	// state is the lock around the state of all services, admin the one around the server's own. A
	// handler runs under state and never under admin.
	state sync.Mutex
	admin sync.Mutex

	mounts      []*Mount
	injections  []*Injection
	pending     []*lateCommit
	journal     []*Entry
	requests    int               // behind credentials, since the start
	connections map[net.Conn]bool // open, and used since the journal was reset
	inFlight    int
	traffic     Traffic
	latency     time.Duration
	limit       rateLimit

	control       http.Handler // nil: none
	controlPrefix string
}

// Option configures a server.
type Option func(*Server)

// WithRealTime makes the server's clock follow real time instead of standing at [Epoch].
func WithRealTime() Option { return func(s *Server) { s.clock.real = true } }

// WithSeed sets the first group of every id, so that two servers of one test hand out different
// ones. The default is 1.
func WithSeed(seed uint32) Option { return func(s *Server) { s.ids.seed = seed } }

// WithRequestLog calls f with each finished request, one at a time. It must not call the server.
func WithRequestLog(f func(Entry)) Option { return func(s *Server) { s.log = f } }

// New starts a server on a free loopback port; it panics if there is none, as httptest does.
func New(opts ...Option) *Server {
	s, err := Listen("127.0.0.1:0", opts...)
	if err != nil {
		panic(fmt.Sprintf("fake: %v", err))
	}
	return s
}

// Listen starts a server on the given TCP address; it is for the stand-alone program, tests use
// [New].
func Listen(address string, opts ...Option) (*Server, error) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, err
	}
	s := &Server{
		listener:    listener,
		connections: map[net.Conn]bool{},
		closing:     make(chan struct{}),
		clock:       &Clock{now: Epoch},
		ids:         &idSource{seed: 1},
	}
	for _, opt := range opts {
		opt(s)
	}
	s.http = &http.Server{
		Handler:           s,
		ConnState:         s.countConnection,
		ReadHeaderTimeout: time.Minute,
	}
	s.handlers.Go(func() {
		// Serve returns when Close closes the listener, and has nothing else to say.
		_ = s.http.Serve(listener)
	})
	return s, nil
}

// URL is the base address of the server, without a slash at the end.
func (s *Server) URL() string {
	address, ok := s.listener.Addr().(*net.TCPAddr)
	if !ok || address.IP.IsUnspecified() {
		_, port, _ := net.SplitHostPort(s.listener.Addr().String())
		return "http://127.0.0.1:" + port
	}
	return "http://" + address.String()
}

// Close releases every held answer, drops all connections and waits for the handlers to end.
// Closing twice is harmless.
func (s *Server) Close() {
	s.once.Do(func() {
		s.admin.Lock()
		close(s.closing)
		s.admin.Unlock()
		_ = s.http.Close() // the listener's error would tell nobody anything
	})
	s.handlers.Wait()
}

// open counts a handler in, unless the server is closing: nothing may be added to what Close waits
// for.
func (s *Server) open() bool {
	s.admin.Lock()
	defer s.admin.Unlock()
	select {
	case <-s.closing:
		return false
	default:
		s.handlers.Add(1)
		return true
	}
}

// Lock takes the lock around the state of all services. Handlers hold it already; accessors and
// mutators that a service offers to tests must take it.
func (s *Server) Lock() { s.state.Lock() }

// Unlock gives back what [Server.Lock] took.
func (s *Server) Unlock() { s.state.Unlock() }

// Clock is the time as the services see it.
func (s *Server) Clock() *Clock { return s.clock }

// NewID returns the next id: shaped like a UUID, different on each call, the same in each run.
func (s *Server) NewID() string { return s.ids.id() }

// OrNewID is the id if there is one, which [Server.NewID] then does not return any more, or else a
// new one.
func (s *Server) OrNewID(id string) string {
	if id == "" {
		return s.NewID()
	}
	s.ids.taken(id)
	return id
}

// Control gives all requests whose path begins with prefix to h. No fault strikes them and the
// journal does not list them: they are for whoever runs the server.
func (s *Server) Control(prefix string, h http.Handler) {
	s.admin.Lock()
	defer s.admin.Unlock()
	s.controlPrefix, s.control = prefix, h
}

func (s *Server) controlFor(r *http.Request) http.Handler {
	s.admin.Lock()
	defer s.admin.Unlock()
	if s.control == nil || !strings.HasPrefix(r.URL.Path, s.controlPrefix) {
		return nil
	}
	return s.control
}

// SetLatency makes every answer take at least d of real time; it is for benchmarks.
func (s *Server) SetLatency(d time.Duration) {
	s.admin.Lock()
	defer s.admin.Unlock()
	s.latency = d
}

// countConnection counts a connection that was open at the last [Server.ResetJournal] from its next
// request on: the process that left it may be gone, and its closing be noticed only later.
func (s *Server) countConnection(connection net.Conn, state http.ConnState) {
	s.admin.Lock()
	defer s.admin.Unlock()
	switch state {
	case http.StateNew, http.StateActive:
		if state == http.StateNew {
			s.traffic.Connections++
		}
		s.connections[connection] = true
		s.traffic.MaxConnections = max(s.traffic.MaxConnections, len(s.connections))
	case http.StateClosed, http.StateHijacked:
		delete(s.connections, connection)
	}
}

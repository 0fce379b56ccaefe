package transport

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/binary"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// breakage is one way in which an answer fails after the service has the request.
type breakage struct {
	name    string
	handler http.HandlerFunc
	// repeatable tells the failures after which a harmless request is sent again from those that
	// would only happen again.
	repeatable bool
	slow       bool
}

func breakages() []breakage {
	status := func(code int, header ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			for i := 0; i < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			answer(w, code, `{"code":"broken","message":"broken"}`)
		}
	}
	body := func(text string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, text) }
	}
	return []breakage{
		{name: "500", handler: status(500), repeatable: true},
		{name: "502", handler: status(502), repeatable: true},
		{name: "503", handler: status(503), repeatable: true},
		{name: "503 with Retry-After", handler: status(503, "Retry-After", "3"), repeatable: true},
		{name: "504", handler: status(504), repeatable: true},
		{name: "408", handler: status(408), repeatable: true},
		{name: "302", handler: status(302, "Location", "/login")},
		{name: "307", handler: status(307, "Location", "/login")},
		{name: "304", handler: status(304)},
		{name: "302 to nowhere", handler: status(302)},
		{name: "connection lost", handler: hangUp, repeatable: true},
		{name: "connection lost in the header", repeatable: true, handler: raw("HTTP/1.1 200 OK\r\nContent-Le")},
		{name: "connection lost in the body", repeatable: true, handler: raw("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"id\":")},
		{name: "no HTTP", handler: raw("nonsense\r\n\r\n"), repeatable: true},
		{name: "half an object", handler: body(`{"id":`)},
		{name: "wrong type", handler: body(`{"id":{}}`)},
		{name: "two objects", handler: body(`{"id":"a"}{"id":"b"}`)},
		{name: "empty", handler: body("")},
		{name: "an HTML page", handler: body("<!doctype html><title>Sign in</title>")},
		{name: "too large", handler: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", fmt.Sprint(maxBody+1))
			w.WriteHeader(200)
		}},
		{name: "timeout", repeatable: true, slow: true, handler: stall},
		{name: "timeout in the body", repeatable: true, slow: true, handler: func(w http.ResponseWriter, r *http.Request) {
			_, _ = w.Write([]byte(`{"id":`))
			_ = http.NewResponseController(w).Flush()
			stall(w, r)
		}},
	}
}

func (b breakage) options(o *Options) {
	if b.slow {
		// Long enough for a busy machine to get the request out.
		o.RequestTimeout, o.MaxRetries = 300*time.Millisecond, 1
	}
}

func hangUp(w http.ResponseWriter, r *http.Request) { raw("")(w, r) }

// raw answers with the bytes, whatever they are, and hangs up.
func raw(answer string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err)
		}
		_, _ = io.WriteString(conn, answer)
		_ = conn.Close()
	}
}

func TestRetry_postIsNotRepeated(t *testing.T) {
	t.Parallel()
	for _, b := range breakages() {
		for _, r := range []Request{
			post(),
			{Method: http.MethodPost, Route: "/things"},
			{Method: http.MethodPut, Route: "/things", Body: thing{ID: "a"}, Effect: Add},
		} {
			t.Run(fmt.Sprintf("%s %s body %t", b.name, r.Method, r.Body != nil), func(t *testing.T) {
				t.Parallel()
				endpoint, service := serve(t, b.handler)
				err := connect(t, endpoint, b.options).Do(t.Context(), r, &thing{})
				e := failureOf(t, err)
				if !IsAmbiguous(err) || IsTransient(err) || IsNotFound(err) {
					t.Errorf("ambiguous %t, transient %t: %v", IsAmbiguous(err), IsTransient(err), err)
				}
				if !strings.Contains(e.Error(), "whether it took effect is unknown") {
					t.Errorf("the error does not say that the outcome is unknown: %v", e)
				}
				if n := service.count(); n != 1 {
					t.Errorf("the request was sent %d times", n)
				}
			})
		}
	}
}

func TestRetry_repeatsWhatSets(t *testing.T) {
	t.Parallel()
	for _, b := range breakages() {
		for name, r := range map[string]Request{
			"GET": get(), "PUT": put(),
			"DELETE":      {Method: http.MethodDelete, Route: "/things"},
			"set by POST": {Method: http.MethodPost, Route: "/things", Effect: Set},
		} {
			t.Run(b.name+" "+name, func(t *testing.T) {
				t.Parallel()
				if name == "DELETE" && b.name == "empty" {
					t.Skip("an empty answer is a success for DELETE")
				}
				if name == "GET" && b.name == "302" || name == "GET" && b.name == "307" {
					t.Skip("GET follows redirects, which has its own test")
				}
				endpoint, service := serve(t, b.handler)
				err := connect(t, endpoint, b.options).Do(t.Context(), r, &thing{})
				e := failureOf(t, err)
				if IsAmbiguous(err) {
					t.Errorf("ambiguous, although it may be repeated: %v", err)
				}
				want := 1
				switch {
				case b.slow:
					want = 2
				case b.repeatable:
					want = 4
				}
				if n := service.count(); n != want || e.Attempts != want {
					t.Errorf("the request was sent %d times and says %d, want %d", n, e.Attempts, want)
				}
				if IsTransient(err) != b.repeatable {
					t.Errorf("transient %t, want %t: %v", IsTransient(err), b.repeatable, err)
				}
			})
		}
	}
}

func TestRetry_refusalsAreDefinite(t *testing.T) {
	t.Parallel()
	for _, status := range []int{400, 401, 403, 404, 405, 409, 410, 412, 413, 415, 418, 422, 423, 425, 428, 431, 451, 499} {
		for _, r := range []Request{get(), post(), put()} {
			t.Run(fmt.Sprint(status, r.Method), func(t *testing.T) {
				t.Parallel()
				endpoint, service := serve(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, status, `{}`) })
				err := connect(t, endpoint).Do(t.Context(), r, nil)
				if e := failureOf(t, err); e.Status != status || IsAmbiguous(err) || IsTransient(err) {
					t.Errorf("status %d, ambiguous %t, transient %t", e.Status, IsAmbiguous(err), IsTransient(err))
				}
				if service.count() != 1 {
					t.Errorf("sent %d times", service.count())
				}
			})
		}
	}
}

func TestRetry_refusalKeepsItsStatusWithoutItsBody(t *testing.T) {
	t.Parallel()
	endpoint, _ := serve(t, raw("HTTP/1.1 404 Not Found\r\nContent-Length: 90\r\n\r\n"))
	err := connect(t, endpoint).Do(t.Context(), post(), nil)
	if !IsNotFound(err) || IsAmbiguous(err) {
		t.Errorf("got %v", err)
	}
}

func TestRetry_succeedsAfterFailures(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		request Request
		fault   http.HandlerFunc
	}{
		"GET after 500":         {get(), func(w http.ResponseWriter, _ *http.Request) { answer(w, 500, "") }},
		"PUT after hanging up":  {put(), hangUp},
		"POST after 429":        {post(), func(w http.ResponseWriter, _ *http.Request) { answer(w, 429, "") }},
		"GET after half a body": {get(), raw("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"id\":")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var seen atomic.Int32
			endpoint, service := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if seen.Add(1) < 3 {
					tt.fault(w, r)
					return
				}
				body, _ := io.ReadAll(r.Body)
				if tt.request.Body != nil && string(body) != `{"id":"a","amount":"0"}` {
					t.Errorf("the repeated request had the body %q", body)
				}
				answer(w, 200, `{"id":"a"}`)
			})
			var out thing
			if err := connect(t, endpoint).Do(t.Context(), tt.request, &out); err != nil {
				t.Fatal(err)
			}
			if out.ID != "a" || service.count() != 3 {
				t.Errorf("got %q after %d requests", out.ID, service.count())
			}
		})
	}
}

func TestRetry_backoffGrows(t *testing.T) {
	t.Parallel()
	endpoint, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 500, "") })
	var waits recorder
	err := connect(t, endpoint, func(o *Options) { o.Wait, o.MaxRetries = waits.wait, 20 }).Do(t.Context(), get(), nil)
	if failureOf(t, err).Attempts != 21 {
		t.Errorf("got %v", err)
	}
	got := waits.list()
	if len(got) != 20 {
		t.Fatalf("waited %v", got)
	}
	for i, d := range got {
		most := maxBackoff
		if i < 6 {
			most = firstBackoff << i
		}
		if d < most/2 || d > most {
			t.Errorf("wait %d was %s, want between %s and %s", i, d, most/2, most)
		}
	}
}

func TestRetry_noneWhenNoneIsAllowed(t *testing.T) {
	t.Parallel()
	endpoint, service := serve(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 429, "") })
	err := connect(t, endpoint, func(o *Options) { o.MaxRetries = 0 }).Do(t.Context(), get(), nil)
	if failureOf(t, err).Status != 429 || service.count() != 1 {
		t.Errorf("got %v after %d requests", err, service.count())
	}
}

func TestRetry_repeatsWhatNeverLeft(t *testing.T) {
	t.Parallel()
	refused := &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	for name, tt := range map[string]struct {
		dial     error
		attempts int
	}{
		"refused":             {refused, 4},
		"dial timeout":        {&net.OpError{Op: "dial", Net: "tcp", Err: context.DeadlineExceeded}, 4},
		"name server is down": {&net.DNSError{Name: "api.test", IsTemporary: true, Err: "server misbehaving"}, 4},
		"no such host":        {&net.DNSError{Name: "api.test", IsNotFound: true, Err: "no such host"}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			endpoint, service := serve(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 201, `{"id":"a"}`) })
			c := connect(t, endpoint)
			p := pool(t, c)
			dial := p.DialContext
			p.DialContext = func(context.Context, string, string) (net.Conn, error) { return nil, tt.dial }
			err := c.Do(t.Context(), post(), &thing{})
			if e := failureOf(t, err); e.Attempts != tt.attempts || IsAmbiguous(err) || e.Hint == "" && tt.dial == refused {
				t.Errorf("got %d attempts: %v", e.Attempts, err)
			}
			if IsTransient(err) != (tt.attempts > 1) {
				t.Errorf("transient %t", IsTransient(err))
			}

			var tries atomic.Int32
			p.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
				if tries.Add(1) < 3 && tt.attempts > 1 {
					return nil, tt.dial
				}
				return dial(ctx, network, address)
			}
			var out thing
			if err := c.Do(t.Context(), post(), &out); err != nil || out.ID != "a" || service.count() != 1 {
				t.Errorf("got %v after %d requests", err, service.count())
			}
		})
	}
}

// hangUpFirst closes the first connections it accepts, which a client sees in its TLS handshake.
type hangUpFirst struct {
	net.Listener
	left atomic.Int32
}

func (l *hangUpFirst) Accept() (net.Conn, error) {
	for {
		conn, err := l.Listener.Accept()
		if err != nil || l.left.Add(-1) < 0 {
			return conn, err
		}
		_ = conn.Close()
	}
}

func TestRetry_repeatsAfterBrokenHandshake(t *testing.T) {
	t.Parallel()
	count := &counter{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { answer(w, 201, `{"id":"a"}`) })}
	server := httptest.NewUnstartedServer(count)
	listener := &hangUpFirst{Listener: server.Listener}
	listener.left.Store(2)
	server.Listener = listener
	server.StartTLS()
	t.Cleanup(server.Close)
	c := connect(t, server.URL, func(o *Options) { o.CACertificate = certificate(server) })
	var out thing
	if err := c.Do(t.Context(), post(), &out); err != nil || out.ID != "a" {
		t.Fatalf("got %v", err)
	}
	if listener.left.Load() >= 0 || count.count() != 1 {
		t.Errorf("%d requests", count.count())
	}
}

func certificate(server *httptest.Server) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}))
}

// A kept-alive connection that the server closes is where Go's transport repeats requests by
// itself.
func TestRetry_deadKeptConnectionNeverDoublesPost(t *testing.T) {
	t.Parallel()
	var posts atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			_, _ = io.Copy(io.Discard, r.Body)
			if posts.Add(1)%2 == 0 {
				hangUp(w, r)
				return
			}
		}
		answer(w, 200, `{"id":"a"}`)
	}))
	t.Cleanup(server.Close)
	c := connect(t, server.URL)
	for range 40 {
		if err := c.Do(t.Context(), get(), &thing{}); err != nil {
			t.Fatal(err)
		}
		before := posts.Load()
		err := c.Do(t.Context(), post(), &thing{})
		effects := posts.Load() - before
		if effects > 1 || err == nil && effects != 1 || err != nil && !IsAmbiguous(err) {
			t.Fatalf("one POST took effect %d times and ended in %v", effects, err)
		}
		server.CloseClientConnections()
	}
}

// mute is a connection that takes no byte once it is told so.
type mute struct {
	net.Conn
	silent *atomic.Bool
}

func (m mute) Write(p []byte) (int, error) {
	if m.silent.Load() {
		return 0, syscall.EPIPE
	}
	return m.Conn.Write(p)
}

// A kept connection that takes no byte makes Go dial again by itself. When that fails too, nothing
// was sent.
func TestRetry_deadKeptConnectionThenNoDialIsUnsent(t *testing.T) {
	t.Parallel()
	endpoint, service := serve(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, `{"id":"a"}`) })
	c := connect(t, endpoint)
	p := pool(t, c)
	dial, silent, refusals := p.DialContext, new(atomic.Bool), new(atomic.Int32)
	p.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if silent.Load() && refusals.Add(1) == 1 {
			return nil, &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}
		}
		conn, err := dial(ctx, network, address)
		if silent.Load() {
			return conn, err
		}
		return mute{conn, silent}, err
	}
	if err := c.Do(t.Context(), get(), nil); err != nil {
		t.Fatal(err)
	}
	silent.Store(true)
	if err := c.Do(t.Context(), post(), &thing{}); err != nil {
		t.Errorf("got %v", err)
	}
	if service.count() != 2 || refusals.Load() != 2 {
		t.Errorf("%d requests, %d dials", service.count(), refusals.Load())
	}
}

func TestRetry_requestTimeoutIsNamed(t *testing.T) {
	t.Parallel()
	endpoint, _ := serve(t, stall)
	c := connect(t, endpoint, func(o *Options) { o.RequestTimeout, o.MaxRetries = 20*time.Millisecond, 0 })
	err := c.Do(t.Context(), get(), nil)
	const want = "Test service: GET /things/{thing} failed: the attempt timed out after 20ms; " +
		"raise request_timeout if the service is that slow"
	if err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		t.Error("the attempt's end must not look like the caller's")
	}
}

// resetStreams serves HTTP/2 by hand and resets every stream with the code once the request is
// complete, after which it may leave the connection. It returns its address and the number of
// requests seen.
func resetStreams(t *testing.T, code uint32, leave bool) (endpoint, ca string, seen *atomic.Int32) {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	server.EnableHTTP2 = true
	server.StartTLS() // for its certificate only
	t.Cleanup(server.Close)
	listener, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{
		Certificates: server.TLS.Certificates, NextProtos: []string{"h2"},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	seen = new(atomic.Int32)
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go resetStream(conn, code, leave, seen)
		}
	}()
	return "https://" + listener.Addr().String(), certificate(server), seen
}

func resetStream(conn net.Conn, code uint32, leave bool, seen *atomic.Int32) {
	const (
		frameData, frameHeaders, frameReset, frameSettings, frameGoAway = 0, 1, 3, 4, 7
		flagEnd, flagAck                                                = 1, 1
	)
	defer func() { _ = conn.Close() }()
	in := bufio.NewReader(conn)
	if _, err := in.Discard(len("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")); err != nil {
		return
	}
	frame := func(kind, flags byte, stream uint32, payload []byte) {
		head := binary.BigEndian.AppendUint32(nil, uint32(len(payload)))[1:]
		head = binary.BigEndian.AppendUint32(append(head, kind, flags), stream)
		_, _ = conn.Write(append(head, payload...))
	}
	frame(frameSettings, 0, 0, nil)
	for {
		var head [9]byte
		if _, err := io.ReadFull(in, head[:]); err != nil {
			return
		}
		length := int(head[0])<<16 | int(head[1])<<8 | int(head[2])
		kind, flags, stream := head[3], head[4], binary.BigEndian.Uint32(head[5:])
		if _, err := in.Discard(length); err != nil {
			return
		}
		switch {
		case kind == frameSettings && flags&flagAck == 0:
			frame(frameSettings, flagAck, 0, nil)
		case (kind == frameHeaders || kind == frameData) && flags&flagEnd != 0:
			seen.Add(1)
			if leave {
				frame(frameGoAway, 0, 0, binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, stream), 0))
			}
			frame(frameReset, 0, stream, binary.BigEndian.AppendUint32(nil, code))
		}
	}
}

func TestRetry_resetHTTP2StreamIsNotRepeated(t *testing.T) {
	t.Parallel()
	const protocolError, refusedStream, cancel = 1, 7, 8
	for _, code := range []uint32{protocolError, refusedStream, cancel} {
		for _, r := range []Request{post(), {Method: http.MethodPost, Route: "/things"}} {
			t.Run(fmt.Sprintf("code %d, body %t", code, r.Body != nil), func(t *testing.T) {
				t.Parallel()
				endpoint, ca, seen := resetStreams(t, code, false)
				c := connect(t, endpoint, func(o *Options) { o.CACertificate = ca })
				err := c.Do(t.Context(), r, &thing{})
				if !IsAmbiguous(err) || seen.Load() != 1 {
					t.Errorf("sent %d times: %v", seen.Load(), err)
				}
			})
		}
	}
}

// Go leaves the connection and dials again; that this fails does not unsend what was sent.
func TestRetry_resetHTTP2StreamThenNoDialIsAmbiguous(t *testing.T) {
	t.Parallel()
	const protocolError = 1
	endpoint, ca, seen := resetStreams(t, protocolError, true)
	c := connect(t, endpoint, func(o *Options) { o.CACertificate = ca })
	p := pool(t, c)
	dial, dials := p.DialContext, new(atomic.Int32)
	p.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if dials.Add(1) > 1 {
			return nil, &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}
		}
		return dial(ctx, network, address)
	}
	err := c.Do(t.Context(), post(), &thing{})
	if !IsAmbiguous(err) || seen.Load() != 1 || dials.Load() != 2 {
		t.Errorf("sent %d times, dialled %d: %v", seen.Load(), dials.Load(), err)
	}
}

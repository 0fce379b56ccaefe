package transport

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
)

const (
	maxBody      = 32 << 20
	maxErrorBody = 64 << 10
)

var (
	errTimedOut = errors.New("the attempt timed out")
	errTooLarge = fmt.Errorf("the answer is larger than %d MiB", maxBody>>20)
)

// RoundTrip is one attempt: its waits, its token, the exchange, and the body read into memory.
func (a *call) RoundTrip(req *http.Request) (*http.Response, error) {
	a.attempts++
	a.answer, a.token, a.strayed, a.paused = nil, "", "", false
	if err := a.ready(req.Context()); err != nil {
		return nil, a.unsent(err)
	}
	out := req.Clone(req.Context())
	out.Header.Set("User-Agent", a.client.userAgent)
	if a.authenticate {
		token, err := a.client.authorize(out)
		if err != nil {
			a.tokenless = true
			return nil, a.unauthorized(err)
		}
		a.token = token
	}
	return a.exchange(out)
}

// ready waits for whatever keeps the attempt from starting, and ends at once with the context.
func (a *call) ready(ctx context.Context) error {
	if d := a.delay; d > 0 {
		a.delay = 0
		if err := a.client.gate.wait(ctx, d); err != nil {
			return err
		}
	}
	return a.client.gate.pass(ctx)
}

func (a *call) exchange(req *http.Request) (*http.Response, error) {
	caller := req.Context()
	ctx, sent, done := a.scope(caller)
	defer done()
	req = req.WithContext(ctx)
	if a.effect == Add {
		refuseResend(req, a.content, sent)
	}
	report := a.begin(caller)
	resp, err := a.client.http.Do(req)
	if err == nil {
		a.answer, err = receive(resp)
	}
	report(resp, err)
	if err != nil {
		return nil, a.failed(caller, ctx, sent.any(), resp, err)
	}
	if !sameOrigin(req.URL, resp.Request.URL) {
		a.strayed = resp.Request.URL.Host
	}
	if d := a.pause(resp); d > 0 {
		a.paused = true
		a.client.gate.hold(d)
	}
	resp.Body = io.NopCloser(bytes.NewReader(a.answer))
	return resp, nil
}

// scope is the context of one exchange. An Add is detached from its caller once it has a connection: from then
// on its outcome matters more than ending early.
func (a *call) scope(caller context.Context) (context.Context, *progress, func()) {
	base := caller
	if a.effect == Add {
		base = context.WithoutCancel(caller)
	}
	ctx, cancel := context.WithTimeoutCause(base, a.client.timeout, errTimedOut)
	sent := &progress{detach: func() bool { return true }}
	if a.effect == Add {
		sent.detach = context.AfterFunc(caller, cancel)
	}
	return httptrace.WithClientTrace(ctx, sent.trace()), sent, func() {
		sent.detach()
		cancel()
	}
}

// progress is how far an exchange came, as its connection saw it.
type progress struct {
	detach    func() bool
	connected atomic.Bool // no byte of a request is written without a connection
	http2     atomic.Bool
	headers   atomic.Bool
}

func (p *progress) any() bool { return p.connected.Load() }

func (p *progress) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		// Go asks for a second connection only after the first took no byte of the request; refuseResend holds
		// it to that.
		GetConn: func(string) { p.connected.Store(false) },
		GotConn: func(info httptrace.GotConnInfo) {
			p.detach()
			secure, ok := info.Conn.(*tls.Conn)
			p.http2.Store(ok && secure.ConnectionState().NegotiatedProtocol == "h2")
			p.connected.Store(true)
		},
		WroteHeaders: func() { p.headers.Store(true) },
	}
}

// refuseResend keeps Go's HTTP/2 transport from sending the request again after the server's PROTOCOL_ERROR,
// which proves nothing. On HTTP/1 Go resends such a request only if no byte was written, which is welcome.
// A request without a body gets an empty one, as Go does not ask before it repeats those.
func refuseResend(req *http.Request, content []byte, sent *progress) {
	req.Body = io.NopCloser(bytes.NewReader(content))
	req.GetBody = func() (io.ReadCloser, error) {
		if sent.http2.Load() && sent.headers.Load() {
			return nil, errors.New("the HTTP/2 stream was reset after the request was sent")
		}
		return io.NopCloser(bytes.NewReader(content)), nil
	}
}

// receive reads the body up to its bound. Of a refusal the beginning is enough, and its status is worth more
// than the rest of its text.
func receive(resp *http.Response) ([]byte, error) {
	defer resp.Body.Close() //nolint:errcheck // everything of use has been read
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		body, _ := io.ReadAll(io.LimitReader(resp.Body, maxErrorBody))
		return body, nil
	}
	if resp.ContentLength > maxBody {
		return nil, errTooLarge
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxBody+1))
	if err == nil && len(body) > maxBody {
		err = errTooLarge
	}
	return body, err
}

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
	maxErrorBody = 1 << 20
)

var (
	errTimedOut = errors.New("the attempt timed out")
	errReset    = errors.New("the HTTP/2 stream was reset after the request was sent")
	errTooLarge = fmt.Errorf("the answer is larger than %d MiB", maxBody>>20)
)

// RoundTrip is one attempt: its waits, its token, the exchange, and the body read into memory.
func (a *call) RoundTrip(req *http.Request) (*http.Response, error) {
	a.attempts++
	a.answer, a.token, a.redirectedTo, a.paused = nil, "", "", false
	if err := a.ready(req.Context()); err != nil {
		return nil, a.unsent(err)
	}
	out := req.Clone(req.Context())
	out.Header.Set("User-Agent", a.client.options.UserAgent)
	if a.authenticate {
		token, err := a.client.authorize(out)
		if err != nil {
			a.noToken = true
			return nil, a.unsent(err)
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
	report := a.begin(caller)
	resp, err := a.client.http.Do(req)
	if err == nil {
		a.answer, err = a.client.receive(resp)
	}
	report(resp, err)
	if err != nil {
		return nil, a.failed(caller, ctx, sent.adds && sent.connected.Load(), resp, err)
	}
	if !sameOrigin(req.URL, resp.Request.URL) {
		a.redirectedTo = resp.Request.URL.Host
	}
	if d := a.pause(resp); d > 0 {
		a.paused = true
		a.client.gate.hold(d)
	}
	resp.Body = io.NopCloser(bytes.NewReader(a.answer))
	return resp, nil
}

// scope is the context of one exchange. A write is detached from its caller once it has a
// connection: from then on its outcome matters more than ending early, because what took effect has
// to reach the state. A request for a token is no write.
func (a *call) scope(caller context.Context) (context.Context, *progress, context.CancelFunc) {
	if a.method == http.MethodGet || !a.authenticate {
		ctx, cancel := context.WithTimeoutCause(caller, a.client.options.RequestTimeout, errTimedOut)
		return ctx, &progress{}, cancel
	}
	base, stop := context.WithCancelCause(context.WithoutCancel(caller))
	ctx, cancel := context.WithTimeoutCause(base, a.client.options.RequestTimeout, errTimedOut)
	sent := &progress{adds: a.effect == Add, stop: stop, detach: context.AfterFunc(caller, cancel)}
	return httptrace.WithClientTrace(ctx, sent.trace()), sent, func() {
		sent.detach()
		cancel()
		stop(nil)
	}
}

// progress is how far the exchange of a write came, as its connection saw it.
type progress struct {
	adds      bool // a second of it would take effect again
	stop      context.CancelCauseFunc
	detach    func() bool
	connected atomic.Bool // no byte of a request is written without a connection
	http2     atomic.Bool
	headers   atomic.Bool
}

// trace follows Go's own repetitions. On HTTP/1 it repeats a POST only if the connection took no
// byte of it. On HTTP/2 it also does so after the server's PROTOCOL_ERROR, which proves nothing: a
// second connection for a request whose headers have left is stopped there, as HTTP/2 looks at the
// context before it writes.
func (p *progress) trace() *httptrace.ClientTrace {
	left := func() bool { return p.http2.Load() && p.headers.Load() }
	return &httptrace.ClientTrace{
		GetConn: func(string) { p.connected.Store(left()) },
		GotConn: func(info httptrace.GotConnInfo) {
			p.detach()
			if p.adds && left() {
				p.stop(errReset)
			}
			secure, ok := info.Conn.(*tls.Conn)
			p.http2.Store(ok && secure.ConnectionState().NegotiatedProtocol == "h2")
			p.connected.Store(true)
		},
		WroteHeaders: func() { p.headers.Store(true) },
	}
}

// receive reads the body up to its bound. Of a refusal the beginning is enough, and its status is
// worth more than the rest of its text. Where the body breaks off it may be in the middle of a
// secret.
func (c *Client) receive(resp *http.Response) ([]byte, error) {
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		body, err := io.ReadAll(io.LimitReader(resp.Body, maxErrorBody))
		if err != nil || len(body) == maxErrorBody {
			body = c.secrets.redactEnd(body)
		}
		return body, nil
	}
	if resp.ContentLength > maxBody {
		return nil, errTooLarge
	}
	var body bytes.Buffer
	body.Grow(int(max(resp.ContentLength, 0)) + bytes.MinRead) // -1 where it is not told
	_, err := body.ReadFrom(io.LimitReader(resp.Body, maxBody+1))
	switch {
	case err != nil:
		return c.secrets.redactEnd(body.Bytes()), err
	case body.Len() > maxBody:
		return c.secrets.redactEnd(body.Bytes()), errTooLarge
	}
	return body.Bytes(), nil
}

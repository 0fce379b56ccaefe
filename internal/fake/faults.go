package fake

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// Status answers with this status and body and has no effect. An empty body stands for the
// service's own body for the status.
func Status(status int, body string) Fault {
	return Fault{name: fmt.Sprintf("status %d", status), outcome: func(x *exchange, _ *Injection) {
		if body == "" {
			x.reply(x.mount.errorResponse(status))
			return
		}
		x.reply(Response{Status: status, Body: []byte(body)}.With("Content-Type", "application/json"))
	}}
}

// Answer answers with this response and has no effect.
func Answer(answer Response) Fault {
	return Fault{name: fmt.Sprintf("answer %d", answer.Status), outcome: func(x *exchange, _ *Injection) { x.reply(answer) }}
}

// TooManyRequests answers 429 and has no effect. An empty retryAfter leaves the Retry-After header
// out.
func TooManyRequests(retryAfter string) Fault {
	return Fault{name: "too many requests", outcome: func(x *exchange, _ *Injection) { x.reply(x.tooManyRequests(retryAfter)) }}
}

// HTML answers with a page as a proxy writes it, with this status (502, or 200 from a captive
// portal), and has no effect.
func HTML(status int) Fault {
	page := fmt.Sprintf("<html><head><title>%[1]d %[2]s</title></head><body><h1>%[1]d %[2]s</h1></body></html>\n", status, http.StatusText(status))
	answer := Response{Status: status, Body: []byte(page)}.With("Content-Type", "text/html")
	return Fault{name: "html", outcome: func(x *exchange, _ *Injection) { x.reply(answer) }}
}

// Redirect answers with this 3xx status and Location and has no effect.
func Redirect(status int, location string) Fault {
	answer := Response{Status: status}.With("Location", location)
	return Fault{name: "redirect", outcome: func(x *exchange, _ *Injection) { x.reply(answer) }}
}

// DropBefore closes the connection without an answer and without an effect. Note that Go's client
// by itself repeats a GET, PUT or DELETE that loses a reused connection.
func DropBefore() Fault {
	return Fault{name: "drop before", outcome: func(x *exchange, _ *Injection) { x.drop() }}
}

// DropAfter commits the effect and closes the connection without an answer.
func DropAfter() Fault {
	return Fault{name: "drop after", outcome: func(x *exchange, _ *Injection) { x.run(); x.drop() }}
}

// AfterEffect commits the effect and then does what f does: AfterEffect(Status(503, "")) is a
// mutation that took place and reports failure. It panics on a fault that decides no answer.
func AfterEffect(f Fault) Fault {
	if f.outcome == nil {
		panic(fmt.Sprintf("fake: %q decides no answer", f.name))
	}
	return Fault{name: f.name + " after effect", outcome: func(x *exchange, i *Injection) { x.run(); f.outcome(x, i) }}
}

// CommitLate answers as f does, [DropBefore] or [Status] for example, and lets the effect happen
// later: the next n requests do not see it, the one after them does. See also
// [Server.CommitPending]. It panics on a fault that decides no answer.
func CommitLate(n int, f Fault) Fault {
	if f.outcome == nil {
		panic(fmt.Sprintf("fake: %q decides no answer", f.name))
	}
	return Fault{name: "commit late", outcome: func(x *exchange, i *Injection) {
		x.srv.commitLate(x.again(), n)
		f.outcome(x, i)
	}}
}

// Commit says when a slow request takes effect.
type Commit int

const (
	// CommitFirst commits before the wait; the answer is lost if the client goes away.
	CommitFirst Commit = iota
	// CommitLast commits at the release, whether or not the client is still there; without a
	// release there is no effect.
	CommitLast
)

// Slow holds the request until [Injection.Release], and receives on [Injection.Arrived] say that it
// does.
func Slow(when Commit) Fault {
	return Fault{name: "slow", outcome: func(x *exchange, i *Injection) {
		if when == CommitFirst {
			x.run()
		}
		if !i.hold(x, when == CommitFirst) {
			x.drop()
		}
		x.reply(x.run())
	}}
}

// Truncate commits the effect, announces the whole body and breaks off in its middle.
func Truncate() Fault {
	return Fault{name: "truncate", outcome: func(x *exchange, _ *Injection) { x.replyHalf(x.run()) }}
}

// Rewrite commits the effect and answers what edit makes of the answer.
func Rewrite(name string, edit func(Response) Response) Fault {
	return Fault{name: name, outcome: func(x *exchange, _ *Injection) { x.reply(edit(x.run())) }}
}

// OmitKeys commits the effect and leaves these top-level keys out of a JSON object answer.
func OmitKeys(keys ...string) Fault {
	return Rewrite("omit keys", func(answer Response) Response {
		var object map[string]json.RawMessage
		if json.Unmarshal(answer.Body, &object) != nil {
			return answer
		}
		for _, key := range keys {
			delete(object, key)
		}
		answer.Body = JSON(answer.Status, object).Body
		return answer
	})
}

// Delay makes the request take at least d of real time; it is for benchmarks.
func Delay(d time.Duration) Fault {
	return Fault{name: "delay", prepare: func(x *exchange) { x.sleep(d) }}
}

// Hook calls f just before the request is handled, to let another actor act in between. It is
// called without [Server.Lock], so that it may use the accessors and mutators of a service.
func Hook(f func()) Fault {
	return Fault{name: "hook", prepare: func(*exchange) { f() }}
}

// LoseTokens makes every token issued so far by the service invalid, just before the request's own
// is looked at.
func LoseTokens() Fault {
	return Fault{name: "lose tokens", prepare: func(x *exchange) {
		if x.mount != nil {
			x.mount.auth.RevokeTokens()
		}
	}}
}

// Stale answers a GET from the state before the last n requests that changed something, or from the
// state at the injection if there were fewer. It stays stale however often it is asked.
func Stale(n int) Fault {
	return Fault{name: "stale", history: n, prepare: func(x *exchange) {
		x.version = func(h *history) int { return h.beforeChanges(n) }
	}}
}

// Lag answers a GET from the state before the last n requests of any kind, so that a client that
// keeps asking sees each change at last: the n requests after a change do not show it. Injected on
// the route of a list it makes a list that lags behind its objects.
func Lag(n int) Fault {
	return Fault{name: "lag", history: n, prepare: func(x *exchange) {
		x.version = func(h *history) int { return h.atRequest(x.number, n) }
	}}
}

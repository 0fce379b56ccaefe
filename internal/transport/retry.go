package transport

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

// call is one request through all its attempts. It is the policy of a retryablehttp client made for
// it, and that client's round tripper, so that an attempt is one function: [call.RoundTrip].
type call struct {
	client        *Client
	method, route string
	effect        Effect
	authenticate  bool
	content       []byte // the request's body, empty for none

	attempts     int
	answer       []byte // the last attempt's body
	retries      int
	patience     time.Duration // what is left to wait where the service asks for it
	delay        time.Duration // own backoff, taken at the start of the next attempt
	paused       bool          // the last attempt began a pause for all callers, in place of the backoff
	token        string        // the access token the last attempt carried, empty if it cannot be renewed
	noToken      bool          // the token endpoint gave none, its own retries included
	renewed      bool          // a 401 has cost one token already
	redirectedTo string        // host that answered the last attempt, when a redirect left the endpoint
}

// run returns the answer if it is a success that the service itself may have sent, its body in
// a.answer.
func (a *call) run(req *retryablehttp.Request) (*http.Response, *Error) {
	policy := &retryablehttp.Client{
		HTTPClient:   &http.Client{Transport: a, CheckRedirect: lastResponse},
		RetryMax:     a.client.options.MaxRetries + 1, // the check counts, as a renewed token is not a retry
		CheckRetry:   a.check,
		Backoff:      noBackoff,
		ErrorHandler: retryablehttp.PassthroughErrorHandler,
	}
	resp, err := policy.Do(req)
	switch {
	case err != nil:
		return nil, a.unsent(err)
	case resp.StatusCode < 200 || resp.StatusCode > 299:
		return nil, a.refused(resp)
	case looksLikeHTML(a.answer):
		return nil, a.unreadable(resp, errors.New("an HTML page instead of JSON"))
	default:
		return resp, nil
	}
}

// lastResponse keeps the policy's client from following what [followRedirect] refused.
func lastResponse(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// check is where a request is repeated or not. An Add is, only when the service did nothing: the
// attempt never reached it, or it answered 429, or 401 and a new token may help.
func (a *call) check(_ context.Context, resp *http.Response, err error) (bool, error) {
	if err == nil && resp.StatusCode == http.StatusUnauthorized {
		if a.token == "" || a.renewed || a.redirectedTo != "" {
			return false, nil
		}
		a.renewed = true
		a.client.tokens.drop(a.token)
		return true, nil
	}
	var again bool
	if err != nil {
		again = find(err).again && !a.noToken && !errors.Is(err, errPaused)
	} else {
		again = resp.StatusCode == http.StatusTooManyRequests ||
			a.effect != Add && (resp.StatusCode >= 500 || resp.StatusCode == http.StatusRequestTimeout)
	}
	if !again || a.retries >= a.client.options.MaxRetries || a.patience < 0 {
		return false, nil
	}
	if !a.paused {
		a.delay = backoff(a.retries)
	}
	a.retries++
	return true, nil
}

// noBackoff leaves the waiting to the start of the next attempt: retryablehttp's own cannot be
// replaced in tests.
func noBackoff(time.Duration, time.Duration, int, *http.Response) time.Duration { return 0 }

// pause is how long an answer makes every caller of the client wait, zero for not at all.
func (a *call) pause(resp *http.Response) time.Duration {
	if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusServiceUnavailable {
		return 0
	}
	asked := retryAfter(resp.Header, a.client.options.Now())
	a.patience -= asked
	if asked == 0 && resp.StatusCode == http.StatusTooManyRequests {
		return backoff(a.retries)
	}
	return asked
}

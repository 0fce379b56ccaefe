package transport

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-log/tflog"
)

const (
	maxLoggedBody = 64 << 10

	// minSecret keeps a password of a letter or two from blacking out all text.
	minSecret = 4

	mask = "***"
)

var (
	secretField = regexp.MustCompile(`(?i)("(?:` + secretNames + `)"\s*:\s*)("(?:[^"\\]|\\.)*"?|[^\s,}\]]+)`)
	secretParam = regexp.MustCompile(`(?i)((?:^|[&?\s])(?:` + secretNames + `)=)[^&\s]*`)
	userInfo    = regexp.MustCompile(`://[^/\s@]+@`)
)

const secretNames = `password|passcode|mfa_token|client_secret|access_token|refresh_token|id_token|authorization`

// secrets masks credentials in text that leaves the package: by the names they go under on the
// wire, and by their values wherever a service repeats them.
type secrets struct {
	mu    sync.RWMutex
	known []string // longest first, so that none leaves a piece of another behind
}

func (s *secrets) add(values ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, value := range values {
		if len(value) < minSecret {
			continue
		}
		for _, form := range spellings(value) {
			if !slices.Contains(s.known, form) {
				s.known = append(s.known, form)
			}
		}
	}
	slices.SortFunc(s.known, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
}

// spellings are the forms in which a service may repeat a value: as it is, in a form, in JSON, in a
// page.
func spellings(value string) []string {
	plain, _ := encode(value)
	escaped, _ := json.Marshal(value)
	return []string{
		value, url.QueryEscape(value), html.EscapeString(value),
		string(plain[1 : len(plain)-1]), string(escaped[1 : len(escaped)-1]), // without the quotes
	}
}

func (s *secrets) redact(text string) string {
	text = secretField.ReplaceAllString(text, `${1}"`+mask+`"`)
	text = secretParam.ReplaceAllString(text, `${1}`+mask)
	text = userInfo.ReplaceAllString(text, "://"+mask+"@")
	s.mu.RLock()
	defer s.mu.RUnlock()
	for _, known := range s.known {
		text = strings.ReplaceAll(text, known, mask)
	}
	return text
}

// redactEnd takes the beginning of a secret off the end of a body that was cut off.
func (s *secrets) redactEnd(body []byte) []byte {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for _, known := range s.known {
		for n := min(len(known), len(body)); n >= minSecret; n-- {
			if whole, cut := bytes.CutSuffix(body, []byte(known[:n])); cut {
				return append(whole, mask...)
			}
		}
	}
	return body
}

// loggedBody is masked only when a logger writes it out, so that bodies cost nothing unless traced.
type loggedBody struct {
	secrets *secrets
	content []byte
}

// MarshalText is what the JSON log calls.
func (b loggedBody) MarshalText() ([]byte, error) { return []byte(b.String()), nil }

// String is what every other log calls. It masks first and cuts then: what is left of a secret
// after a cut would not be known for one.
func (b loggedBody) String() string {
	text := b.secrets.redact(string(b.content))
	if len(text) > maxLoggedBody {
		text = text[:maxLoggedBody] + "..."
	}
	return text
}

// begin logs the request's body at TRACE. The function it returns logs how the attempt ended: one
// line at DEBUG, and the answer's body at TRACE. Headers and addresses are never logged.
func (a *call) begin(ctx context.Context) func(resp *http.Response, err error) {
	fields := func() map[string]any {
		return map[string]any{
			"service": a.client.options.Service, "method": a.method, "route": a.route, "attempt": a.attempts,
		}
	}
	trace := func(message string, body []byte) {
		if len(body) > 0 {
			line := fields()
			line["body"] = loggedBody{a.client.secrets, body}
			tflog.Trace(ctx, message, line)
		}
	}
	trace("request body", a.content)
	start := a.client.options.Now()
	return func(resp *http.Response, err error) {
		line := fields()
		line["duration_ms"] = a.client.options.Now().Sub(start).Milliseconds()
		if resp != nil {
			line["status"] = resp.StatusCode
			line["request_id"] = a.client.requestID(resp.Header)
		}
		if err != nil {
			line["error"] = a.client.secrets.redact(withoutURL(err).Error())
		}
		tflog.Debug(ctx, "request", line)
		trace("answer body", a.answer)
	}
}

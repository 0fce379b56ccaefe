package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// fault is what goes wrong, where and how often: as JSON, or as the text "ON: FAULT, times=N".
type fault struct {
	On    string `json:"on"`    // method and part of a route, such as "POST /wallets"; "" is every request
	Fault string `json:"fault"` // name, with "=" and a value where it takes one
	Body  string `json:"body,omitzero"`
	Times *int   `json:"times,omitzero"` // default 1; 0: always
	Skip  int    `json:"skip,omitzero"`
	Every int    `json:"every,omitzero"`
}

const faultHelp = `write "POST /wallets: drop-after, times=1"`

// parseFault reads the text form.
func parseFault(text string) (f fault, err error) {
	on, rest, found := strings.Cut(text, ":")
	if !found {
		return f, fmt.Errorf("the fault %q does not say where it strikes: %s", text, faultHelp)
	}
	parts := strings.Split(rest, ",")
	f.On, f.Fault = strings.TrimSpace(on), strings.TrimSpace(parts[0])
	for _, part := range parts[1:] {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		n, err := count(value)
		if err != nil {
			return f, fmt.Errorf("the fault %q: %s: %w", text, name, err)
		}
		switch name {
		case "times":
			f.Times = &n
		case "skip":
			f.Skip = n
		case "every":
			f.Every = n
		default:
			return f, fmt.Errorf("the fault %q has no option %q: write times, skip or every", text, name)
		}
	}
	return f, nil
}

func count(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0, fmt.Errorf("%q is no number: write one such as 3", text)
	}
	return n, nil
}

func (f fault) String() string {
	text := f.On + ": " + f.Fault
	if f.Times != nil {
		text += fmt.Sprintf(", times=%d", *f.Times)
	}
	if f.Skip > 0 {
		text += fmt.Sprintf(", skip=%d", f.Skip)
	}
	if f.Every > 0 {
		text += fmt.Sprintf(", every=%d", f.Every)
	}
	return text
}

// kinds are the faults by name; each says in words what it takes.
var kinds = map[string]struct {
	takes string
	make  func(value, body string) (fake.Fault, error)
}{
	"status":            {"=503: answers this status, without an effect", withStatus(fake.Status)},
	"status-after":      {"=503: answers this status, after the effect", withStatus(statusAfter)},
	"too-many-requests": {"[=2]: answers 429, with this Retry-After", withText(fake.TooManyRequests)},
	"html":              {"=502: answers a proxy's page with this status", withStatus(func(status int, _ string) fake.Fault { return fake.HTML(status) })},
	"redirect":          {"=URL: answers 302", withText(func(url string) fake.Fault { return fake.Redirect(302, url) })},
	"drop-before":       {": closes the connection, without an effect", plain(fake.DropBefore)},
	"drop-after":        {": closes the connection, after the effect", plain(fake.DropAfter)},
	"commit-late":       {"=3: closes the connection; the effect comes after so many further requests", withCount(commitLate)},
	"truncate":          {": breaks off in the middle of the answer, after the effect", plain(fake.Truncate)},
	"omit-keys":         {"=id+name: leaves keys out of the answer", withText(omitKeys)},
	"lose-tokens":       {": makes the tokens given so far invalid", plain(fake.LoseTokens)},
	"stale":             {"=1: answers a GET as before the last so many changes", withCount(fake.Stale)},
	"lag":               {"=2: answers a GET as before the last so many requests", withCount(fake.Lag)},
	"delay":             {"=2s: answers after this time", delay},
}

func statusAfter(status int, body string) fake.Fault {
	return fake.AfterEffect(fake.Status(status, body))
}

func commitLate(n int) fake.Fault { return fake.CommitLate(n, fake.DropBefore()) }

func omitKeys(keys string) fake.Fault { return fake.OmitKeys(strings.Split(keys, "+")...) }

func withText(f func(string) fake.Fault) func(string, string) (fake.Fault, error) {
	return func(value, _ string) (fake.Fault, error) { return f(value), nil }
}

func plain(f func() fake.Fault) func(string, string) (fake.Fault, error) {
	return func(string, string) (fake.Fault, error) { return f(), nil }
}

func withCount(f func(int) fake.Fault) func(string, string) (fake.Fault, error) {
	return func(value, _ string) (fake.Fault, error) {
		n, err := count(value)
		return f(n), err
	}
}

func withStatus(f func(int, string) fake.Fault) func(string, string) (fake.Fault, error) {
	return func(value, body string) (fake.Fault, error) {
		status, err := strconv.Atoi(value)
		if err != nil || status < 200 || status > 599 {
			return fake.Fault{}, fmt.Errorf("%q is no status: write one such as 503", value)
		}
		return f(status, body), nil
	}
}

func delay(value, _ string) (fake.Fault, error) {
	d, err := time.ParseDuration(value)
	if err != nil {
		return fake.Fault{}, fmt.Errorf("%q is no time: write one such as 2s", value)
	}
	return fake.Delay(d), nil
}

// inject puts the fault in the server's queue.
func (f fault) inject(server *fake.Server) (*fake.Injection, error) {
	name, value, _ := strings.Cut(f.Fault, "=")
	kind, known := kinds[name]
	if !known {
		return nil, fmt.Errorf("there is no fault %q: write one of %s", name, strings.Join(slices.Sorted(maps.Keys(kinds)), ", "))
	}
	strikes, err := kind.make(value, f.Body)
	if err != nil {
		return nil, fmt.Errorf("the fault %s: %w", f.Fault, err)
	}
	method, route, both := strings.Cut(f.On, " ")
	if !both && strings.HasPrefix(f.On, "/") {
		method, route = "", f.On
	}
	options := []fake.FaultOption{fake.On(strings.ToUpper(method), route), fake.Skip(f.Skip), fake.EveryNth(max(f.Every, 1))}
	if f.Times != nil {
		options = append(options, fake.Times(*f.Times)) // 0 is always
	}
	return server.Inject(strikes, options...), nil
}

package apigeefake_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// bench is a seeded service and a plain client for it.
type bench struct {
	t   *testing.T
	srv *fake.Server
	svc *apigeefake.Service
}

func newBench(t *testing.T, switches apigeefake.Switches) *bench {
	t.Helper()
	srv := fake.New()
	t.Cleanup(srv.Close)
	svc := apigeefake.New(srv, switches)
	svc.Seed()
	return &bench{t, srv, svc}
}

// answer is what came back; object is nil where the body is not a JSON object.
type answer struct {
	status int
	header http.Header
	body   string
	object map[string]any
}

// send calls a path below the demo organization.
func (b *bench) send(method, path, body string) answer {
	b.t.Helper()
	return b.sendTo(method, b.svc.Endpoint()+"/organizations/"+apigeefake.DemoOrganization+path, body, "Bearer "+apigeefake.AccessToken)
}

func (b *bench) sendTo(method, address, body, authorization string) answer {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	req.Header.Set("Authorization", authorization)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		b.t.Fatalf("%s %s: %v", method, address, err)
	}
	text, err := io.ReadAll(resp.Body)
	if err := errors.Join(err, resp.Body.Close()); err != nil {
		b.t.Fatalf("%s %s: %v", method, address, err)
	}
	a := answer{status: resp.StatusCode, header: resp.Header, body: string(text)}
	dec := json.NewDecoder(strings.NewReader(a.body))
	dec.UseNumber()
	if dec.Decode(&a.object) != nil {
		a.object = nil
	}
	return a
}

// want sends and fails the test on another status.
func (b *bench) want(status int, method, path, body string) answer {
	b.t.Helper()
	a := b.send(method, path, body)
	if a.status != status {
		b.t.Fatalf("%s %s %s: %d, want %d: %s", method, path, body, a.status, status, a.body)
	}
	return a
}

// refused sends and fails the test unless the answer is an error of the service's shape with this
// status and code.
func (b *bench) refused(status int, code, method, path, body string) answer {
	b.t.Helper()
	a := b.want(status, method, path, body)
	if a.object["code"] != code || a.object["message"] == "" || a.object["contexts"] == nil {
		b.t.Errorf("%s %s %s: refused with %s, want code %s", method, path, body, a.body, code)
	}
	return a
}

// at walks into decoded JSON: at(o, "ratePlan", 0, "id").
func at(t *testing.T, v any, path ...any) any {
	t.Helper()
	for _, step := range path {
		switch step := step.(type) {
		case string:
			o, ok := v.(map[string]any)
			if !ok {
				t.Fatalf("%v: %v is no object", path, v)
			}
			v = o[step]
		case int:
			list, ok := v.([]any)
			if !ok || step >= len(list) {
				t.Fatalf("%v: %v has no element %d", path, v, step)
			}
			v = list[step]
		}
	}
	return v
}

// number returns the text of a JSON number.
func number(t *testing.T, v any, path ...any) string {
	t.Helper()
	n, ok := at(t, v, path...).(json.Number)
	if !ok {
		t.Fatalf("%v: %v is no number", path, at(t, v, path...))
	}
	return n.String()
}

// size returns how many elements a list has.
func size(t *testing.T, v any, path ...any) int {
	t.Helper()
	list, ok := at(t, v, path...).([]any)
	if !ok {
		t.Fatalf("%v: %v is no list", path, at(t, v, path...))
	}
	return len(list)
}

func query(pairs ...string) string {
	q := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		q.Add(pairs[i], pairs[i+1])
	}
	return "?" + q.Encode()
}

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

func mustPanic(t *testing.T, what string, f func()) {
	t.Helper()
	defer func() {
		if recover() == nil {
			t.Errorf("%s: no panic", what)
		}
	}()
	f()
}

func nullable(text string) decimal.NullDecimal { return decimal.NewNullDecimal(dec(text)) }

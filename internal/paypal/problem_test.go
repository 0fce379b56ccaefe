package paypal_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// refusal is the error of a request that is answered with the status, the body and the
// Paypal-Debug-Id.
func refusal(t *testing.T, status int, body, debugID string) error {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("paypal-debug-id", debugID)
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}))
	t.Cleanup(server.Close)
	c, err := paypal.NewTransport(transport.Options{
		Endpoint: server.URL + "/v1/commerce/billing/", Credentials: transport.Bearer("hunter22"),
	})
	if err != nil || c.Endpoint() != server.URL {
		t.Fatalf("endpoint %s, %v", c.Endpoint(), err)
	}
	return c.Do(t.Context(), transport.Request{Method: http.MethodGet, Route: "/things"}, nil)
}

func TestProblem_everyShape(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		status        int
		body, debugID string
		want          string // after "PayPal billing: GET /things answered "
	}{
		"details": {
			400, `{"name":"INVALID_REQUEST","message":"Not well-formed","debug_id":"d1","details":[` +
				`{"field":"/name","value":"","location":"body","issue":"MISSING","description":"is required"},{"issue":"OTHER"},` +
				`{"field":"/rate","value":0.10,"issue":"RANGE"}],"links":[]}`, "",
			`400 INVALID_REQUEST: Not well-formed; /name MISSING is required; OTHER; /rate RANGE (0.10) (request id d1)`,
		},
		"id in the header": {
			500, `{"name":"INTERNAL_SERVER_ERROR","message":"oops","debug_id":"d1"}`, "h1", `500 INTERNAL_SERVER_ERROR: oops (request id h1)`,
		},
		"throttled": {
			429, `{"name":"RATE_LIMIT_REACHED","message":"Too many requests","debug_id":"d1","links":[]}`, "",
			`429 RATE_LIMIT_REACHED: Too many requests (request id d1)`,
		},
		"members of other types": {422, `{"name":7,"message":"m","details":"none"}`, "", `422 7: m`},
		"OAuth2":                 {403, `{"error":"invalid_scope","error_description":"no such scope"}`, "", `403 invalid_scope: no such scope`},
		"another service":        {403, `{"code":"mint.notAllowed"}`, "", `403: {"code":"mint.notAllowed"}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := refusal(t, tt.status, tt.body, tt.debugID)
			if diff := cmp.Diff("PayPal billing: GET /things answered "+tt.want, err.Error()); diff != "" {
				t.Errorf("the error differs (-want +got):\n%s", diff)
			}
		})
	}
}

func TestProblem_detailsAreKept(t *testing.T) {
	t.Parallel()
	err := refusal(t, 422, `{"name":"N","details":[{"field":"/f","value":1.50,"location":"body","issue":"I","description":"D"}]}`, "")
	e, _ := errors.AsType[*transport.Error](err)
	want := []transport.Detail{{Field: "/f", Value: "1.50", Location: "body", Issue: "I", Description: "D"}}
	if diff := cmp.Diff(want, e.Details); diff != "" || e.Code != "N" {
		t.Errorf("details differ (-want +got):\n%s", diff)
	}
	if err := refusal(t, 404, `{"name":"RESOURCE_NOT_FOUND"}`, ""); !transport.IsNotFound(err) {
		t.Errorf("got %v", err)
	}
}

func TestProblem_showsNoSecret(t *testing.T) {
	t.Parallel()
	const said = `"you sent hunter22"`
	err := refusal(t, 400, `{"name":`+said+`,"message":`+said+`,"debug_id":`+said+`,"details":[{"field":`+said+`,"value":{"a":`+said+`},"issue":`+said+
		`,"location":`+said+`,"description":`+said+`}]}`, "")
	if text := fmt.Sprintf("%v %+v", err, err); strings.Contains(text, "hunter22") || strings.Count(text, "you sent ***") < 5 {
		t.Errorf("got %s", text)
	}
}

// MINT_SAMPLES names a folder with recorded payloads, which are not part of the repository.
func TestProblem_recordedBodies(t *testing.T) {
	t.Parallel()
	folder := os.Getenv("MINT_SAMPLES")
	if folder == "" {
		t.Skip("MINT_SAMPLES is not set")
	}
	files, err := filepath.Glob(filepath.Join(folder, "wallets", "*error*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		e, ok := errors.AsType[*transport.Error](refusal(t, 400, string(body), ""))
		if !ok || e.Code == "" || e.Message == "" || strings.HasPrefix(e.Message, "{") {
			t.Errorf("%s: %+v", filepath.Base(file), e)
		}
	}
}

package apigee

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// refusal is the error of a request that is answered with the status and the body.
func refusal(t *testing.T, status int, body string) error {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}))
	t.Cleanup(server.Close)
	c, err := NewTransport(transport.Options{Endpoint: server.URL, Credentials: transport.Bearer("hunter22")})
	if err != nil {
		t.Fatal(err)
	}
	return c.Do(t.Context(), transport.Request{Method: http.MethodGet, Route: "/things"}, nil)
}

func TestProblem_everyShape(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		status int
		body   string
		want   string // after "Apigee monetization: GET /things answered "
	}{
		"its own": {
			404, `{"code":"mint.resourceDoesNotExist","message":"No plan \"x\"\nhere","contexts":[]}`,
			`404 mint.resourceDoesNotExist: No plan "x" here`,
		},
		"contexts and cause": {
			400, `{"code":"mint.insufficientFunds","message":"too low [1,234.5600]","contexts":[{"name":"Rate Plan","value":12.5000}],` +
				`"cause":{"message":"balance","contexts":[{"name":"Tax","value":"1"}]}}`,
			`400 mint.insufficientFunds: too low [1,234.5600]: balance; Rate Plan (12.5000); Tax (1)`,
		},
		"a cause that only repeats": {400, `{"code":"c","message":"m","cause":{"message":"m","contexts":[]}}`, `400 c: m`},
		"a cause alone":             {400, `{"code":"c","cause":{"message":"m"}}`, `400 c: m`},
		"messages": {
			400, `{"code":"mint.genericMessage","message":["one","two",3],"contexts":null,"cause":null}`, `400 mint.genericMessage: one; two; 3`,
		},
		"messages in messages": {400, `{"message":["one",["two","three"],null]}`, `400: one; ["two","three"];`},
		"code only":            {409, `{"code":"mint.resourceAlreadyExists"}`, `409 mint.resourceAlreadyExists`},
		"the gateway's": {
			404, `{"fault":{"faultstring":"Unable to identify proxy","detail":{"errorcode":"messaging.adaptors.http.flow.ApplicationNotFound"}}}`,
			`404 messaging.adaptors.http.flow.ApplicationNotFound: Unable to identify proxy; check the endpoint`,
		},
		"members of other types": {422, `{"code":7,"message":"m","contexts":{},"cause":"x","fault":[]}`, `422 7: m`},
		"many contexts": {
			400, `{"code":"c","contexts":[` + strings.Repeat(`{"name":"n"},`, 99) + `{"name":"n"}]}`, "400 c" + strings.Repeat("; n", 20),
		},
		"OAuth2":          {403, `{"error":"invalid_scope","error_description":"no such scope"}`, `403 invalid_scope: no such scope`},
		"another service": {403, `{"name":"NOT_AUTHORIZED"}`, `403: {"name":"NOT_AUTHORIZED"}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := refusal(t, tt.status, tt.body)
			if diff := cmp.Diff("Apigee monetization: GET /things answered "+tt.want, err.Error()); diff != "" {
				t.Errorf("the error differs (-want +got):\n%s", diff)
			}
		})
	}
}

func TestProblem_notFoundIsTheServicesOwn(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]bool{
		`{"code":"mint.resourceDoesNotExist","message":"m"}`:       true,
		`{"fault":{"faultstring":"f","detail":{"errorcode":"e"}}}`: false,
	} {
		if err := refusal(t, 404, body); transport.IsNotFound(err) != want {
			t.Errorf("got %v", err)
		}
	}
}

func TestProblem_showsNoSecret(t *testing.T) {
	t.Parallel()
	const said = `"you sent hunter22"`
	for _, body := range []string{
		`{"code":` + said + `,"message":[` + said + `],"cause":{"message":` + said + `,"contexts":[{"name":"n","value":` + said + `}]}}`,
		`{"code":"c","contexts":[{"name":` + said + `,"value":{"a":` + said + `}}]}`,
		`{"fault":{"faultstring":` + said + `,"detail":{"errorcode":` + said + `}}}`,
	} {
		err := refusal(t, 400, body)
		if text := fmt.Sprintf("%v %+v", err, err); strings.Contains(text, "hunter22") || !strings.Contains(text, "you sent ***") {
			t.Errorf("got %s", text)
		}
	}
}

// MINT_SAMPLES names a folder with recorded payloads, which are not part of the repository.
func TestProblem_recordedBodies(t *testing.T) {
	t.Parallel()
	folder := os.Getenv("MINT_SAMPLES")
	if folder == "" {
		t.Skip("MINT_SAMPLES is not set")
	}
	files, err := filepath.Glob(filepath.Join(folder, "mint", "*error*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		e, ok := errors.AsType[*transport.Error](refusal(t, 400, string(body)))
		if !ok || e.Code == "" || e.Message == "" || strings.HasPrefix(e.Message, "{") {
			t.Errorf("%s: %+v", filepath.Base(file), e)
		}
	}
}

func FuzzProblem(f *testing.F) {
	for _, seed := range []string{
		`null`, `{}`, `[]`, `{"code":"mint.xxx","message":["a",{"b":[1]}],"contexts":[{"name":"n","value":1e999}],"cause":{"message":"m","contexts":[{}]}}`,
		`{"fault":{"faultstring":"f","detail":{"errorcode":"e"}}}`, `{"CODE":"x","Message":null,"contexts":{"a":"b"}}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		p := problem([]byte(body))
		if empty := p.Code == "" && p.Message == "" && len(p.Details) == 0; !json.Valid([]byte(body)) && !empty {
			t.Errorf("%+v of what is no JSON: %q", p, body)
		}
	})
}

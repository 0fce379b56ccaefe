package transport

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestError_everyShape(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("word ", 500)
	for name, tt := range map[string]struct {
		status int
		body   string
		header http.Header
		want   string // after "Test service: GET /things/{thing} answered "
	}{
		"apigee": {
			404, `{"code":"mint.resourceDoesNotExist","message":"No plan \"x\"\nhere","contexts":[]}`, nil,
			`404 mint.resourceDoesNotExist: No plan "x" here`,
		},
		"apigee with contexts and cause": {
			400, `{"code":"mint.insufficientFunds","message":"too low [1,234.5600]","contexts":[{"name":"Rate Plan","value":12.5000}],` +
				`"cause":{"message":"balance","contexts":[{"name":"Tax","value":"1"}]}}`, nil,
			`400 mint.insufficientFunds: too low [1,234.5600]: balance; Rate Plan (12.5000); Tax (1)`,
		},
		"apigee cause only repeats": {
			400, `{"code":"c","message":"m","cause":{"message":"m","contexts":[]}}`, nil, `400 c: m`,
		},
		"apigee messages": {
			400, `{"code":"mint.genericMessage","message":["one","two",3],"contexts":null,"cause":null}`, nil,
			`400 mint.genericMessage: one; two; 3`,
		},
		"apigee messages in messages": {400, `{"message":["one",["two","three"],null]}`, nil, `400: one; ["two","three"];`},
		"page with a secret at its 200th character": {
			403, "<title>" + strings.Repeat("x", 196) + " hunter22</title>", nil, `403: ` + strings.Repeat("x", 196) + ` ***; is the endpoint right?`,
		},
		"code only": {409, `{"code":"mint.resourceAlreadyExists"}`, nil, `409 mint.resourceAlreadyExists`},
		"gateway": {
			404, `{"fault":{"faultstring":"Unable to identify proxy","detail":{"errorcode":"messaging.adaptors.http.flow.ApplicationNotFound"}}}`, nil,
			`404 messaging.adaptors.http.flow.ApplicationNotFound: Unable to identify proxy; is the endpoint right?`,
		},
		"paypal": {
			400, `{"name":"INVALID_REQUEST","message":"Not well-formed","debug_id":"d1","details":[` +
				`{"field":"/name","value":"","location":"body","issue":"MISSING","description":"is required"},{"issue":"OTHER"},` +
				`{"field":"/rate","value":0.10,"issue":"RANGE"}],"links":[]}`, nil,
			`400 INVALID_REQUEST: Not well-formed; /name MISSING is required; OTHER; /rate RANGE (0.10) (request id d1)`,
		},
		"paypal, id in the header": {
			500, `{"name":"INTERNAL_SERVER_ERROR","message":"oops","debug_id":"d1"}`, http.Header{"Paypal-Debug-Id": {"h1"}},
			`500 INTERNAL_SERVER_ERROR: oops (request id h1)`,
		},
		"other request id": {500, ``, http.Header{"X-Request-Id": {"r1"}}, `500 Internal Server Error (request id r1)`},
		"paypal throttles": {
			429, `{"name":"RATE_LIMIT_REACHED","message":"Too many requests","debug_id":"d1","links":[]}`, nil,
			`429 RATE_LIMIT_REACHED: Too many requests (request id d1)`,
		},
		"oauth": {
			403, `{"error":"invalid_scope","error_description":"no such scope"}`, nil, `403 invalid_scope: no such scope`,
		},
		"oauth without words": {403, `{"error":"invalid_scope"}`, nil, `403 invalid_scope`},
		"error is an object":  {403, `{"error":{"code":7}}`, nil, `403 {"code":7}`},
		"other JSON":          {418, `{"teapot": true}`, nil, `418: {"teapot": true}`},
		"details of another type": {
			422, `{"code":7,"message":"m","details":"none","contexts":{},"cause":"x","fault":[]}`, nil, `422 7: m`,
		},
		"an array": {400, `[{"code":"x"}]`, nil, `400: [{"code":"x"}]; is the endpoint right?`},
		"text":     {400, "  Bad\r\n\tthing\x00 ", nil, `400: Bad thing; is the endpoint right?`},
		"no UTF-8": {400, "caf\xe9", nil, `400: caf?; is the endpoint right?`},
		"half":     {400, `{"code":"x"`, nil, `400: {"code":"x"; is the endpoint right?`},
		"empty":    {404, ``, nil, `404 Not Found`},
		"blank":    {404, " \n", nil, `404 Not Found`},
		"null":     {404, `null`, nil, `404: null; is the endpoint right?`},
		"{}":       {404, `{}`, nil, `404: {}`},
		"page": {
			404, "<!DOCTYPE html>\n<html><head><TITLE lang=en>\n404 &mdash; Not\nfound</TITLE></head><body>x</body></html>", nil,
			`404: 404 — Not found; is the endpoint right?`,
		},
		"page of a load balancer": {502, `<html><title>Bad Gateway</title></html>`, nil, `502: Bad Gateway`},
		"page without title": {
			403, `<html><head><style>a{}</style></head><body><!-- c --><script>x<y</script><h1>Access&nbsp;<b>denied</b></h1></body>`, nil,
			`403: Access denied; is the endpoint right?`,
		},
		"broken page": {403, `<html><body>Denied <a href="`, nil, `403: Denied; is the endpoint right?`},
		"xml":         {403, `<?xml version="1.0"?><e><m>no</m></e>`, nil, `403: no; is the endpoint right?`},
		"long text":   {400, long, nil, "400: " + long[:maxMessage-1] + "...; is the endpoint right?"},
		"long code":   {400, `{"code":"` + strings.Repeat("x", 999) + `"}`, nil, "400 " + strings.Repeat("x", maxField) + "..."},
		"many details": {
			400, `{"code":"c","contexts":[` + strings.Repeat(`{"name":"n"},`, 99) + `{"name":"n"}]}`, nil,
			"400 c" + strings.Repeat("; n", maxDetails),
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			endpoint, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				for name, values := range tt.header {
					w.Header()[name] = values
				}
				w.WriteHeader(tt.status)
				_, _ = io.WriteString(w, tt.body)
			})
			err := connect(t, endpoint, func(o *Options) { o.MaxRetries, o.Credentials = 0, Bearer("hunter22") }).Do(t.Context(), get(), nil)
			if diff := cmp.Diff("Test service: GET /things/{thing} answered "+tt.want, err.Error()); diff != "" {
				t.Errorf("the error differs (-want +got):\n%s", diff)
			}
			if failureOf(t, err).Status != tt.status {
				t.Errorf("status %d", failureOf(t, err).Status)
			}
		})
	}
}

func TestError_detailsAreKept(t *testing.T) {
	t.Parallel()
	endpoint, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		answer(w, 422, `{"name":"N","details":[{"field":"/f","value":1.50,"location":"body","issue":"I","description":"D"}]}`)
	})
	e := failureOf(t, connect(t, endpoint).Do(t.Context(), post(), nil))
	want := []Detail{{Field: "/f", Value: "1.50", Location: "body", Issue: "I", Description: "D"}}
	if diff := cmp.Diff(want, e.Details); diff != "" || e.Code != "N" {
		t.Errorf("details differ (-want +got):\n%s", diff)
	}
}

func TestError_attemptsAreTold(t *testing.T) {
	t.Parallel()
	endpoint, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 503, `{"code":"busy"}`) })
	err := connect(t, endpoint).Do(t.Context(), get(), nil)
	if want := "Test service: GET /things/{thing} answered 503 busy, after 4 attempts"; err.Error() != want {
		t.Errorf("got %v", err)
	}
}

func TestError_predicates(t *testing.T) {
	t.Parallel()
	type class struct{ NotFound, Conflict, Unauthorized, Forbidden, Invalid, Transient bool }
	for name, tt := range map[string]struct {
		err  error
		want class
	}{
		"nil":                 {nil, class{}},
		"another error":       {io.EOF, class{}},
		"200":                 {&Error{Status: 200}, class{}},
		"400":                 {&Error{Status: 400}, class{Invalid: true}},
		"401":                 {&Error{Status: 401}, class{Unauthorized: true}},
		"bad grant":           {&Error{Status: 400, Code: "invalid_grant"}, class{Invalid: true, Unauthorized: true}},
		"403":                 {&Error{Status: 403}, class{Forbidden: true}},
		"404":                 {&Error{Status: 404}, class{NotFound: true}},
		"404 of a web server": {&Error{Status: 404, stranger: true}, class{}},
		"408":                 {&Error{Status: 408}, class{Transient: true}},
		"409":                 {&Error{Status: 409}, class{Conflict: true}},
		"422":                 {&Error{Status: 422}, class{Invalid: true}},
		"429":                 {&Error{Status: 429}, class{Transient: true}},
		"500":                 {&Error{Status: 500}, class{Transient: true}},
		"599":                 {&Error{Status: 599}, class{Transient: true}},
		"500 of an Add":       {&Error{Status: 500, Ambiguous: true}, class{}},
		"no connection":       {&Error{again: true}, class{Transient: true}},
		"bad certificate":     {&Error{}, class{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, err := range []error{tt.err, fmt.Errorf("wrapped: %w", tt.err)} {
				got := class{IsNotFound(err), IsConflict(err), IsUnauthorized(err), IsForbidden(err), IsInvalid(err), IsTransient(err)}
				if diff := cmp.Diff(tt.want, got); diff != "" {
					t.Errorf("classes differ (-want +got):\n%s", diff)
				}
			}
		})
	}
}

func TestError_notFoundIsTheServicesOwn(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		body string
		want bool
	}{
		"apigee":  {`{"code":"mint.resourceDoesNotExist","message":"m"}`, true},
		"paypal":  {`{"name":"RESOURCE_NOT_FOUND"}`, true},
		"empty":   {``, true},
		"page":    {`<html><title>404 Not Found</title></html>`, false},
		"text":    {"404 page not found\n", false},
		"gateway": {`{"fault":{"faultstring":"f","detail":{"errorcode":"e"}}}`, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			endpoint, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 404, tt.body) })
			if err := connect(t, endpoint).Do(t.Context(), get(), nil); IsNotFound(err) != tt.want {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestError_causesAreReadable(t *testing.T) {
	t.Parallel()
	refused, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = refused.Close()
	for name, tt := range map[string]struct {
		cause   error
		want    string
		lasting bool
	}{
		"authority": {
			&tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}},
			"the server's certificate is signed by an unknown authority; set ca_certificate to that authority", true,
		},
		"expired": {
			&tls.CertificateVerificationError{Err: x509.CertificateInvalidError{Reason: x509.Expired}},
			"the server's certificate is not valid: ", true,
		},
		"no TLS":    {tls.RecordHeaderError{Msg: "first record"}, "the server does not speak TLS; does the endpoint begin with http:// ?", true},
		"HTTP":      {http.ErrSchemeMismatch, "the server does not speak TLS", true},
		"host":      {&net.DNSError{Name: "api.test", IsNotFound: true}, "the host api.test is not known; is the endpoint right?", true},
		"lost":      {io.ErrUnexpectedEOF, "the connection was lost before the answer was complete", false},
		"otherwise": {errors.New("odd"), "failed: odd", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := connect(t, "https://api.test")
			pool(t, c).DialContext = func(context.Context, string, string) (net.Conn, error) { return nil, tt.cause }
			err := c.Do(t.Context(), get(), nil)
			if !strings.Contains(err.Error(), tt.want) || IsTransient(err) == tt.lasting || !errors.Is(err, tt.cause) && name != "authority" && name != "expired" {
				t.Errorf("got %v", err)
			}
			if strings.Contains(err.Error(), `Get "https`) {
				t.Errorf("the error repeats the address: %v", err)
			}
		})
	}
}

func TestError_ofRealServers(t *testing.T) {
	t.Parallel()
	fine := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, "{}") })
	secure, plain := httptest.NewUnstartedServer(fine), httptest.NewServer(fine)
	secure.Config.ErrorLog = quiet()
	secure.StartTLS()
	t.Cleanup(secure.Close)
	t.Cleanup(plain.Close)
	other := "https://localhost:" + secure.URL[strings.LastIndex(secure.URL, ":")+1:]
	for name, tt := range map[string]struct {
		endpoint, ca, want string
	}{
		"unknown authority": {secure.URL, "", "signed by an unknown authority; set ca_certificate"},
		"another host":      {other, certificate(secure), "the server's certificate is not valid"},
		"no TLS":            {strings.Replace(plain.URL, "http:", "https:", 1), "", "the server does not speak TLS"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := connect(t, tt.endpoint, func(o *Options) { o.CACertificate = tt.ca }).Do(t.Context(), post(), nil)
			if e := failureOf(t, err); !strings.Contains(err.Error(), tt.want) || e.Attempts != 1 || IsAmbiguous(err) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// MINT_SAMPLES names a folder with recorded payloads, which are not part of the repository.
func TestError_recordedBodies(t *testing.T) {
	t.Parallel()
	folder := os.Getenv("MINT_SAMPLES")
	if folder == "" {
		t.Skip("MINT_SAMPLES is not set")
	}
	var files []string
	err := filepath.WalkDir(folder, func(path string, _ os.DirEntry, err error) error {
		if strings.Contains(filepath.Base(path), "error") && strings.HasSuffix(path, ".json") {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if p := parseProblem(body); p.code == "" || p.message == "" {
			t.Errorf("%s: code %q, message %q", filepath.Base(file), p.code, p.message)
		}
	}
}

func FuzzError_anyBody(f *testing.F) {
	for _, seed := range []string{
		``, `null`, `{}`, `[]`, `"text"`, `plain text`, "\xff\xfe", `<html><title>x</title></html>`, `<`, `<title>`, `<!--`,
		`{"code":"mint.xxx","message":["a",{"b":[1]}],"contexts":[{"name":"n","value":1e999}],"cause":{"message":"m","contexts":[{}]}}`,
		`{"fault":{"faultstring":"f","detail":{"errorcode":"e"}}}`,
		`{"name":"N","message":"m","debug_id":"d","details":[{"field":"/a","value":{"x":1},"issue":"I"}]}`,
		`{"error":"invalid_client","error_description":"hunter22"}`, `{"password":"hunter22"}`, `password=hunter22&a=b`,
		`{"CODE":"x","Message":null,"details":{"a":"b"}}`, `{"access_token":"abc`, "a\u2028b\u0085c",
	} {
		f.Add(seed, 400)
		f.Add(seed, 500)
	}
	c, err := New(Options{Service: "Test service", Endpoint: "https://api.test", Credentials: Bearer("hunter22"), Now: func() time.Time { return noon }})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, body string, status int) {
		a := &call{client: c, method: "GET", route: "/a", answer: []byte(body)}
		e := a.refused(&http.Response{StatusCode: status, Header: http.Header{}})
		line := e.Error()
		if strings.ContainsAny(line, "\r\n\x00\u2028\u0085") || !utf8.ValidString(line) {
			t.Errorf("not one line of text: %q", line)
		}
		if strings.Contains(line, "hunter22") {
			t.Errorf("a secret in %q", line)
		}
		if len(e.Details) > maxDetails || utf8.RuneCountInString(line) > 1000+maxDetails*1500 {
			t.Errorf("%d details, %d bytes", len(e.Details), len(line))
		}
	})
}

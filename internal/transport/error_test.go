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
		"code and message":     {404, `{"code":"noSuchThing","message":"No plan \"x\"\nhere","details":[]}`, nil, `404 noSuchThing: No plan "x" here`},
		"messages":             {400, `{"code":"c","message":["one","two",3]}`, nil, `400 c: one; two; 3`},
		"messages in messages": {400, `{"message":["one",["two","three"],null]}`, nil, `400: one; ["two","three"];`},
		"page with a secret at its 200th character": {
			403, "<title>" + strings.Repeat("x", 196) + " hunter22</title>", nil, `403: ` + strings.Repeat("x", 196) + ` ***; check the endpoint`,
		},
		"code only": {409, `{"code":"resourceAlreadyExists"}`, nil, `409 resourceAlreadyExists`},
		"gateway":   {404, `{"code":"NoRoute","message":"Unable to identify proxy","gateway":true}`, nil, `404 NoRoute: Unable to identify proxy; check the endpoint`},
		"details": {
			400, `{"code":"INVALID_REQUEST","message":"Not well-formed","request_id":"d1","details":[` +
				`{"field":"/name","value":"","location":"body","issue":"MISSING","description":"is required"},{"issue":"OTHER"},` +
				`{"field":"/rate","value":0.10,"issue":"RANGE"}]}`, nil,
			`400 INVALID_REQUEST: Not well-formed; /name MISSING is required; OTHER; /rate RANGE (0.10) (request id d1)`,
		},
		"request id in the header": {
			500, `{"code":"INTERNAL_SERVER_ERROR","message":"oops","request_id":"d1"}`, http.Header{"Test-Debug-Id": {"h1"}},
			`500 INTERNAL_SERVER_ERROR: oops (request id h1)`,
		},
		"other request id":      {500, ``, http.Header{"X-Request-Id": {"r1"}}, `500 Internal Server Error (request id r1)`},
		"page of a busy server": {429, `<title>Slow down</title>`, nil, `429: Slow down`},
		"oauth": {
			403, `{"error":"invalid_scope","error_description":"no such scope"}`, nil, `403 invalid_scope: no such scope`,
		},
		"oauth without words":         {403, `{"error":"invalid_scope"}`, nil, `403 invalid_scope`},
		"oauth and the service's own": {403, `{"code":"c","error":"e","error_description":"no such scope"}`, nil, `403 c: no such scope`},
		"error is an object":          {403, `{"error":{"code":7}}`, nil, `403 {"code":7}`},
		"other JSON":                  {418, `{"teapot": true}`, nil, `418: {"teapot": true}`},
		"details of another type":     {422, `{"code":7,"message":"m","details":"none"}`, nil, `422 7: m`},
		"an array":                    {400, `[{"code":"x"}]`, nil, `400: [{"code":"x"}]; check the endpoint`},
		"text":                        {400, "  Bad\r\n\tthing\x00 ", nil, `400: Bad thing; check the endpoint`},
		"no UTF-8":                    {400, "caf\xe9", nil, `400: caf?; check the endpoint`},
		"half":                        {400, `{"code":"x"`, nil, `400: {"code":"x"; check the endpoint`},
		"empty":                       {404, ``, nil, `404 Not Found`},
		"blank":                       {404, " \n", nil, `404 Not Found`},
		"null":                        {404, `null`, nil, `404: null; check the endpoint`},
		"{}":                          {404, `{}`, nil, `404: {}`},
		"page": {
			404, "<!DOCTYPE html>\n<html><head><TITLE lang=en>\n404 &mdash; Not\nfound</TITLE></head><body>x</body></html>", nil,
			`404: 404 — Not found; check the endpoint`,
		},
		"page of a load balancer": {502, `<html><title>Bad Gateway</title></html>`, nil, `502: Bad Gateway`},
		"page without title": {
			403, `<html><head><style>a{}</style></head><body><!-- c --><script>x<y</script><h1>Access&nbsp;<b>denied</b></h1></body>`, nil,
			`403: Access denied; check the endpoint`,
		},
		"broken page": {403, `<html><body>Denied <a href="`, nil, `403: Denied; check the endpoint`},
		"xml":         {403, `<?xml version="1.0"?><e><m>no</m></e>`, nil, `403: no; check the endpoint`},
		"long text":   {400, long, nil, "400: " + long[:maxMessage-1] + "...; check the endpoint"},
		"long code":   {400, `{"code":"` + strings.Repeat("x", 999) + `"}`, nil, "400 " + strings.Repeat("x", maxField) + "..."},
		"many details": {
			400, `{"code":"c","details":[` + strings.Repeat(`{"field":"n"},`, 99) + `{"field":"n"}]}`, nil,
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
		answer(w, 422, `{"code":"N","details":[{"field":"/f","value":1.50,"location":"body","issue":"I","description":"D"}]}`)
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
		"404 of a web server": {&Error{Status: 404, foreign: true}, class{}},
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
		"own":     {`{"code":"noSuchThing","message":"m"}`, true},
		"empty":   {``, true},
		"page":    {`<html><title>404 Not Found</title></html>`, false},
		"text":    {"404 page not found\n", false},
		"gateway": {`{"code":"e","gateway":true}`, false},
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
		"no TLS":    {tls.RecordHeaderError{Msg: "first record"}, "the server does not speak TLS; check whether the endpoint begins with http://", true},
		"HTTP":      {http.ErrSchemeMismatch, "the server does not speak TLS", true},
		"host":      {&net.DNSError{Name: "api.test", IsNotFound: true}, "the host api.test is not known; check the endpoint", true},
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

func FuzzError_anyBody(f *testing.F) {
	for _, seed := range []string{
		``, `null`, `{}`, `[]`, `"text"`, `plain text`, "\xff\xfe", `<html><title>x</title></html>`, `<`, `<title>`, `<!--`,
		`{"code":"mint.xxx","message":["a",{"b":[1]}],"details":[{"field":"n","value":1e999},{}]}`,
		`{"code":"N","message":"m","request_id":"d","details":[{"field":"/a","value":{"x":1},"issue":"I"}]}`,
		`{"error":"invalid_client","error_description":"hunter22"}`, `{"password":"hunter22"}`, `password=hunter22&a=b`,
		`{"CODE":"x","Message":null,"details":{"a":"b"}}`, `{"access_token":"abc`, "a\u2028b\u0085c",
	} {
		f.Add(seed, 400)
		f.Add(seed, 500)
	}
	c, err := New(Options{Service: "Test service", Problem: readProblem, Endpoint: "https://api.test", Credentials: Bearer("hunter22"), Now: func() time.Time { return noon }})
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

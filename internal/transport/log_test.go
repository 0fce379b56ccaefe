package transport

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"log"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-log/tflogtest"
)

func quiet() *log.Logger { return log.New(io.Discard, "", 0) }

func TestLog_oneLinePerAttempt(t *testing.T) {
	t.Parallel()
	endpoint, _ := throttled(t, 500, "")

	var output bytes.Buffer
	ctx := tflogtest.RootLogger(t.Context(), &output)
	if err := connect(t, endpoint).Do(ctx, put(), &thing{}); err != nil {
		t.Fatal(err)
	}
	lines, err := tflogtest.MultilineJSONDecode(&output)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, line := range lines {
		got = append(got, fmt.Sprint(line["@level"], " ", line["@message"], " ", line["service"], " ", line["method"], " ",
			line["route"], " ", line["attempt"], " ", line["status"], " ", line["duration_ms"], " ", line["body"]))
	}
	want := []string{
		`trace request body Test service PUT /things/{thing} 1 <nil> <nil> {"id":"a","amount":"0"}`,
		`debug request Test service PUT /things/{thing} 1 500 0 <nil>`,
		`trace answer body Test service PUT /things/{thing} 1 <nil> <nil> {"code":"RATE_LIMIT_REACHED"}`,
		`trace request body Test service PUT /things/{thing} 2 <nil> <nil> {"id":"a","amount":"0"}`,
		`debug request Test service PUT /things/{thing} 2 200 0 <nil>`,
		`trace answer body Test service PUT /things/{thing} 2 <nil> <nil> {"id":"a"}`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the log differs (-want +got):\n%s", diff)
	}
}

func TestLog_requestIDAndError(t *testing.T) {
	t.Parallel()
	var output bytes.Buffer
	ctx := tflogtest.RootLogger(t.Context(), &output)
	endpoint, _ := serve(t, raw("HTTP/1.1 200 OK\r\nTest-Debug-Id: d1\r\nContent-Length: 9\r\n\r\n{"))
	err := connect(t, endpoint).Do(ctx, post(), &thing{})
	if e := failureOf(t, err); e.RequestID != "d1" || e.Status != 200 {
		t.Errorf("got %v", err)
	}
	if !strings.Contains(output.String(), `"request_id":"d1"`) || !strings.Contains(output.String(), `"error":"unexpected EOF"`) {
		t.Errorf("the log is %s", output.String())
	}
}

// secretsOf are values that must never leave the package, in the forms in which they are sent.
var secretsOf = []string{
	"hunter22&%", "hunter22", "s3cr3t-client", "access-1", "access-2", "refresh-1", "refresh-2",
	"czNjcjN0LWNsaWVudA", "aHVudGVyMjI",
}

func TestSecrets_stayInside(t *testing.T) {
	t.Parallel()
	const password = "hunter22&%"
	echo := func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		text, _ := json.Marshal("you sent " + r.Header.Get("Authorization") + " and " + string(body) + " and " + password)
		answer(w, 400, `{"code":"c","message":`+string(text)+`,"details":[{"field":`+string(text)+`}]}`)
	}
	page := func(w http.ResponseWriter, r *http.Request) {
		answer(w, 200, "<title>"+r.Header.Get("Authorization")+" "+password+"</title>")
	}
	text := func(w http.ResponseWriter, r *http.Request) {
		answer(w, 403, r.Header.Get("Authorization")+" password="+url.QueryEscape(password)+"&x=y")
	}
	for name, handler := range map[string]http.HandlerFunc{"JSON": echo, "page": page, "text": text} {
		for scheme, credentials := range map[string]func(s *sso) Credentials{
			"basic":  func(*sso) Credentials { return Basic("joe", password) },
			"bearer": func(*sso) Credentials { return Bearer("access-1") },
			"client": func(s *sso) Credentials { return ClientCredentials(s.url+tokenPath, "id", "s3cr3t-client") },
			"password": func(s *sso) Credentials {
				return PasswordGrant(s.url+tokenPath, "id", "s3cr3t-client", "joe", password)
			},
			"refresh": func(s *sso) Credentials { return RefreshGrant(s.url+tokenPath, "id", "s3cr3t-client", "refresh-1") },
		} {
			for where, atToken := range map[string]bool{"service": false, "token endpoint": true} {
				t.Run(name+" "+scheme+" "+where, func(t *testing.T) {
					t.Parallel()
					s := newSSO(t)
					s.refresh = true
					s.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
						if r.URL.Path == tokenPath && !atToken {
							s.token(w, r)
							return
						}
						handler(w, r)
					})
					var output bytes.Buffer
					ctx := tflogtest.RootLogger(t.Context(), &output)
					err := s.connect(t, func(o *Options) { o.Credentials = credentials(s) }).Do(ctx, post(), &thing{})
					if err == nil {
						t.Fatal("no error")
					}
					known := secretsOf
					if scheme != "basic" && scheme != "password" {
						known = known[2:] // the handlers always send the password, which is not a secret of this client
					}
					for _, secret := range known {
						for what, text := range map[string]string{
							"error": err.Error(), "printed error": fmt.Sprintf("%+v %v", *failureOf(t, err), err), "log": output.String(),
						} {
							if strings.Contains(text, secret) {
								t.Errorf("%q in the %s: %s", secret, what, text)
							}
						}
					}
					if !strings.Contains(output.String(), "answer body") {
						t.Error("nothing was traced")
					}
				})
			}
		}
	}
}

func TestSecrets_redact(t *testing.T) {
	t.Parallel()
	s := &secrets{}
	s.add("hunter22", "hunter22-longer", "a b/c&d", "abc", "")
	for in, want := range map[string]string{
		`nothing here`:                                      `nothing here`,
		`{"password":"a\"b","amount":1}`:                    `{"password":"***","amount":1}`,
		`{"Client_Secret" : "x", "access_token":"y"}`:       `{"Client_Secret" : "***", "access_token":"***"}`,
		`{"refresh_token":12345,"n":[1]}`:                   `{"refresh_token":"***","n":[1]}`,
		`{"access_token":"cut off`:                          `{"access_token":"***"`,
		`grant_type=password&username=j&password=x%20y&z=1`: `grant_type=password&username=j&password=***&z=1`,
		`refresh_token=x`:                                   `refresh_token=***`,
		`the password is wrong`:                             `the password is wrong`,
		`you said hunter22 or hunter22-longer`:              `you said *** or ***`,
		`a b/c&d is a+b%2Fc%26d`:                            `*** is ***`,
		`abc is too short to hide`:                          `abc is too short to hide`,
		`invalid proxy address "http://joe:pw@proxy:3128/"`: `invalid proxy address "http://***@proxy:3128/"`,
		`see https://api.test/a@b`:                          `see https://api.test/a@b`,
	} {
		if got := s.redact(in); got != want {
			t.Errorf("%s\nbecame %s\nwant   %s", in, got, want)
		}
	}
}

func TestLog_bodiesAreBounded(t *testing.T) {
	t.Parallel()
	body := loggedBody{&secrets{}, bytes.Repeat([]byte("x"), maxLoggedBody+1)}
	if got := body.String(); len(got) != maxLoggedBody+3 || !strings.HasSuffix(got, "x...") {
		t.Errorf("%d bytes", len(got))
	}
}

// A secret on the cut is masked whole: of its first half nobody would know that it is one.
func TestLog_bodiesAreMaskedBeforeTheyAreCut(t *testing.T) {
	t.Parallel()
	known := &secrets{}
	known.add("hunter22")
	for shown := range len("hunter22") + 1 {
		body := append(bytes.Repeat([]byte("x"), maxLoggedBody-shown), "hunter22 and more"...)
		if got := (loggedBody{known, body}).String(); strings.Contains(got, "h") {
			t.Errorf("the log ends in %s", got[maxLoggedBody-20:])
		}
	}
}

// The connection is lost in the middle of a secret.
func TestSecrets_bodyIsCutOff(t *testing.T) {
	t.Parallel()
	for name, status := range map[string]string{"success": "200 OK", "refusal": "400 Bad Request"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			endpoint, _ := serve(t, raw("HTTP/1.1 "+status+"\r\nContent-Length: 999\r\n\r\nyou sent Bearer hunter2"))
			var output bytes.Buffer
			ctx := tflogtest.RootLogger(t.Context(), &output)
			err := connect(t, endpoint, func(o *Options) { o.Credentials = Bearer("hunter22-longer") }).Do(ctx, post(), &thing{})
			if log := output.String(); !strings.Contains(log, "you sent Bearer ***") || strings.Contains(log, "hunter") {
				t.Errorf("the log is %s", log)
			}
			if err == nil || strings.Contains(err.Error(), "hunter") {
				t.Errorf("got %v", err)
			}
		})
	}
}

// FuzzSecrets: wherever a service repeats a secret, in whatever shape it answers, neither the error
// nor the log shows a piece of it.
func FuzzSecrets(f *testing.F) {
	const secret = `Qz7 /+\"é&xW9vK`
	pieces := func(text string) (found []string) {
		for i := range len(secret) - 3 {
			if piece := secret[i : i+4]; strings.Contains(text, piece) {
				found = append(found, piece)
			}
		}
		return found
	}
	quote := func(text string) string {
		quoted, _ := json.Marshal(text)
		return string(quoted)
	}
	shapes := []func(text string) string{
		func(text string) string { return text },
		func(text string) string { return `{"code":"mint.xxx","message":` + quote(text) + `,"contexts":[]}` },
		func(text string) string { return `{"code":"c","message":["m",` + quote(text) + `]}` },
		func(text string) string {
			return `{"code":` + quote(text) + `,"request_id":` + quote(text) + `,"details":[{"field":` + quote(text) + `,"value":` + quote(text) +
				`,"location":` + quote(text) + `,"issue":` + quote(text) + `,"description":` + quote(text) + `}]}`
		},
		func(text string) string { return `{"error":"e","error_description":` + quote(text) + `}` },
		func(text string) string { return `{"teapot":` + quote(text) + `}` },
		func(text string) string { return "<html><title>" + html.EscapeString(text) + "</title>" },
		func(text string) string { return "<html><body>" + html.EscapeString(text) },
	}
	c, err := New(Options{Service: "Test service", Problem: readProblem, Endpoint: "https://api.test", Credentials: Basic("joe", secret), Now: func() time.Time { return noon }})
	if err != nil {
		f.Fatal(err)
	}
	for shape := range shapes {
		f.Add("you sent ", ", did you not", shape, 400)
		f.Add(strings.Repeat("word ", 38)+"12345", "", shape, 200)
	}
	f.Add(strings.Repeat("word ", 98)+"12345", "", 1, 502)
	f.Fuzz(func(t *testing.T, before, after string, shape, status int) {
		if pieces(before+after) != nil || shape < 0 || shape >= len(shapes) {
			t.Skip("a piece of the secret is there anyway")
		}
		body := []byte(shapes[shape](before + secret + after))
		a := &call{client: c, method: "POST", route: "/a", effect: Add, answer: body}
		resp := &http.Response{StatusCode: status, Header: http.Header{}}
		for what, text := range map[string]string{
			"refusal": a.refused(resp).Error(), "unreadable answer": a.unreadable(resp, errors.New("cause")).Error(), "log": loggedBody{c.secrets, body}.String(),
		} {
			if found := pieces(text); found != nil {
				t.Errorf("%q of the secret in the %s: %s", found, what, text)
			}
		}
	})
}

// A body is masked when a log writes it and not before, so that it costs nothing below TRACE.
func TestLog_bodiesAreFormattedLate(t *testing.T) {
	t.Parallel()
	body := loggedBody{&secrets{}, []byte(`{"password":"hunter22"}`)}
	encoded, err := json.Marshal(map[string]any{"body": body})
	if err != nil || string(encoded) != `{"body":"{\"password\":\"***\"}"}` {
		t.Errorf("got %s, %v", encoded, err)
	}
	if printed := fmt.Sprintf("%v %s", body, body); strings.Contains(printed, "hunter22") {
		t.Errorf("got %s", printed)
	}
}

package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// running is the command while it serves.
type running struct {
	t    *testing.T
	url  string
	stop func() string // ends it and returns what it printed after its address
}

func start(t *testing.T, arguments ...string) *running {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	read, write := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		err := run(ctx, arguments, write, io.Discard)
		_ = write.CloseWithError(err)
		ended <- err
	}()
	lines := bufio.NewReader(read)
	first, err := lines.ReadString('\n')
	if err != nil {
		cancel()
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(first, "listens on ")
	url, _, _ := strings.Cut(rest, ". ")
	var printed bytes.Buffer
	copied := make(chan struct{})
	go func() {
		_, _ = io.Copy(&printed, lines)
		close(copied)
	}()
	stop := func() string {
		cancel()
		<-copied
		return printed.String()
	}
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return &running{t, url, stop}
}

// send returns the status and the body of an answer; 0 and the error if there is none.
func (r *running) send(method, path, body string, header ...string) (int, string) {
	r.t.Helper()
	request, err := http.NewRequestWithContext(r.t.Context(), method, r.url+path, strings.NewReader(body))
	if err != nil {
		r.t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	if len(header) == 2 && header[0] == "Host" {
		request.Host = header[1]
	}
	// A client that keeps connections repeats a GET whose connection is dropped.
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := client.Do(request)
	if err != nil {
		return 0, err.Error()
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	return response.StatusCode, strings.TrimSpace(string(text))
}

func (r *running) want(status int, says, method, path, body string, header ...string) {
	r.t.Helper()
	if got, text := r.send(method, path, body, header...); got != status || !strings.Contains(text, says) {
		r.t.Errorf("%s %s %s: %d %s, not %d %s", method, path, body, got, text, status, says)
	}
}

const bearer = "Bearer apigee-access-token"

func TestServe_fromSeedToDump(t *testing.T) {
	t.Parallel()
	dump := filepath.Join(t.TempDir(), "after.json")
	const seed = "../../../examples/module-tests/seed.json"
	r := start(t, "-seed", seed, "-dump", dump, "-switch", "apigee.PlainZeros=true",
		"-fault", "GET /developers: status=503, times=2", "-fault", "DELETE /wallets: drop-after")
	r.want(503, "", "GET", "/v1/mint/organizations/myorg/developers/dev@example.com", "", "Authorization", bearer)
	r.want(503, "", "GET", "/v1/mint/organizations/myorg/developers/dev@example.com", "", "Authorization", bearer)
	r.want(200, "Eloper Ltd", "GET", "/v1/mint/organizations/myorg/developers/dev@example.com", "", "Authorization", bearer)
	printed := r.stop()
	for _, says := range []string{
		"\n3         GET /v1/mint/organizations/{org}/developers/{developer}\n",
		"\napigee   credit limits    usd       1       0        1000.5\n",
		"\npaypal   GRANTED SETTLED  USD       1       100      150\n",
		`The fault "DELETE /wallets: drop-after" struck nothing.`,
	} {
		if !strings.Contains(printed, says) {
			t.Errorf("nothing says %q:\n%s", says, printed)
		}
	}
	first, err := os.ReadFile(dump)
	if err != nil {
		t.Fatal(err)
	}
	again := filepath.Join(t.TempDir(), "again.json")
	start(t, "-seed", dump, "-dump", again).stop()
	second, err := os.ReadFile(again)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(first), string(second)); diff != "" {
		t.Errorf("the dump of a dump differs (-first +second):\n%s", diff)
	}
}

func TestControl(t *testing.T) {
	t.Parallel()
	r := start(t)
	const developer = "/v1/mint/organizations/myorg/developers/dev@example.com"
	r.want(200, "APIGEE_ENDPOINT=", "GET", "/_fake/ready", "")
	r.want(200, `"drop-after"`, "POST", "/_fake/faults", `{"on": "GET /developers", "fault": "drop-after", "times": 1}`)
	if status, text := r.send("GET", developer, "", "Authorization", bearer); status != 0 {
		t.Errorf("the connection was not dropped: %d %s", status, text)
	}
	r.want(200, `[{"fault":"GET /developers: drop-after, times=1","struck":1}]`, "GET", "/_fake/faults", "")
	r.want(200, `"status":0,"fault":"drop after"`, "GET", "/_fake/journal", "")
	r.want(204, "", "DELETE", "/_fake/faults", "")
	r.want(204, "", "DELETE", "/_fake/journal", "")
	r.want(200, "[]", "GET", "/_fake/journal", "")

	r.want(200, `{"apigee.GatewayFaults":"true"}`, "PUT", "/_fake/switches", `{"apigee.GatewayFaults": "true"}`)
	r.want(404, "faultstring", "GET", "/v1/mint/nothing", "", "Authorization", bearer)

	r.want(204, "", "PUT", "/_fake/state", `{"apigee": {"organizations": [{"id": "other"}]}}`)
	r.want(404, "", "GET", developer, "", "Authorization", bearer)
	r.want(200, "[]", "GET", "/_fake/money", "")
	r.want(400, "apigee.organizations[0].id: this is missing", "PUT", "/_fake/state", `{"apigee": {"organizations": [{}]}}`)
	r.want(204, "", "POST", "/_fake/reset", "")
	r.want(200, "dev@example.com", "GET", developer, "", "Authorization", bearer)

	for _, bad := range []struct{ method, path, body, says string }{
		{"POST", "/_fake/faults", `{"on": "GET /x"}`, "there is no fault"},
		{"POST", "/_fake/faults", `{"fault": "explode"}`, `there is no fault "explode": write one of commit-late`},
		{"POST", "/_fake/faults", `{"fault": "status=abc"}`, `"abc" is no status: write one such as 503`},
		{"POST", "/_fake/faults", `{"fault": "drop-after", "tims": 1}`, "tims: this key is not known"},
		{"PUT", "/_fake/switches", `{"apigee.NoSuch": "true"}`, "apigee: there is no switch NoSuch"},
		{"PUT", "/_fake/switches", `[]`, `write {"apigee.NAME": "value"}`},
	} {
		r.want(400, bad.says, bad.method, bad.path, bad.body)
	}
}

// A page in a browser on the same machine, or a name that leads here, is not let in.
func TestControl_refusesBrowsers(t *testing.T) {
	t.Parallel()
	r := start(t)
	r.want(403, "for programs on this machine", "POST", "/_fake/reset", "", "Origin", "https://example.com")
	r.want(403, "for programs on this machine", "GET", "/_fake/state", "", "Sec-Fetch-Site", "cross-site")
	r.want(403, "for programs on this machine", "GET", "/_fake/state", "", "Host", "rebound.example.com")
}

func TestWait(t *testing.T) {
	t.Parallel()
	r := start(t)
	var out bytes.Buffer
	if err := run(t.Context(), []string{"-wait", r.url + "/"}, &out, io.Discard); err != nil || !strings.Contains(out.String(), "PAYPAL_ENDPOINT="+r.url+"\n") {
		t.Errorf("%v: %s", err, out.String())
	}
	r.stop()
	err := run(t.Context(), []string{"-wait", r.url, "-timeout", "1ms"}, io.Discard, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "is the fake running") {
		t.Error(err)
	}
}

func TestRun_refusals(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	wrong := filepath.Join(t.TempDir(), "wrong.json")
	if err := os.WriteFile(wrong, []byte(`{"apigee": {"organisations": []}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for arguments, says := range map[string]string{
		"-listen 0.0.0.0:0":                  "a loopback address only",
		"-listen 8080":                       "write host:port",
		"-seed " + wrong:                     "apigee.organisations: this key is not known; write one of organizations",
		"-switch apigee.Unset=nothing":       "it takes UnsetEmptyList, UnsetNoKey, UnsetCurrencyDefault; -switches lists them",
		"-fault drop-after":                  "does not say where it strikes",
		"-fault /wallets:drop-after,time=1":  `has no option "time": write times, skip or every`,
		"-fault /wallets:drop-after,times=x": `"x" is no number`,
		"serve":                              `"serve" is no flag`,
	} {
		if err := run(ctx, strings.Fields(arguments), io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v, not %q", arguments, err, says)
		}
	}
}

func TestRun_lists(t *testing.T) {
	t.Parallel()
	for flag, says := range map[string]string{"-switches": "paypal.Pair: Pair is how a TOPUP of both kinds is booked", "-version": "mint-fake dev"} {
		var out bytes.Buffer
		if err := run(t.Context(), []string{flag}, &out, io.Discard); err != nil || !strings.Contains(out.String(), says) {
			t.Errorf("%s: %v: %s", flag, err, out.String())
		}
	}
}

// Each fault that -help lists can be injected by what the list says of it.
func TestFaults_allWork(t *testing.T) {
	t.Parallel()
	r := start(t)
	for name, kind := range kinds {
		value, _, _ := strings.Cut(kind.takes, ":")
		value = strings.Trim(strings.Replace(value, "URL", "http//other", 1), "[]")
		f, err := parseFault("GET /wallets: " + name + value + ", times=0, skip=1, every=2")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		r.want(200, `"every":2`, "POST", "/_fake/faults", `{"on": "`+f.On+`", "fault": "`+f.Fault+`", "times": 0, "skip": 1, "every": 2}`)
	}
}

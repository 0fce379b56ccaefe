package transport

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

func redirect(target string, status int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", target)
		w.WriteHeader(status)
	}
}

var redirects = []int{301, 302, 303, 307, 308}

func TestRedirect_isRefusedUnlessGet(t *testing.T) {
	t.Parallel()
	for _, status := range redirects {
		for _, method := range []string{"POST", "PUT", "DELETE", "PATCH"} {
			t.Run(fmt.Sprint(status, method), func(t *testing.T) {
				t.Parallel()
				elsewhere, stranger := serve(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, `{"id":"a"}`) })
				endpoint, service := serve(t, redirect(elsewhere+"/login?state=hunter22#top", status))
				err := connect(t, endpoint).Do(t.Context(), Request{Method: method, Route: "/a", Body: thing{}}, &thing{})
				e := failureOf(t, err)
				want := fmt.Sprintf("Test service: %s /a answered %d: a redirect to %s/login", method, status, elsewhere)
				if !strings.HasPrefix(e.Error(), want) || !strings.HasSuffix(e.Error(), "; check the endpoint") ||
					strings.Contains(e.Error(), "hunter22") || e.Status != status {
					t.Errorf("got %v", err)
				}
				if IsAmbiguous(err) != (method == "POST" || method == "PATCH") || IsTransient(err) {
					t.Errorf("ambiguous %t, transient %t", IsAmbiguous(err), IsTransient(err))
				}
				if service.count() != 1 || stranger.count() != 0 {
					t.Errorf("%d and %d requests", service.count(), stranger.count())
				}
			})
		}
	}
}

func TestRedirect_getFollowsOnTheSameHost(t *testing.T) {
	t.Parallel()
	for _, status := range redirects {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			t.Parallel()
			endpoint, service := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path != "/moved" {
					redirect("/moved", status)(w, r)
					return
				}
				answer(w, 200, `{"id":"a"}`)
			})
			var out thing
			c := connect(t, endpoint, func(o *Options) { o.Credentials = Bearer("token-1") })
			if err := c.Do(t.Context(), get(), &out); err != nil || out.ID != "a" {
				t.Fatalf("got %v", err)
			}
			for _, r := range service.requests() {
				if got := r.Header.Get("Authorization"); got != "Bearer token-1" {
					t.Errorf("%s had the authorization %q", r.URL, got)
				}
			}
		})
	}
}

func TestRedirect_getLeavesCredentialsBehind(t *testing.T) {
	t.Parallel()
	for name, credentials := range map[string]Credentials{"basic": Basic("joe", "hunter22"), "bearer": Bearer("token-1")} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			elsewhere, stranger := serve(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, `{"id":"a"}`) })
			endpoint, _ := serve(t, redirect(elsewhere+"/things/a", 302))
			var out thing
			c := connect(t, endpoint, func(o *Options) { o.Credentials = credentials })
			if err := c.Do(t.Context(), get(), &out); err != nil || out.ID != "a" {
				t.Fatalf("got %v", err)
			}
			for _, r := range stranger.requests() {
				for _, name := range []string{"Authorization", "Cookie", "Referer"} {
					if r.Header.Get(name) != "" {
						t.Errorf("the other host got %s %q", name, r.Header.Get(name))
					}
				}
			}
			if stranger.count() != 1 {
				t.Errorf("%d requests", stranger.count())
			}
		})
	}
}

func TestRedirect_defaultPortIsTheSameOrigin(t *testing.T) {
	t.Parallel()
	for other, want := range map[string]bool{
		"https://API.test:443/b": true, "https://api.test:8443/b": false, "http://api.test/b": false, "https://api.test.evil/b": false,
	} {
		a, _ := url.Parse("https://api.test/a")
		b, err := url.Parse(other)
		if err != nil || sameOrigin(a, b) != want {
			t.Errorf("%s: %v", other, err)
		}
	}
}

func TestRedirect_aStrangersRefusalIsNotTheServices(t *testing.T) {
	t.Parallel()
	for _, status := range []int{401, 404} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			t.Parallel()
			elsewhere, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, status, `{}`) })
			endpoint, service := serve(t, redirect(elsewhere, 302))
			err := connect(t, endpoint).Do(t.Context(), get(), nil)
			if IsNotFound(err) || failureOf(t, err).Status != status || service.count() != 1 {
				t.Errorf("got %v", err)
			}
			if status == 404 && !strings.Contains(err.Error(), "a redirect led to 127.0.0.1:") {
				t.Errorf("the error does not name the other host: %v", err)
			}
		})
	}
}

func TestRedirect_aStrangersUnauthorizedCostsNoToken(t *testing.T) {
	t.Parallel()
	elsewhere, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 401, `{}`) })
	s := newSSO(t)
	s.things = redirect(elsewhere, 302)
	err := s.connect(t).Do(t.Context(), get(), nil)
	if failureOf(t, err).Status != 401 || len(s.kinds()) != 1 || s.count() != 2 {
		t.Errorf("%d requests, token requests %v: %v", s.count(), s.kinds(), err)
	}
}

func TestRedirect_hopsAreBounded(t *testing.T) {
	t.Parallel()
	endpoint, service := serve(t, redirect("/again", 302))
	err := connect(t, endpoint).Do(t.Context(), get(), nil)
	if e := failureOf(t, err); e.Status != 302 || !strings.Contains(e.Message, "a redirect to /again") || service.count() != 1+maxHops {
		t.Errorf("after %d requests: %v", service.count(), err)
	}
}

func TestRedirect_neverLeavesTLS(t *testing.T) {
	t.Parallel()
	plain, stranger := serve(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, `{"id":"a"}`) })
	secure := httptest.NewTLSServer(redirect(plain, 302))
	t.Cleanup(secure.Close)
	c := connect(t, secure.URL, func(o *Options) { o.CACertificate = certificate(secure) })
	err := c.Do(t.Context(), get(), &thing{})
	if failureOf(t, err).Status != 302 || stranger.count() != 0 {
		t.Errorf("after %d requests: %v", stranger.count(), err)
	}
}

// A request to another endpoint has the client's credentials, and a redirect away from it has not.
func TestRequest_anotherEndpoint(t *testing.T) {
	t.Parallel()
	elsewhere, stranger := serve(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, `{"id":"a"}`) })
	second, other := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/v1/moved" {
			redirect(elsewhere, 302)(w, r)
			return
		}
		answer(w, 200, `{"id":"a"}`)
	})
	endpoint, first := serve(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 500, `{}`) })
	c := connect(t, endpoint, func(o *Options) { o.Credentials = Bearer("token-1") })
	for _, r := range []Request{{Method: "GET", Route: "/a"}, {Method: "POST", Route: "/a", Body: thing{}}, {Method: "GET", Route: "/moved"}} {
		r.Endpoint = second + "/v1"
		if err := c.Do(t.Context(), r, &thing{}); err != nil {
			t.Errorf("%s %s: %v", r.Method, r.Route, err)
		}
	}
	err := c.Do(t.Context(), Request{Method: "POST", Route: "/moved", Endpoint: second + "/v1", Body: thing{}}, nil)
	if failureOf(t, err).Status != 302 || first.count() != 0 || stranger.count() != 1 {
		t.Errorf("%d and %d requests: %v", first.count(), stranger.count(), err)
	}
	for _, r := range other.requests() {
		if r.Header.Get("Authorization") != "Bearer token-1" {
			t.Errorf("%s has no credentials", r.URL)
		}
	}
	if got := stranger.requests()[0].Header.Get("Authorization"); got != "" {
		t.Errorf("the other host got %q", got)
	}
}
